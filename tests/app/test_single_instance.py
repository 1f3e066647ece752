from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from feeling_manager.app import single_instance
from feeling_manager.app.single_instance import Address, ShowRequests, ask_to_show

KINDS = [True] if not hasattr(socket, "AF_UNIX") else [True, False]


@pytest.fixture(params=KINDS, ids=lambda port: "port" if port else "file")
def address(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Address:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    return Address(tmp_path, port=request.param)


@pytest.fixture
def first(address: Address, qtbot: QtBot) -> Iterator[ShowRequests]:
    requests = ShowRequests(address)
    yield requests
    requests.close()


def ask(address: Address, qtbot: QtBot, page: str, token: str) -> bool:
    """Ask out of a thread, as the event loop of the one that answers has to run meanwhile."""
    answers: list[bool] = []
    variables = {"XDG_ACTIVATION_TOKEN": token}
    asking = threading.Thread(target=lambda: answers.append(ask_to_show(address, page, variables)))
    asking.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    asking.join()
    return answers[0]


def test_the_first_one_is_told_what_to_show(
    address: Address, first: ShowRequests, qtbot: QtBot
) -> None:
    heard: list[tuple[str, str]] = []
    first.asked.connect(lambda page, token: heard.append((page, token)))
    assert ask(address, qtbot, "library", "t0ken")
    assert ask(address, qtbot, "", "")
    assert heard == [("library", "t0ken"), ("", "")]


def test_nobody_answers_once_it_is_gone(
    address: Address, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "PATIENCE_S", 0.2)
    assert not ask_to_show(address)
    ShowRequests(address).close()
    assert not ask_to_show(address)


def test_another_folder_is_another_program(
    address: Address, first: ShowRequests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "PATIENCE_S", 0.2)
    other = tmp_path / "other"
    other.mkdir()
    assert not ask_to_show(Address(other))


def test_an_address_that_a_killed_one_left_is_taken_over(address: Address, qtbot: QtBot) -> None:
    listening, _ = address.listen()
    listening.close()  # what was written stays behind
    requests = ShowRequests(address)
    assert ask(address, qtbot, "", "")
    requests.close()


def test_who_does_not_know_the_secret_is_not_heard(tmp_path: Path, qtbot: QtBot) -> None:
    address = Address(tmp_path, port=True)
    requests = ShowRequests(address)
    heard: list[str] = []
    requests.asked.connect(lambda page, _token: heard.append(page))
    file = tmp_path / "running.json"
    assert file.stat().st_mode & 0o077 == 0 or not hasattr(socket, "AF_UNIX")
    line, secret = address.call(1.0)
    assert len(secret) == 32
    line.sendall(json.dumps({"page": "library", "secret": "guess"}).encode() + b"\n")
    qtbot.wait(100)
    assert line.recv(10) == b"" and heard == []
    line.close()
    requests.close()
    assert not file.exists()


def test_callers_that_say_nothing_do_not_keep_others_away(
    address: Address, first: ShowRequests, qtbot: QtBot
) -> None:
    silent = []
    for _ in range(2 * single_instance.MOST_CALLERS):
        silent.append(address.call(1.0)[0])
        qtbot.wait(10)
    assert ask(address, qtbot, "", "")
    for line in silent:
        line.close()
