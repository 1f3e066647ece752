"""The running program, steered from outside by `playerctl` on a bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.adapters.desktop.buses import private_bus
from tests.end2end.test_run import read_until, running

pytestmark = pytest.mark.skipif(
    not (shutil.which("playerctl") and shutil.which("dbus-daemon")),
    reason="needs playerctl and a message bus",
)


def playerctl(*arguments: str) -> str:
    answer = subprocess.run(
        ["playerctl", "-p", "feeling_manager", *arguments],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return answer.stdout.strip()


def until(wanted: str, *arguments: str) -> None:
    """Ask until that is the answer."""
    deadline = time.monotonic() + 20
    while playerctl(*arguments) != wanted:
        assert time.monotonic() < deadline, f"{arguments}: {playerctl(*arguments)}"
        time.sleep(0.1)


def test_the_music_is_steered_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with private_bus(monkeypatch), running(tmp_path, "--player", "silent") as process:
        event, _ = read_until(process, "playback", state="playing")
        until("Playing", "status")
        assert playerctl("metadata", "title") == event["track"]["title"]
        assert playerctl("metadata", "artist") == event["track"]["artist"]
        until("0.800000", "volume")
        playerctl("volume", "0.25")
        until("0.250000", "volume")
        playerctl("pause")
        until("Paused", "status")
        playerctl("position", "20")
        until("20.000000", "position")
        playerctl("position", "5+")
        until("25.000000", "position")
        playerctl("play-pause")
        until("Playing", "status")
        title = playerctl("metadata", "title")
        playerctl("next")
        while event["track"]["title"] == title:
            event, _ = read_until(process, "playback", state="playing")
        until(event["track"]["title"], "metadata", "title")
        playerctl("previous")
        until(title, "metadata", "title")
        assert playerctl("metadata", "--format", "{{duration(mpris:length)}}").count(":") == 1
        process.terminate()
        process.communicate(timeout=20)
        assert process.returncode == 0
