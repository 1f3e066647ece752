"""The rows of the library's table, read from the database as somebody scrolls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.track_library import LibraryEntry, TrackLibrary
from feeling_manager.storage.track_query import TrackQuery, TrackSort
from feeling_manager.ui.plays_table import Index
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.texts import duration_text, genre_name, mood_name, source_name
from feeling_manager.ui.theme import Look

PAGE: Final = 200
"""Rows read at once; more than a screen shows, few enough to be read in a few milliseconds."""

COLUMNS: Final = ("title", "artist", "genre", "moods", "length", "source")
SORTS: Final[Mapping[int, TrackSort]] = {
    0: TrackSort.TITLE,
    1: TrackSort.ARTIST,
    2: TrackSort.GENRE,
    4: TrackSort.LENGTH,
    5: TrackSort.SOURCE,
}
EDITABLE: Final = (0, 1, 2)


class TracksModel(QAbstractTableModel):
    """Title, artist, genre, moods, length, where from; the first three can be edited in place.

    Signals:
        sort_wanted(TrackSort, bool): a heading was clicked; the order, and whether it descends.
        edited(Track, Track): a song before and after it was changed here; to be saved.
    """

    sort_wanted = Signal(object, bool)
    edited = Signal(object, object)

    def __init__(self, library: TrackLibrary, look: Look) -> None:
        super().__init__()
        self._library = library
        self._look = look
        self._query = TrackQuery()
        self._entries: list[LibraryEntry] = []
        self._total = 0

    @property
    def total(self) -> int:
        """How many rows there are, read or not."""
        return self._total

    def show_query(self, query: TrackQuery) -> None:
        """Show what a query finds."""
        self.beginResetModel()
        self._query = query
        self._entries = self._library.find(query, max(PAGE, len(self._shown_before(query))))
        self._total = self._library.count(query)
        self.endResetModel()

    def show_songs(self, track_ids: Sequence[TrackId]) -> None:
        """Show certain songs in an order of their own."""
        self.beginResetModel()
        self._entries = self._library.entries(track_ids)
        self._total = len(self._entries)
        self.endResetModel()

    def track(self, row: int) -> Track:
        """The song of a row."""
        return self._entries[row].track

    def row_of(self, track_id: TrackId) -> int | None:
        """Where a song stands among the rows that were read."""
        rows = (n for n, entry in enumerate(self._entries) if entry.track.id == track_id)
        return next(rows, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a song that was read."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as there are headings."""
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the query finds more than was read."""
        return not parent.isValid() and len(self._entries) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        start = len(self._entries)
        page = self._library.find(self._query, PAGE, start)
        if not page:
            self._total = start  # songs went away meanwhile
            return
        self.beginInsertRows(QModelIndex(), start, start + len(page) - 1)
        self._entries += page
        self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        if column in SORTS:
            self.sort_wanted.emit(SORTS[column], order is Qt.SortOrder.DescendingOrder)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a cell."""
        flags = super().flags(index)
        if index.column() in EDITABLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

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
            self.tr("Length"),
            self.tr("Source"),
        )
        return headings[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, its tip, what an editor begins with, and a mark for songs that fail."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(entry.track)[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return getattr(entry.track, COLUMNS[index.column()], None)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _texts(entry.track)[index.column()] or self.tr("unknown")
        has_mark = entry.problem is not None and index.column() == 0
        if role == Qt.ItemDataRole.DecorationRole and has_mark:
            return self._look.icon("triangle-alert", self._look.colours.danger)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            if has_mark:
                return problem_text(entry.problem or "")
            return _texts(entry.track)[index.column()]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take an edited cell; a title is never empty."""
        if role != Qt.ItemDataRole.EditRole or index.column() not in EDITABLE:
            return False
        entry = self._entries[index.row()]
        name, text = COLUMNS[index.column()], clean_text(value)
        if text == getattr(entry.track, name) or (not text and name != "artist"):
            return False
        before = entry.track
        changed = _with(before, name, text)
        self._entries[index.row()] = LibraryEntry(changed, entry.problem)
        self.dataChanged.emit(index, index)
        self.edited.emit(before, changed)
        return True

    def _shown_before(self, query: TrackQuery) -> Sequence[LibraryEntry]:
        """What was read of the same query, so that a reader who scrolled stays where they are."""
        return self._entries if query == self._query else ()


class GenreDelegate(QStyledItemDelegate):
    """Edits a genre by choosing from those there are; names of one's own can be typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A box with the genres."""
        box = QComboBox(parent)
        for genre in GENRE_ORDER:
            box.addItem(genre_name(genre), genre)
        box.setEditable(True)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the song's genre."""
        assert isinstance(editor, QComboBox)
        genre = str(index.data(Qt.ItemDataRole.EditRole))
        editor.setCurrentIndex(editor.findData(genre))
        editor.setEditText(genre_name(genre))

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Save the chosen or typed genre."""
        assert isinstance(editor, QComboBox)
        known = editor.findText(editor.currentText())
        model.setData(index, editor.itemData(known) if known >= 0 else editor.currentText())


def _with(track: Track, name: str, text: str) -> Track:
    if name == "title":
        return replace(track, title=text)
    return replace(track, artist=text) if name == "artist" else replace(track, genre=text)


def _texts(track: Track) -> tuple[str, ...]:
    length = "" if track.duration_ms is None else duration_text(track.duration_ms)
    moods = ", ".join(mood_name(mood) for mood in track.moods)
    genre = genre_name(track.genre)
    return track.title, track.artist, genre, moods, length, source_name(track)
