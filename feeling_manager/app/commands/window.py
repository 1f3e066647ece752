"""The window, as it opens without any command."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import Final

from feeling_manager.core.settings import Settings

SAYS_WHAT_FOR: Final = ("camera", "player", "audio_file", "screenshot", "quit_after")
"""Options of runs that are for something else than getting to know the program."""

OWN_RUN: Final = ("screenshot", "quit_after", "audio_file")
"""Options that ask for a run of their own: another one's window would not do."""


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
    from feeling_manager.app.bootstrap import AlreadyRunningError, build
    from feeling_manager.app.store import files_of
    from feeling_manager.app.window_run import WindowRun
    from feeling_manager.ui.application import Application

    came_with = dict(os.environ)  # Qt takes the desktop's token for itself
    app = Application(sys.argv[:1])
    app.setDesktopFileName("feeling-manager")
    # Closing the window may mean going on beside the clock.
    app.setQuitOnLastWindowClosed(False)
    try:
        program = build(options)
    except AlreadyRunningError:
        from feeling_manager.app.single_instance import Address, ask_to_show

        page = getattr(options, "page", "")
        own_run = any(hasattr(options, name) for name in OWN_RUN)
        if own_run or not ask_to_show(Address(files_of(options).root), page, came_with):
            raise
        return 0
    try:
        welcome = wants_welcome(options, program.session.settings)
        return WindowRun(app, program, options, welcome).until_the_end()
    finally:
        program.close()
