"""One run of the window, from the first picture on the screen to the end."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QWidget

from feeling_manager.adapters.autostart import autostart_here
from feeling_manager.app.bootstrap import Program
from feeling_manager.app.commands.headless import QuitOnSignal
from feeling_manager.app.commands.user_data import export_data
from feeling_manager.app.desktop import Desktop
from feeling_manager.app.diagnostics import examine_apart
from feeling_manager.app.paths import shipped_files, window_command
from feeling_manager.app.single_instance import Address, ShowRequests
from feeling_manager.app.store import open_store
from feeling_manager.core.errors import DataError
from feeling_manager.storage.desktop_state_file import DesktopStateFile
from feeling_manager.ui.application import Appearance, Application
from feeling_manager.ui.desktop_memory import DesktopMemory
from feeling_manager.ui.main_window import MainWindow
from feeling_manager.ui.presence import Presence
from feeling_manager.ui.upkeep import Upkeep


class WindowRun:
    """Window, icon beside the clock, memory, and who may ask for them. Thread: the GUI thread."""

    def __init__(
        self,
        app: Application,
        program: Program,
        options: Namespace,
        welcome: bool = False,
    ) -> None:
        self._app = app
        self._program = program
        self._options = options
        self._welcome = welcome
        file = DesktopStateFile(program.store.files.desktop_state)
        state = file.load()
        window = self._make_window(getattr(options, "page", "") or state.page or "now")
        self._presence = Presence(window, program.session, self._appearance.look)
        presence = self._presence
        self._appearance.dress(presence.mini, presence.question, presence.tray.menu)
        self._desktop = self._make_desktop()
        self._memory = DesktopMemory(self._presence, program.session, state, file.save)
        self._requests = ShowRequests(Address(program.store.files.root))
        self._requests.asked.connect(self._on_asked)
        app.quit_asked.connect(self._presence.prepare_quit)
        app.commitDataRequest.connect(self._on_session_end)

    def _make_desktop(self) -> Desktop:
        presence = self._presence
        desktop = Desktop(
            self._program.session,
            has_window=True,
            in_front=presence.is_in_front,
            notifier=presence.tray,
        )
        desktop.media.volume_asked.connect(presence.window.set_volume)
        desktop.media.raise_asked.connect(presence.show)
        desktop.media.quit_asked.connect(presence.quit)
        return desktop

    def _make_window(self, page: str) -> MainWindow:
        program, assets = self._program, shipped_files().assets
        self._appearance = Appearance(self._app, program.session.settings, assets)
        return MainWindow(
            program.session,
            self._appearance,
            program.run_settings.save,
            assets,
            page=page,
            notices=program.notices,
            camera_names=_camera_names,
            licences=shipped_files().third_party_licences,
            upkeep=_upkeep(program),
            autostart=autostart_here(*window_command(getattr(self._options, "data_dir", None))),
        )

    def until_the_end(self) -> int:
        """Show what there was at the end of the run before, and wait for the end of this one.

        Raises: DataError when the picture that was asked for cannot be written.
        """
        options = self._options
        self._memory.restore_windows()
        if self._welcome:
            self._presence.window.show_welcome()
        self._presence.begin(
            mini_is_open=self._memory.mini_was_open
            and not (hasattr(options, "page") or self._welcome),
            hidden=self._program.session.settings.start_in_tray and not self._welcome,
        )
        signals = QuitOnSignal(self._app)
        # The heavy libraries are loaded once the window is on the screen.
        QTimer.singleShot(0, self._begin)
        if hasattr(options, "quit_after"):
            QTimer.singleShot(round(options.quit_after * 1000), self._presence.quit)
        try:
            self._app.exec()
            if hasattr(options, "screenshot"):
                _save_screenshot(self._presence.front, options.screenshot)
        finally:
            self._save()
            self._desktop.close()
            self._requests.close()
            self._memory.close()
            self._presence.close()
            signals.close()
        return 0

    def _begin(self) -> None:
        self._program.session.start()
        self._memory.begin()
        self._desktop.start()

    def _save(self) -> None:
        self._presence.window.save_now()
        self._memory.save_now()

    def _on_asked(self, page: str, token: str) -> None:
        if page:
            self._presence.show_window()
            self._presence.window.open_page(page)
        self._presence.show(token)

    def _on_session_end(self, manager: QSessionManager) -> None:
        """Somebody logs out: lose nothing, and stand in nobody's way."""
        # What starts with the next session is for the autostart entry alone to say.
        manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
        self._presence.prepare_quit()
        self._save()
        QTimer.singleShot(0, self._presence.quit)


def _upkeep(program: Program) -> Upkeep:
    """What the settings page can ask for."""
    files = program.store.files

    def export(path: Path) -> None:
        # In a thread of its own, so through a connection of its own.
        store = open_store(files)
        try:
            export_data(store, path)
        finally:
            store.close()

    return Upkeep(
        examine=lambda cancelled: examine_apart(files, cancelled),
        cache_bytes=program.cache.size_bytes,
        empty_cache=program.cache.empty,
        export_data=export,
        logs=files.logs,
        home=Path.home(),
    )


def _camera_names() -> list[str]:
    """The webcams there are, by name."""
    from feeling_manager.adapters.camera.camera_names import camera_names

    return [name for _, name in camera_names()]


def _save_screenshot(window: QWidget, path: Path) -> None:
    if not window.grab().save(str(path)):
        raise DataError(str(path), "folder_readonly")
