"""From looks for hands, seconds apart, to stretches of time with one gesture, and their sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from feeling_manager.core.episodes import CLOCK_JUMP_S
from feeling_manager.core.gestures import (
    GESTURE_INTERVAL_S,
    TENSION_GESTURES,
    Gesture,
    GestureEvent,
)
from feeling_manager.core.values import MonoMs

WORTH_MS: Final = round(GESTURE_INTERVAL_S * 1000)
"""How long one look speaks for, when nothing else is known: until the next one."""

MAX_GAP_MS: Final = round(GESTURE_INTERVAL_S * 2400)
"""The same gesture again within this is the same stretch: one look between them may miss it."""


@dataclass(slots=True)
class _Open:
    gesture: Gesture
    started_at: datetime
    started_mono_ms: MonoMs
    last_mono_ms: MonoMs

    def event(self, until_mono_ms: int) -> GestureEvent:
        # The length is monotonic, so that setting the clock never stretches an event.
        length = timedelta(milliseconds=until_mono_ms - self.started_mono_ms)
        return GestureEvent(self.gesture, self.started_at, self.started_at + length)


@dataclass(frozen=True, slots=True)
class GestureStep:
    """What one look did: a stretch that ended, and the one that is open now."""

    closed: GestureEvent | None
    open: GestureEvent | None


class GestureMerger:
    """Merges looks into stretches; it is told the time and keeps none of its own."""

    def __init__(self) -> None:
        self._open: _Open | None = None

    def update(self, gesture: Gesture, at: datetime, mono_ms: MonoMs) -> GestureStep:
        """Take in what a look at `at` (aware UTC) and `mono_ms` showed."""
        closed: GestureEvent | None = None
        if self._open is not None and self._is_over(self._open, gesture, at, mono_ms):
            closed = self.close(mono_ms)
        if gesture is not Gesture.NONE:
            if self._open is None:
                self._open = _Open(gesture, at, mono_ms, mono_ms)
            self._open.last_mono_ms = mono_ms
        open_now = self._open
        return GestureStep(closed, open_now.event(open_now.last_mono_ms) if open_now else None)

    def close(self, mono_ms: MonoMs) -> GestureEvent | None:
        """End the open stretch: when it was seen last, and as long after that as one look is worth.

        None when none is open.
        """
        last, self._open = self._open, None
        if last is None:
            return None
        return last.event(min(mono_ms, last.last_mono_ms + WORTH_MS))

    def _is_over(self, last: _Open, gesture: Gesture, at: datetime, mono_ms: MonoMs) -> bool:
        if gesture is not last.gesture and gesture is not Gesture.NONE:
            return True
        wall_s = (at - last.started_at).total_seconds()
        jumped = abs(wall_s - (mono_ms - last.started_mono_ms) / 1000) > CLOCK_JUMP_S
        return jumped or mono_ms - last.last_mono_ms > MAX_GAP_MS


@dataclass(frozen=True, slots=True)
class GestureTotal:
    """How often and for how many seconds a gesture was seen."""

    count: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        """The shape that `stats --json` prints."""
        return {"count": self.count, "seconds": round(self.seconds, 1)}


def total_gestures(
    events: Iterable[GestureEvent], start: datetime, end: datetime
) -> Mapping[Gesture, GestureTotal]:
    """Add stretches up that touch the time from `start` (included) to `end` (excluded).

    A stretch is counted where it began; only its seconds within the time are added.
    """
    counts, seconds = dict.fromkeys(TENSION_GESTURES, 0), dict.fromkeys(TENSION_GESTURES, 0.0)
    for event in events:
        counts[event.gesture] += start <= event.started_at < end
        overlap = min(event.ended_at, end) - max(event.started_at, start)
        seconds[event.gesture] += max(0.0, overlap.total_seconds())
    return {g: GestureTotal(counts[g], seconds[g]) for g in TENSION_GESTURES}
