"""A second start asks the first one to show its window.

Qt has classes for this, but in a library that wants Kerberos from the system and is not shipped.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
import socket
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from feeling_manager.core.errors import DataError
from feeling_manager.storage.json_file import read_object, write_object

logger = logging.getLogger(__name__)

PATIENCE_S: Final = 2.0
"""The first one may still be on its way to its window."""

RETRY_S: Final = 0.05
MOST_BYTES: Final = 4096
MOST_CALLERS: Final = 8
ANSWER: Final = b"shown\n"


class Address:
    """Where the first start of a folder is found: only this user can call there.

    A socket among the files, which has its owner; where the system has none, as Windows, a port
    of this computer and a secret in the user's folder.
    """

    def __init__(self, data_dir: Path, port: bool = not hasattr(socket, "AF_UNIX")) -> None:
        number = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
        own = os.environ.get("XDG_RUNTIME_DIR", "")
        folder = own if own and Path(own).is_dir() else tempfile.gettempdir()
        # The user's folder itself may be too long a name for a socket.
        self.path = Path(folder, f"feeling-manager-{number}")
        self._port_file = data_dir / "running.json"
        self._port = port

    def listen(self) -> tuple[socket.socket, str]:
        """A socket that hears calls, and what they must know. Raises: OSError, DataError."""
        if self._port:
            listening = socket.socket(socket.AF_INET)
            listening.bind(("127.0.0.1", 0))
            secret = secrets.token_hex(16)
            content = {"port": listening.getsockname()[1], "secret": secret}
            write_object(self._port_file, content, durable=False, private=True)
        else:
            self.path.unlink(missing_ok=True)  # of a process that was killed
            listening, secret = socket.socket(socket.AF_UNIX), ""
            before = os.umask(0o177)
            try:
                listening.bind(str(self.path))
            finally:
                os.umask(before)
        listening.setblocking(False)
        listening.listen(MOST_CALLERS)
        return listening, secret

    def call(self, timeout_s: float) -> tuple[socket.socket, str]:
        """A socket to the one that listens, and what it wants to hear. Raises: OSError."""
        if self._port:
            content = read_object(self._port_file)
            calling, secret = socket.socket(socket.AF_INET), str(content.get("secret", ""))
            where: Any = ("127.0.0.1", int(content.get("port", 0)))
        else:
            calling, secret, where = socket.socket(socket.AF_UNIX), "", str(self.path)
        calling.settimeout(timeout_s)
        try:
            calling.connect(where)
        except OSError:
            calling.close()
            raise
        return calling, secret

    def leave(self) -> None:
        """Be found no more."""
        (self._port_file if self._port else self.path).unlink(missing_ok=True)


class ShowRequests(QObject):
    """Hears other starts of the same user with the same folder. Thread: the GUI thread.

    Make it while the lock of the folder is held: what lies at the address is of a dead process.

    Signals:
        asked(str, str): the name of a page or "", and Wayland's token or "".
    """

    asked = Signal(str, str)

    def __init__(self, address: Address, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._callers: list[_Caller] = []
        self._listening: socket.socket | None = None
        try:
            self._listening, self._secret = address.listen()
        except (OSError, DataError) as error:
            logger.info("second starts are not heard: %s", error)
            return
        self._notifier = _readable(self._listening, self)
        self._notifier.activated.connect(self._on_call)

    def close(self) -> None:
        """Hear nothing more."""
        for caller in self._callers:
            caller.hang_up()
        self._callers = []
        if self._listening is not None:
            self._notifier.setEnabled(False)
            self._listening.close()
            self._listening = None
            self._address.leave()

    def _on_call(self) -> None:
        assert self._listening is not None
        try:
            line, _ = self._listening.accept()
        except OSError:
            return
        self._callers = [caller for caller in self._callers if not caller.is_over]
        if len(self._callers) == MOST_CALLERS:
            self._callers.pop(0).hang_up()
        caller = _Caller(line, self)
        caller.said.connect(self._on_words)
        self._callers.append(caller)

    def _on_words(self, words: bytes) -> None:
        caller = self.sender()
        assert isinstance(caller, _Caller)
        try:
            request = json.loads(words)
            page, token = str(request.get("page", "")), str(request.get("token", ""))
            secret = str(request.get("secret", ""))
        except (AttributeError, RecursionError, ValueError):
            caller.hang_up()
            return
        if hmac.compare_digest(secret.encode(), self._secret.encode()):
            self.asked.emit(page, token)
            caller.answer(ANSWER)
        caller.hang_up()


class _Caller(QObject):
    """One call: a line of words, and an answer.

    Signals:
        said(bytes): the whole line.
    """

    said = Signal(bytes)

    def __init__(self, line: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        line.setblocking(False)
        self._line = line
        self._words = b""
        self.is_over = False
        self._notifier = _readable(line, self)
        self._notifier.activated.connect(self._on_readable)

    def answer(self, words: bytes) -> None:
        """Say something; a few bytes always fit."""
        try:
            self._line.send(words)
        except OSError as error:
            logger.info("a second start went away: %s", error)

    def hang_up(self) -> None:
        """End the call."""
        if not self.is_over:
            self.is_over = True
            self._notifier.setEnabled(False)
            self._line.close()
            self.deleteLater()

    def _on_readable(self) -> None:
        try:
            words = self._line.recv(MOST_BYTES)
        except BlockingIOError:
            return
        except OSError:
            words = b""
        self._words += words
        if b"\n" in self._words:
            self.said.emit(self._words)
        elif not words or len(self._words) > MOST_BYTES:
            self.hang_up()


def ask_to_show(
    address: Address, page: str = "", environment: Mapping[str, str] = os.environ
) -> bool:
    """Ask the one that runs to show its window; False when it does not answer within a moment."""
    token = environment.get("XDG_ACTIVATION_TOKEN") or environment.get("DESKTOP_STARTUP_ID", "")
    _let_others_come_to_the_front()
    until = time.monotonic() + PATIENCE_S
    while (left_s := until - time.monotonic()) > 0:
        try:
            line, secret = address.call(left_s)
            with line:
                words = {"page": page, "token": token, "secret": secret}
                line.sendall(json.dumps(words).encode() + b"\n")
                if line.recv(len(ANSWER), socket.MSG_WAITALL) == ANSWER:
                    return True
        except (OSError, ValueError):
            pass  # not there yet, or never
        time.sleep(RETRY_S)
    return False


def _readable(line: socket.socket, parent: QObject) -> QSocketNotifier:
    return QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, parent)


def _let_others_come_to_the_front() -> None:
    """Windows lets only the program in front say who may come there; that is this one now."""
    import ctypes

    windll = vars(ctypes).get("windll")
    if windll is not None:
        windll.user32.AllowSetForegroundWindow(-1)
