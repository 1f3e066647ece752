"""Asks the system now and then, where it does not tell by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from feeling_manager.core.values import Surroundings

POLL_MS: Final = 3000


class PollingSurroundings(QObject):
    """Tells when an answer is another one. Thread: the GUI thread; `ask` takes microseconds."""

    def __init__(self, ask: Callable[[], Surroundings], poll_ms: int = POLL_MS) -> None:
        super().__init__()
        self._ask = ask
        self._now = Surroundings()
        self._changed: Callable[[Surroundings], None] = lambda _now: None
        self._timer = QTimer(self, interval=poll_ms)
        self._timer.timeout.connect(self._on_poll)

    def watch(self, changed: Callable[[Surroundings], None]) -> None:
        """Begin to ask."""
        self._changed = changed
        self._timer.start()
        self._on_poll()

    def close(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def _on_poll(self) -> None:
        now = self._ask()
        if now != self._now:
            self._now = now
            self._changed(now)
