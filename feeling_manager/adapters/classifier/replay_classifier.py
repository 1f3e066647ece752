"""Gives recorded scores back, one after the other, so that what follows can be repeated."""

from __future__ import annotations

from collections.abc import Sequence

from feeling_manager.core.errors import ModelError
from feeling_manager.core.values import EmotionScores, FaceCrop


class ReplayClassifier:
    """Recorded scores in their order, then from the beginning again. Thread: one only."""

    def __init__(self, recorded: Sequence[EmotionScores]) -> None:
        """Take the recording. Raises: ModelError when it is empty."""
        if not recorded:
            raise ModelError("an empty recording", "model_bad")
        self._recorded = tuple(recorded)
        self._next = 0

    def classify(self, crop: FaceCrop) -> EmotionScores:
        """The next recorded scores, whatever the face."""
        scores = self._recorded[self._next % len(self._recorded)]
        self._next += 1
        return scores

    def close(self) -> None:
        """Nothing to free."""
