"""Every code of the lower layers in words; only here and in `tr()` calls is language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.listening import Ending
from feeling_manager.core.recommender import Reason, Recommendation
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import Quality

_EMOTIONS: Final[Mapping[Emotion, str]] = {
    Emotion.ANGER: QT_TRANSLATE_NOOP("texts", "Anger"),
    Emotion.FEAR: QT_TRANSLATE_NOOP("texts", "Fear"),
    Emotion.HAPPINESS: QT_TRANSLATE_NOOP("texts", "Happiness"),
    Emotion.NEUTRAL: QT_TRANSLATE_NOOP("texts", "Neutral"),
    Emotion.SADNESS: QT_TRANSLATE_NOOP("texts", "Sadness"),
    Emotion.SURPRISE: QT_TRANSLATE_NOOP("texts", "Surprise"),
}

_EXPRESSIONS: Final[Mapping[Emotion, str]] = {
    Emotion.ANGER: QT_TRANSLATE_NOOP("texts", "Your expression looks angry"),
    Emotion.FEAR: QT_TRANSLATE_NOOP("texts", "Your expression looks afraid"),
    Emotion.HAPPINESS: QT_TRANSLATE_NOOP("texts", "Your expression looks happy"),
    Emotion.NEUTRAL: QT_TRANSLATE_NOOP("texts", "Your expression looks neutral"),
    Emotion.SADNESS: QT_TRANSLATE_NOOP("texts", "Your expression looks sad"),
    Emotion.SURPRISE: QT_TRANSLATE_NOOP("texts", "Your expression looks surprised"),
}

_GENRES: Final[Mapping[str, str]] = {
    "classical": QT_TRANSLATE_NOOP("texts", "Classical"),
    "jazz": QT_TRANSLATE_NOOP("texts", "Jazz"),
    "pop": QT_TRANSLATE_NOOP("texts", "Pop"),
    "trot": QT_TRANSLATE_NOOP("texts", "Trot"),
    "idol": QT_TRANSLATE_NOOP("texts", "Idol"),
    "rock": QT_TRANSLATE_NOOP("texts", "Rock"),
    "ballad": QT_TRANSLATE_NOOP("texts", "Ballad"),
    "game": QT_TRANSLATE_NOOP("texts", "Game music"),
    "hiphop": QT_TRANSLATE_NOOP("texts", "Hip-hop"),
    "other": QT_TRANSLATE_NOOP("texts", "Other"),
}

_MODES: Final[Mapping[ListeningMode, str]] = {
    ListeningMode.MATCH: QT_TRANSLATE_NOOP("texts", "Match"),
    ListeningMode.LIFT: QT_TRANSLATE_NOOP("texts", "Lift"),
    ListeningMode.CALM: QT_TRANSLATE_NOOP("texts", "Calm"),
    ListeningMode.FOCUS: QT_TRANSLATE_NOOP("texts", "Focus"),
}

_ENDINGS: Final[Mapping[Ending, str]] = {
    Ending.PLAYING: QT_TRANSLATE_NOOP("texts", "playing"),
    Ending.FINISHED: QT_TRANSLATE_NOOP("texts", "played to the end"),
    Ending.SKIPPED: QT_TRANSLATE_NOOP("texts", "skipped"),
    Ending.CHANGED: QT_TRANSLATE_NOOP("texts", "mood changed"),
    Ending.STOPPED: QT_TRANSLATE_NOOP("texts", "stopped"),
    Ending.FAILED: QT_TRANSLATE_NOOP("texts", "could not be played"),
    Ending.INTERRUPTED: QT_TRANSLATE_NOOP("texts", "interrupted"),
}

_QUALITIES: Final[Mapping[Quality, str]] = {
    Quality.OK: "",
    Quality.NO_FACE: QT_TRANSLATE_NOOP("texts", "No face is in the picture."),
    Quality.TOO_DARK: QT_TRANSLATE_NOOP("texts", "It is too dark. Turn a lamp on."),
    Quality.TOO_BRIGHT: QT_TRANSLATE_NOOP("texts", "It is too bright. Avoid light from behind."),
    Quality.TOO_SMALL: QT_TRANSLATE_NOOP("texts", "Your face is far away. Come a little closer."),
    Quality.TURNED_AWAY: QT_TRANSLATE_NOOP("texts", "Your face is turned away from the camera."),
    Quality.CUT_OFF: QT_TRANSLATE_NOOP("texts", "Your face is cut off. Move to the middle."),
}

_REASONS: Final[Mapping[Reason, str]] = {
    Reason.GENRE_OF_EMOTION: QT_TRANSLATE_NOOP("texts", "{emotion}: you ticked {genre} for it."),
    Reason.ANY_GENRE: QT_TRANSLATE_NOOP(
        "texts", "{emotion}: no genre is ticked, so any song may come."
    ),
    Reason.NO_SONG_IN_GENRES: QT_TRANSLATE_NOOP(
        "texts", "{emotion}: the ticked genres have no song, so another one was taken."
    ),
    Reason.RANDOM: QT_TRANSLATE_NOOP("texts", "A random song."),
    Reason.ONLY_LOCAL: QT_TRANSLATE_NOOP(
        "texts", "{emotion}: a song that plays without the network."
    ),
}

_PROBLEMS: Final[Mapping[str, str]] = {
    "camera_missing": QT_TRANSLATE_NOOP(
        "texts", "No camera was found. Connect one, or choose a mood by hand."
    ),
    "camera_busy": QT_TRANSLATE_NOOP(
        "texts", "Another program uses the camera. Close it; it is tried again by itself."
    ),
    "camera_lost": QT_TRANSLATE_NOOP(
        "texts", "The camera is gone. Connect it again; it is tried again by itself."
    ),
    "camera_ended": QT_TRANSLATE_NOOP("texts", "The video is over."),
    "demo_instead_of_camera": QT_TRANSLATE_NOOP(
        "texts", "No camera was found, so the demo portrait is shown."
    ),
    "model_missing": QT_TRANSLATE_NOOP(
        "texts", "A file of the program is missing. Install the program again."
    ),
    "model_bad": QT_TRANSLATE_NOOP(
        "texts", "The emotion network cannot be read. Install the program again."
    ),
    "vlc_missing": QT_TRANSLATE_NOOP(
        "texts", "VLC is missing, so there is no sound. Install VLC and start again."
    ),
    "track_unplayable": QT_TRANSLATE_NOOP("texts", "This song cannot be played."),
    "offline": QT_TRANSLATE_NOOP(
        "texts", "There is no connection to the internet. Your own songs play meanwhile."
    ),
    "runtime_missing": QT_TRANSLATE_NOOP(
        "texts", "YouTube needs a JavaScript runtime. Install Deno and start again."
    ),
    "ytdlp_outdated": QT_TRANSLATE_NOOP(
        "texts", "YouTube has changed and yt-dlp is out of date. Update it."
    ),
    "rate_limited": QT_TRANSLATE_NOOP(
        "texts", "YouTube asks for a pause. Your own songs play meanwhile."
    ),
    "video_gone": QT_TRANSLATE_NOOP("texts", "This song is no longer to be found."),
    "file_missing": QT_TRANSLATE_NOOP("texts", "The file of this song is not there."),
    "timed_out": QT_TRANSLATE_NOOP("texts", "The server took too long to answer."),
    "address_refused": QT_TRANSLATE_NOOP("texts", "This address is not opened, to be safe."),
    "disk_full": QT_TRANSLATE_NOOP("texts", "The disk is full. Free some space."),
    "cancelled": QT_TRANSLATE_NOOP("texts", "It was cancelled."),
    "library_empty": QT_TRANSLATE_NOOP("texts", "There is no song to play. Add some songs."),
    "nothing_playable": QT_TRANSLATE_NOOP(
        "texts", "None of the songs can be played. Look into the library."
    ),
    "database_bad": QT_TRANSLATE_NOOP("texts", "The database cannot be read."),
    "database_newer": QT_TRANSLATE_NOOP(
        "texts", "The database was made by a newer version. Install that version."
    ),
    "database_locked": QT_TRANSLATE_NOOP("texts", "Another program keeps the database locked."),
    "database_set_aside": QT_TRANSLATE_NOOP(
        "texts", "The database could not be read. It was kept aside and a new one was begun."
    ),
    "folder_readonly": QT_TRANSLATE_NOOP(
        "texts", "The folder cannot be written to. Choose another one with --data-dir."
    ),
    "settings_bad": QT_TRANSLATE_NOOP("texts", "A setting is not acceptable."),
    "list_bad": QT_TRANSLATE_NOOP("texts", "This list cannot be read."),
    "image_bad": QT_TRANSLATE_NOOP("texts", "This picture cannot be read."),
    "song_unknown": QT_TRANSLATE_NOOP("texts", "There is no such song."),
    "already_running": QT_TRANSLATE_NOOP("texts", "Feeling Manager is already running."),
    "bug": QT_TRANSLATE_NOOP("texts", "Something went wrong inside the program."),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("texts", text) if text else ""


def emotion_name(emotion: Emotion) -> str:
    """The emotion as a noun."""
    return _tr(_EMOTIONS[emotion])


def expression_text(emotion: Emotion) -> str:
    """What an expression looks like, as a sentence; never what somebody is."""
    return _tr(_EXPRESSIONS[emotion])


def genre_name(genre: str) -> str:
    """A genre in words; a user's own genre is its own name."""
    return _tr(_GENRES[genre]) if genre in _GENRES else genre


def mode_name(mode: ListeningMode) -> str:
    """What the music is for."""
    return _tr(_MODES[mode])


def ending_text(ending: Ending) -> str:
    """How a song ended."""
    return _tr(_ENDINGS[ending])


def quality_hint(quality: Quality) -> str:
    """What to do so that a face can be read; empty when it can."""
    return _tr(_QUALITIES[quality])


def reason_text(recommendation: Recommendation) -> str:
    """Why this song, as a sentence."""
    emotion = recommendation.emotion
    return _tr(_REASONS[recommendation.reason]).format(
        emotion=emotion_name(emotion) if emotion else _tr(_ANY_MOOD),
        genre=genre_name(recommendation.track.genre),
    )


def problem_text(code: str) -> str:
    """What happened and what to do."""
    return _tr(_PROBLEMS.get(code, _PROBLEMS["bug"]))


def problem_codes() -> list[str]:
    """Every code that has a text of its own."""
    return list(_PROBLEMS)


def duration_text(milliseconds: int) -> str:
    """A position or a length as minutes and seconds."""
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def time_text(at: datetime) -> str:
    """The local time of day, in the window's language."""
    local = at.astimezone()
    return QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)


_ANY_MOOD = QT_TRANSLATE_NOOP("texts", "Any mood")
