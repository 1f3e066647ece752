"""The end of a run, however it is asked for: the question about closing never stands in its way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from argparse import Namespace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from feeling_manager.app.bootstrap import build
from feeling_manager.app.window_run import WindowRun
from feeling_manager.ui.application import Application

QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)


class Manager:
    # Stands for the desktop's, which only the desktop can make.
    hint = None

    def setRestartHint(self, hint):
        self.hint = hint


app = Application([])
app.setQuitOnLastWindowClosed(False)
program = build(Namespace(data_dir=Path(sys.argv[1]), camera="demo", player="silent"))
run = WindowRun(app, program, Namespace())
window = run._presence.window
manager = Manager()


def change_and_end():
    window._on_setting("volume", 33)
    window.open_page("history")
    {ending}


QTimer.singleShot(1500, change_and_end)
QTimer.singleShot(30_000, lambda: app.exit(9))
run.until_the_end()
program.close()
{check}
"""

ENDINGS = {
    "the desktop's own way": ("QApplication.quit()", ""),
    "logging out": (
        "run._on_session_end(manager)",
        "assert manager.hint is QSessionManager.RestartHint.RestartNever",
    ),
    "the key": ("window.quit_wanted.emit()", ""),
    "the menu": ("run._presence.tray.menu.quit.trigger()", ""),
}


@pytest.mark.parametrize("how", ENDINGS)
def test_it_ends_and_what_was_changed_last_is_kept(tmp_path: Path, how: str) -> None:
    ending, check = ENDINGS[how]
    script = SCRIPT.replace("{ending}", ending).replace("{check}", check)
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=120)
    settings = json.loads((tmp_path / "settings.json").read_text())
    assert settings["volume"] == 33 and not settings["close_asked"]
    assert json.loads((tmp_path / "state.json").read_text())["page"] == "history"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_closing_the_terminal_ends_it_cleanly(tmp_path: Path) -> None:
    import signal
    import time

    command = [sys.executable, "-m", "feeling_manager", "--data-dir", str(tmp_path)]
    program = subprocess.Popen([*command, "--camera", "demo", "--player", "silent"])
    until = time.monotonic() + 60
    while not (tmp_path / "state.json").exists():
        assert time.monotonic() < until
        time.sleep(0.1)
    program.send_signal(signal.SIGHUP)
    assert program.wait(60) == 0
