"""Offers to take something back, for a while."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconButton, label

SHOWN_MS: Final = 20_000


class Undoable(str, Enum):
    """What was done to songs and can be taken back."""

    REMOVED = "removed"
    CHANGED = "changed"

    def __str__(self) -> str:
        return self.value


class UndoStrip(QFrame):
    """Says what was done to how many songs, with a button that takes it back.

    Signals:
        undo(): the user wants it taken back.
    """

    undo = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("note")
        self._what, self._count = Undoable.REMOVED, 0
        self._text, self._button = label(), QPushButton()
        self._button.setObjectName("plain")
        self._close = IconButton(look, "x", 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE // 2, SPACE - 2, SPACE // 2)
        row.addWidget(self._text)
        row.addWidget(self._button)
        row.addStretch(1)
        row.addWidget(self._close)
        self._hide = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._hide.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._on_undo)
        self.retranslate()
        self.hide()

    @property
    def button(self) -> QPushButton:
        """The button that takes it back."""
        return self._button

    def offer(self, what: Undoable, count: int) -> None:
        """Say what was done to how many songs."""
        self._what, self._count = what, count
        self.retranslate()
        self.show()
        self._hide.start()

    def retranslate(self) -> None:
        """Say it anew."""
        removed, changed = self.tr("Removed songs: {count}"), self.tr("Changed songs: {count}")
        text = removed if self._what is Undoable.REMOVED else changed
        self._text.setText(text.format(count=self._count))
        self._button.setText(self.tr("Undo"))
        self._close.set_name(self.tr("Close this message"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_undo(self) -> None:
        self.hide()
        self.undo.emit()
