"""Media controls that nobody sees: they keep what they were shown, and can ask for something."""

from __future__ import annotations

from collections.abc import Callable

from feeling_manager.core.media import MediaOrder, MediaState
from feeling_manager.core.values import DurationMs


class RecordedMediaControls:
    """For systems without media controls, and for tests. Thread: the GUI thread.

    Attributes:
        states: what was shown, the newest last.
        jumps: where the music went on.
    """

    def __init__(self) -> None:
        self.states: list[MediaState] = []
        self.jumps: list[DurationMs] = []
        self._order: Callable[[MediaOrder], None] | None = None

    def open(
        self, order: Callable[[MediaOrder], None], position_ms: Callable[[], DurationMs]
    ) -> None:
        """Begin to keep."""
        self._order = order

    def show(self, state: MediaState) -> None:
        """Keep a state; the same one after itself only once."""
        if self._order is not None and self.states[-1:] != [state]:
            self.states.append(state)

    def jumped(self, position_ms: DurationMs) -> None:
        """Keep a jump."""
        if self._order is not None:
            self.jumps.append(position_ms)

    def ask(self, order: MediaOrder) -> None:
        """Ask for something, as a media key does."""
        if self._order is not None:
            self._order(order)

    def close(self) -> None:
        """Ask and keep no more."""
        self._order = None
