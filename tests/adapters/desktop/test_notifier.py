"""Notifications, as a server on a real bus gets them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress, MessageType, new_method_call, new_method_return
from jeepney.io.threading import DBusRouter, ReceiveStopped, open_dbus_connection
from jeepney.wrappers import unwrap_msg
from pytestqt.qtbot import QtBot

from feeling_manager.adapters.desktop.dbus_notifier import DBusNotifier
from tests.adapters.desktop.buses import needs_bus, private_bus

pytestmark = needs_bus


class Server:
    """Takes notifications, as a desktop does, and gives each the number 41."""

    def __init__(self, address: str) -> None:
        self.taken: list[tuple[Any, ...]] = []
        self._connection = open_dbus_connection(address)
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        name = ("org.freedesktop.Notifications", 0)
        message = new_method_call(bus, "RequestName", "su", name)
        with DBusRouter(self._connection) as router:
            unwrap_msg(router.send_and_get_reply(message))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._connection.interrupt()
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except ReceiveStopped:
                return
            if message.header.message_type is MessageType.method_call:
                self.taken.append(tuple(message.body))
                self._connection.send(new_method_return(message, "u", (41,)))


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus(monkeypatch) as address:
        yield address


def test_the_next_song_replaces_the_one_before(qtbot: QtBot, address: str) -> None:
    server = Server(address)
    notifier = DBusNotifier()
    notifier.notify("Blueming – IU", "Happiness: <b>pop</b> & more")
    qtbot.waitUntil(lambda: len(server.taken) == 1)
    qtbot.wait(100)
    notifier.notify("Second", "")
    qtbot.waitUntil(lambda: len(server.taken) == 2)
    notifier.close()
    server.close()
    name, replaces, _icon, title, text, actions, hints, _ms = server.taken[0]
    assert (name, replaces, title, actions) == ("Feeling Manager", 0, "Blueming – IU", [])
    assert text == "Happiness: &lt;b&gt;pop&lt;/b&gt; &amp; more"
    assert hints["transient"] == ("b", True)
    assert server.taken[1][1] == 41


def test_nobody_listening_is_no_trouble(qtbot: QtBot, address: str) -> None:
    notifier = DBusNotifier()
    notifier.notify("Song", "why")
    qtbot.wait(100)
    notifier.notify("Song", "why")
    notifier.close()
    notifier.close()


def test_no_bus_is_no_trouble(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    notifier = DBusNotifier()
    notifier.notify("Song", "why")
    notifier.close()
