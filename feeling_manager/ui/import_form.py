"""Brings in many songs at once: by an address, a list file or a folder."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
)

from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.ui.texts import genre_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import ICON, Spoken, around, card, label


class ImportForm(Spoken):
    """One field to paste into, two buttons to choose with.

    Signals:
        wanted(list[str], str): addresses or paths, and the genre of songs that do not say theirs.
    """

    wanted = Signal(list, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._heading, self._says = label("heading"), label("muted", wrap=True)
        self._genre_label = label("muted")
        self.address = QLineEdit()
        self.genre = QComboBox()
        for genre in GENRE_ORDER:
            self.genre.addItem("", genre)
        self.genre.setCurrentIndex(GENRE_ORDER.index("other"))
        self._genre_label.setBuddy(self.genre)
        self.folder, self.file, self.start = QPushButton(), QPushButton(), QPushButton()
        self.start.setObjectName("primary")
        frame, inside = card()
        inside.addWidget(self._heading)
        inside.addWidget(self._says)
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        grid.addWidget(self.address, 0, 0)
        grid.addWidget(self.start, 0, 1)
        inside.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for button in (self.folder, self.file):
            button.setIconSize(ICON)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._genre_label)
        row.addWidget(self.genre)
        inside.addLayout(row)
        around(self, frame)
        self.start.clicked.connect(self._on_start)
        self.address.returnPressed.connect(self._on_start)
        self.address.textChanged.connect(self._on_typed)
        self.folder.clicked.connect(self._on_folder)
        self.file.clicked.connect(self._on_file)
        look.changed.connect(self._on_look)
        self._on_look()
        self._on_typed()
        self.retranslate()

    def begin(self) -> None:
        """Empty the field."""
        self.address.clear()
        self.address.setFocus()

    def want(self, sources: list[str]) -> None:
        """Ask for sources, with the genre that is chosen."""
        self.wanted.emit(sources, str(self.genre.currentData()))

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Import songs"))
        self._says.setText(
            self.tr(
                "Paste the address of a playlist, a channel or a video, or choose a folder or a"
                " list file (M3U, PLS, CSV). You can also drop them onto this page."
            )
        )
        self.address.setPlaceholderText(self.tr("Address of a playlist"))
        self.address.setAccessibleName(self.tr("Address of a playlist"))
        self._genre_label.setText(self.tr("Genre, where a song does not say"))
        self.genre.setAccessibleName(self.tr("Genre, where a song does not say"))
        for number, genre in enumerate(GENRE_ORDER):
            self.genre.setItemText(number, genre_name(genre))
        self.folder.setText(self.tr("Choose a folder…"))
        self.file.setText(self.tr("Choose a list or songs…"))
        self.start.setText(self.tr("Import"))

    def _on_typed(self) -> None:
        self.start.setEnabled(bool(self.address.text().strip()))

    def _on_start(self) -> None:
        address = self.address.text().strip()
        if address:
            self.want([address])

    def _on_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder…"))
        if folder:
            self.want([folder])

    def _on_file(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose a list or songs…"))
        if names:
            self.want(names)

    def _on_look(self) -> None:
        self.folder.setIcon(self._look.icon("folder-input"))
        self.file.setIcon(self._look.icon("file-music"))
