"""The page that is open all day: face, song, mood, today."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.core.daily_summary import summarise
from feeling_manager.runtime.session import Session
from feeling_manager.ui.camera_card import CameraCard
from feeling_manager.ui.day_chooser import DayChooser
from feeling_manager.ui.mood_card import MoodCard
from feeling_manager.ui.now_playing_card import NowPlayingCard
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import EmotionBars, card, label, scrolled

REFRESH_MS: Final = 10_000


class DayCard(QWidget):
    """How often each emotion was seen on a day, today's as it grows."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._heading = label("heading")
        self._minutes = label("small")
        self._days = DayChooser(look)
        self._bars = EmotionBars(look, unit="")
        frame, inside = card()
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._days)
        inside.addLayout(head)
        inside.addWidget(self._bars)
        inside.addWidget(self._minutes)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._refresh.timeout.connect(self.refresh)
        self._days.changed.connect(self.refresh)
        session.diary.written.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Expressions"))
        self._bars.setAccessibleName(self.tr("How often each emotion was seen"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Keep up while it can be seen."""
        self.refresh()
        self._refresh.start()

    def hideEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Rest while hidden."""
        self._refresh.stop()

    def refresh(self) -> None:
        """Count anew."""
        span = self._days.span
        (summary,) = summarise(self._session.log.events_between(*span.bounds()), span)
        self._bars.set_values(dict(summary.counts))
        minutes = round(summary.total_seconds / 60)
        self._minutes.setText(
            self.tr("{count} times, {minutes} minutes in all").format(
                count=summary.count, minutes=minutes
            )
            if summary.count
            else self.tr("Nothing was read on this day.")
        )


class NowPage(QWidget):
    """Two columns: what is seen, and what is heard."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.camera = CameraCard(session, look)
        self.song = NowPlayingCard(session, look)
        self.mood = MoodCard(session, look)
        self.day = DayCard(session, look)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        row.setSpacing(2 * SPACE)
        right = QVBoxLayout()
        right.setSpacing(2 * SPACE)
        for widget in (self.song, self.mood, self.day):
            right.addWidget(widget)
        right.addStretch(1)
        row.addWidget(self.camera, 11)
        row.addLayout(right, 12)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scrolled(columns))
