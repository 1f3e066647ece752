"""A smooth position out of libVLC's coarse one."""

from __future__ import annotations

from dataclasses import dataclass, replace

_JUMP_MS = 1500
"""A larger difference is a jump in the file, not the coarseness of libVLC's clock.

Measured: libVLC moves its time every 250 ms for WAV, once a second for Opus, within 50 ms of right.
"""

_STALL_MS = 3000
"""The position stops running ahead when libVLC has said nothing for so long."""

_CORRECTION = 0.2
_SETTLE_S = 0.5
"""After a seek libVLC still gives the old time for a moment."""


@dataclass(frozen=True, slots=True)
class PositionClock:
    """A position at a moment of the monotonic clock, and whether it runs.

    Immutable: one thread makes new ones, others may look at the last.
    """

    position_ms: float = 0.0
    at_mono_s: float = 0.0
    running: bool = False
    raw_ms: int = 0
    raw_at_mono_s: float = 0.0
    deaf_until_mono_s: float = 0.0

    def at(self, now_mono_s: float) -> float:
        """The position in milliseconds now."""
        if not self.running:
            return self.position_ms
        latest = max(self.at_mono_s, self.raw_at_mono_s + _STALL_MS / 1000)
        return self.position_ms + (min(now_mono_s, latest) - self.at_mono_s) * 1000

    def set_running(self, running: bool, now_mono_s: float) -> PositionClock:
        """Start or hold at the present position."""
        if running == self.running:
            return self
        return replace(
            self,
            position_ms=self.at(now_mono_s),
            at_mono_s=now_mono_s,
            raw_at_mono_s=now_mono_s,
            running=running,
        )

    def jumped(self, position_ms: float, now_mono_s: float) -> PositionClock:
        """After a seek."""
        return replace(
            self,
            position_ms=position_ms,
            at_mono_s=now_mono_s,
            raw_at_mono_s=now_mono_s,
            deaf_until_mono_s=now_mono_s + _SETTLE_S,
        )

    def observed(self, raw_ms: int, now_mono_s: float) -> PositionClock:
        """Take in what libVLC says; only a change of its value is news."""
        if raw_ms == self.raw_ms:
            return self
        if now_mono_s < self.deaf_until_mono_s or raw_ms <= 0:
            return replace(self, raw_ms=raw_ms, raw_at_mono_s=now_mono_s)
        expected = self.at(now_mono_s)
        error = raw_ms - expected
        share = 1.0 if abs(error) > _JUMP_MS else _CORRECTION
        return replace(
            self,
            position_ms=expected + share * error,
            at_mono_s=now_mono_s,
            raw_ms=raw_ms,
            raw_at_mono_s=now_mono_s,
        )
