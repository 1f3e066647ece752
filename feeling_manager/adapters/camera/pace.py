"""Keeps recorded pictures in step with the wall clock."""

from __future__ import annotations

import time
from collections.abc import Callable

from feeling_manager.core.values import MonoMs


class Pace:
    """Says when frame number n is due; the start is the first moment anyone asks.

    Every due time is computed from the start, so that waiting late never adds up to a drift.
    """

    def __init__(
        self,
        fps: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fps = fps
        self._clock = clock
        self._sleep = sleep
        self._started_at_mono_s: float | None = None

    def current_index(self) -> int:
        """The number of the frame that should be on the screen now."""
        return int((self._clock() - self._start()) * self._fps)

    def wait_for(self, index: int) -> None:
        """Sleep until the frame is due; returns at once for one that is late."""
        due = self._start() + index / self._fps
        remaining = due - self._clock()
        if remaining > 0:
            self._sleep(remaining)

    def due_at_mono_ms(self, index: int) -> MonoMs:
        """When the frame is due on the monotonic clock."""
        return MonoMs(round((self._start() + index / self._fps) * 1000))

    def _start(self) -> float:
        if self._started_at_mono_s is None:
            self._started_at_mono_s = self._clock()
        return self._started_at_mono_s
