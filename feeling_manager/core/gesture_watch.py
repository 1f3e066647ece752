"""When to look for hands, and at which face: every few looks at the expression, not at each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from feeling_manager.core.gestures import GESTURE_INTERVAL_S, Gesture, GestureLook
from feeling_manager.core.ports import GestureReader
from feeling_manager.core.values import FaceBox, Frame, MonoMs, Observation

EARLY_MS: Final = 300
"""Frames are not taken at exact times; one this much early still counts as due."""

FACE_MEMORY_MS: Final = 30_000
"""Hands over a face hide it from the detector; it is then looked for where the face was last."""


class GestureWatch:
    """Remembers the face and keeps the interval. Thread: the one that made its reader."""

    def __init__(
        self,
        reader: GestureReader,
        clock_s: Callable[[], float],
        interval_s: float = GESTURE_INTERVAL_S,
    ) -> None:
        self._reader = reader
        self._clock_s = clock_s
        self._interval_ms = round(interval_s * 1000)
        self._looked_at_mono_ms: MonoMs | None = None
        self._face: FaceBox | None = None
        self._face_at_mono_ms = MonoMs(0)

    def look(self, frame: Frame, observation: Observation) -> GestureLook | None:
        """Look for hands if it is time; None while it is not. Raises: ModelError.

        `observation` is what the same frame showed.
        """
        now = frame.captured_at_mono_ms
        if observation.face_box is not None:
            self._face, self._face_at_mono_ms = observation.face_box, now
        elif now - self._face_at_mono_ms > FACE_MEMORY_MS:
            self._face = None
        if not self._is_due(now):
            return None
        self._looked_at_mono_ms = now
        if self._face is None:
            return GestureLook(now, Gesture.NONE)
        started = self._clock_s()
        gesture = self._reader.read(frame, self._face)
        return GestureLook(now, gesture, (self._clock_s() - started) * 1000)

    def close(self) -> None:
        """Free the models."""
        self._reader.close()

    def _is_due(self, now: MonoMs) -> bool:
        last = self._looked_at_mono_ms
        return last is None or now - last >= self._interval_ms - EARLY_MS
