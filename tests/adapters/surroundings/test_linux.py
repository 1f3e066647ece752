"""What a real message bus tells, and what the kernel's files say of the battery."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feeling_manager.adapters.surroundings.linux_surroundings import is_on_battery
from feeling_manager.adapters.surroundings.polling import PollingSurroundings
from feeling_manager.core.values import Surroundings

LISTENER = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from feeling_manager.adapters.surroundings.linux_surroundings import LinuxSurroundings
app = QCoreApplication([])
watch = LinuxSurroundings(Path(sys.argv[1]))
tell = lambda now: print(json.dumps([now.is_locked, now.is_asleep, now.is_on_battery]), flush=True)
watch.watch(tell)
print("ready", flush=True)
QTimer.singleShot(20000, app.quit)
app.exec()
"""
ACTIVE = "ActiveChanged"


def supply(root: Path, name: str, **files: str) -> None:
    (root / name).mkdir(parents=True)
    for file, text in files.items():
        (root / name / file).write_text(text + "\n")


def test_a_battery_that_feeds_the_machine_is_told_from_others(tmp_path: Path) -> None:
    assert not is_on_battery(tmp_path / "nothing")
    assert not is_on_battery(tmp_path)
    supply(tmp_path, "hidpp", type="Battery", status="Discharging", scope="Device")
    assert not is_on_battery(tmp_path), "a mouse"
    supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    assert is_on_battery(tmp_path)
    supply(tmp_path, "AC", type="Mains", online="1")
    assert not is_on_battery(tmp_path)
    (tmp_path / "AC" / "online").write_text("0")
    assert is_on_battery(tmp_path)


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs a message bus")
def test_locking_is_heard_on_the_bus(tmp_path: Path) -> None:
    script = tmp_path / "listen.py"
    script.write_text(LISTENER)
    supply(tmp_path / "power", "BAT0", type="Battery", status="Discharging")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
    # The messages are sent from inside the same private bus, one after the other.
    sends = "\n".join(
        f"dbus-send --session --type=signal {path} {interface}.{ACTIVE} boolean:{value}; sleep 0.5"
        for path, interface, value in (
            ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "true"),
            ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "false"),
            ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "true"),
            ("/org/gnome/ScreenSaver", "org.other.Thing", "false"),
            ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "false"),
        )
    )
    shell = f"""
    {sys.executable} {script} {tmp_path / "power"} > {tmp_path / "heard"} &
    for n in $(seq 100); do grep -q ready {tmp_path / "heard"} && break; sleep 0.1; done
    {sends}
    kill $!
    """
    subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", shell], env=environment, timeout=60, check=False
    )
    lines = (tmp_path / "heard").read_text().splitlines()
    heard = [json.loads(line) for line in lines if line.startswith("[")]
    assert heard == [
        [False, False, True],
        [True, False, True],
        [False, False, True],
        [True, False, True],
        [False, False, True],
    ]


def test_asking_tells_changes_only(qapp: object) -> None:
    answers = [Surroundings(), Surroundings(is_locked=True), Surroundings(is_locked=True)]
    heard: list[Surroundings] = []
    watch = PollingSurroundings(lambda: answers.pop(0) if answers else Surroundings(), poll_ms=10)
    watch.watch(heard.append)
    for _ in range(3):
        watch._on_poll()
    watch.close()
    assert heard == [Surroundings(is_locked=True), Surroundings()]
