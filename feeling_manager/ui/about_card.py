"""What this program is, and who made what it is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton

from feeling_manager import __version__
from feeling_manager.ui.widgets import Spoken, around, card, label

LICENCES_PX: Final = 320


class AboutCard(Spoken):
    """Version, promise, and the licences of what came along; read from the disk when opened."""

    def __init__(self, licences: Path) -> None:
        super().__init__()
        self._licences = licences
        self._heading, self._about = label("heading"), label("small", wrap=True)
        self.show_licences = QPushButton()
        self.show_licences.setVisible(licences.is_file())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFixedHeight(LICENCES_PX)
        self.text.hide()
        frame, inside = card()
        inside.addWidget(self._heading)
        inside.addWidget(self._about)
        row = QHBoxLayout()
        row.addWidget(self.show_licences)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(self.text)
        around(self, frame)
        self.show_licences.clicked.connect(self._on_show)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(
            self.tr("About Feeling Manager {version}").format(version=__version__)
        )
        self._about.setText(
            self.tr(
                "It says what an expression looks like, not what somebody feels. Icons: Lucide"
                " (ISC). Font: Pretendard (OFL). Window: Qt (LGPL). Sound: VLC (LGPL)."
            )
        )
        self.show_licences.setText(self.tr("Licences"))
        self.text.setAccessibleName(self.tr("Licences"))

    def _on_show(self) -> None:
        if not self.text.toPlainText():
            try:
                words = self._licences.read_text(encoding="utf-8", errors="replace")
            except OSError as error:
                words = str(error)
            self.text.setPlainText(words)
        self.text.setVisible(not self.text.isVisibleTo(self))
