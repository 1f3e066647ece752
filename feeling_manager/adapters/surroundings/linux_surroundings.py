"""Linux: the screen savers and the login manager tell by D-Bus, the kernel knows the battery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from feeling_manager.core.values import Surroundings

SCREEN_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""(interface, path) of who sends `ActiveChanged` when the screen is locked and unlocked."""

LOGIN: Final = "org.freedesktop.login1"
POWER_SUPPLIES: Final = Path("/sys/class/power_supply")
BATTERY_POLL_MS: Final = 30_000


class LinuxSurroundings(QObject):
    """Without a bus, as in a container, nothing is ever locked. Thread: the GUI thread."""

    def __init__(self, power_supplies: Path = POWER_SUPPLIES) -> None:
        super().__init__()
        self._power_supplies = power_supplies
        self._now = Surroundings()
        self._changed: Callable[[Surroundings], None] = lambda _now: None
        self._timer = QTimer(self, interval=BATTERY_POLL_MS)
        self._timer.timeout.connect(self._on_battery_poll)

    def watch(self, changed: Callable[[Surroundings], None]) -> None:
        """Begin to listen."""
        self._changed = changed
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for interface, path in SCREEN_SAVERS:
            _listen(session, "", path, interface, "ActiveChanged", self, "on_saver(QDBusMessage)")
        manager = "/org/freedesktop/login1"
        slot = "on_sleep(QDBusMessage)"
        _listen(system, LOGIN, manager, f"{LOGIN}.Manager", "PrepareForSleep", self, slot)
        slot = "on_session(QDBusMessage)"
        properties = "org.freedesktop.DBus.Properties"
        _listen(system, LOGIN, "", properties, "PropertiesChanged", self, slot)
        self._timer.start()
        self._on_battery_poll()

    def close(self) -> None:
        """Listen no more."""
        self._timer.stop()
        self._changed = lambda _now: None

    @Slot(QDBusMessage)
    def on_saver(self, message: QDBusMessage) -> None:
        """A screen saver locked or unlocked the screen."""
        active = message.arguments()[:1]
        if active and isinstance(active[0], bool):
            self._tell(replace(self._now, is_locked=active[0]))

    @Slot(QDBusMessage)
    def on_sleep(self, message: QDBusMessage) -> None:
        """The machine goes to sleep, or has woken."""
        asleep = message.arguments()[:1]
        if asleep and isinstance(asleep[0], bool):
            self._tell(replace(self._now, is_asleep=asleep[0]))

    @Slot(QDBusMessage)
    def on_session(self, message: QDBusMessage) -> None:
        """The login manager knows another thing of a session, as whether it is locked."""
        arguments = message.arguments()
        if len(arguments) >= 2 and arguments[0] == f"{LOGIN}.Session":
            locked = _plain(arguments[1]).get("LockedHint")
            if isinstance(locked, bool):
                self._tell(replace(self._now, is_locked=locked))

    def _on_battery_poll(self) -> None:
        self._tell(replace(self._now, is_on_battery=is_on_battery(self._power_supplies)))

    def _tell(self, now: Surroundings) -> None:
        if now != self._now:
            self._now = now
            self._changed(now)


def is_on_battery(power_supplies: Path) -> bool:
    """Whether a battery feeds the machine: one discharges, and no mains are on line."""
    discharging = False
    try:
        supplies = list(power_supplies.iterdir())
    except OSError:
        return False
    for supply in supplies:
        kind = _read(supply / "type")
        if kind in ("Mains", "USB") and _read(supply / "online") == "1":
            return False
        # The batteries of mice and headsets say so in their scope.
        if kind == "Battery" and _read(supply / "scope") != "Device":
            discharging = discharging or _read(supply / "status") == "Discharging"
    return discharging


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _plain(value: Any) -> dict[str, Any]:
    """A dictionary out of a D-Bus argument, however Qt hands it over."""
    return value if isinstance(value, dict) else {}


def _listen(
    bus: Any, service: str, path: str, interface: str, signal: str, receiver: QObject, slot: str
) -> None:
    """Connect a slot of ours; the stub of `connect` wants bytes, the function itself text."""
    if bus.isConnected():
        bus.connect(service, path, interface, signal, receiver, SLOT(slot))
