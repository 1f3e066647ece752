"""The session's D-Bus, read in the GUI thread.

Not QtDBus: from Python it sends every number below two milliards as an int32, where MPRIS wants an
int64 and notifications an uint32.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT_S: Final = 0.5
"""The window waits for it; a bus answers within a millisecond."""

BUS: Final = DBusAddress(
    "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
)


class SessionBus(QObject):
    """Hands on what is called here and what is answered. Thread: the GUI thread."""

    def __init__(self, on_call: Callable[[Message], None] | None = None) -> None:
        super().__init__()
        self._on_call = on_call
        self._connection: DBusConnection | None = None
        self._notifier: QSocketNotifier | None = None
        self._waiting: dict[int, Callable[[tuple[Any, ...]], None]] = {}

    def open(self) -> bool:
        """Connect; False where there is no bus."""
        try:
            self._connection = open_dbus_connection("SESSION", auth_timeout=CONNECT_TIMEOUT_S)
        except (OSError, KeyError, ValueError, RuntimeError) as error:
            logger.info("no session bus: %s", error)
            return False
        self._notifier = QSocketNotifier(
            self._connection.sock.fileno(), QSocketNotifier.Type.Read, self
        )
        self._notifier.activated.connect(self._on_readable)
        return True

    @property
    def is_open(self) -> bool:
        """Whether there is a bus to send to."""
        return self._connection is not None

    def send(
        self, message: Message, answered: Callable[[tuple[Any, ...]], None] | None = None
    ) -> None:
        """Send something; `answered` is told the answer, if one comes."""
        if self._connection is None:
            return
        serial = next(self._connection.outgoing_serial)
        if answered is not None:
            self._waiting[serial] = answered
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            logger.info("the session bus went away: %s", error)
            self.close()

    def request_name(self, name: str, answered: Callable[[bool], None]) -> None:
        """Ask to be found under a name; `answered` is told whether it is ours."""
        do_not_queue = 4
        message = new_method_call(BUS, "RequestName", "su", (name, do_not_queue))
        self.send(message, lambda body: answered(body[:1] == (1,)))

    def close(self) -> None:
        """Go; may be called twice."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._waiting.clear()

    def _on_readable(self) -> None:
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, ValueError, EOFError) as error:
                logger.info("the session bus went away: %s", error)
                self.close()
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        kind = message.header.message_type
        if kind is MessageType.method_call and self._on_call is not None:
            self._on_call(message)
        elif kind in (MessageType.method_return, MessageType.error):
            serial = message.header.fields.get(HeaderFields.reply_serial)
            answered = self._waiting.pop(serial, None)
            if answered is not None and kind is MessageType.method_return:
                answered(tuple(message.body))
