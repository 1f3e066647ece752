"""The window, as it opens without any command."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from feeling_manager.core.errors import DataError
from feeling_manager.core.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from feeling_manager.app.bootstrap import Program
    from feeling_manager.ui.upkeep import Upkeep

SAYS_WHAT_FOR: Final = ("camera", "player", "audio_file", "screenshot", "quit_after")
"""Options of runs that are for something else than getting to know the program."""

logger = logging.getLogger(__name__)


def run(options: Namespace) -> int:
    """Open the window and stay until it is closed. Raises: KnownError when it cannot begin."""
    if not has_screen():
        return _run_without_screen(options)
    return _open_window(options)


def has_screen() -> bool:
    """Whether there is a screen to open a window on."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def wants_welcome(options: Namespace, settings: Settings) -> bool:
    """Whether to begin with the introduction: on the first start, or when it is asked for.

    Who says on the command line what a run is to watch, play or show is not starting to use the
    program, and a script cannot press a button.
    """
    if hasattr(options, "page"):
        return bool(options.page == "welcome")
    return not settings.first_run_done and not any(hasattr(options, one) for one in SAYS_WHAT_FOR)


def _run_without_screen(options: Namespace) -> int:
    print(
        "There is no screen, so Feeling Manager runs without a window (Ctrl-C ends it).",
        file=sys.stderr,
    )
    if hasattr(options, "screenshot"):
        # The window is drawn into memory, so that a picture of it can be had on a server too.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return _open_window(options)
    from feeling_manager.app.commands import headless

    return headless.run(options)


def _open_window(options: Namespace) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from feeling_manager.app.bootstrap import build
    from feeling_manager.app.commands.headless import QuitOnSignal
    from feeling_manager.app.desktop import Desktop
    from feeling_manager.app.paths import shipped_files
    from feeling_manager.ui.application import Appearance
    from feeling_manager.ui.main_window import MainWindow

    app = QApplication(sys.argv[:1])
    program = build(options)
    assets = shipped_files().assets
    window = MainWindow(
        program.session,
        Appearance(app, program.session.settings, assets),
        program.run_settings.save,
        assets,
        page=getattr(options, "page", "now"),
        notices=program.notices,
        camera_names=_camera_names,
        licences=shipped_files().third_party_licences,
        upkeep=_upkeep(program),
    )
    desktop = Desktop(program.session, has_window=True, in_front=window.isActiveWindow)
    desktop.media.volume_asked.connect(window.set_volume)
    desktop.media.raise_asked.connect(window.bring_to_front)
    desktop.media.quit_asked.connect(window.close)
    if wants_welcome(options, program.session.settings):
        window.show_welcome()
    window.show()
    signals = QuitOnSignal(app)
    # The heavy libraries are loaded once the window is on the screen.
    QTimer.singleShot(0, program.session.start)
    QTimer.singleShot(0, desktop.start)
    if hasattr(options, "quit_after"):
        QTimer.singleShot(round(options.quit_after * 1000), app.quit)
    try:
        app.exec()
        if hasattr(options, "screenshot"):
            _save_screenshot(window, options.screenshot)
    finally:
        desktop.close()
        program.close()
        signals.close()
    return 0


def _upkeep(program: Program) -> Upkeep:
    """What the settings page can ask for."""
    from feeling_manager.app.commands.user_data import export_data
    from feeling_manager.app.diagnostics import examine_apart
    from feeling_manager.app.store import open_store
    from feeling_manager.ui.upkeep import Upkeep

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
    """Save a picture of the window. Raises: DataError when it cannot be written."""
    if not window.grab().save(str(path)):
        raise DataError(str(path), "folder_readonly")
