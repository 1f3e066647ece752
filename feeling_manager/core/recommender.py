"""Which song: a random one out of the genres the user ticked for the emotion.

Among those, songs that sound right for the listening mode come up more often, liked ones too;
the last ones heard do not come up at all.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.preferences import Preferences
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import Track, TrackId

Point2 = tuple[float, float]

EMOTION_SOUND: Final[Mapping[Emotion, Point2]] = {
    Emotion.ANGER: (0.35, 0.85),
    Emotion.FEAR: (0.30, 0.45),
    Emotion.HAPPINESS: (0.85, 0.70),
    Emotion.NEUTRAL: (0.60, 0.45),
    Emotion.SADNESS: (0.25, 0.25),
    Emotion.SURPRISE: (0.75, 0.80),
}
"""Valence and energy of music that matches each emotion.

Source: the quadrants of Russell's circumplex (1980, J. Pers. Soc. Psychol. 39(6)); fear is placed
low in energy because tense music is not what people ask for when they look afraid.
"""

MODE_SOUND: Final[Mapping[ListeningMode, Point2]] = {
    ListeningMode.LIFT: (0.85, 0.65),
    ListeningMode.CALM: (0.60, 0.15),
    ListeningMode.FOCUS: (0.55, 0.35),
}
"""Where the other modes lead, whatever the emotion; reached in steps by `LIFT`."""

LIFT_STEP: Final = 0.6
"""How far to go from the emotion's own sound to the goal; a leap all the way would jar."""

SPREAD: Final = 0.30
"""Standard deviation of the sound's closeness, in units of valence and energy."""

NO_REPEAT_TRACKS: Final = 20
NO_REPEAT_SHARE: Final = 0.5
"""The last 20 songs are not repeated, nor the last half of what there is to choose from."""

NEVER: Final = -math.inf
"""Feedback of a song that must not be played again."""


class Reason(str, Enum):
    """Why this song; a code that the window turns into a sentence."""

    GENRE_OF_EMOTION = "genre_of_emotion"
    ANY_GENRE = "any_genre"
    NO_SONG_IN_GENRES = "no_song_in_genres"
    RANDOM = "random"
    ONLY_LOCAL = "only_local"
    CHOSEN = "chosen"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the recommender.

    Attributes:
        emotion: what the face looks like, or what the user chose; None is the "random" choice.
        recent: track ids heard lately, the newest last.
        allowed: which tracks can be played now; what it refuses is not considered.
        only_local: whether `allowed` was narrowed to songs that need no network.
    """

    emotion: Emotion | None
    mode: ListeningMode = ListeningMode.MATCH
    recent: Sequence[TrackId] = ()
    allowed: Callable[[Track], bool] = field(default=lambda _track: True)
    only_local: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A song, for which emotion, and why."""

    track: Track
    emotion: Emotion | None
    mode: ListeningMode
    reason: Reason

    def at(self, uri: str) -> Recommendation:
        """The same song at another address, as a search found it."""
        return replace(self, track=replace(self.track, uri=uri))


def recommend(
    request: Request,
    tracks: Iterable[Track],
    preferences: Preferences,
    feedback: Mapping[TrackId, float],
    rng: random.Random,
) -> Recommendation | None:
    """Choose a song; None when there is none that is allowed.

    Args:
        request: emotion, mode and what may be played.
        tracks: the whole library.
        preferences: the ticked genres.
        feedback: how a track was received, about -3 to 3, `NEVER` for never again.
        rng: the source of chance, so that a seed repeats a choice.
    """
    playable = [
        track for track in tracks if request.allowed(track) and feedback.get(track.id) != NEVER
    ]
    pool, reason = _pool(request, playable, preferences)
    pool = _without_recent(pool, request.recent)
    if not pool:
        return None
    weights = [_weight(track, request, preferences, feedback) for track in pool]
    track = rng.choices(pool, weights)[0]
    return Recommendation(track, request.emotion, request.mode, reason)


def _pool(
    request: Request, playable: Sequence[Track], preferences: Preferences
) -> tuple[Sequence[Track], Reason]:
    """The songs to choose from, by the ticked genres."""
    if request.emotion is None:
        return playable, Reason.RANDOM
    ticked = preferences.genres(request.emotion)
    local = Reason.ONLY_LOCAL if request.only_local else None
    if not ticked:
        return playable, local or Reason.ANY_GENRE
    pool = [track for track in playable if track.genre in ticked]
    if not pool:
        return playable, local or Reason.NO_SONG_IN_GENRES
    return pool, local or Reason.GENRE_OF_EMOTION


def _without_recent(pool: Sequence[Track], recent: Sequence[TrackId]) -> Sequence[Track]:
    keep_away = min(NO_REPEAT_TRACKS, int(len(pool) * NO_REPEAT_SHARE))
    ids = {track.id for track in pool}
    blocked = set(
        [track_id for track_id in recent if track_id in ids][-keep_away:] if keep_away else []
    )
    return [track for track in pool if track.id not in blocked]


def _weight(
    track: Track,
    request: Request,
    preferences: Preferences,
    feedback: Mapping[TrackId, float],
) -> float:
    weight = math.exp(max(-3.0, min(3.0, feedback.get(track.id, 0.0))) / 2)
    if request.emotion is None:
        return weight
    weight *= preferences.genres(request.emotion).get(track.genre, 1.0)
    valence, energy = target_sound(request.emotion, request.mode)
    distance2 = (track.valence - valence) ** 2 + (track.energy - energy) ** 2
    return weight * max(1e-6, math.exp(-distance2 / (2 * SPREAD**2)))


def target_sound(emotion: Emotion, mode: ListeningMode) -> Point2:
    """Valence and energy that music should have, 0–1 each."""
    own = EMOTION_SOUND[emotion]
    if mode is ListeningMode.MATCH:
        return own
    goal = MODE_SOUND[mode]
    step = LIFT_STEP if mode is ListeningMode.LIFT else 1.0
    return own[0] + step * (goal[0] - own[0]), own[1] + step * (goal[1] - own[1])
