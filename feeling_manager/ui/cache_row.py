"""How full the store of fetched songs is, and a button that empties it."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from feeling_manager.core.settings import Settings
from feeling_manager.runtime.background_tasks import Cancelled
from feeling_manager.runtime.session import Session
from feeling_manager.ui.chore import Chore
from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.upkeep import Upkeep
from feeling_manager.ui.widgets import Spoken, label

BYTES_PER_MB = 1_000_000


class CacheRow(Spoken):
    """Asks the disk in the background, when it is shown."""

    def __init__(self, session: Session, upkeep: Upkeep) -> None:
        super().__init__()
        self._session = session
        self._upkeep = upkeep
        self._bytes: int | None = None
        self._says, self._hint = label(wrap=True), label("small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.empty = QPushButton()
        words = QVBoxLayout()
        words.setSpacing(SPACE - 2)
        for widget in (self._says, self.bar, self._hint):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(2 * SPACE)
        row.addLayout(words, 1)
        row.addWidget(self.empty)
        self._measure = Chore(session.chores, lambda _cancelled: upkeep.cache_bytes(), self)
        self._empty = Chore(session.chores, self._do_empty, self)
        self.empty.clicked.connect(self._on_empty)
        for chore in (self._measure, self._empty):
            chore.done.connect(self._on_measured)
        session.settings_changed.connect(self._on_settings)
        self.retranslate()

    def _do_empty(self, _cancelled: Cancelled) -> int:
        self._upkeep.empty_cache()
        return self._upkeep.cache_bytes()

    def showEvent(self, event: QShowEvent) -> None:
        """Look how much there is."""
        self._measure.start()

    @property
    def text(self) -> str:
        """How full it is."""
        return self._says.text()

    def retranslate(self) -> None:
        """Say everything anew."""
        limit = self._session.settings.cache_mb
        self.empty.setText(self.tr("Empty it"))
        self.empty.setEnabled(bool(self._bytes) and not self._empty.running)
        self.empty.setAccessibleName(self.tr("Delete the fetched songs"))
        self._hint.setText(
            self.tr("They are fetched again when they come up. Your own files are not touched.")
        )
        used = (self._bytes or 0) / BYTES_PER_MB
        self.bar.setRange(0, limit)
        self.bar.setValue(min(limit, round(used)))
        self.bar.setAccessibleName(self.tr("Songs from the web on this disk"))
        locale = QLocale()
        self._says.setText(
            self.tr("Songs from the web on this disk: {used} of {limit} MB").format(
                used="…" if self._bytes is None else locale.toString(round(used)),
                limit=locale.toString(limit),
            )
        )

    def _on_empty(self) -> None:
        self._empty.start()
        self.retranslate()

    def _on_measured(self, size: int) -> None:
        self._bytes = size
        self.retranslate()

    def _on_settings(self, _settings: Settings) -> None:
        # A smaller limit removes songs at once.
        if self.isVisible():
            self._measure.start()
        self.retranslate()
