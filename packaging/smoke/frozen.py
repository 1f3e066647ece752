"""Uses a frozen program on the system that made it: Linux, Windows or macOS.

    python packaging/smoke/frozen.py build/package/feeling-manager
    python packaging/smoke/frozen.py "build/package/Feeling Manager.app"

The program is copied into a folder with spaces and Hangul in its name, as that of a Korean user
has, and everything it writes goes there. It needs a screen (on a server `xvfb-run -a`), neither a
camera nor a sound card nor a network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
if not __package__:
    sys.path.insert(0, str(ROOT / "packaging"))

from bundle.contents import EXECUTABLES  # noqa: E402
from bundle.identity import NAME, version  # noqa: E402
from smoke.checks import (  # noqa: E402
    MIN_COLOURS,
    MIN_LOUDNESS,
    PORTRAIT,
    CheckFailed,
    colours,
    ensure,
    heard,
    last_json,
)

FOLDER: Final = "내 음악 폴더 (2)"
WINDOW_RUN_S: Final = 30
PATIENCE_S: Final = 240
"""For one command: a virus scanner reads every library at the first start."""

PLUGIN_VARIABLES: Final = ("PYTHON_VLC_LIB_PATH", "PYTHON_VLC_MODULE_PATH", "VLC_PLUGIN_PATH")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen program: what opens its window, what talks to a terminal, what came along."""

    window: Path
    terminal: Path
    inside: Path

    @classmethod
    def at(cls, place: Path, platform: str) -> Frozen:
        """The program in a folder, or in an app. Raises: CheckFailed."""
        home = place / "Contents" / "MacOS" if platform == "darwin" else place
        inside = place / "Contents" / "Frameworks" if platform == "darwin" else home / "_internal"
        suffix = ".exe" if platform == "win32" else ""
        names = [home / f"{name}{suffix}" for name, _ in EXECUTABLES[platform]]
        for path in (*names, inside):
            ensure(path.exists(), f"there is no {path}")
        return cls(names[0], names[-1], inside)

    def run(self, *arguments: str | Path) -> str:
        """Run one command to its end; returns what it printed. Raises: CheckFailed."""
        return self._run(self.terminal, arguments)

    def open_window(self, *arguments: str | Path) -> None:
        """Open the window and wait until it closes. Raises: CheckFailed."""
        self._run(self.window, arguments)

    def _run(self, program: Path, arguments: tuple[str | Path, ...]) -> str:
        command = [str(program), *(str(argument) for argument in arguments)]
        # The libVLC that came along is to be used, not one that is named here.
        environment = {k: v for k, v in os.environ.items() if k not in PLUGIN_VARIABLES}
        try:
            done = subprocess.run(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                timeout=PATIENCE_S,
                env=environment,
                cwd=tempfile.gettempdir(),
            )
        except subprocess.TimeoutExpired as error:
            raise CheckFailed(f"{command} did not end: {error.output!r}") from error
        text = done.stdout.decode(errors="replace")
        if done.returncode != 0 or "Traceback" in text:
            raise CheckFailed(f"{command} ended with {done.returncode}:\n{text}")
        return text


def check(program: Frozen, data: Path) -> None:
    """Use the program once; everything it writes goes below `data`. Raises: CheckFailed."""
    steps: dict[str, Callable[[], None]] = {
        "version": lambda: check_version(program),
        "doctor": lambda: check_doctor(program, data),
        "classify": lambda: check_classify(program, data),
        "window": lambda: check_window(program, data),
    }
    for name, step in steps.items():
        began = time.monotonic()
        step()
        print(f"ok  {name} ({time.monotonic() - began:.0f} s)", flush=True)


def check_version(program: Frozen) -> None:
    """It is this version."""
    said = program.run("--version").strip()
    ensure(said == f"{NAME} {version()}", f"it says {said!r}")


def check_doctor(program: Frozen, data: Path) -> None:
    """It finds what came along, and no other."""
    report = last_json(program.run("doctor", "--json", "--data-dir", data))["checks"]
    for name in ("vlc", "model", "javascript", "database"):
        ensure(report[name]["ok"], f"doctor: {name}: {report[name]}")
    runtime = str(report["javascript"]["found"])
    ensure(str(program.inside) in runtime, f"doctor: another JavaScript runtime: {runtime}")
    ensure(any(program.inside.rglob("libvlc.*")), "there is no libVLC inside")


def check_classify(program: Frozen, data: Path) -> None:
    """It reads the demo portrait."""
    answer = last_json(program.run("classify", program.inside / PORTRAIT, "--data-dir", data))
    ensure(answer["face"] is not None and answer["emotion"], f"classify: {answer}")


def check_window(program: Frozen, data: Path) -> None:
    """The window opens, reads the portrait, plays a song into a file and quits."""
    wav, picture = data / "소리.wav", data / "window.png"
    options: list[str | Path] = ["--camera", "demo", "--data-dir", data, "--lang", "ko"]
    options += ["--audio-file", wav, "--screenshot", picture]
    program.open_window(*options, "--quit-after", str(WINDOW_RUN_S))
    diary = last_json(program.run("stats", "day", "--json", "--data-dir", data))
    ensure(diary["count"] >= 1, "no expression was written down")
    _, loudness = heard(wav)
    ensure(loudness > MIN_LOUDNESS, f"nothing can be heard: {loudness:.4f}")
    ensure(colours(picture) > MIN_COLOURS, "the screenshot is empty")


def main(arguments: list[str]) -> int:
    """Copy and use the program; returns 1 when something fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path, metavar="FOLDER|APP")
    parser.add_argument("--screenshot", type=Path, metavar="FILE.png", help="keep the picture")
    options = parser.parse_args(arguments)
    # Windows and macOS name their temporary folder by a short form or a link.
    work = Path(tempfile.mkdtemp(prefix="feeling-manager-smoke-")).resolve()
    place = work / FOLDER / options.program.name
    data = work / "느낌 data"
    try:
        shutil.copytree(options.program, place, symlinks=True)
        check(Frozen.at(place, sys.platform), data)
        if options.screenshot:
            shutil.copyfile(data / "window.png", options.screenshot)
    except CheckFailed as problem:
        print(f"FAILED: {problem}\n{_log(data)}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


def _log(data: Path) -> str:
    """The end of what the program wrote about itself."""
    path = data / "logs" / f"{NAME}.log"
    return path.read_text(encoding="utf-8", errors="replace")[-4000:] if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
