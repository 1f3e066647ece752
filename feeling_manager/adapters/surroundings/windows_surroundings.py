"""Windows: the input desktop cannot be opened while the screen is locked."""

from __future__ import annotations

import ctypes
from typing import Any, Final

from feeling_manager.adapters.surroundings.polling import PollingSurroundings
from feeling_manager.core.values import Surroundings

DESKTOP_SWITCHDESKTOP: Final = 0x0100
"""The right that is refused while another desktop, as the lock screen, has the input.

Source: Microsoft's documentation of `OpenInputDesktop` and of desktop access rights.
"""

MAINS_OFF: Final = 0
"""`ACLineStatus` of SYSTEM_POWER_STATUS when there are no mains."""


class WindowsSurroundings(PollingSurroundings):
    """Asks two system calls every three seconds."""

    def __init__(self) -> None:
        super().__init__(_ask)


class _PowerStatus(ctypes.Structure):
    _fields_ = [
        ("ACLineStatus", ctypes.c_ubyte),
        ("BatteryFlag", ctypes.c_ubyte),
        ("BatteryLifePercent", ctypes.c_ubyte),
        ("SystemStatusFlag", ctypes.c_ubyte),
        ("BatteryLifeTime", ctypes.c_ulong),
        ("BatteryFullLifeTime", ctypes.c_ulong),
    ]


def _ask() -> Surroundings:
    windll: Any = vars(ctypes)["windll"]  # other systems' ctypes has none
    user32, kernel32 = windll.user32, windll.kernel32
    user32.OpenInputDesktop.restype = ctypes.c_void_p
    user32.CloseDesktop.argtypes = [ctypes.c_void_p]
    desktop = user32.OpenInputDesktop(0, False, DESKTOP_SWITCHDESKTOP)
    if desktop:
        user32.CloseDesktop(desktop)
    power = _PowerStatus()
    on_battery = bool(kernel32.GetSystemPowerStatus(ctypes.byref(power)))
    on_battery = on_battery and power.ACLineStatus == MAINS_OFF
    return Surroundings(is_locked=not desktop, is_on_battery=on_battery)
