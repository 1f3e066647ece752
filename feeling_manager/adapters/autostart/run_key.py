"""Windows: a value below the user's Run key."""

from __future__ import annotations

import importlib
import subprocess
from collections.abc import Sequence
from typing import Any, Final

from feeling_manager.core.errors import DataError

RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the Task Manager writes which values it was told to leave out."""

NAME: Final = "Feeling Manager"
"""Also named in packaging/windows/feeling_manager.iss, which deletes the value."""


class RunKey:
    """The program's command line in the registry of this user."""

    def __init__(
        self, command: Sequence[str], run_key: str = RUN_KEY, approved_key: str = APPROVED_KEY
    ) -> None:
        self._command = subprocess.list2cmdline(command)
        self._run_key = run_key
        self._approved_key = approved_key
        # Other systems' type stubs have nothing in it.
        self._winreg: Any = importlib.import_module("winreg")

    def is_on(self) -> bool:
        """Whether there is a value that the Task Manager was not told to leave out."""
        approved = self._value(self._approved_key)
        # An odd first byte means switched off.
        switched_off = isinstance(approved, bytes) and approved[:1] and approved[0] % 2 == 1
        return isinstance(self._value(self._run_key), str) and not switched_off

    def set_on(self, on: bool) -> None:
        """Write the value, or delete it. Raises: DataError."""
        winreg = self._winreg
        try:
            self._delete(self._approved_key)
            if not on:
                self._delete(self._run_key)
                return
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, self._run_key) as key:
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, self._command)
        except OSError as error:
            raise DataError(str(error), "autostart_refused") from error

    def _value(self, path: str) -> object:
        winreg = self._winreg
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                value: object = winreg.QueryValueEx(key, NAME)[0]
                return value
        except OSError:
            return None

    def _delete(self, path: str) -> None:
        winreg = self._winreg
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, NAME)
        except FileNotFoundError:
            pass
