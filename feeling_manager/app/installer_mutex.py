"""Lets the Windows installer see that the program runs, so that it never replaces files in use."""

from __future__ import annotations

import sys
from typing import Final

INSTALLER_MUTEX: Final = "FeelingManagerIsRunning"
"""`AppMutex` of packaging/windows/feeling_manager.iss."""


def hold_installer_mutex() -> None:
    """Hold the mutex until this process ends; nothing to do elsewhere than on Windows."""
    if sys.platform == "win32":
        import ctypes

        # Windows closes the handle with the process; any number of them may hold it.
        ctypes.windll.kernel32.CreateMutexW(None, False, INSTALLER_MUTEX)
