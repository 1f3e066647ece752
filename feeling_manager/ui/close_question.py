"""Asks once what closing the window means."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from feeling_manager.ui.sheet import Sheet
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconLabel, label

WIDTH_PX: Final = 420


class CloseQuestion(Sheet):
    """Keep running, or quit; Esc leaves the window open and asks again the next time.

    Signals:
        answered(bool): whether to keep running.
    """

    answered = Signal(bool)

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over, WIDTH_PX)
        self._heading, self._what = label("reading", wrap=True), label(wrap=True)
        self._later = label("small", wrap=True)
        self.quit, self.keep = QPushButton(), QPushButton()
        self.keep.setObjectName("primary")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.quit)
        buttons.addWidget(self.keep)
        self.inside.addWidget(IconLabel(look, "audio-lines", 40, "accent"))
        for widget in (self._heading, self._what, self._later):
            self.inside.addWidget(widget)
        self.inside.addSpacing(SPACE)
        self.inside.addLayout(buttons)
        self.keep.clicked.connect(self._on_keep)
        self.quit.clicked.connect(self._on_quit)
        self.dismissed.connect(self.put_away)
        self.retranslate()

    def ask(self) -> None:
        """Put the question."""
        self.open(self.keep)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Keep running in the background?"))
        self._what.setText(
            self.tr(
                "The music plays on and your expression is still read. Feeling Manager is then"
                " found beside the clock; a click on its face brings the window back."
            )
        )
        self._later.setText(self.tr("This is asked once. You can change it in the settings."))
        self.keep.setText(self.tr("Keep running"))
        self.quit.setText(self.tr("Quit"))
        self.setAccessibleName(self._heading.text())
        self.setAccessibleDescription(self._what.text())

    def _on_keep(self) -> None:
        self.put_away()
        self.answered.emit(True)

    def _on_quit(self) -> None:
        self.put_away()
        self.answered.emit(False)
