"""Proves the packages of `dist/`: as root, on Debian, `make smoke`.

The `.deb` is installed into a Debian made by debootstrap, over an older version with data, used on
a virtual screen without a network, removed and purged. The portable archive is used there from a
folder with spaces and Hangul in its name, and from a medium that cannot be written to.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

ROOT: Final = Path(__file__).resolve().parent.parent
if not __package__:
    sys.path.insert(0, str(ROOT / "packaging"))

from bundle.identity import NAME, version  # noqa: E402
from smoke import checks  # noqa: E402
from smoke.checks import Program, ensure  # noqa: E402
from smoke.debian_root import HOME, DebianRoot, unpack  # noqa: E402
from smoke.screen import VirtualScreen  # noqa: E402

T = TypeVar("T")

WORK: Final = ROOT / "build" / "smoke"
DIST: Final = ROOT / "dist"
OLD_VERSION: Final = "0.0.1"
STALE_FILE: Final = f"usr/lib/{NAME}/_internal/of_an_older_version.txt"
USER_DATA: Final = f"{HOME}/.local/share/{NAME}"
PORTABLE_HOME: Final = f"{HOME}/내 음악 폴더/이동식 디스크 (2)"
MAX_WINDOW_S: Final = 1.5
MAX_READING_S: Final = 4.0


def main(arguments: list[str]) -> int:
    """Run the checks; returns 1 at the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dist", type=Path, default=DIST, metavar="DIR")
    parser.add_argument("--only", choices=("deb", "portable"))
    parser.add_argument("--no-limits", action="store_true", help="slow starts do not fail")
    options = parser.parse_args(arguments)
    if os.geteuid() != 0:
        print("This makes a Debian and enters it, which only root can.", file=sys.stderr)
        return 2
    WORK.mkdir(parents=True, exist_ok=True)
    root = DebianRoot.fresh(WORK / "debian", WORK / "debian.tar")
    deb = _the_one(options.dist, "*.deb")
    with VirtualScreen() as screen:
        try:
            if options.only != "portable":
                prove_deb(root, deb, screen, not options.no_limits)
            else:
                _install_what_a_desktop_has(root, deb)
            if options.only != "deb":
                prove_portable(root, _the_one(options.dist, "*.tar.xz"), screen)
        except (checks.CheckFailed, TimeoutError, subprocess.SubprocessError) as problem:
            print(f"FAILED: {problem}", file=sys.stderr)
            return 1
    return 0


def prove_deb(root: DebianRoot, deb: Path, screen: VirtualScreen, limits: bool) -> None:
    """Install, use, upgrade, remove, purge."""
    program = Program(root, f"/usr/bin/{NAME}", f"/usr/lib/{NAME}")
    old = _older_package(deb)
    step("installs an older version", lambda: root.install(old))
    step("leaves data", lambda: _leave_data(program))
    step("upgrades over it", lambda: root.install(deb))
    step("keeps the data", lambda: _find_data(program))
    step("replaces the program", lambda: _find_new_program(root))
    step("holds what it should", lambda: checks.check_contents(program))
    figures = step("window", lambda: checks.check_window(program, screen, f"{HOME}/window"))
    reading = step("first reading", lambda: _first_reading(program))
    step("commands", lambda: checks.check_commands(program, f"{HOME}/window"))
    step("kinds of songs", lambda: checks.check_sounds(program, f"{HOME}/sounds"))
    report = {**figures, "first reading s": reading}
    print("; ".join(f"{name}: {value:.2f}" for name, value in report.items()))
    if limits:
        ensure(figures["second window s"] <= MAX_WINDOW_S, "the window opens too late")
        ensure(reading <= MAX_READING_S, "the first reading comes too late")
    step("removes, leaving data", lambda: _remove(root))
    step("purges, leaving data", lambda: _purge(root))
    step("purges, deleting data when told to", lambda: _purge_with_data(root, deb))


def prove_portable(root: DebianRoot, archive: Path, screen: VirtualScreen) -> None:
    """Use the unpacked archive from two places."""
    step("unpacks", lambda: unpack(root, archive, PORTABLE_HOME))
    (top,) = [path.name for path in root.path(PORTABLE_HOME).iterdir()]
    folder = f"{PORTABLE_HOME}/{top}"
    for name, read_only in (("writable", ""), ("read-only", PORTABLE_HOME)):
        program = Program(root, f"{folder}/{NAME}", folder, read_only)
        data = f"{HOME}/{name}"
        step(f"{name}: window", partial(checks.check_window, program, screen, data))
        step(f"{name}: commands", partial(checks.check_commands, program, data))


def step(name: str, action: Callable[[], T]) -> T:
    """Take one step and say so."""
    began = time.monotonic()
    result = action()
    print(f"ok  {name} ({time.monotonic() - began:.0f} s)", flush=True)
    return result


def _first_reading(program: Program) -> float:
    """The second of two starts, when the disk is warm."""
    checks.check_first_reading(program, f"{HOME}/reading")
    return checks.check_first_reading(program, f"{HOME}/reading")


def _older_package(deb: Path) -> Path:
    """The same package with a lower version, and a file that the new one does not have."""
    tree = WORK / "older"
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run(["dpkg-deb", "--raw-extract", str(deb), str(tree)], check=True)
    control = tree / "DEBIAN" / "control"
    text = control.read_text(encoding="utf-8")
    control.write_text(
        text.replace(f"Version: {version()}", f"Version: {OLD_VERSION}"), encoding="utf-8"
    )
    (tree / STALE_FILE).write_text("", encoding="utf-8")
    package = WORK / f"{NAME}_{OLD_VERSION}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return package


def _leave_data(program: Program) -> None:
    """Use the program in the usual place, as anybody would."""
    program.run("preferences", "set", "neutral", "jazz", "classical")
    program.run("run", "--camera", "demo", "--player", "silent", "--quit-after", "12")
    ensure(program.root.path(STALE_FILE).is_file(), "the older package is not older")


def _find_data(program: Program) -> None:
    genres = program.run("preferences", "get")
    ensure("jazz" in genres and "classical" in genres, f"the preferences are lost: {genres}")
    ensure('"count"' in program.run("stats", "day", "--json"), "the diary is lost")


def _find_new_program(root: DebianRoot) -> None:
    there = root.run("dpkg-query", "--show", "--showformat", "${Version}", NAME)
    ensure(there == version(), f"{there} is installed")
    ensure(not root.path(STALE_FILE).exists(), "a file of the older version is still there")
    autostart = list(root.path("/etc/xdg").rglob(f"*{NAME}*"))
    ensure(not autostart, f"it would start by itself: {autostart}")


def _remove(root: DebianRoot) -> None:
    root.run("apt-get", "remove", "--yes", NAME)
    _program_is_gone(root)
    ensure(root.path(f"{USER_DATA}/feeling_manager.sqlite").is_file(), "user data is gone")


def _purge(root: DebianRoot) -> None:
    root.run("apt-get", "purge", "--yes", NAME)
    ensure(root.path(f"{USER_DATA}/feeling_manager.sqlite").is_file(), "user data is gone")


def _purge_with_data(root: DebianRoot, deb: Path) -> None:
    root.install(deb)
    answer = f"echo '{NAME} {NAME}/delete-user-data boolean true' | debconf-set-selections"
    root.run("sh", "-c", answer)
    root.run("apt-get", "purge", "--yes", NAME)
    _program_is_gone(root)
    ensure(not root.path(USER_DATA).exists(), "the user data was to be deleted")


def _program_is_gone(root: DebianRoot) -> None:
    for path in (f"/usr/lib/{NAME}", f"/usr/bin/{NAME}", f"/usr/share/doc/{NAME}"):
        ensure(not os.path.lexists(root.path(path)), f"{path} is still there")


def _install_what_a_desktop_has(root: DebianRoot, deb: Path) -> None:
    """The libraries that the portable program finds on every desktop."""
    root.install(deb)
    root.run("apt-get", "purge", "--yes", NAME)


def _the_one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        sys.exit(f"There should be one {pattern} in {folder}; `make package` makes it.")
    return found[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
