"""A second start of the window, with real processes on a screen in memory."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")

PATIENCE_S = 60.0
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "내 자료"


@pytest.fixture
def start(data_dir: Path, tmp_path: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[str]] = []
    # Sockets have short names; a test's own folder may be too deep for them.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": ""}

    def begin(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "feeling_manager", *arguments]
        command += ["--camera", "demo", "--player", "silent", "--data-dir", str(data_dir)]
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env={**environment, **variables}
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def page(data_dir: Path) -> str:
    try:
        return str(json.loads((data_dir / "state.json").read_text())["page"])
    except (FileNotFoundError, ValueError):
        return ""


def wait_until_it_runs(data_dir: Path) -> None:
    """The state is written first when the window has been there for a moment."""
    wait_for(lambda: page(data_dir) != "")


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=PATIENCE_S)
    return process.returncode, said


def test_a_second_start_shows_the_first_ones_window(start: Start, data_dir: Path) -> None:
    first = start()
    wait_until_it_runs(data_dir)
    assert ended(start("--page", "library"))[0] == 0
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)
    assert ended(first)[0] == 0
    assert page(data_dir) == "library"


def test_what_a_killed_one_left_is_in_nobodys_way(start: Start, data_dir: Path) -> None:
    first = start()
    wait_until_it_runs(data_dir)
    first.kill()
    first.wait()
    second = start()
    time.sleep(1)
    wait_for(lambda: ended_or_asked(start, second))
    second.send_signal(signal.SIGTERM)
    assert ended(second)[0] == 0
    assert page(data_dir) == "history"


def ended_or_asked(start: Start, second: subprocess.Popen[str]) -> bool:
    assert second.poll() is None
    return ended(start("--page", "history"))[0] == 0


@pytest.mark.parametrize("arguments", [["--screenshot", "x.png"], ["--quit-after", "1"], ["run"]])
def test_a_run_of_its_own_says_that_another_one_runs(
    start: Start, data_dir: Path, arguments: list[str]
) -> None:
    first = start()
    wait_until_it_runs(data_dir)
    status, said = ended(start(*arguments))
    assert status == 3
    assert said.count("\n") == 1 and "already running" in said
    assert first.poll() is None


def test_a_run_without_a_window_cannot_show_one(start: Start, data_dir: Path) -> None:
    first = start("run")
    wait_for(lambda: (data_dir / "running.lock").exists())
    status, said = ended(start())
    assert status == 3
    assert "already running" in said
    assert first.poll() is None


def test_a_first_one_that_hangs_is_not_waited_for(start: Start, data_dir: Path) -> None:
    first = start()
    wait_until_it_runs(data_dir)
    first.send_signal(signal.SIGSTOP)
    status, said = ended(start())
    assert status == 3
    assert "already running" in said
    first.send_signal(signal.SIGCONT)


def test_strange_words_do_no_harm(start: Start, data_dir: Path) -> None:
    from feeling_manager.app.single_instance import Address

    first = start()
    wait_until_it_runs(data_dir)
    path = Path(tempfile.gettempdir()) / Address(data_dir).path.name
    assert path.stat().st_mode & 0o077 == 0
    for words in (b"", b"\n", b"[]\n", b"\xff\n", b"x" * 100_000, b'{"page": 3}\n'):
        with socket.socket(socket.AF_UNIX) as other:
            other.connect(str(path))
            other.settimeout(PATIENCE_S)
            try:
                other.sendall(words)
                other.shutdown(socket.SHUT_WR)
                other.recv(10)
            except OSError:
                pass  # it hung up in the middle
    assert ended(start("--page", "history"))[0] == 0
    assert first.poll() is None


def test_the_position_in_a_song_survives_a_kill(start: Start, data_dir: Path) -> None:
    def position() -> int:
        try:
            state = json.loads((data_dir / "state.json").read_text())
            return int(state["music"]["position_ms"]) if state["music"] else 0
        except (FileNotFoundError, ValueError):
            return 0

    first = start("--set", "sample_interval_s=0.5")
    wait_for(lambda: position() > 3000)
    first.kill()
    first.wait()
    before = json.loads((data_dir / "state.json").read_text())["music"]
    second = start("--quit-after", "3")
    assert ended(second)[0] == 0
    after = json.loads((data_dir / "state.json").read_text())["music"]
    assert after["song"] == before["song"]
    assert after["position_ms"] > before["position_ms"]
