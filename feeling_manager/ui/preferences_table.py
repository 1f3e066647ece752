"""How often which genre is played for which expression: six rows of levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.preferences import Liking, liking_of
from feeling_manager.runtime.session import Session
from feeling_manager.ui.liking_cell import LikingCell
from feeling_manager.ui.taste_changes import TasteChanges
from feeling_manager.ui.texts import emotion_name, genre_name, liking_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import EmotionLabel, IconButton, Spoken, label

ROW_PX: Final = 40
COLUMN_PX: Final = 54
OWN_NAME_PX: Final = 104
"""Widest name of an own genre above its column; what is longer ends in …."""

BAR_PX: Final = 12
"""Room for the scroll bar below the genres."""


class PreferencesTable(Spoken):
    """Expressions stay at the left and resets at the right while many genres scroll between them.

    The table is one stop of the Tab key; the arrow keys go from cell to cell.

    Signals:
        rename_wanted(str), delete_wanted(str): of an own genre.
    """

    rename_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, session: Session, look: Look, changes: TasteChanges) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._changes = changes
        self._genres: Sequence[str] = ()
        self._cells: dict[tuple[Emotion, str], LikingCell] = {}
        self._heads: dict[str, QLabel | QPushButton] = {}
        self._names = {emotion: label() for emotion in EMOTION_ORDER}
        self._resets = {emotion: IconButton(look, "rotate-ccw", 16) for emotion in EMOTION_ORDER}
        self._area = QScrollArea()
        self._lay_out()
        self._lay_out_genres()
        session.preferences_changed.connect(self.refresh)
        session.library_changed.connect(self._on_library)

    def _lay_out(self) -> None:
        self._head_px = 2 * self.fontMetrics().lineSpacing() + SPACE
        sides = (QWidget(), QWidget())
        left, right = (self._grid(side) for side in sides)
        for row, emotion in enumerate(EMOTION_ORDER, start=1):
            left.addWidget(EmotionLabel(self._look, emotion), row, 0)
            left.addWidget(self._names[emotion], row, 1)
            right.addWidget(self._resets[emotion], row, 0)
            self._resets[emotion].clicked.connect(self._on_reset)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = self._head_px + len(EMOTION_ORDER) * ROW_PX + BAR_PX
        self._area.setFixedHeight(height)
        row_layout = QHBoxLayout(self)
        row_layout.setContentsMargins(0, SPACE // 2, 0, 0)
        row_layout.setSpacing(SPACE)
        for side in sides:
            side.setFixedHeight(height)
            row_layout.addWidget(side)
        row_layout.insertWidget(1, self._area, 1)

    def _grid(self, parent: QWidget) -> QGridLayout:
        """Rows of the same height in each of the three parts."""
        grid = QGridLayout(parent)
        grid.setContentsMargins(0, 0, 0, BAR_PX)
        grid.setHorizontalSpacing(SPACE // 2)
        grid.setVerticalSpacing(0)
        grid.setRowMinimumHeight(0, self._head_px)
        for row in range(1, len(EMOTION_ORDER) + 1):
            grid.setRowMinimumHeight(row, ROW_PX)
            grid.setRowStretch(row, 1)
        return grid

    def _lay_out_genres(self) -> None:
        """One column a genre: the built-in ones, then those of the user."""
        at, focus = self._area.horizontalScrollBar().value(), self._focused()
        self._heads, self._cells = {}, {}
        self._genres = self._session.taste.genres.all_names()
        inside = QWidget()
        inside.setObjectName("onCard")
        grid = self._grid(inside)
        for column, genre in enumerate(self._genres):
            self._heads[genre] = self._head(genre)
            grid.addWidget(self._heads[genre], 0, column, Qt.AlignmentFlag.AlignCenter)
            grid.setColumnMinimumWidth(column, COLUMN_PX)
            grid.setColumnStretch(column, 1)
            for row, emotion in enumerate(EMOTION_ORDER, start=1):
                cell = LikingCell(self._look, emotion)
                cell.liked.connect(self._on_liked)
                cell.left.connect(self._on_left)
                self._cells[emotion, genre] = cell
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(inside)
        self.retranslate()
        first = next(iter(self._cells))
        self._make_tab_stop(self._cells[focus if focus in self._cells else first])
        self._area.horizontalScrollBar().setValue(at)

    def _head(self, genre: str) -> QLabel | QPushButton:
        """The name of a built-in genre, or a button with what can be done to an own one."""
        if genre in GENRE_ORDER:
            name = label("small", wrap=True)
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            return name
        button = QPushButton()
        button.setObjectName("genre")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._on_head)
        return button

    def refresh(self) -> None:
        """Show what is stored."""
        if self._session.taste.genres.all_names() != self._genres:
            self._lay_out_genres()
            return
        preferences = self._session.taste.preferences()
        for (emotion, genre), cell in self._cells.items():
            cell.show_liking(liking_of(preferences.genres(emotion).get(genre, 0.0)))
            self._name_cell(emotion, genre)

    def retranslate(self) -> None:
        """Say everything anew."""
        for genre, head in self._heads.items():
            name = genre_name(genre)
            if isinstance(head, QPushButton):
                room = Qt.TextElideMode.ElideRight
                head.setText(head.fontMetrics().elidedText(name, room, OWN_NAME_PX) + " ⋯")
                head.setToolTip(name)
                head.setAccessibleName(self.tr("Rename or delete {genre}").format(genre=name))
            else:
                head.setText(name)
        for emotion in EMOTION_ORDER:
            name = emotion_name(emotion)
            self._names[emotion].setText(name)
            self._resets[emotion].set_name(
                self.tr("Reset the genres for {emotion}").format(emotion=name)
            )
        self.refresh()

    def _name_cell(self, emotion: Emotion, genre: str) -> None:
        cell = self._cells[emotion, genre]
        said = f"{emotion_name(emotion)}: {genre_name(genre)}, {liking_name(cell.liking)}"
        cell.setAccessibleName(said)
        cell.setToolTip(said)

    def showEvent(self, event: QShowEvent) -> None:
        """Take in genres that came with new songs."""
        self._on_library()

    def cell(self, emotion: Emotion, genre: str) -> LikingCell:
        """The cell of a row and a column."""
        return self._cells[emotion, genre]

    def head(self, genre: str) -> QLabel | QPushButton:
        """What stands above a column."""
        return self._heads[genre]

    def reset_button(self, emotion: Emotion) -> IconButton:
        """The button that gives a row its defaults back."""
        return self._resets[emotion]

    def _on_left(self, rows: int, columns: int) -> None:
        """Go to the next cell in an arrow's direction; stay at the edges."""
        here = next(key for key, cell in self._cells.items() if cell is self.sender())
        row = EMOTION_ORDER.index(here[0]) + rows
        column = list(self._genres).index(here[1]) + columns
        if 0 <= row < len(EMOTION_ORDER) and 0 <= column < len(self._genres):
            cell = self._cells[EMOTION_ORDER[row], self._genres[column]]
            self._make_tab_stop(cell)
            cell.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(cell, COLUMN_PX, 0)

    def _make_tab_stop(self, cell: LikingCell) -> None:
        """Let Tab come to this cell and to no other one."""
        for one in self._cells.values():
            tab = one is cell
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)

    def _focused(self) -> tuple[Emotion, str] | None:
        return next((key for key, cell in self._cells.items() if cell.hasFocus()), None)

    def _on_library(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_liked(self, liking: Liking) -> None:
        emotion, genre = next(key for key, cell in self._cells.items() if cell is self.sender())
        self._make_tab_stop(self._cells[emotion, genre])
        self._changes.like(emotion, genre, liking)

    def _on_reset(self) -> None:
        self._changes.reset(next(e for e in EMOTION_ORDER if self._resets[e] is self.sender()))

    def _on_head(self) -> None:
        genre, head = next(item for item in self._heads.items() if item[1] is self.sender())
        menu = QMenu(self)
        rename = menu.addAction(self._look.icon("pencil"), self.tr("Rename…"))
        delete = menu.addAction(self._look.icon("trash-2"), self.tr("Delete…"))
        chosen = menu.exec(head.mapToGlobal(QPoint(0, head.height())))
        menu.deleteLater()
        if chosen is rename:
            self.rename_wanted.emit(genre)
        elif chosen is delete:
            self.delete_wanted.emit(genre)
