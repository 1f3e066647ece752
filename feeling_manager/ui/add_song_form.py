"""Adds one song: by a web address, a file, or only its names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QPushButton, QWidget

from feeling_manager.core.addresses import file_uri, scheme_of, search_uri
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import Track, TrackId
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import genre_name
from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import card, label


class AddSongForm(QWidget):
    """Four fields in a card; a word says what is missing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._heading, self._says = label("heading"), label("muted", wrap=True)
        self._title, self._artist, self._address = QLineEdit(), QLineEdit(), QLineEdit()
        self._genre = QComboBox()
        self._browse, self._save = QPushButton(), QPushButton()
        self._save.setObjectName("primary")
        frame, inside = card()
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._artist, 0, 1)
        grid.addWidget(self._genre, 0, 2)
        grid.addWidget(self._address, 1, 0, 1, 2)
        grid.addWidget(self._browse, 1, 2)
        grid.addWidget(self._says, 2, 0, 1, 2)
        grid.addWidget(self._save, 2, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        inside.addWidget(self._heading)
        inside.addLayout(grid)
        outside = QGridLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)
        self._save.clicked.connect(self._on_save)
        self._browse.clicked.connect(self._on_browse)
        for field in (self._title, self._artist, self._address):
            field.returnPressed.connect(self._on_save)
        self.retranslate()

    def begin(self) -> None:
        """Empty the fields."""
        for field in (self._title, self._artist, self._address):
            field.clear()
        self._list_genres()
        self._says.setText(self._explanation())
        self._title.setFocus()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Add a song"))
        for field, name in (
            (self._title, self.tr("Title")),
            (self._artist, self.tr("Artist")),
            (self._address, self.tr("Web address or file (may be left empty)")),
        ):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self._genre.setAccessibleName(self.tr("Genre"))
        self._list_genres()
        self._browse.setText(self.tr("Choose a file…"))
        self._save.setText(self.tr("Add"))
        self._says.setText(self._explanation())

    def _list_genres(self) -> None:
        chosen = self._genre.currentIndex()
        self._genre.clear()
        for genre in self._session.taste.genres.all_names():
            self._genre.addItem(genre_name(genre), genre)
        self._genre.setCurrentIndex(max(0, chosen))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _explanation(self) -> str:
        return self.tr("Without an address the song is searched for by its names.")

    def _on_browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file…"))
        if name:
            self._address.setText(name)
            if not self._title.text():
                self._title.setText(Path(name).stem)

    def _on_save(self) -> None:
        title, artist = clean_text(self._title.text()), clean_text(self._artist.text())
        if not title:
            self._says.setText(self.tr("A song needs a title."))
            return
        uri = self._uri(title, artist)
        if scheme_of(uri) is None:
            self._says.setText(self.tr("This is neither a web address nor a file."))
            return
        genre = str(self._genre.currentData())
        track = Track(TrackId(0), uri, title, artist, genre)
        self._session.change_library(lambda library: library.add(track))
        self.begin()
        self._says.setText(self.tr("{title} was added.").format(title=title))

    def _uri(self, title: str, artist: str) -> str:
        text = self._address.text().strip()
        if not text:
            return search_uri(artist, title)
        path = Path(text).expanduser()
        return file_uri(path) if path.is_absolute() and path.is_file() else text
