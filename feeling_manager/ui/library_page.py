"""The songs: find, add, remove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QLocale, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QWidget,
)

from feeling_manager.core.values import Track, TrackId
from feeling_manager.runtime.session import Session
from feeling_manager.ui.add_song_form import AddSongForm
from feeling_manager.ui.plays_table import Index, dress_table
from feeling_manager.ui.texts import genre_name, mood_name, source_name
from feeling_manager.ui.theme import Look
from feeling_manager.ui.undo_strip import UndoStrip
from feeling_manager.ui.widgets import ICON, EmptyState, card, label, page_layout

SEARCH_DELAY_MS = 120
MOST_SHOWN = 1000
WIDTHS_PX = {2: 120, 4: 120}


class TracksModel(QAbstractTableModel):
    """Title, artist, genre, moods, where from."""

    def __init__(self) -> None:
        super().__init__()
        self._tracks: Sequence[Track] = ()

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._tracks = tracks
        self.endResetModel()

    def track(self, row: int) -> Track:
        """The song of a row."""
        return self._tracks[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a song."""
        return 0 if parent.isValid() else len(self._tracks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as there are headings."""
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        headings = (
            self.tr("Song"),
            self.tr("Artist"),
            self.tr("Genre"),
            self.tr("Moods"),
            self.tr("Source"),
        )
        return headings[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text."""
        track = self._tracks[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            moods = ", ".join(mood_name(mood) for mood in track.moods)
            names = (track.title, track.artist, genre_name(track.genre), moods)
            return (*names, source_name(track))[index.column()]
        return None


class LibraryPage(QWidget):
    """Search as you type over a table; removing can be undone."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._look = look
        self._removed: list[TrackId] = []
        self._model = TracksModel()
        self._title, self._count = label("title"), label("muted")
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._add, self._remove = QPushButton(), QPushButton()
        self._add.setObjectName("primary")
        self._form = AddSongForm(session)
        self._form.hide()
        self._undo_strip = UndoStrip(look)
        self._empty = EmptyState(look, "music")
        self._view = QTableView()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        self._search.setMinimumWidth(280)
        for widget in (self._search, self._remove, self._add):
            head.addWidget(widget)
        for button in (self._add, self._remove):
            button.setIconSize(ICON)
        self._view.setModel(self._model)
        dress_table(self._view, (0, 1, 3), WIDTHS_PX)
        frame, inside = card()
        assert isinstance(frame, QFrame)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        inside.addLayout(self._stack)
        page = page_layout(self)
        page.addLayout(head)
        page.addWidget(self._form)
        page.addWidget(frame, 1)
        page.addWidget(self._undo_strip)

    def _connect(self) -> None:
        self._delay = QTimer(self, interval=SEARCH_DELAY_MS, singleShot=True)
        self._delay.timeout.connect(self.refresh)
        self._search.textChanged.connect(self._on_typed)
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self._undo_strip.undo.connect(self._on_undo)
        self._view.selectionModel().selectionChanged.connect(self._on_selected)
        self._session.library_changed.connect(self.refresh)
        self._look.changed.connect(self._on_look)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        QShortcut(QKeySequence.StandardKey.Delete, self._view, self._on_remove)
        self._on_look()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("Library"))
        self._search.setPlaceholderText(self.tr("Find a song or an artist"))
        self._search.setAccessibleName(self.tr("Find a song or an artist"))
        self._view.setAccessibleName(self.tr("Songs"))
        self._add.setText(self.tr("Add a song"))
        self._remove.setText(self.tr("Remove"))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 4)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the library when somebody looks."""
        self.refresh()

    def refresh(self) -> None:
        """Search anew."""
        if not self.isVisible():
            return
        text = self._search.text().strip()
        tracks = self._session.library.search(text, MOST_SHOWN)
        self._model.show_tracks(tracks)
        self._stack.setCurrentIndex(1 if tracks else 0)
        total = self._session.library.stats().total
        self._count.setText(self._count_text(len(tracks), total, bool(text)))
        if text:
            self._empty.say(
                self.tr("No song found"),
                self.tr("No song has these words in its title or artist."),
            )
        else:
            self._empty.say(self.tr("No song yet"), self.tr("Add one with the button above."))
        self._on_selected()

    def _count_text(self, shown: int, total: int, searched: bool) -> str:
        if shown == total and not searched:
            return self.tr("{count} songs").format(count=QLocale().toString(total))
        return self.tr("{shown} of {count} songs").format(
            shown=QLocale().toString(shown), count=QLocale().toString(total)
        )

    def _selected(self) -> list[TrackId]:
        rows = self._view.selectionModel().selectedRows()
        return [self._model.track(index.row()).id for index in rows]

    def _on_typed(self) -> None:
        self._delay.start()

    def _on_selected(self) -> None:
        self._remove.setEnabled(bool(self._selected()))

    def _on_add(self) -> None:
        self._form.setVisible(not self._form.isVisible())
        if self._form.isVisible():
            self._form.begin()

    def _on_remove(self) -> None:
        chosen = self._selected()
        for track_id in chosen:
            self._session.library.remove(track_id)
        if chosen:
            self._removed = chosen
            self._session.tracks_changed()
            self._undo_strip.offer(len(chosen))

    def _on_undo(self) -> None:
        for track_id in self._removed:
            self._session.library.restore(track_id)
        self._removed = []
        self._session.tracks_changed()

    def _on_look(self) -> None:
        self._add.setIcon(self._look.icon("plus", self._look.colours.on_accent))
        self._remove.setIcon(self._look.icon("trash-2"))
