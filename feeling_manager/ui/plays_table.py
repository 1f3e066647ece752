"""The table of songs that were played."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QTableView, QWidget

from feeling_manager.storage.emotion_log import Play
from feeling_manager.ui.texts import emotion_name, ending_text, time_text
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import EmptyState

Index = QModelIndex | QPersistentModelIndex

ReadPlays = Callable[[int, int], Sequence[Play]]
"""Reads at most so many plays from a place on, the newest first."""

PAGE: Final = 100
ROW_PX: Final = 40
USUAL_LINE_PX: Final = 17
"""The height of a line for which the widths are meant; larger texts make them wider."""

WIDTHS_PX: Final = {0: 110, 1: 130, 4: 160}
MIN_WIDTH_PX: Final = 108
STRETCHED: Final = (2, 3)


class PlaysModel(QAbstractTableModel):
    """Time, emotion, song, artist, how it ended."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._plays: list[Play] = []
        self._total = 0
        self._read: ReadPlays = lambda _limit, _offset: []

    def show_plays(self, total: int, read: ReadPlays) -> None:
        """Show so many other rows; they are read as somebody scrolls."""
        self.beginResetModel()
        self._total, self._read = total, read
        self._plays = list(read(PAGE, 0))
        self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are more rows than were read."""
        return not parent.isValid() and len(self._plays) < self._total

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        start = len(self._plays)
        page = self._read(PAGE, start)
        if not page:
            self._total = start  # rows were deleted meanwhile
            return
        self.beginInsertRows(QModelIndex(), start, start + len(page) - 1)
        self._plays += page
        self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a play."""
        return 0 if parent.isValid() else len(self._plays)

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
            self.tr("Time"),
            self.tr("Emotion"),
            self.tr("Song"),
            self.tr("Artist"),
            self.tr("How it ended"),
        )
        return headings[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, and the emotion's icon."""
        play = self._plays[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            emotion = emotion_name(play.emotion) if play.emotion else "–"
            cells = (time_text(play.started_at), emotion, play.title, play.artist)
            return (*cells, ending_text(play.ending))[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1 and play.emotion:
            return self._look.emotion_icon(play.emotion)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.data(index, Qt.ItemDataRole.DisplayRole) or self.tr("unknown")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.data(index, Qt.ItemDataRole.DisplayRole)
        return None


class PlaysTable(QWidget):
    """The table, or a sentence while it is empty."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._model = PlaysModel(look)
        self._empty = EmptyState(look, "music")
        self._view = QTableView()
        self._view.setModel(self._model)
        dress_table(self._view, STRETCHED, WIDTHS_PX)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)
        self.retranslate()

    @property
    def model(self) -> PlaysModel:
        """The rows."""
        return self._model

    def show_plays(self, total: int, read: ReadPlays) -> None:
        """Show so many other rows; they are read as somebody scrolls."""
        self._model.show_plays(total, read)
        self._stack.setCurrentIndex(1 if total else 0)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._empty.say(
            self.tr("No song was played in this time"),
            self.tr("Songs appear here as they are played."),
        )
        self._view.setAccessibleName(self.tr("Songs that were played"))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 4)
        self._view.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def dress_table(view: QTableView, stretched: Sequence[int], widths_px: Mapping[int, int]) -> None:
    """Make a table calm: no grid, whole rows, some columns that share the room there is."""
    view.setShowGrid(False)
    view.setAlternatingRowColors(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().setVisible(False)
    larger = max(1.0, view.fontMetrics().height() / USUAL_LINE_PX)
    row_px = round(ROW_PX * larger)
    view.verticalHeader().setDefaultSectionSize(row_px)
    header = view.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setFixedHeight(row_px)
    header.setDefaultSectionSize(150)
    header.setMinimumSectionSize(round(MIN_WIDTH_PX * larger))
    for column in stretched:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    for column, width_px in widths_px.items():
        view.setColumnWidth(column, round(width_px * larger))
    view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
