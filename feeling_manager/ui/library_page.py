"""The songs: find, play, edit, bring in, take out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QLocale, QPoint, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
)

from feeling_manager.core.values import Track, TrackId
from feeling_manager.runtime.library_jobs import DuplicatesResult, JobKind, JobResult
from feeling_manager.runtime.session import Session
from feeling_manager.storage.track_library import TrackLibrary
from feeling_manager.storage.track_query import TrackQuery, TrackSort
from feeling_manager.ui.add_song_form import AddSongForm
from feeling_manager.ui.dropped import sources_of
from feeling_manager.ui.import_form import ImportForm
from feeling_manager.ui.job_card import JobCard
from feeling_manager.ui.library_filters import LibraryFilters
from feeling_manager.ui.plays_table import dress_table
from feeling_manager.ui.selection_bar import SelectionBar
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.tracks_model import GenreDelegate, TracksModel
from feeling_manager.ui.undo_strip import UndoStrip
from feeling_manager.ui.widgets import ICON, EmptyState, Spoken, card, label, page_layout

WIDTHS_PX: Final = {2: 110, 4: 108, 5: 116}
GENRE_COLUMN: Final = 2
Change = Callable[[TrackLibrary], object]

LIST_ENDINGS: Final = "CSV (*.csv);;JSON (*.json);;M3U (*.m3u)"


class LibraryPage(Spoken):
    """A table with search, filters and sorting; what is done to songs can be undone."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._duplicates: Sequence[TrackId] | None = None
        self._undo: Change | None = None
        self.model = TracksModel(session.library, look)
        self._title, self._count = label("title"), label("muted")
        self.filters = LibraryFilters(session.taste.genres.names)
        self.add, self.bring_in, self.more = QPushButton(), QPushButton(), QPushButton()
        self.everything = QPushButton()
        self.everything.setObjectName("plain")
        self.bring_in.setObjectName("primary")
        self._menu = QMenu(self)
        self.export, self.duplicates, self.check = (self._menu.addAction("") for _ in range(3))
        self.more.setMenu(self._menu)
        self.form = AddSongForm(session)
        self.import_form = ImportForm(look)
        self.job = JobCard(session.jobs, look)
        self.selection = SelectionBar(look, session.taste.genres.all_names)
        self.undo_strip = UndoStrip(look)
        self.empty = EmptyState(look, "music")
        self.view = QTableView()
        for hidden in (self.form, self.import_form, self.selection):
            hidden.hide()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addWidget(self.everything)
        head.addStretch(1)
        for button in (self.more, self.add, self.bring_in):
            button.setIconSize(ICON)
            head.addWidget(button)
        self.view.setModel(self.model)
        dress_table(self.view, (0, 1, 3), WIDTHS_PX)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.view.setItemDelegateForColumn(GENRE_COLUMN, GenreDelegate(self.view))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
        self.view.setSortingEnabled(True)
        frame, inside = card()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        inside.addLayout(self._stack)
        page = page_layout(self)
        page.addLayout(head)
        for widget in (self.import_form, self.form, self.job, self.filters):
            page.addWidget(widget)
        page.addWidget(frame, 1)
        page.addWidget(self.selection)
        page.addWidget(self.undo_strip)

    def _connect(self) -> None:
        session = self._session
        self.filters.changed.connect(self._on_filters)
        self.add.clicked.connect(self._on_add)
        self.bring_in.clicked.connect(self._on_bring_in)
        self.everything.clicked.connect(self._on_everything)
        self.export.triggered.connect(self._on_export)
        self.duplicates.triggered.connect(self._on_duplicates)
        self.check.triggered.connect(self._on_check)
        self.import_form.wanted.connect(self._on_import)
        self.undo_strip.undo.connect(self._on_undo)
        self.model.sort_wanted.connect(self._on_sort)
        self.model.edited.connect(self._on_edited)
        self.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.view.activated.connect(self._on_play)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.selection.play.connect(self._on_play)
        self.selection.play_next.connect(self._on_play_next)
        self.selection.remove.connect(self._on_remove)
        self.selection.genre_chosen.connect(self._on_genre)
        self.selection.mood_toggled.connect(self._on_mood)
        session.library_changed.connect(self.refresh)
        session.jobs.started.connect(self._on_job)
        session.jobs.finished.connect(self._on_job_finished)
        session.jobs.failed.connect(self._on_job)
        self._look.changed.connect(self._on_look)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filters.search.setFocus)
        QShortcut(QKeySequence.StandardKey.Delete, self.view, self._on_remove)
        self._on_look()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("Library"))
        self.view.setAccessibleName(self.tr("Songs"))
        self.add.setText(self.tr("Add a song"))
        self.bring_in.setText(self.tr("Import"))
        self.more.setText(self.tr("More"))
        self.everything.setText(self.tr("Show all songs"))
        self.export.setText(self.tr("Export the songs shown…"))
        self.duplicates.setText(self.tr("Find duplicates"))
        self.check.setText(self.tr("Check which songs still play"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 5)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the library when somebody looks."""
        self.refresh()

    def refresh(self) -> None:
        """Read the songs anew; what was chosen and where the reader was stays."""
        if not self.isVisible():
            return
        chosen = [track.id for track in self.chosen()]
        place = self.view.verticalScrollBar().value()
        if self._duplicates is not None:
            self.model.show_songs(self._duplicates)
        else:
            self.model.show_query(self.filters.query)
        self._choose(chosen)
        self.view.verticalScrollBar().setValue(place)
        self._say_what_is_shown()

    def chosen(self) -> list[Track]:
        """The songs that are chosen in the table."""
        rows = self.view.selectionModel().selectedRows()
        return [self.model.track(index.row()) for index in rows]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, folders and addresses."""
        if sources_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what was dropped, here or anywhere else on the window."""
        sources = sources_of(event.mimeData())
        if sources:
            event.acceptProposedAction()
            self.import_form.want(sources)

    def _choose(self, track_ids: Sequence[TrackId]) -> None:
        selection = self.view.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        for track_id in track_ids:
            row = self.model.row_of(track_id)
            if row is not None:
                selection.select(self.model.index(row, 0), flags.Select | flags.Rows)
        self._on_selected()

    def _say_what_is_shown(self) -> None:
        shown, total = self.model.total, self._session.library.count(TrackQuery())
        self._stack.setCurrentIndex(1 if shown else 0)
        narrowed = self._duplicates is not None or self.filters.narrows
        self.everything.setVisible(narrowed)
        numbers = {"shown": QLocale().toString(shown), "count": QLocale().toString(total)}
        if self._duplicates is not None:
            text = self.tr("{shown} duplicates")
        elif narrowed:
            text = self.tr("{shown} of {count} songs")
        else:
            text = self.tr("{count} songs")
        self._count.setText(text.format(**numbers))
        if narrowed:
            self.empty.say(self.tr("No song found"), self.tr("Look for less, or show all songs."))
        else:
            self.empty.say(
                self.tr("No song yet"),
                self.tr("Import a playlist or a folder, or drop one here."),
            )

    def _on_filters(self) -> None:
        self._duplicates = None
        self.view.clearSelection()
        self.refresh()
        self.view.scrollToTop()

    def _on_everything(self) -> None:
        self._duplicates = None
        self.filters.clear()

    def _on_sort(self, sort: TrackSort, descending: bool) -> None:
        self.filters.set_sort(sort, descending)

    def _on_selected(self) -> None:
        self.selection.show_chosen(self.chosen())

    def _on_add(self) -> None:
        self._open(self.form if not self.form.isVisible() else None)
        if self.form.isVisible():
            self.form.begin()

    def _on_bring_in(self) -> None:
        self._open(self.import_form if not self.import_form.isVisible() else None)
        if self.import_form.isVisible():
            self.import_form.begin()

    def _open(self, form: AddSongForm | ImportForm | None) -> None:
        for one in (self.form, self.import_form):
            one.setVisible(one is form)

    def _on_import(self, sources: list[str], genre: str) -> None:
        if self._session.jobs.import_lists(sources, genre):
            self._open(None)

    def _on_check(self) -> None:
        self._session.jobs.check()

    def _on_duplicates(self) -> None:
        self._session.jobs.find_duplicates()

    def _on_export(self) -> None:
        name, ending = QFileDialog.getSaveFileName(
            self, self.tr("Export the songs shown…"), "songs.csv", LIST_ENDINGS
        )
        if name:
            path = Path(name)
            if not path.suffix:
                path = path.with_suffix(f".{ending.partition(' ')[0].lower()}")
            self._session.jobs.export(path, self.filters.query)

    def _on_job(self) -> None:
        running = self._session.jobs.running is not None
        for action in (self.export, self.duplicates, self.check):
            action.setEnabled(not running)
        self.import_form.setEnabled(not running)

    def _on_job_finished(self, kind: JobKind, result: JobResult) -> None:
        self._on_job()
        if isinstance(result, DuplicatesResult) and result.songs:
            self._duplicates = result.track_ids
            self.refresh()

    def _on_play(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self._session.play_track(chosen[0])

    def _on_play_next(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self._session.play_next(chosen[0])

    def _on_menu(self, at: QPoint) -> None:
        """The selection's actions, and editing, at the mouse."""
        if not self.chosen():
            return
        menu = QMenu(self)
        names = self.selection.buttons
        for name in ("play", "next"):
            action = menu.addAction(names[name].icon(), names[name].text())
            action.setEnabled(names[name].isEnabled())
            action.triggered.connect(names[name].click)
        menu.addAction(self.tr("Edit")).triggered.connect(self._on_edit)
        for name in ("genre", "moods"):
            submenu = names[name].menu()
            submenu.setTitle(names[name].text())
            menu.addMenu(submenu)
        menu.addSeparator()
        menu.addAction(names["remove"].icon(), names["remove"].text()).triggered.connect(
            self._on_remove
        )
        menu.exec(self.view.viewport().mapToGlobal(at))
        menu.deleteLater()

    def _on_edit(self) -> None:
        self.view.edit(self.view.currentIndex())

    def _on_edited(self, before: Track, after: Track) -> None:
        self._change([before], [after])

    def _on_genre(self, genre: str) -> None:
        chosen = self.chosen()
        self._change(chosen, [replace(track, genre=genre) for track in chosen])

    def _on_mood(self, mood: str, on: bool) -> None:
        def moods(track: Track) -> Sequence[str]:
            others = [one for one in track.moods if one != mood]
            return [*others, mood] if on else others

        chosen = self.chosen()
        self._change(chosen, [replace(track, moods=moods(track)) for track in chosen])

    def _change(self, before: Sequence[Track], after: Sequence[Track]) -> None:
        self._do(lambda library: library.update(after), lambda library: library.update(before))
        count = len(before)
        self.undo_strip.offer(lambda: self.tr("Changed songs: {count}").format(count=count))

    def _on_remove(self) -> None:
        gone = [track.id for track in self.chosen()]
        if gone:
            self._do(lambda library: library.remove(gone), lambda library: library.restore(gone))
            count = len(gone)
            self.undo_strip.offer(lambda: self.tr("Removed songs: {count}").format(count=count))

    def _do(self, change: Change, undo: Change) -> None:
        self._undo = undo
        self._session.change_library(change)

    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            self._session.change_library(undo)

    def _on_look(self) -> None:
        self.bring_in.setIcon(self._look.icon("import", self._look.colours.on_accent))
        self.add.setIcon(self._look.icon("plus"))
        self.more.setIcon(self._look.icon("ellipsis"))
