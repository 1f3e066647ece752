"""What was played for which emotion and when, day by day."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.runtime.session import Session
from feeling_manager.ui.day_chooser import DayChooser
from feeling_manager.ui.plays_table import PlaysTable
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import card, label


class HistoryPage(QWidget):
    """A day's songs, all of them or one emotion's."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._look = look
        self._title = label("title")
        self._days = DayChooser(look)
        self._filter = QComboBox()
        self._filter.addItem("")
        for emotion in EMOTION_ORDER:
            self._filter.addItem(look.emotion_icon(emotion), "", emotion)
        self._plays = PlaysTable(look)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._filter)
        head.addSpacing(SPACE)
        head.addWidget(self._days)
        frame, inside = card()
        inside.addWidget(self._plays)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        page.setSpacing(2 * SPACE)
        page.addLayout(head)
        page.addWidget(frame, 1)
        self._days.changed.connect(self.refresh)
        self._filter.currentIndexChanged.connect(self.refresh)
        session.diary.written.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("History"))
        self._filter.setAccessibleName(self.tr("Which emotion"))
        self._filter.setItemText(0, self.tr("All emotions"))
        for number, emotion in enumerate(EMOTION_ORDER, start=1):
            self._filter.setItemText(number, emotion_name(emotion))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Read the log when somebody looks."""
        self.refresh()

    def refresh(self) -> None:
        """Read the log anew."""
        if not self.isVisible():
            return
        emotion = self._filter.currentData()
        plays = self._session.log.plays_between(
            *self._days.span.bounds(), Emotion(emotion) if emotion else None
        )
        self._plays.show_plays(plays[::-1])
