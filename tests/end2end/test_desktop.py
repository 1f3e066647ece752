"""The window on a desktop as people have it: a screen, a window manager, a place for icons.

The desktop is steered from outside, by mouse and keyboard; it needs Xvfb, openbox, trayer, xdotool
and xprop, as `apt-get install xvfb openbox trayer xdotool x11-utils` brings them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TOOLS = ("Xvfb", "openbox", "trayer", "xdotool", "xprop")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.slow,
]

PATIENCE_S = 60.0
WINDOW = "^Feeling Manager$"
MINI = "mini player$"
TRAY = ["trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request"]


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


class Desktop:
    """A screen that nobody sees, and what runs on it."""

    def __init__(self, folder: Path, screen: str = "1280x900x24") -> None:
        number = next(n for n in range(120, 220) if not Path(f"/tmp/.X11-unix/X{n}").exists())
        self.data_dir = folder / "data"
        self._running: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            # No bus: the icon goes to the tray of this screen, not to that of who runs the test.
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
            "XDG_RUNTIME_DIR": "",
            "LC_ALL": "C.UTF-8",
        }
        self.run("Xvfb", f":{number}", "-screen", "0", screen, "-ac", "-nolisten", "tcp")
        wait_for(lambda: Path(f"/tmp/.X11-unix/X{number}").exists())
        self.run("openbox", "--sm-disable")

    def run(self, *command: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, env=self._environment, stdin=quiet, stdout=quiet, stderr=quiet
        )
        self._running.append(process)
        return process

    def open_tray(self) -> subprocess.Popen[bytes]:
        tray = self.run(*TRAY)
        wait_for(lambda: bool(self.find("^panel$")))
        return tray

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "feeling_manager", "--data-dir", str(self.data_dir)]
        return self.run(
            *command, "--camera", "demo", "--player", "silent", "--lang", "en", *arguments
        )

    def do(self, *words: str) -> str:
        """Let xdotool do something."""
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True
        )
        return done.stdout

    def find(self, name: str, visible: bool = True) -> list[str]:
        return self.do("search", *(["--onlyvisible"] if visible else []), "--name", name).split()

    def is_minimised(self, name: str) -> bool:
        """Whether the window manager keeps a window where it can be called back from."""
        for window in self.find(name, visible=False):
            state = subprocess.run(
                ["xprop", "-id", window, "WM_STATE"],
                env=self._environment,
                capture_output=True,
                text=True,
            ).stdout
            if "Iconic" in state:
                return True
        return False

    def press(self, name: str, keys: str) -> None:
        """Press keys once the window that is meant has the keyboard."""
        wait_for(lambda: self.do("getactivewindow").strip() in self.find(name))
        self.do("key", keys)

    def click_icon(self) -> None:
        """Click what is in the place for icons, once it is there."""

        def size() -> tuple[int, int]:
            shape = self.do("getwindowgeometry", "--shell", self.find("^panel$")[0])
            said = dict(line.split("=") for line in shape.split())
            return int(said["WIDTH"]), int(said["HEIGHT"])

        wait_for(lambda: size()[0] > 10)
        width, height = size()
        panel = self.find("^panel$")[0]
        self.do("mousemove", "--window", panel, str(width // 2), str(height // 2), "click", "1")

    def close(self) -> None:
        for process in reversed(self._running):
            process.kill()
            process.wait()


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.close()


def test_closing_asks_once_and_the_icon_brings_the_window_back(desktop: Desktop) -> None:
    desktop.open_tray()
    program = desktop.start()
    wait_for(lambda: bool(desktop.find(WINDOW)))
    desktop.press(WINDOW, "alt+F4")
    time.sleep(1)
    assert desktop.find(WINDOW)
    desktop.press(WINDOW, "Return")
    wait_for(lambda: not desktop.find(WINDOW))
    assert program.poll() is None
    desktop.click_icon()
    wait_for(lambda: bool(desktop.find(WINDOW)))
    desktop.press(WINDOW, "alt+F4")
    wait_for(lambda: not desktop.find(WINDOW))
    assert desktop.start("--page", "library").wait(PATIENCE_S) == 0
    wait_for(lambda: bool(desktop.find(WINDOW)))
    desktop.press(WINDOW, "ctrl+q")
    assert program.wait(PATIENCE_S) == 0


def test_a_panel_that_crashes_loses_nothing(desktop: Desktop) -> None:
    tray = desktop.open_tray()
    program = desktop.start("--set", "start_in_tray=true")
    wait_for(lambda: (desktop.data_dir / "state.json").exists())
    assert not desktop.find(WINDOW)
    tray.kill()
    tray.wait()
    wait_for(lambda: desktop.is_minimised(WINDOW))
    desktop.open_tray()
    wait_for(lambda: not desktop.is_minimised(WINDOW))
    assert not desktop.find(WINDOW)
    desktop.click_icon()
    wait_for(lambda: bool(desktop.find(WINDOW)))
    program.terminate()
    assert program.wait(PATIENCE_S) == 0


def test_without_a_place_for_icons_nothing_is_hidden(desktop: Desktop) -> None:
    program = desktop.start("--set", "start_in_tray=true", "--set", "close_to_tray=true")
    wait_for(lambda: desktop.is_minimised(WINDOW))
    assert desktop.start().wait(PATIENCE_S) == 0
    wait_for(lambda: bool(desktop.find(WINDOW)))
    desktop.press(WINDOW, "alt+F4")
    assert program.wait(PATIENCE_S) == 0


def test_windows_are_where_they_were(desktop: Desktop) -> None:
    def place(name: str) -> str:
        return "".join(
            line
            for line in desktop.do("getwindowgeometry", desktop.find(name)[0]).splitlines()
            if "Geometry" in line or "Position" in line
        )

    program = desktop.start()
    wait_for(lambda: bool(desktop.find(WINDOW)))
    window = desktop.find(WINDOW)[0]
    desktop.do("windowsize", window, "1010", "660", "windowmove", window, "120", "90")
    time.sleep(0.5)
    before = place(WINDOW)
    desktop.press(WINDOW, "ctrl+4")
    desktop.press(WINDOW, "ctrl+q")
    assert program.wait(PATIENCE_S) == 0
    program = desktop.start()
    wait_for(lambda: bool(desktop.find(WINDOW)))
    time.sleep(0.5)
    assert place(WINDOW) == before
    desktop.press(WINDOW, "ctrl+shift+m")
    wait_for(lambda: bool(desktop.find(MINI)) and not desktop.find(WINDOW))
    mini = desktop.find(MINI)[0]
    desktop.do("mousemove", "--window", mini, "200", "5", "mousedown", "1")
    desktop.do("mousemove", "400", "300", "mousemove", "300", "200", "mouseup", "1")
    time.sleep(0.5)
    before = place(MINI)
    program.terminate()
    assert program.wait(PATIENCE_S) == 0
    program = desktop.start()
    wait_for(lambda: bool(desktop.find(MINI)))
    time.sleep(0.5)
    assert place(MINI) == before
    desktop.press(MINI, "Escape")
    wait_for(lambda: bool(desktop.find(WINDOW)) and not desktop.find(MINI))
    desktop.press(WINDOW, "ctrl+shift+m")
    wait_for(lambda: bool(desktop.find(MINI)))
    desktop.press(MINI, "ctrl+q")
    assert program.wait(PATIENCE_S) == 0


def test_a_start_that_fails_on_a_double_click_says_so(desktop: Desktop) -> None:
    desktop.data_dir.write_text("")  # where a folder should be
    program = desktop.start()
    wait_for(lambda: bool(desktop.find(WINDOW)))
    desktop.press(WINDOW, "Escape")
    assert program.wait(PATIENCE_S) == 4


def test_the_first_window_fits_on_a_small_screen(tmp_path: Path) -> None:
    desktop = Desktop(tmp_path, "1024x768x24")
    try:
        desktop.start()
        wait_for(lambda: bool(desktop.find(WINDOW)))
        time.sleep(1)
        shape = desktop.do("getwindowgeometry", "--shell", desktop.find(WINDOW)[-1])
        said = dict(line.split("=") for line in shape.split())
        # With what the window manager draws round it.
        assert int(said["WIDTH"]) + 10 <= 1024 and int(said["HEIGHT"]) + 30 <= 768
        assert int(said["WIDTH"]) > 900
    finally:
        desktop.close()
