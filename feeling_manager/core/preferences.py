"""Which genres a user wants to hear with which emotion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.genres import DEFAULT_GENRES

GenreWeights = Mapping[str, float]
"""Ticked genres with how often they are wanted, 1 being usual; others are absent."""

MIN_WEIGHT: Final = 0.1
MAX_WEIGHT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Preferences:
    """Ticked genres for each of the six emotions; an empty row means any genre."""

    rows: Mapping[Emotion, GenreWeights]

    def genres(self, emotion: Emotion) -> GenreWeights:
        """The ticked genres of one emotion."""
        return self.rows.get(emotion, {})

    def with_row(self, emotion: Emotion, genres: Sequence[str] | GenreWeights) -> Preferences:
        """Return a copy in which one row is replaced; names without a weight get 1."""
        weights = genres if isinstance(genres, Mapping) else dict.fromkeys(genres, 1.0)
        clipped = {name: min(MAX_WEIGHT, max(MIN_WEIGHT, w)) for name, w in weights.items()}
        return Preferences({**self.rows, emotion: clipped})

    def as_dict(self) -> dict[str, dict[str, float]]:
        """The rows by emotion name, in order."""
        return {emotion.value: dict(self.genres(emotion)) for emotion in EMOTION_ORDER}


def default_preferences() -> Preferences:
    """The rows a new user starts with."""
    return Preferences(
        {emotion: dict.fromkeys(DEFAULT_GENRES[emotion], 1.0) for emotion in EMOTION_ORDER}
    )
