"""Gives recorded scores back, one after the other, so that what follows can be repeated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from feeling_manager.core.errors import ModelError
from feeling_manager.core.values import Classification, EmotionScores, FaceCrop


class ReplayClassifier:
    """Recorded scores in their order, then from the beginning again. Thread: one only."""

    def __init__(
        self,
        recorded: Sequence[EmotionScores],
        embeddings: Sequence[npt.NDArray[np.float32]] = (),
    ) -> None:
        """Take the recording; without embeddings each is made of the scores.

        Raises: ModelError when it is empty.
        """
        if not recorded:
            raise ModelError("an empty recording", "model_bad")
        made = embeddings or [scores.as_array() for scores in recorded]
        self._recorded = [Classification(*pair) for pair in zip(recorded, made, strict=True)]
        self._next = 0

    def classify(self, crop: FaceCrop) -> Classification:
        """The next recorded scores, whatever the face."""
        reading = self._recorded[self._next % len(self._recorded)]
        self._next += 1
        return reading

    def close(self) -> None:
        """Nothing to free."""
