"""Stops asking a service that does not answer, with growing pauses; the clock is passed in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from feeling_manager.core.values import MonoMs

NETWORK_CODES: Final = frozenset(
    {"offline", "runtime_missing", "ytdlp_outdated", "rate_limited", "timed_out"}
)
"""Failures that the next song would meet too; a removed video or a refused address is not one."""

MINUTE_MS: Final = 60_000

PAUSES_MS: Final[tuple[int, ...]] = tuple(pause * MINUTE_MS for pause in (1, 2, 4, 8, 15, 30))
"""How long each pause in a row lasts; the last one repeats."""

FAILURES_TO_OPEN: Final = 3
"""Failures in a row after which asking stops."""


class BreakerState(str, Enum):
    """Whether the service may be asked."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"

    def __str__(self) -> str:
        return self.value


class CircuitBreaker:
    """Counts failures in a row; opens, waits, lets one try through, and closes on success.

    Thread: one only, or under the caller's lock. All times are of the same monotonic clock.
    """

    def __init__(
        self,
        failures_to_open: int = FAILURES_TO_OPEN,
        pauses_ms: Sequence[int] = PAUSES_MS,
    ) -> None:
        if failures_to_open < 1 or not pauses_ms or min(pauses_ms) <= 0:
            raise ValueError("a breaker needs at least one failure and positive pauses")
        self._failures_to_open = failures_to_open
        self._pauses_ms = tuple(pauses_ms)
        self._failures = 0
        self._openings = 0
        self._retry_at: MonoMs | None = None
        self._trying = False
        self._last_code = ""

    @property
    def retry_at(self) -> MonoMs | None:
        """When the next try is due; None while closed."""
        return self._retry_at

    @property
    def last_code(self) -> str:
        """Why it opened, or the last network failure; "" after a success."""
        return self._last_code

    def state(self, now: MonoMs) -> BreakerState:
        """How the breaker stands; asking changes nothing."""
        if self._retry_at is None:
            return BreakerState.CLOSED
        if self._trying or now >= self._retry_at:
            return BreakerState.HALF_OPEN
        return BreakerState.OPEN

    def allows(self, now: MonoMs) -> bool:
        """Whether a call may be made now; after a pause exactly one is let through."""
        state = self.state(now)
        if state is BreakerState.CLOSED:
            return True
        if state is BreakerState.OPEN or self._trying:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        """Note that the service answered: everything is forgotten."""
        self._failures = 0
        self._openings = 0
        self._retry_at = None
        self._trying = False
        self._last_code = ""

    def failed(self, code: str, now: MonoMs) -> None:
        """Note a failure; codes outside `NETWORK_CODES` show that the service did answer."""
        if code == "cancelled":
            self._trying = False
            return
        if code not in NETWORK_CODES:
            self.succeeded()
            return
        self._last_code = code
        self._failures += 1
        if self._trying or (self._retry_at is None and self._failures >= self._failures_to_open):
            self._open(now)

    def reset(self) -> None:
        """Try again at once, as when the user asks for it or the network comes back."""
        self.succeeded()

    def _open(self, now: MonoMs) -> None:
        """Begin the next, longer pause."""
        pause = self._pauses_ms[min(self._openings, len(self._pauses_ms) - 1)]
        self._openings += 1
        self._trying = False
        self._retry_at = MonoMs(now + pause)
