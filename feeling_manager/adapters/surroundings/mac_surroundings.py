"""macOS: the window server says whether the screen is locked, `pmset` where power comes from."""

from __future__ import annotations

import ctypes
import subprocess
import time
from typing import Any, Final

from feeling_manager.adapters.surroundings.polling import PollingSurroundings
from feeling_manager.core.values import Surroundings

FRAMEWORKS: Final = "/System/Library/Frameworks"
BATTERY_POLL_S: Final = 60.0
UTF8: Final = 0x08000100
"""`kCFStringEncodingUTF8`."""


class MacSurroundings(PollingSurroundings):
    """Asks the window server every three seconds and `pmset` every minute."""

    def __init__(self) -> None:
        graphics, core = _framework("ApplicationServices"), _framework("CoreFoundation")
        pointer = ctypes.c_void_p
        graphics.CGSessionCopyCurrentDictionary.restype = pointer
        core.CFStringCreateWithCString.restype = pointer
        core.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
        core.CFDictionaryGetValue.restype = pointer
        core.CFDictionaryGetValue.argtypes = [pointer, pointer]
        core.CFBooleanGetValue.argtypes = [pointer]
        core.CFRelease.argtypes = [pointer]
        self._graphics, self._core = graphics, core
        key = core.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", UTF8)
        self._key = ctypes.c_void_p(key)
        self._battery, self._battery_asked_at = False, -BATTERY_POLL_S
        super().__init__(self._ask_mac)

    def _ask_mac(self) -> Surroundings:
        if time.monotonic() - self._battery_asked_at >= BATTERY_POLL_S:
            self._battery_asked_at = time.monotonic()
            self._battery = _is_on_battery()
        return Surroundings(is_locked=self._is_locked(), is_on_battery=self._battery)

    def _is_locked(self) -> bool:
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return False
        value = self._core.CFDictionaryGetValue(session, self._key)
        locked = bool(value and self._core.CFBooleanGetValue(value))
        self._core.CFRelease(session)
        return locked


def _framework(name: str) -> Any:
    return ctypes.CDLL(f"{FRAMEWORKS}/{name}.framework/{name}")


def _is_on_battery() -> bool:
    try:
        told = subprocess.run(
            ["pmset", "-g", "batt"], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return "'Battery Power'" in told.stdout
