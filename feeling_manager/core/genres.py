"""Genres of songs, and which are played for which emotion unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from typing import Final

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.text import clean_text

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

MAX_GENRE_LENGTH: Final = 24
"""Longest name of an own genre, in characters: it stands above a narrow column."""


class GenreNameProblem(str, Enum):
    """Why a name cannot be that of an own genre."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TAKEN = "taken"

    def __str__(self) -> str:
        return self.value


def clean_genre_name(text: str) -> str:
    """The name as it is stored: without what cannot be shown and without spaces around it."""
    return clean_text(text, limit=2 * MAX_GENRE_LENGTH)


def genre_name_problem(name: str, taken: Collection[str]) -> GenreNameProblem | None:
    """Why a cleaned name cannot be used, None when it can; `taken` are all names there are.

    Names that differ in case only would look like the same genre twice.
    """
    if not name:
        return GenreNameProblem.EMPTY
    if len(name) > MAX_GENRE_LENGTH:
        return GenreNameProblem.TOO_LONG
    if name.casefold() in {one.casefold() for one in taken}:
        return GenreNameProblem.TAKEN
    return None
