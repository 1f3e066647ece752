"""A way back to the introduction."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import Spoken, label


class IntroductionRow(Spoken):
    """Words and a button."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._hint = label(wrap=True), label("small", wrap=True)
        self.button = QPushButton()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(2 * SPACE)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._name.setText(self.tr("Introduction"))
        self._hint.setText(self.tr("What is read, placing the camera, and favourite genres."))
        self.button.setText(self.tr("Show the introduction again"))
