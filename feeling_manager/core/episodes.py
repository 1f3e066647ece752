"""From readings to emotion events: stretches of time with one emotion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.values import EmotionEvent, EmotionReading, MonoMs

CLOCK_JUMP_S: Final = 5.0
"""Wall and monotonic clock further apart than this: the clock was set, or the machine slept."""


@dataclass(slots=True)
class _Open:
    emotion: Emotion
    started_at: datetime
    started_mono_ms: MonoMs
    last_mono_ms: MonoMs
    confidence_sum: float
    readings: int

    def event(self) -> EmotionEvent:
        # The length is monotonic, so that setting the clock never stretches an event.
        length = timedelta(milliseconds=self.last_mono_ms - self.started_mono_ms)
        return EmotionEvent(
            self.emotion,
            self.started_at,
            self.started_at + length,
            self.confidence_sum / self.readings,
        )


@dataclass(frozen=True, slots=True)
class EpisodeStep:
    """What one reading did: an event that ended, and the event that is open now."""

    closed: EmotionEvent | None
    open: EmotionEvent | None


class EpisodeMerger:
    """Merges readings into events; it is told the time and keeps none of its own."""

    def __init__(self) -> None:
        self._open: _Open | None = None

    def update(self, reading: EmotionReading | None, at: datetime, mono_ms: MonoMs) -> EpisodeStep:
        """Take in the reading that holds at `at` (aware UTC) and `mono_ms`."""
        closed: EmotionEvent | None = None
        if self._open is not None and (
            reading is None
            or reading.emotion is not self._open.emotion
            or self._jumped(at, mono_ms)
        ):
            closed = self._close(mono_ms, jumped=self._jumped(at, mono_ms))
        if reading is not None:
            self._extend(reading, at, mono_ms)
        return EpisodeStep(closed, self._open.event() if self._open else None)

    def close(self) -> EmotionEvent | None:
        """End the open event at its last reading; None when none is open."""
        event = self._open.event() if self._open else None
        self._open = None
        return event

    def _jumped(self, at: datetime, mono_ms: MonoMs) -> bool:
        if self._open is None:
            return False
        wall_s = (at - self._open.started_at).total_seconds()
        mono_s = (mono_ms - self._open.started_mono_ms) / 1000
        return abs(wall_s - mono_s) > CLOCK_JUMP_S

    def _close(self, mono_ms: MonoMs, jumped: bool) -> EmotionEvent | None:
        if self._open is not None and not jumped:
            self._open.last_mono_ms = mono_ms
        return self.close()

    def _extend(self, reading: EmotionReading, at: datetime, mono_ms: MonoMs) -> None:
        if self._open is None:
            self._open = _Open(reading.emotion, at, mono_ms, mono_ms, 0.0, 0)
        self._open.last_mono_ms = mono_ms
        self._open.confidence_sum += reading.confidence
        self._open.readings += 1
