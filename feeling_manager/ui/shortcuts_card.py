"""The keys, so that nobody has to guess them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import around, card, label

KEYS = (
    "Ctrl+Space",
    "Ctrl+Right",
    "Ctrl+Left",
    "Ctrl+L",
    "Ctrl+D",
    "Ctrl+M",
    "Ctrl+K",
    "Ctrl+1",
    "Ctrl+F",
    "Ctrl+Z",
    "Ctrl+Shift+M",
    "Ctrl+Q",
)

ROWS = (len(KEYS) + 1) // 2


class ShortcutsCard(QWidget):
    """Two columns of keys and what they do."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = label("heading")
        self._what: list[QLabel] = [label("muted", wrap=True) for _ in KEYS]
        frame, inside = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE - 2)
        rows = (len(KEYS) + 1) // 2
        for number, (keys, what) in enumerate(zip(KEYS, self._what)):
            row, column = number % rows, 2 * (number // rows)
            name = label()
            name.setText(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            grid.addWidget(name, row, column)
            grid.addWidget(what, row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        inside.addWidget(self._heading)
        inside.addLayout(grid)
        around(self, frame)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Keyboard"))
        texts = (
            self.tr("Play or pause"),
            self.tr("Next song"),
            self.tr("Previous song"),
            self.tr("Like the song"),
            self.tr("Dislike the song"),
            self.tr("Mute"),
            self.tr("Camera on or off"),
            self.tr("First page; 2 to 5 for the others"),
            self.tr("Search in the library or in the settings"),
            self.tr("Undo the last change of a setting"),
            self.tr("Mini player, and back"),
            self.tr("Close the program"),
        )
        for widget, text in zip(self._what, texts):
            widget.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
