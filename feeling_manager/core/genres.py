"""Genres of songs, and which are played for which emotion unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from feeling_manager.core.emotions import Emotion

GENRE_ORDER: Final = (
    "classical",
    "jazz",
    "pop",
    "trot",
    "idol",
    "rock",
    "ballad",
    "game",
    "hiphop",
    "other",
)
"""The built-in genres in the order they are shown; users may add names of their own."""

DEFAULT_GENRES: Final[Mapping[Emotion, tuple[str, ...]]] = {
    Emotion.ANGER: ("rock", "hiphop", "classical"),
    Emotion.FEAR: ("classical", "jazz", "ballad"),
    Emotion.HAPPINESS: ("pop", "idol", "trot", "game"),
    Emotion.NEUTRAL: ("pop", "jazz", "classical", "other"),
    Emotion.SADNESS: ("ballad", "classical", "jazz"),
    Emotion.SURPRISE: ("idol", "game", "pop", "hiphop"),
}
