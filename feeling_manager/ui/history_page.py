"""What was played for which emotion and when, day by day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.runtime.session import Session
from feeling_manager.ui.day_chooser import DayChooser
from feeling_manager.ui.plays_table import PlaysTable
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import card, label, page_layout


class HistoryPage(QWidget):
    """A day's songs, all of them or one emotion's."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._title, self._count = label("title"), label("muted")
        self.days = DayChooser(look)
        self.filter = QComboBox()
        self.filter.addItem("")
        for emotion in EMOTION_ORDER:
            self.filter.addItem("", emotion)
        self.plays = PlaysTable(look)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.filter)
        head.addWidget(self.days)
        frame, inside = card()
        inside.addWidget(self.plays)
        page = page_layout(self)
        page.addLayout(head)
        page.addWidget(frame, 1)
        self.days.changed.connect(self.refresh)
        self.filter.currentIndexChanged.connect(self.refresh)
        session.diary.written.connect(self.refresh)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("History"))
        self.filter.setAccessibleName(self.tr("Which emotion"))
        self.filter.setItemText(0, self.tr("All emotions"))
        for number, emotion in enumerate(EMOTION_ORDER, start=1):
            self.filter.setItemText(number, emotion_name(emotion))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the log when somebody looks."""
        self.refresh()

    def refresh(self) -> None:
        """Read the log anew."""
        if not self.isVisible():
            return
        emotion, log = self.filter.currentData(), self._session.log
        which = (*self.days.span.bounds(), Emotion(emotion) if emotion else None)
        total = log.count_plays(*which)
        self._count.setText(self.tr("{count} songs").format(count=total))
        self.plays.show_plays(total, partial(log.newest_plays, *which))

    def _on_look(self) -> None:
        for number, emotion in enumerate(EMOTION_ORDER, start=1):
            self.filter.setItemIcon(number, self._look.emotion_icon(emotion))
