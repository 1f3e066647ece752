"""Offers to take something back, for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconButton, Spoken, around, label

SHOWN_MS: Final = 20_000

Words = Callable[[], str]
"""Says something in the language of the moment."""


class UndoStrip(Spoken):
    """Says what was done, with a button that takes it back.

    Signals:
        undo(): the user wants it taken back.
    """

    undo = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words: Words = str
        self._text, self._button = label(), QPushButton()
        self._button.setObjectName("plain")
        self._close = IconButton(look, "x", 16)
        frame = QFrame()
        frame.setObjectName("undo")
        row = QHBoxLayout(frame)
        row.setContentsMargins(2 * SPACE, SPACE // 2, SPACE - 2, SPACE // 2)
        row.addWidget(self._text)
        row.addWidget(self._button)
        row.addStretch(1)
        row.addWidget(self._close)
        around(self, frame)
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

    @property
    def text(self) -> str:
        """What it says was done."""
        return self._text.text()

    def offer(self, words: Words) -> None:
        """Say what was done."""
        self._words = words
        self.retranslate()
        self.show()
        self._hide.start()

    def retranslate(self) -> None:
        """Say it anew."""
        self._text.setText(self._words())
        self._button.setText(self.tr("Undo"))
        self._close.set_name(self.tr("Close this message"))

    def _on_undo(self) -> None:
        self.hide()
        self.undo.emit()
