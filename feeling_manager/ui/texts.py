"""Every code of the lower layers in words; only here and in `tr()` calls is language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QLocale, QTime

from feeling_manager.core.addresses import Scheme, scheme_of
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.gestures import Gesture
from feeling_manager.core.listening import Ending
from feeling_manager.core.preferences import Liking
from feeling_manager.core.recommender import Reason, Recommendation
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import Quality, Track
from feeling_manager.ui.translation import QT_TRANSLATE_NOOP, translated

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

_GESTURES: Final[Mapping[Gesture, str]] = {
    Gesture.NONE: "",
    Gesture.CHIN_ON_HAND: QT_TRANSLATE_NOOP("texts", "Chin on the hand"),
    Gesture.HAND_IN_HAIR: QT_TRANSLATE_NOOP("texts", "Hands in the hair"),
    Gesture.HAND_OVER_FACE: QT_TRANSLATE_NOOP("texts", "Hands over the face"),
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

_LIKINGS: Final[Mapping[Liking, str]] = {
    Liking.OFF: QT_TRANSLATE_NOOP("texts", "off"),
    Liking.SOMETIMES: QT_TRANSLATE_NOOP("texts", "sometimes"),
    Liking.NORMAL: QT_TRANSLATE_NOOP("texts", "normal"),
    Liking.OFTEN: QT_TRANSLATE_NOOP("texts", "often"),
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
    Quality.TOO_DARK: QT_TRANSLATE_NOOP(
        "texts", "It is too dark. Turn a lamp on or uncover the camera."
    ),
    Quality.TOO_BRIGHT: QT_TRANSLATE_NOOP(
        "texts", "Your face is too bright. Keep out of direct light."
    ),
    Quality.BLURRED: QT_TRANSLATE_NOOP(
        "texts", "Your face is blurred. Wipe the lens or hold still."
    ),
    Quality.TOO_SMALL: QT_TRANSLATE_NOOP("texts", "Your face is far away. Come a little closer."),
    Quality.TURNED_AWAY: QT_TRANSLATE_NOOP(
        "texts", "Your face is turned away. Look towards the camera."
    ),
    Quality.CUT_OFF: QT_TRANSLATE_NOOP("texts", "Your face is cut off. Move to the middle."),
    Quality.SEVERAL_PEOPLE: QT_TRANSLATE_NOOP(
        "texts", "Several faces are equally near. Let one come closer."
    ),
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
    Reason.CHOSEN: QT_TRANSLATE_NOOP("texts", "You picked this song."),
}

_MOODS: Final[Mapping[str, str]] = {
    "amusing": QT_TRANSLATE_NOOP("texts", "amusing"),
    "joyful": QT_TRANSLATE_NOOP("texts", "joyful"),
    "erotic": QT_TRANSLATE_NOOP("texts", "sensual"),
    "beautiful": QT_TRANSLATE_NOOP("texts", "beautiful"),
    "relaxing": QT_TRANSLATE_NOOP("texts", "relaxing"),
    "sad": QT_TRANSLATE_NOOP("texts", "sad"),
    "dreamy": QT_TRANSLATE_NOOP("texts", "dreamy"),
    "triumphant": QT_TRANSLATE_NOOP("texts", "triumphant"),
    "anxious": QT_TRANSLATE_NOOP("texts", "anxious"),
    "scary": QT_TRANSLATE_NOOP("texts", "scary"),
    "annoying": QT_TRANSLATE_NOOP("texts", "annoying"),
    "defiant": QT_TRANSLATE_NOOP("texts", "defiant"),
    "pumped_up": QT_TRANSLATE_NOOP("texts", "energetic"),
}

_SOURCES: Final[Mapping[Scheme, str]] = {
    Scheme.STARTER: QT_TRANSLATE_NOOP("texts", "Included"),
    Scheme.FILE: QT_TRANSLATE_NOOP("texts", "This computer"),
    Scheme.WEB: QT_TRANSLATE_NOOP("texts", "Web"),
    Scheme.SEARCH: QT_TRANSLATE_NOOP("texts", "Web search"),
}


def emotion_name(emotion: Emotion) -> str:
    """The emotion as a noun."""
    return translated(_EMOTIONS[emotion])


def expression_text(emotion: Emotion) -> str:
    """What an expression looks like, as a sentence; never what somebody is."""
    return translated(_EXPRESSIONS[emotion])


def gesture_name(gesture: Gesture) -> str:
    """What hands do at the head; empty where they do nothing."""
    return translated(_GESTURES[gesture])


def genre_name(genre: str) -> str:
    """A genre in words; a user's own genre is its own name."""
    return translated(_GENRES[genre]) if genre in _GENRES else genre


def liking_name(liking: Liking) -> str:
    """How often a genre is wanted."""
    return translated(_LIKINGS[liking])


def mode_name(mode: ListeningMode) -> str:
    """What the music is for."""
    return translated(_MODES[mode])


def ending_text(ending: Ending) -> str:
    """How a song ended."""
    return translated(_ENDINGS[ending])


def quality_hint(quality: Quality) -> str:
    """What to do so that a face can be read; empty when it can."""
    return translated(_QUALITIES[quality])


def reason_text(recommendation: Recommendation) -> str:
    """Why this song, as a sentence."""
    emotion = recommendation.emotion
    return translated(_REASONS[recommendation.reason]).format(
        emotion=emotion_name(emotion) if emotion else translated(_ANY_MOOD),
        genre=genre_name(recommendation.track.genre),
    )


def mood_name(mood: str) -> str:
    """A song's mood in words; an unknown one is its own name."""
    return translated(_MOODS[mood]) if mood in _MOODS else mood


def song_name(track: Track) -> str:
    """A song in one line."""
    return f"{track.title} – {track.artist}" if track.artist else track.title


def source_name(track: Track) -> str:
    """Where a song comes from."""
    scheme = scheme_of(track.uri)
    return source_kind_name(scheme) if scheme else "–"


def source_kind_name(scheme: Scheme) -> str:
    """A kind of source in words."""
    return translated(_SOURCES[scheme])


def duration_text(milliseconds: int) -> str:
    """A position or a length as minutes and seconds."""
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def minutes_text(seconds: float) -> str:
    """A length of time in hours and minutes."""
    minutes = round(seconds / 60)
    if seconds > 0 and minutes < 1:
        return translated(_BELOW_A_MINUTE)
    if minutes < 60:
        return translated(_MINUTES).format(minutes=minutes)
    return translated(_HOURS).format(hours=minutes // 60, minutes=minutes % 60)


def read_text(count: int, seconds: float) -> str:
    """How often and how long expressions were read."""
    return translated(_READ).format(count=count, length=minutes_text(seconds))


def time_text(at: datetime) -> str:
    """The local time of day, in the window's language."""
    local = at.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


_BELOW_A_MINUTE = QT_TRANSLATE_NOOP("texts", "<1 min")
_MINUTES = QT_TRANSLATE_NOOP("texts", "{minutes} min")
_HOURS = QT_TRANSLATE_NOOP("texts", "{hours} h {minutes} min")
_READ = QT_TRANSLATE_NOOP("texts", "Seen: {count} · {length}")
_ANY_MOOD = QT_TRANSLATE_NOOP("texts", "Any mood")
