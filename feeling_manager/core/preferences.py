"""Which genres a user wants to hear with which emotion."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.genres import DEFAULT_GENRES

GenreWeights = Mapping[str, float]
"""Ticked genres with how often they are wanted, 1 being usual; others are absent."""

MIN_WEIGHT: Final = 0.1
MAX_WEIGHT: Final = 5.0


class Liking(IntEnum):
    """How often a genre is wanted, in the steps that a person tells apart."""

    OFF = 0
    SOMETIMES = 1
    NORMAL = 2
    OFTEN = 3


LIKING_WEIGHTS: Final[Mapping[Liking, float]] = {
    Liking.OFF: 0.0,
    Liking.SOMETIMES: 0.4,
    Liking.NORMAL: 1.0,
    Liking.OFTEN: 2.5,
}
"""Each step comes up two and a half times as often as the one below."""


def liking_of(weight: float) -> Liking:
    """The step that a weight is nearest to, by its ratio; 0 is off."""
    if weight <= 0:
        return Liking.OFF
    steps = [step for step in Liking if step]
    return min(steps, key=lambda step: abs(math.log(weight / LIKING_WEIGHTS[step])))


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

    def with_liking(self, emotion: Emotion, genre: str, liking: Liking) -> Preferences:
        """Return a copy in which one genre of one row is wanted more or less often."""
        row = {name: weight for name, weight in self.genres(emotion).items() if name != genre}
        if liking is not Liking.OFF:
            row[genre] = LIKING_WEIGHTS[liking]
        return self.with_row(emotion, row)

    def as_dict(self) -> dict[str, dict[str, float]]:
        """The rows by emotion name, in order."""
        return {emotion.value: dict(self.genres(emotion)) for emotion in EMOTION_ORDER}


def default_preferences() -> Preferences:
    """The rows a new user starts with."""
    return Preferences(
        {emotion: dict.fromkeys(DEFAULT_GENRES[emotion], 1.0) for emotion in EMOTION_ORDER}
    )
