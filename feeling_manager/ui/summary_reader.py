"""Counts the days of a month or a year without holding the window up."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from feeling_manager.core.daily_summary import DailySummary, DateSpan, summarise
from feeling_manager.storage.emotion_log import EmotionLog

DAYS_AT_ONCE: Final = 7
"""A week is counted in about 10 ms where an expression changes 200 times a day."""


class SummaryReader(QObject):
    """Reads the log a week at a time, the window living in between. Thread: the GUI thread.

    Signals:
        counted(list[DailySummary]): every day of the span that was asked for last.
    """

    counted = Signal(object)

    def __init__(self, log: EmotionLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._left: list[DateSpan] = []
        self._days: list[DailySummary] = []
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._on_next)

    def count(self, span: DateSpan) -> None:
        """Count a span; a day or a week is there at once."""
        self._left, self._days = span.slices(DAYS_AT_ONCE), []
        self._next.start()
        self._on_next()

    def _on_next(self) -> None:
        part = self._left.pop(0)
        # An event is counted on the day it began, but its seconds on every day it touches.
        self._days += summarise(self._log.events_between(*part.bounds()), part)
        if not self._left:
            self._next.stop()
            self.counted.emit(self._days)
