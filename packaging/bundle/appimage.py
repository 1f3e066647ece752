"""Makes an AppImage, where the two tools for it are there.

`mksquashfs` is Debian's squashfs-tools. The runtime, the head of every AppImage, is in no package
registry; its project offers it for download, and APPIMAGE_RUNTIME says where it was put.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from bundle import debian, identity
from bundle.archive import settle
from bundle.identity import NAME

RUNTIME_VARIABLE: Final = "APPIMAGE_RUNTIME"
HOME: Final = Path("usr", "lib", NAME)


class ToolMissing(Exception):
    """An AppImage cannot be made on this machine."""


def build(program: Path, folder: Path, work: Path, version: str, epoch: int) -> Path:
    """Pack the frozen `program`; returns the AppImage. Raises: ToolMissing."""
    runtime = _runtime()
    if shutil.which("mksquashfs") is None:
        raise ToolMissing("mksquashfs is not installed")
    tree = work / "AppDir"
    make_tree(program, tree, version, epoch)
    image = work / "appimage.squashfs"
    image.unlink(missing_ok=True)
    command = ["mksquashfs", str(tree), str(image), "-root-owned", "-noappend", "-quiet"]
    command += ["-no-progress", "-comp", "zstd"]
    subprocess.run(command, check=True, env=identity.environment(epoch))
    package = folder / f"{NAME}-{version}-x86_64.AppImage"
    package.write_bytes(runtime.read_bytes() + image.read_bytes())
    package.chmod(0o755)
    return package


def make_tree(program: Path, tree: Path, version: str, epoch: int) -> None:
    """Lay out what an AppImage shows: the program, its menu entry, its icon."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / HOME, symlinks=True)
    share = tree / "usr" / "share"
    debian.write_desktop_files(share, version, epoch)
    (tree / "AppRun").symlink_to(HOME / NAME)
    (tree / f"{NAME}.desktop").symlink_to(Path("usr/share/applications", f"{NAME}.desktop"))
    picture = Path("usr/share/icons/hicolor/256x256/apps", f"{NAME}.png")
    (tree / f"{NAME}.png").symlink_to(picture)
    (tree / ".DirIcon").symlink_to(picture)
    settle(tree, epoch)


def _runtime() -> Path:
    path = Path(os.environ.get(RUNTIME_VARIABLE, ""))
    if not path.is_file():
        raise ToolMissing(f"{RUNTIME_VARIABLE} names no file; see docs/PACKAGING.md")
    return path
