"""Values as the JSON that scripts read."""

from __future__ import annotations

from typing import Any

from feeling_manager.core.recommender import Recommendation
from feeling_manager.core.values import EmotionScores, FaceBox, Observation, StepTimes, Track
from feeling_manager.storage.emotion_log import Play


def track_json(track: Track) -> dict[str, Any]:
    """A song."""
    return {
        "id": track.id,
        "uri": track.uri,
        "title": track.title,
        "artist": track.artist,
        "genre": track.genre,
        "moods": list(track.moods),
        "valence": track.valence,
        "energy": track.energy,
        "year": track.year,
        "language": track.language,
        "duration_ms": track.duration_ms,
    }


def recommendation_json(recommendation: Recommendation) -> dict[str, Any]:
    """A song, for what, and why in words."""
    from feeling_manager.ui.texts import reason_text

    emotion = recommendation.emotion
    return {
        "emotion": emotion.value if emotion else None,
        "mode": recommendation.mode.value,
        "track": track_json(recommendation.track),
        "reason": reason_text(recommendation),
        "reason_code": recommendation.reason.value,
    }


def face_json(face: FaceBox | None) -> list[int] | None:
    """A face box as [x, y, width, height] in pixels."""
    return list(face.as_pixels()) if face else None


def scores_json(scores: EmotionScores | None) -> dict[str, float] | None:
    """Scores by emotion, rounded to what means something."""
    return {k: round(v, 4) for k, v in scores.as_dict().items()} if scores else None


def times_json(times: StepTimes) -> dict[str, float]:
    """Milliseconds by step."""
    return {
        "detect": round(times.detect, 2),
        "classify": round(times.classify, 2),
        "total": round(times.total, 2),
    }


def observation_json(observation: Observation) -> dict[str, Any]:
    """One look at one frame."""
    return {
        "face": face_json(observation.face_box),
        "scores": scores_json(observation.scores),
        "quality": observation.quality.value,
        "ms": times_json(observation.times),
    }


def play_json(play: Play) -> dict[str, Any]:
    """One row of the log."""
    return {
        "at": play.started_at.isoformat(),
        "emotion": play.emotion.value if play.emotion else None,
        "title": play.title,
        "artist": play.artist,
        "genre": play.genre,
        "mode": play.mode,
        "reason": play.reason,
        "played_s": round(play.played_ms / 1000, 1),
        "ended_at": play.ended_at.isoformat(),
        "ending": play.ending.value,
        "track_id": play.track_id,
    }
