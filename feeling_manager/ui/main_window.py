"""The window: a side bar, five pages, and a strip for what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.errors import DataError
from feeling_manager.core.settings import ListeningMode, Settings
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.application import Appearance
from feeling_manager.ui.history_page import HistoryPage
from feeling_manager.ui.library_page import LibraryPage
from feeling_manager.ui.now_page import NowPage
from feeling_manager.ui.problem_strip import ProblemStrip
from feeling_manager.ui.settings_page import SettingsPage
from feeling_manager.ui.statistics_page import StatisticsPage
from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import ICON, label

PAGES: Final = {
    "now": "scan-face",
    "statistics": "chart-column",
    "history": "history",
    "library": "library",
    "settings": "settings",
}
"""Names and icons, in the order of the side bar."""

START_SIZE: Final = QSize(1240, 800)
SAVE_DELAY_MS: Final = 500


class MainWindow(QMainWindow):
    """Thread: the GUI thread. The session is handed over before its devices are claimed."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        save_settings: Callable[[Settings], None],
        assets: Path,
        page: str = "now",
        notices: Sequence[Problem] = (),
    ) -> None:
        super().__init__()
        self._session = session
        self._appearance = appearance
        self._save_settings = save_settings
        look = appearance.look
        self._look = look
        self.strip = ProblemStrip(look)
        self.now_page = NowPage(session, look)
        self.statistics_page = StatisticsPage(session, look, assets / "fonts")
        self.history_page = HistoryPage(session, look)
        self.library_page = LibraryPage(session, look)
        self.settings_page = SettingsPage(session, session.settings, look)
        self._pages = QStackedWidget()
        self._nav = QButtonGroup(self)
        self._name = label("heading")
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self._on_look()
        self.retranslate()
        self.open_page(page)
        for notice in notices:
            self.strip.show_problem(notice)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("sideBar")
        bar.setFixedWidth(196)
        column = QVBoxLayout(bar)
        column.setContentsMargins(SPACE + 4, 2 * SPACE, SPACE + 4, 2 * SPACE)
        column.setSpacing(SPACE // 2)
        self._name.setMargin(SPACE)
        column.addWidget(self._name)
        for number, _name in enumerate(PAGES):
            button = QPushButton()
            button.setObjectName("nav")
            button.setCheckable(True)
            button.setIconSize(ICON)
            self._nav.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        for widget in (
            self.now_page,
            self.statistics_page,
            self.history_page,
            self.library_page,
            self.settings_page,
        ):
            self._pages.addWidget(widget)
        right = QWidget()
        right.setObjectName("page")
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        margin = QHBoxLayout()
        margin.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        margin.addWidget(self.strip)
        stack.addLayout(margin)
        stack.addWidget(self._pages, 1)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(bar)
        row.addWidget(right, 1)
        self.setCentralWidget(central)
        self.setMinimumSize(900, 600)
        self.resize(START_SIZE)

    def _connect(self) -> None:
        self._nav.idClicked.connect(self._on_nav)
        self._session.problem.connect(self.strip.show_problem)
        self._session.reading_changed.connect(self._on_reading)
        self.settings_page.changed.connect(self._on_setting)
        self.now_page.mood.mode_chosen.connect(self._on_mode)
        self.now_page.song.volume.valueChanged.connect(self._on_volume)
        self._look.changed.connect(self._on_look)
        self._save = QTimer(self, interval=SAVE_DELAY_MS, singleShot=True)
        self._save.timeout.connect(self._on_save)

    def _add_shortcuts(self) -> None:
        song, camera = self.now_page.song, self.now_page.camera
        for keys, action in (
            ("Ctrl+Space", song.toggle),
            ("Ctrl+Right", self._session.playback.skip),
            ("Ctrl+Left", self._session.playback.previous),
            ("Ctrl+L", song.like),
            ("Ctrl+D", song.dislike),
            ("Ctrl+M", song.mute),
            ("Ctrl+K", camera.toggle_camera),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self, action)
        for number in range(len(PAGES)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(self._nav.button(number).click)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.setWindowTitle(self.tr("Feeling Manager"))
        self._name.setText(self.tr("Feeling Manager"))
        names = (
            self.tr("Now"),
            self.tr("Statistics"),
            self.tr("History"),
            self.tr("Library"),
            self.tr("Settings"),
        )
        for number, name in enumerate(names):
            button = self._nav.button(number)
            button.setText(f"  {name}")
            button.setAccessibleName(name)
            button.setToolTip(f"{name} (Ctrl+{number + 1})")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def open_page(self, name: str) -> None:
        """Show a page by its name; an unknown one is ignored."""
        if name in PAGES:
            number = list(PAGES).index(name)
            self._nav.button(number).setChecked(True)
            self._pages.setCurrentIndex(number)

    def closeEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Save what was changed in the last moment."""
        if self._save.isActive():
            self._save.stop()
            self._on_save()
        super().closeEvent(event)  # type: ignore[arg-type]

    def _on_nav(self, number: int) -> None:
        self._pages.setCurrentIndex(number)

    def _on_mode(self, mode: ListeningMode) -> None:
        self._on_setting("mode", mode)

    def _on_volume(self, percent: int) -> None:
        self._on_setting("volume", percent)

    def _on_setting(self, key: str, value: object) -> None:
        """Use a changed option at once, and save it shortly after."""
        settings = self._session.settings.with_value(key, value)
        self._session.apply(settings)
        if key == "theme":
            self._appearance.set_theme(settings.theme)
        elif key == "language":
            self._appearance.set_language(settings.language)
        self.settings_page.show_settings(settings)
        self.now_page.mood.show_settings(settings)
        self._save.start()

    def _on_save(self) -> None:
        try:
            self._save_settings(self._session.settings)
        except DataError as error:
            self.strip.show_problem(Problem(error.code, error.detail))

    def _on_reading(self) -> None:
        reading = self._session.reading
        icon = self._look.emotion_icon(reading.emotion) if reading else self._look.icon("scan-face")
        self.setWindowIcon(icon)

    def _on_look(self) -> None:
        for number, icon in enumerate(PAGES.values()):
            self._nav.button(number).setIcon(self._look.icon(icon))
        self.setWindowIcon(self._look.icon("scan-face", self._look.colours.accent))
