"""Takes the whole picture for a face, as in a data set of ready crops."""

from __future__ import annotations

from collections.abc import Sequence

from feeling_manager.core.values import FaceBox, Frame


class WholeFrameDetector:
    """Finds one face in every frame: all of it."""

    def detect(self, frame: Frame) -> Sequence[FaceBox]:
        """The frame's own rectangle, without key points."""
        return [FaceBox(0.0, 0.0, float(frame.width), float(frame.height), 1.0)]

    def close(self) -> None:
        """Nothing to free."""
