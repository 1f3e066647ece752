"""Linux: notifications by D-Bus.

Source: the Desktop Notifications Specification 1.3, specifications.freedesktop.org.
"""

from __future__ import annotations

from html import escape
from typing import Any, Final

from jeepney import DBusAddress, new_method_call

from feeling_manager.adapters.desktop.session_bus import SessionBus

SERVER: Final = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)
SHOWN_MS: Final = 5000


class DBusNotifier:
    """One notification, replaced by the next. Thread: the GUI thread."""

    def __init__(self) -> None:
        self._bus = SessionBus()
        self._tried = False
        self._shown_id = 0

    def notify(self, title: str, text: str) -> None:
        """Show it, in place of the one before."""
        if not self._tried:
            self._tried = True
            self._bus.open()
        hints = {
            "desktop-entry": ("s", "feeling-manager"),
            "transient": ("b", True),
            "urgency": ("y", 0),
            "suppress-sound": ("b", True),
        }
        body: tuple[Any, ...] = (
            "Feeling Manager",
            self._shown_id,
            "feeling-manager",
            title,
            escape(text),  # servers read the text as HTML
            [],
            hints,
            SHOWN_MS,
        )
        message = new_method_call(SERVER, "Notify", "susssasa{sv}i", body)
        self._bus.send(message, self._on_shown)

    def close(self) -> None:
        """Leave the bus; what is shown goes away by itself."""
        self._bus.close()

    def _on_shown(self, body: tuple[Any, ...]) -> None:
        self._shown_id = int(body[0])
