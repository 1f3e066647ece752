"""The window: a side bar, five pages, and a strip for what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.circuit_breaker import NETWORK_CODES
from feeling_manager.core.errors import DataError
from feeling_manager.core.ports import Autostart
from feeling_manager.core.settings import ListeningMode, Settings
from feeling_manager.runtime.playback import NowPlaying
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.application import Appearance
from feeling_manager.ui.gui_garbage import GuiGarbage
from feeling_manager.ui.history_page import HistoryPage
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.library_page import LibraryPage
from feeling_manager.ui.live_picture import LivePicture
from feeling_manager.ui.motion import PageFade
from feeling_manager.ui.now_page import NowPage
from feeling_manager.ui.problem_strip import ProblemStrip
from feeling_manager.ui.settings_page import SettingsPage
from feeling_manager.ui.side_bar import PAGES, SideBar
from feeling_manager.ui.statistics_page import StatisticsPage
from feeling_manager.ui.upkeep import NO_UPKEEP, Upkeep
from feeling_manager.ui.welcome import WelcomeGuide

START_SIZE: Final = QSize(1240, 800)
FRAME: Final = QSize(16, 48)
"""About what a window manager draws round a window; how much is not known before it is shown."""

SAVE_DELAY_MS: Final = 500


class MainWindow(QMainWindow):
    """Thread: the GUI thread. The session is handed over before its devices are claimed.

    Attributes:
        may_close: asked before it closes; False keeps it open, or leaves it hidden.

    Signals:
        quit_wanted(), mini_wanted(): by keyboard, or by a button.
    """

    quit_wanted = Signal()
    mini_wanted = Signal()

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        save_settings: Callable[[Settings], None],
        assets: Path,
        page: str = "now",
        notices: Sequence[Problem] = (),
        camera_names: Callable[[], Sequence[str]] = tuple,
        licences: Path = Path(),
        upkeep: Upkeep = NO_UPKEEP,
        autostart: Autostart | None = None,
    ) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._session = session
        self._appearance = appearance
        self._save_settings = save_settings
        look = appearance.look
        self._look = look
        self.garbage = GuiGarbage(self)
        self.strip = ProblemStrip(look)
        self._cameras = KnownCameras(session, camera_names)
        self.now_page = NowPage(session, look, self._cameras)
        self.statistics_page = StatisticsPage(session, look)
        self.history_page = HistoryPage(session, look)
        self.library_page = LibraryPage(session, look)
        self.welcome: WelcomeGuide | None = None
        self.settings_page = SettingsPage(session, look, self._cameras, licences, upkeep, autostart)
        self._pages = QStackedWidget()
        self._fade = PageFade(self._pages, look)
        self.side_bar = SideBar(session, look)
        self._lay_out()
        appearance.dress(self.side_bar, self.strip, *self._all_pages())
        self._connect()
        self._add_shortcuts()
        self._on_look()
        self.retranslate()
        self.open_page(page)
        for notice in notices:
            if notice.code == "demo_instead_of_camera":
                self._cameras.let_demo_stand_in()
            self.strip.show_problem(notice)

    def _all_pages(self) -> Sequence[QWidget]:
        """In the order of the side bar."""
        return (
            self.now_page,
            self.statistics_page,
            self.history_page,
            self.library_page,
            self.settings_page,
        )

    def _lay_out(self) -> None:
        for page in self._all_pages():
            self._pages.addWidget(page)
        right = QWidget()
        right.setObjectName("page")
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.strip)
        stack.addWidget(self._pages, 1)
        self._central = central = QWidget()
        # Nothing looks chosen until the first press of Tab.
        central.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addWidget(right, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(central)
        self.setCentralWidget(self._whole)
        self.setAcceptDrops(True)
        central.setFocus()
        self.setMinimumSize(900, 600)
        self.resize(START_SIZE)

    def _connect(self) -> None:
        self.side_bar.chosen.connect(self._show_page)
        self.side_bar.mini.clicked.connect(self.mini_wanted)
        self._session.problem.connect(self.strip.show_problem)
        self._session.playback.changed.connect(self._on_playback)
        self._session.ready.connect(self.garbage.keep_what_is_there)
        self._session.ready.connect(self._appearance.prepare)
        self._session.reading_changed.connect(self._on_reading)
        self.settings_page.changed.connect(self._on_setting)
        self.settings_page.introduction_wanted.connect(self.show_welcome)
        self.now_page.mood.mode_chosen.connect(self.set_mode)
        self.now_page.song.volume.changed.connect(self.set_volume)
        self._look.changed.connect(self._on_look)
        self._session.settings_changed.connect(self._on_settings)
        self._save = QTimer(self, interval=SAVE_DELAY_MS, singleShot=True)
        self._save.timeout.connect(self._on_save)

    def _add_shortcuts(self) -> None:
        song, camera = self.now_page.song, self.now_page.camera
        for keys, action in (
            ("Ctrl+Space", self._session.playback.toggle),
            ("Ctrl+Right", self._session.playback.skip),
            ("Ctrl+Left", self._session.playback.previous),
            ("Ctrl+L", song.votes.like),
            ("Ctrl+D", song.votes.dislike),
            ("Ctrl+M", song.volume.toggle_mute),
            ("Ctrl+K", camera.toggle_camera),
            # A desktop without media controls hands these keys to the window in front.
            ("Media Play", self._session.playback.toggle),
            ("Media Pause", self._session.playback.toggle),
            ("Toggle Media Play/Pause", self._session.playback.toggle),
            ("Media Next", self._session.playback.skip),
            ("Media Previous", self._session.playback.previous),
            ("Ctrl+Shift+M", self.mini_wanted.emit),
            ("Ctrl+Q", self.quit_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self, action)
        for number in range(len(PAGES)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(self.side_bar.button(number).click)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.setWindowTitle(self.tr("Feeling Manager"))
        self._central.setAccessibleName(self.tr("Feeling Manager"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; take no pictures while minimised."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            for picture in self.findChildren(LivePicture):
                picture.watch()
        super().changeEvent(event)

    @property
    def page(self) -> str:
        """The name of the page that is open."""
        return list(PAGES)[self._pages.currentIndex()]

    def open_page(self, name: str) -> None:
        """Show a page by its name; an unknown one is ignored."""
        if name in PAGES:
            self._show_page(list(PAGES).index(name))

    def fit_on_screen(self) -> None:
        """Be no larger than there is room for, as on a small laptop."""
        # Where nothing is shown, the screen is one of Qt's making.
        if QApplication.platformName() != "offscreen":
            room = self.screen().availableGeometry().size() - FRAME
            self.resize(self.size().boundedTo(room))

    def show_welcome(self) -> None:
        """Show the introduction over everything; meanwhile no song begins.

        Who sees it for the first time has not agreed to the camera yet.
        """
        if self.welcome is not None:
            return
        if not self._session.settings.first_run_done:
            self._on_setting("camera_on", False)
        self._session.hold_music(True)
        self.welcome = WelcomeGuide(self._session, self._look, self._cameras)
        self._appearance.dress(self.welcome)
        self.welcome.changed.connect(self._on_setting)
        self.welcome.finished.connect(self._on_welcomed)
        self._whole.addWidget(self.welcome)
        self._whole.setCurrentWidget(self.welcome)
        self._give_keys_to_pages(False)

    def _on_welcomed(self) -> None:
        guide, self.welcome = self.welcome, None
        if guide is None:
            return
        self._whole.removeWidget(guide)
        guide.hide()
        guide.deleteLater()
        self._central.setFocus()
        self._give_keys_to_pages(True)
        self._on_setting("first_run_done", True)
        self._session.hold_music(False)

    def _give_keys_to_pages(self, given: bool) -> None:
        """Let shortcuts and drops reach the pages, or not while they cannot be seen."""
        self.setAcceptDrops(given)
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for shortcut in self.findChildren(QShortcut, options=direct):
            shortcut.setEnabled(given or shortcut.key() == QKeySequence("Ctrl+Q"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take songs on every page."""
        self.library_page.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Show the library while it takes in what was dropped."""
        self.open_page("library")
        self.library_page.dropEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what was changed in the last moment."""
        self.save_now()
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def save_now(self) -> None:
        """Save what was changed in the last moment."""
        if self._save.isActive():
            self._save.stop()
            self._on_save()

    def set_mode(self, mode: ListeningMode) -> None:
        """Use another mode, and remember it."""
        self._on_setting("mode", mode)

    def set_close_to_tray(self, keep_running: bool) -> None:
        """Remember what closing means."""
        self._on_setting("close_to_tray", keep_running)

    def _show_page(self, number: int) -> None:
        if self._pages.isAncestorOf(self.focusWidget() or self):
            # Else the focus would wander to the first button of the new page.
            self._central.setFocus()
        if number != self._pages.currentIndex():
            self._pages.setCurrentIndex(number)
            self._fade.begin()
        self.side_bar.show_page(number)

    def _on_playback(self, now: NowPlaying) -> None:
        if now.network_pause is not None:
            self.strip.forget(NETWORK_CODES)

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0–100, and keep it."""
        self._on_setting("volume", percent)

    def _on_setting(self, key: str, value: object) -> None:
        """Use a changed option at once."""
        settings = self._session.settings.with_value(key, value)
        if key == "close_to_tray":
            settings = settings.with_value("close_asked", True)
        self._session.apply(settings)
        if key == "theme":
            self._appearance.set_theme(settings.theme)
        elif key == "language":
            self._appearance.set_language(settings.language)
        elif key == "animations":
            self._appearance.set_animations(settings.animations)

    def _on_settings(self, settings: Settings) -> None:
        """Show what holds now, whoever changed it, and save it shortly after."""
        self.now_page.mood.show_settings(settings)
        self.now_page.song.volume.show_volume(settings.volume)
        self._save.start()

    def _on_save(self) -> None:
        try:
            self._save_settings(self._session.settings)
        except DataError as error:
            self.strip.show_problem(Problem(error.code, error.detail))

    def _on_reading(self) -> None:
        reading = self._session.reading
        plain = self._look.icon("smile", self._look.colours.accent)
        icon = self._look.emotion_icon(reading.emotion) if reading else plain
        self.setWindowIcon(icon)

    def _on_look(self) -> None:
        self._on_reading()
