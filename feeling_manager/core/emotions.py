"""The six emotions a face is read as, in the one order used everywhere."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Emotion(str, Enum):
    """What an expression looks like; the value is the stable name used in files and JSON."""

    ANGER = "anger"
    FEAR = "fear"
    HAPPINESS = "happiness"
    NEUTRAL = "neutral"
    SADNESS = "sadness"
    SURPRISE = "surprise"

    def __str__(self) -> str:
        return self.value


EMOTION_ORDER: Final = tuple(Emotion)
EMOTION_COUNT: Final = len(EMOTION_ORDER)
