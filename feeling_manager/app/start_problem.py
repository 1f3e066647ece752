"""Says why the window cannot open where nobody reads what a terminal would show."""

from __future__ import annotations

import os
import platform
import re
import stat
import sys
import traceback
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from feeling_manager import __version__
from feeling_manager.app.commands.window import has_screen
from feeling_manager.app.paths import shipped_files
from feeling_manager.app.store import files_of
from feeling_manager.core.errors import KnownError
from feeling_manager.storage.settings_file import SettingsFile

LAUNCHED: Final = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID", "GIO_LAUNCHED_DESKTOP_FILE")
"""What menus and file managers hand to a program that they start."""

_ADDRESS: Final = re.compile(r"\w+://[^\s'\"]+")
_PATH: Final = re.compile(r"(?:\b[A-Za-z]:)?[\\/][^\s'\"]+")


def show_start_problem(options: Namespace, error: Exception) -> None:
    """Open a small window with what happened and what to do, unless a terminal or a file has it."""
    if not has_screen() or somebody_reads_stderr(os.environ):
        return
    from PySide6.QtWidgets import QApplication

    from feeling_manager.ui.application import Appearance
    from feeling_manager.ui.start_error import StartErrorWindow

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    settings = SettingsFile(files_of(options).settings).load()
    for option, key in (("lang", "language"), ("theme", "theme")):
        if hasattr(options, option):
            settings = settings.with_text(key, getattr(options, option))
    appearance = Appearance(app, settings, shipped_files().assets)
    known = error if isinstance(error, KnownError) else KnownError(code="bug")
    window = StartErrorWindow(appearance.look, known.code, known.detail, error_report(error))
    window.exec()


def somebody_reads_stderr(environment: Mapping[str, str]) -> bool:
    """Whether a person or a script sees what is written to stderr.

    A double click leads it nowhere, or into the desktop's own log.
    """
    if sys.stderr is None:
        return False
    try:
        if sys.stderr.isatty():
            return True
        error, entry = os.fstat(sys.stderr.fileno()), os.fstat(0)
    except (OSError, ValueError):
        return False
    if stat.S_ISSOCK(error.st_mode):  # the journal's
        return False
    if stat.S_ISCHR(error.st_mode):  # /dev/null
        return not stat.S_ISCHR(entry.st_mode) or os.isatty(0)
    launched = any(environment.get(name) for name in LAUNCHED)
    return stat.S_ISFIFO(error.st_mode) or not launched


def error_report(error: BaseException) -> str:
    """What a developer needs: versions, kind of error, places in the code; nothing of the user."""
    from PySide6.QtCore import qVersion

    lines = [
        f"Feeling Manager {__version__}",
        f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}",
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {_short(Path(frame.filename))}:{frame.lineno} {frame.name}")
    code = f" {error.code}" if isinstance(error, KnownError) else ""
    lines.append(f"{type(error).__name__}{code}: {_without_private(str(error))}")
    return "\n".join(lines)


def _short(path: Path) -> str:
    """A place in the code without where the program lies."""
    return "/".join(path.parts[-3:])


def _without_private(text: str) -> str:
    """A message without places and addresses, which may name a person."""
    text = text.replace(str(Path.home()), "/~")
    return _PATH.sub("<path>", _ADDRESS.sub("<address>", text))
