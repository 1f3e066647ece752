"""What only Windows has: the version in the executable, and the installer by Inno Setup."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from bundle import icons
from bundle.identity import NAME, ROOT, SUMMARY, TITLE

SCRIPT: Final = ROOT / "packaging" / "windows" / "feeling_manager.iss"
COMPILER_VARIABLE: Final = "INNO_COMPILER"

_VERSION_RESOURCE: Final = """\
VSVersionInfo(
    ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=1),
    kids=[
        StringFileInfo([StringTable("040904B0", [
            StringStruct("CompanyName", {title!r}),
            StringStruct("FileDescription", {title!r}),
            StringStruct("Comments", {summary!r}),
            StringStruct("FileVersion", {version!r}),
            StringStruct("InternalName", {name!r}),
            StringStruct("OriginalFilename", {file!r}),
            StringStruct("ProductName", {title!r}),
            StringStruct("ProductVersion", {version!r}),
        ])]),
        VarFileInfo([VarStruct("Translation", [0x409, 1200])]),
    ],
)
"""
"""As PyInstaller reads it; Windows shows it in the properties of the file."""


class InnoMissing(Exception):
    """Inno Setup is not installed on the machine that builds."""


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: four numbers, whatever is behind them left out."""
    match = re.match(r"\d+(\.\d+)*", version)
    if match is None:
        raise ValueError(f"{version} is no version")
    parts = [int(part) for part in match[0].split(".")]
    major, minor, patch, build = [*parts, 0, 0, 0, 0][:4]
    return major, minor, patch, build


def version_resource(version: str, executable: str) -> str:
    """What PyInstaller writes into an executable."""
    return _VERSION_RESOURCE.format(
        numbers=numbers(version),
        title=TITLE,
        summary=SUMMARY,
        version=version,
        name=NAME,
        file=f"{executable}.exe",
    )


def write_version_resource(
    folder: Path, version: str, executable: str, platform: str
) -> str | None:
    """Write that into a folder, where the platform has such a thing; returns the file."""
    if platform != "win32":
        return None
    path = folder / f"{executable}.version.txt"
    path.write_text(version_resource(version, executable), encoding="utf-8")
    return str(path)


def build_installer(program: Path, folder: Path, work: Path, version: str) -> None:
    """Make the installer of the frozen `program`. Raises: InnoMissing."""
    icon = icons.write_for_executable(work, "win32")
    command = [compiler(), *definitions(program, folder, icon, version), "/Qp", str(SCRIPT)]
    subprocess.run(command, check=True)


def definitions(program: Path, folder: Path, icon: Path | None, version: str) -> list[str]:
    """What the script asks for, as options of the compiler."""
    values = {
        "AppVersion": version,
        "FileVersion": ".".join(str(number) for number in numbers(version)),
        "Source": str(program),
        "Icon": str(icon),
        "Output": str(folder),
        "BaseName": f"{NAME}-{version}-windows-x86_64-setup",
    }
    return [f"/D{name}={value}" for name, value in values.items()]


def compiler() -> str:
    """Inno Setup's compiler: INNO_COMPILER, on the path, or where it installs itself."""
    named = os.environ.get(COMPILER_VARIABLE)
    folders = [os.environ.get(name) for name in ("PROGRAMFILES(X86)", "PROGRAMFILES")]
    usual = [Path(folder, "Inno Setup 6", "ISCC.exe") for folder in folders if folder]
    found = [named, shutil.which("ISCC"), *(str(path) for path in usual if path.is_file())]
    for path in found:
        if path:
            return path
    raise InnoMissing("Inno Setup 6 is not installed; see docs/PACKAGING.md")
