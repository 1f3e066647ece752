"""A message bus of our own, and calls on it that do not hold up the program's event loop."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from jeepney import DBusAddress, DBusErrorResponse, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg
from pytestqt.qtbot import QtBot

needs_bus = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs a message bus")


@contextmanager
def private_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus that nobody else is on, as this process's session bus; its address."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        try:
            yield address
        finally:
            process.terminate()


class Client:
    """Another program on the bus; it asks from a thread of its own."""

    def __init__(self, qtbot: QtBot, address: str) -> None:
        self._qtbot = qtbot
        self._address = address
        self._pool = ThreadPoolExecutor(1)

    def call(
        self, target: DBusAddress, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """The answer's body. Raises: DBusErrorResponse."""
        future = self._pool.submit(self._call, target, method, signature, body)
        self._qtbot.waitUntil(future.done, timeout=10_000)
        return future.result()

    def refuses(
        self, target: DBusAddress, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> bool:
        """Whether an error is the answer."""
        try:
            self.call(target, method, signature, body)
        except DBusErrorResponse:
            return True
        return False

    def _call(
        self, target: DBusAddress, method: str, signature: str, body: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        with open_dbus_connection(self._address) as connection:
            message = new_method_call(target, method, signature or None, body)
            reply = connection.send_and_get_reply(message, timeout=8)
            return tuple(unwrap_msg(reply))
