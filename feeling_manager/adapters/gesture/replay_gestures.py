"""Gives recorded gestures back, one after the other, so that what follows can be repeated."""

from __future__ import annotations

from collections.abc import Sequence

from feeling_manager.core.errors import ModelError
from feeling_manager.core.gestures import Gesture
from feeling_manager.core.values import FaceBox, Frame


class ReplayGestures:
    """Recorded gestures in their order, then from the beginning again. Thread: one only."""

    def __init__(self, recorded: Sequence[Gesture]) -> None:
        """Take the recording. Raises: ModelError when it is empty."""
        if not recorded:
            raise ModelError("an empty recording", "model_bad")
        self._recorded = tuple(recorded)
        self._next = 0

    def read(self, frame: Frame, face: FaceBox) -> Gesture:
        """The next recorded gesture, whatever the frame."""
        gesture = self._recorded[self._next % len(self._recorded)]
        self._next += 1
        return gesture

    def close(self) -> None:
        """Nothing to free."""
