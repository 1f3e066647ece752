"""What narrows the list of songs: words, genre, mood, source, and whether a song plays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit

from feeling_manager.core.addresses import Scheme
from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.moods import MOOD_ORDER
from feeling_manager.storage.track_query import Playable, TrackQuery, TrackSort
from feeling_manager.ui.texts import genre_name, mood_name, source_kind_name
from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import Spoken

SEARCH_DELAY_MS: Final = 80
"""A short word is typed in one go; the search itself takes a few milliseconds."""

SOURCES: Final = (Scheme.FILE, Scheme.WEB, Scheme.SEARCH, Scheme.STARTER)


class LibraryFilters(Spoken):
    """A search field and four choices in a row.

    Signals:
        changed(): something else is looked for.
    """

    changed = Signal()

    def __init__(self, own_genres: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._own_genres = own_genres
        self._sort, self._descending = TrackSort.ARTIST, False
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(200)
        self.genre, self.mood, self.source, self.playable = (QComboBox() for _ in range(4))
        self._boxes = QHBoxLayout()
        self._boxes.setSpacing(SPACE)
        for box in (self.genre, self.mood, self.source, self.playable):
            self._boxes.addWidget(box)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._row.addWidget(self.search, 1)
        self._row.addLayout(self._boxes)
        self._delay = QTimer(self, interval=SEARCH_DELAY_MS, singleShot=True)
        self._delay.timeout.connect(self.changed)
        self.search.textChanged.connect(self._delay.start)
        self.retranslate()
        for box in (self.genre, self.mood, self.source, self.playable):
            box.currentIndexChanged.connect(self._on_chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the boxes below the search where both have no room."""
        needed = self.search.minimumWidth() + self._boxes.minimumSize().width() + SPACE
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the boxes alone."""
        return QSize(self._boxes.minimumSize().width(), self._row.minimumSize().height())

    @property
    def query(self) -> TrackQuery:
        """What is looked for."""
        source, playable = self.source.currentData(), self.playable.currentData()
        return TrackQuery(
            self.search.text().strip(),
            self.genre.currentData(),
            self.mood.currentData(),
            # Qt hands a name back as a plain text.
            None if source is None else Scheme(source),
            Playable.ANY if playable is None else Playable(playable),
            self._sort,
            self._descending,
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self.query != TrackQuery(sort=self._sort, descending=self._descending)

    def set_sort(self, sort: TrackSort, descending: bool) -> None:
        """Another order."""
        self._sort, self._descending = sort, descending
        self.changed.emit()

    def show_only(self, playable: Playable) -> None:
        """Look for songs that play, or do not."""
        self.playable.setCurrentIndex(self.playable.findData(playable.value))

    def clear(self) -> None:
        """Look for everything."""
        self._delay.stop()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for box in (self.genre, self.mood, self.source, self.playable):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.changed.emit()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.search.setPlaceholderText(self.tr("Find a song or an artist"))
        self.search.setAccessibleName(self.tr("Find a song or an artist"))
        genres = [*GENRE_ORDER, *self._own_genres()]
        _fill(self.genre, self.tr("All genres"), [(genre_name(one), one) for one in genres])
        _fill(self.mood, self.tr("All moods"), [(mood_name(one), one) for one in MOOD_ORDER])
        _fill(
            self.source,
            self.tr("All sources"),
            [(source_kind_name(one), one.value) for one in SOURCES],
        )
        _fill(
            self.playable,
            self.tr("All songs"),
            [
                (self.tr("Playable"), Playable.YES.value),
                (self.tr("Not playable"), Playable.NO.value),
            ],
        )
        for box, name in (
            (self.genre, self.tr("Genre")),
            (self.mood, self.tr("Mood")),
            (self.source, self.tr("Source")),
            (self.playable, self.tr("Playable")),
        ):
            box.setAccessibleName(name)

    def _on_chosen(self) -> None:
        self._delay.stop()
        self.changed.emit()


def _fill(box: QComboBox, everything: str, choices: Sequence[tuple[str, object]]) -> None:
    """Name the choices anew; the current one stays chosen."""
    current = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for name, value in choices:
        box.addItem(name, value)
    box.setCurrentIndex(max(0, box.findData(current)) if current is not None else 0)
    box.blockSignals(False)
