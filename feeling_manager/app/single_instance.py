"""A second start asks the first one to show its window."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

logger = logging.getLogger(__name__)

PATIENCE_S: Final = 2.0
"""The first one may still be on its way to its window."""

RETRY_S: Final = 0.05
MOST_BYTES: Final = 4096
ANSWER: Final = b"shown\n"


class ShowRequests(QObject):
    """Listens for other starts of the same user with the same folder. Thread: the GUI thread.

    Call it once the lock of the folder is held: what lies at its address is then of a dead process.

    Signals:
        asked(str, str): the name of a page or "", and Wayland's token or "".
    """

    asked = Signal(str, str)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = _address(data_dir)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)
            if not self._server.listen(name):
                logger.info("second starts are not heard: %s", self._server.errorString())

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(self._on_words)
        socket.disconnected.connect(socket.deleteLater)
        self._hear(socket)

    def _on_words(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        try:
            words = json.loads(bytes(socket.readLine(MOST_BYTES).data()))
            page, token = str(words.get("page", "")), str(words.get("token", ""))
        except (AttributeError, ValueError):
            socket.abort()
            return
        self.asked.emit(page, token)
        socket.write(ANSWER)
        socket.flush()
        socket.disconnectFromServer()


def ask_to_show(
    data_dir: Path, page: str = "", environment: Mapping[str, str] = os.environ
) -> bool:
    """Ask the one that runs to show its window; False when it does not answer within a moment."""
    token = environment.get("XDG_ACTIVATION_TOKEN") or environment.get("DESKTOP_STARTUP_ID", "")
    words = json.dumps({"page": page, "token": token}).encode() + b"\n"
    _let_others_come_to_the_front()
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if _ask(_address(data_dir), words, until):
            return True
        time.sleep(RETRY_S)
    return False


def _ask(address: str, words: bytes, until: float) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_left_ms(until)):
        return False
    socket.write(words)
    socket.flush()
    while not socket.canReadLine() and _left_ms(until) > 0:
        if not socket.waitForReadyRead(_left_ms(until)):
            break
    return bytes(socket.readAll().data()) == ANSWER


def _left_ms(until: float) -> int:
    return max(0, round((until - time.monotonic()) * 1000))


def _address(data_dir: Path) -> str:
    """A name of the folder alone, where only this user can listen if there is such a place."""
    number = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
    name = f"feeling-manager-{number}"
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return f"{own}/{name}" if own and Path(own).is_dir() else name


def _let_others_come_to_the_front() -> None:
    """Windows lets only the program in front say who may come there; that is this one now."""
    import ctypes

    windll = vars(ctypes).get("windll")
    if windll is not None:
        windll.user32.AllowSetForegroundWindow(-1)
