"""Makes the packages of this system: `make package`, or `python packaging/build.py STEP…`.

Without a step, all of this system are taken: `freeze` (the program as a folder, and its bill of
materials), then on Linux `portable`, `deb`, `appimage`, on Windows `portable`, `installer`, on
macOS `app`, `dmg`. What comes out lies in `dist/`. At the end it tells what takes the space, and
fails over budget.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
if not __package__:
    sys.path.insert(0, str(ROOT / "packaging"))

from bundle import (  # noqa: E402
    appimage,
    archive,
    bill,
    budget,
    debian,
    identity,
    libraries,
    macos,
    windows,
)

WORK: Final = ROOT / "build" / "package"
DIST: Final = ROOT / "dist"
PROGRAM: Final = WORK / identity.NAME
"""The frozen program."""

APP: Final = WORK / f"{identity.TITLE}.app"
"""The same on macOS, as people know programs there."""

CHECKSUMS: Final = "SHA256SUMS"


def freeze(epoch: int) -> None:
    """Run PyInstaller and strip what it collected."""
    shutil.rmtree(PROGRAM, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += ["--distpath", str(WORK), "--workpath", str(WORK / "pyinstaller")]
    command.append(str(ROOT / "packaging" / "feeling_manager.spec"))
    subprocess.run(command, check=True, cwd=ROOT, env=identity.environment(epoch))
    if sys.platform == "linux":
        libraries.strip(PROGRAM / "_internal")
    archive.settle(PROGRAM, epoch)
    shutil.copyfile(WORK / bill.FILE_NAME, DIST / f"{_package_name()}.cdx.json")


def make_portable(epoch: int) -> None:
    """Pack the program as a folder to be put anywhere."""
    top = _package_name()
    write, suffix, system = (
        (archive.write_zip, ".zip", "windows")
        if sys.platform == "win32"
        else (archive.write_tar_xz, ".tar.xz", "linux")
    )
    note = PROGRAM / "README.txt"
    shutil.copyfile(ROOT / "packaging" / system / "PORTABLE.txt", note)
    try:
        write(PROGRAM, DIST / f"{top}{suffix}", top, epoch)
    finally:
        note.unlink()


def make_deb(epoch: int) -> None:
    """Make the Debian package."""
    debian.build(PROGRAM, DIST, WORK, identity.version(), epoch)


def make_appimage(epoch: int) -> None:
    """Make the AppImage, where its tools are there."""
    try:
        appimage.build(PROGRAM, DIST, WORK, identity.version(), epoch)
    except appimage.ToolMissing as reason:
        print(f"no AppImage: {reason}", file=sys.stderr)


def make_installer(epoch: int) -> None:
    """Make the installer for Windows."""
    windows.build_installer(PROGRAM, DIST, WORK, identity.version())


def make_app(epoch: int) -> None:
    """Finish and sign the app."""
    macos.localise(APP)
    macos.sign(APP)


def make_dmg(epoch: int) -> None:
    """Make and sign the disk image."""
    image = DIST / f"{_package_name()}.dmg"
    macos.make_image(APP, image)
    macos.sign(image)


def check_budget() -> list[str]:
    """Print what takes the space; returns what is over budget, which is set for Linux.

    The runtime is packed once more alone, which takes half a minute.
    """
    sizes = budget.measure(PROGRAM)
    print(budget.table(sizes))
    runtime = budget.Size(sizes[budget.RUNTIME], _packed_runtime())
    packages = sorted(DIST.glob("*.deb"))
    packed = packages[0].stat().st_size if packages else None
    for package in sorted(DIST.iterdir()):
        print(f"{package.stat().st_size / budget.MB:8.1f} MB  {package.name}")
    print(f"{(runtime.packed or 0) / budget.MB:8.1f} MB  of each package: the JavaScript runtime")
    if sys.platform != "linux":
        return []
    return budget.excesses(budget.Size(sum(sizes.values()), packed), runtime)


def write_checksums() -> None:
    """Write the SHA-256 of everything in `dist/`, as `sha256sum --check` reads it."""
    files = [path for path in sorted(DIST.iterdir()) if path.name != CHECKSUMS]
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files]
    (DIST / CHECKSUMS).write_text("".join(lines), encoding="ascii", newline="\n")


Step = Callable[[int], None]

STEPS: Final[dict[str, dict[str, Step]]] = {
    "linux": {
        "freeze": freeze,
        "portable": make_portable,
        "deb": make_deb,
        "appimage": make_appimage,
    },
    "win32": {"freeze": freeze, "portable": make_portable, "installer": make_installer},
    "darwin": {"freeze": freeze, "app": make_app, "dmg": make_dmg},
}
"""The steps of each platform, in their order."""


def main(arguments: list[str]) -> int:
    """Take the steps; returns 1 when something is over budget."""
    known = STEPS[sys.platform]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=" ".join(known))
    parser.add_argument("--no-budget", action="store_true", help="do not measure at the end")
    options = parser.parse_args(arguments)
    steps = options.steps or list(known)
    unknown = sorted(set(steps) - set(known))
    if unknown:
        parser.error(f"no such step: {', '.join(unknown)}")
    for folder in (WORK, DIST):
        folder.mkdir(parents=True, exist_ok=True)
    for step in steps:
        _take(step, known[step])
    write_checksums()
    problems = [] if options.no_budget else check_budget()
    for problem in problems:
        print(f"over budget: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _package_name() -> str:
    return f"{identity.NAME}-{identity.version()}-{identity.system()}"


def _take(name: str, step: Step) -> None:
    """Take one step, and say how long it took."""
    began = time.monotonic()
    step(identity.source_date_epoch())
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)


def _packed_runtime() -> int:
    """Bytes of the JavaScript runtime in a package."""
    programs = list((PROGRAM / "_internal" / "bin").glob("deno*"))
    return len(lzma.compress(programs[0].read_bytes(), preset=9)) if programs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
