"""Installs, upgrades and removes the program on Windows, without a question.

    python packaging/smoke/installer.py dist

The installer takes away the libraries of an older version, refuses while the program runs, and
leaves the user's data.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
if not __package__:
    sys.path.insert(0, str(ROOT / "packaging"))

from bundle.contents import EXECUTABLES  # noqa: E402
from bundle.identity import NAME, TITLE, version  # noqa: E402
from smoke.checks import CheckFailed, ensure  # noqa: E402
from smoke.screen import wait_for  # noqa: E402

SILENT: Final = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/SP-")
PATIENCE_S: Final = 600
STALE: Final = Path("_internal", "of_an_older_version.dll")


def check(setup: Path, local: Path) -> None:
    """Go through a program's life; `local` is the user's %LOCALAPPDATA%. Raises: CheckFailed."""
    home = local / "Programs" / TITLE
    window, terminal = (home / f"{name}.exe" for name, _ in EXECUTABLES["win32"])
    diary = local / TITLE / "kept.txt"
    _run(setup, *SILENT)
    ensure(window.is_file(), f"it is not in {home}")
    (home / STALE).touch()
    said = subprocess.run([str(terminal), "--version"], capture_output=True, text=True).stdout
    ensure(version() in said, f"it says {said!r}")
    with subprocess.Popen([str(window), "--camera", "demo", "--player", "silent"]) as running:
        # It holds the mutex before it opens its window.
        time.sleep(10)
        refused = _status(setup, *SILENT)
        running.terminate()
    ensure(refused != 0, "it installs over a program that runs")
    ensure((home / STALE).is_file(), "it has taken away libraries of a program that runs")
    _run(setup, *SILENT)
    ensure(not (home / STALE).exists(), "a library of the older version is still there")
    diary.parent.mkdir(parents=True, exist_ok=True)
    diary.touch()
    _run(home / "unins000.exe", *SILENT)
    # The uninstaller goes on from a copy of itself, so that it can delete itself.
    wait_for(lambda: not window.exists(), "the end of the uninstallation", 120)
    ensure(diary.is_file(), "the user's data is gone")


def _run(program: Path, *options: str) -> None:
    status = _status(program, *options)
    ensure(status == 0, f"{program.name} ended with {status}")


def _status(program: Path, *options: str) -> int:
    return subprocess.run([str(program), *options], timeout=PATIENCE_S).returncode


def main(arguments: list[str]) -> int:
    """Find the installer in the folder; returns 1 when something fails."""
    (setup,) = Path(arguments[0]).glob(f"{NAME}-*-setup.exe")
    try:
        check(setup, Path(os.environ["LOCALAPPDATA"]))
    except (CheckFailed, TimeoutError) as problem:
        print(f"FAILED: {problem}", file=sys.stderr)
        return 1
    print("ok  installer")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
