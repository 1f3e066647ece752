"""A day's expressions at a glance."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from feeling_manager.core.daily_summary import summarise
from feeling_manager.runtime.session import Session
from feeling_manager.ui.bars import CountColumns
from feeling_manager.ui.day_chooser import DayChooser
from feeling_manager.ui.day_strip import DayStrip
from feeling_manager.ui.texts import read_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import ElidedLabel, around, card, label

REFRESH_MS: Final = 10_000


class DayCard(QWidget):
    """How often each emotion was seen on a day, today's as it grows."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._heading, self._total = label("heading"), ElidedLabel("small")
        self.days = DayChooser(look)
        self.columns = CountColumns(look)
        self.strip = DayStrip(look)
        frame, inside = card()
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._heading)
        head.addWidget(self._total, 1)
        head.addWidget(self.days)
        inside.addLayout(head)
        inside.addWidget(self.columns, 1)
        inside.addWidget(self.strip)
        around(self, frame)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._refresh.timeout.connect(self.refresh)
        self.days.changed.connect(self.refresh)
        session.diary.written.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Expressions"))
        self.columns.setAccessibleName(self.tr("How often each emotion was seen"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep up while it can be seen."""
        self.refresh()
        self._refresh.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while hidden."""
        self._refresh.stop()

    def refresh(self) -> None:
        """Count anew."""
        if not self.isVisible():
            return
        span = self.days.span
        events = self._session.log.events_between(*span.bounds())
        (summary,) = summarise(events, span)
        self.strip.show_events(events, span)
        self.columns.set_values(dict(summary.counts))
        self._total.setText(
            read_text(summary.count, summary.total_seconds)
            if summary.count
            else self.tr("Nothing was read on this day.")
        )
