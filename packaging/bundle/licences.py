"""Collects the licences of everything that comes along into one text."""

from __future__ import annotations

import plistlib
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path
from typing import Final

from bundle.identity import ROOT, TITLE
from bundle.libraries import debian_package, debian_version

FILE_NAME: Final = "THIRD_PARTY_LICENSES"

TEXTS: Final = ROOT / "packaging" / "licences"
"""Licences that are spoken of, and not everywhere brought along."""

OUR_FILES: Final = (
    ("Pretendard (font)", "assets/fonts/LICENSE.txt"),
    ("Lucide (icons)", "assets/icons/LICENSE.txt"),
    ("Starter tracks", "assets/starter_tracks/LICENSE.txt"),
)

SOURCES: Final = {
    "PySide6_Essentials": "Qt and PySide6 are used under the LGPL 3, unchanged, as shared "
    "libraries that you may replace. Their source: https://download.qt.io/official_releases/",
    "shiboken6": "As PySide6.",
    "opencv-python-headless": "Its FFmpeg libraries are under the LGPL 2.1; their source: "
    "https://ffmpeg.org/releases/",
}
"""What a licence asks to be said, by distribution."""

DEBIAN_SOURCE: Final = (
    "Taken from Debian, unchanged but for its debugging symbols. Its source: `apt-get source "
    "PACKAGE=VERSION` on a Debian system, or https://snapshot.debian.org/"
)

VLC_SOURCE: Final = (
    "libVLC and its plugins are under the LGPL 2.1 or later, used unchanged as shared libraries "
    "that you may replace. Their source: https://download.videolan.org/pub/videolan/vlc/"
)

UNKNOWN: Final = "unknown"

_LICENCE_FILE: Final = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice|authors)[^/]*$")
_RULE: Final = "=" * 79


@dataclass(frozen=True, slots=True)
class Part:
    """Something that comes along, and what its authors say about copying it."""

    title: str
    text: str


def collect(modules: Iterable[str], native_files: Iterable[str], platform: str) -> str:
    """The whole text.

    Args:
        modules: names of Python modules, and of files, in the bundle.
        native_files: libraries in the bundle, as they lie on this machine.
        platform: as `sys.platform`.
    """
    parts = [*_own_parts(), _python(), *map(_distribution, used_distributions(modules))]
    system = [Path(path) for path in native_files if Path(path).is_absolute()]
    parts += list(_debian_parts(system) if platform == "linux" else _vlc_parts(system))
    parts += _texts(parts)
    head = f"{TITLE} comes with the works of other people, under these licences:\n\n"
    contents = "".join(f"  {part.title}\n" for part in parts)
    return head + contents + "".join(_section(part) for part in parts)


def _section(part: Part) -> str:
    return f"\n{_RULE}\n{part.title}\n{_RULE}\n\n{part.text.strip()}\n"


def _own_parts() -> list[Part]:
    return [Part(title, (ROOT / path).read_text(encoding="utf-8")) for title, path in OUR_FILES]


def python_version() -> str:
    """The version of the Python that comes along: the one that builds."""
    return ".".join(str(number) for number in sys.version_info[:3])


def _python() -> Part:
    """Python's licence, from where this installation of it keeps it."""
    version = python_version()
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{version.rpartition('.')[0]}/copyright"),
    )
    for path in places:
        if path.is_file():
            return Part(f"Python {version}", path.read_text(encoding="utf-8", errors="replace"))
    return Part(f"Python {version}", "https://docs.python.org/3/license.html")


def used_distributions(modules: Iterable[str]) -> list[Distribution]:
    """Those of the installed distributions of which a module is used, and Deno's."""
    owners = packages_distributions()
    used = {"deno", "pyinstaller"}
    for module in {re.split(r"[./\\]", name, maxsplit=1)[0] for name in modules}:
        used.update(name.lower() for name in owners.get(module, []))
    found = {d.name: d for d in distributions() if d.name.lower() in used}
    return [found[name] for name in sorted(found, key=str.lower)]


def _distribution(distribution: Distribution) -> Part:
    about = distribution.metadata
    names = [name for name in ("License-Expression", "License") if name in about]
    licence = about[names[0]] if names else ""
    lines = [SOURCES.get(distribution.name, ""), licence]
    for file in sorted(distribution.files or []):
        path = Path(str(distribution.locate_file(file)))
        if _LICENCE_FILE.search(str(file)) and path.suffix not in (".py", ".pyc"):
            lines.append(path.read_text(encoding="utf-8", errors="replace"))
    text = "\n\n".join(line for line in lines if line)
    return Part(f"{distribution.name} {distribution.version}", text)


def debian_packages(files: Iterable[Path]) -> list[str]:
    """The packages that libraries of the system came with."""
    folders = ("/lib/", "/usr/lib/")
    packages = {debian_package(path) for path in files if str(path).startswith(folders)}
    return sorted(name for name in packages if name)


def _debian_parts(files: Iterable[Path]) -> Iterator[Part]:
    """Their copyright files."""
    for package in debian_packages(files):
        path = Path("/usr/share/doc", package, "copyright")
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            yield Part(f"{package} {debian_version(package)}", f"{DEBIAN_SOURCE}\n\n{text}")


def vlc_folders(files: Iterable[Path]) -> list[Path]:
    """Where the libVLC lies that comes along on Windows and macOS."""
    return sorted({path.parent for path in files if path.stem == "libvlc"})


def vlc_version(folder: Path) -> str:
    """The version of that VLC: its news on Windows, the app's own word on macOS."""
    news, plist = folder / "NEWS.txt", folder.parents[1] / "Info.plist"
    if news.is_file():
        head = news.read_text(encoding="utf-8", errors="replace")[:400]
        match = re.search(r"Changes between \S+ and ([\d.]+\d)", head)
        return match[1] if match else UNKNOWN
    if plist.is_file():
        return str(plistlib.loads(plist.read_bytes()).get("CFBundleShortVersionString", UNKNOWN))
    return UNKNOWN


def _vlc_parts(files: Iterable[Path]) -> Iterator[Part]:
    """VLC's own files, which its Windows and macOS packages have beside or above its libraries."""
    for folder in vlc_folders(files):
        lines = [VLC_SOURCE]
        for name in ("COPYING.txt", "COPYING", "AUTHORS.txt"):
            for path in (folder / name, folder.parent / name, folder.parent.parent / name):
                if path.is_file():
                    lines.append(path.read_text(encoding="utf-8", errors="replace"))
                    break
        yield Part(f"VLC {vlc_version(folder)}", "\n\n".join(lines))


def _texts(parts: list[Part]) -> list[Part]:
    """The full texts of licences that the parts name by Debian's place for them."""
    mentioned = re.compile(r"/usr/share/common-licenses/([A-Za-z]+-[\d.]*\d)")
    names = {path.name for path in TEXTS.iterdir()}
    names.update(name for part in parts for name in mentioned.findall(part.text))
    found = []
    for name in sorted(names):
        for path in (TEXTS / name, Path("/usr/share/common-licenses", name)):
            if path.is_file():
                found.append(Part(name, path.read_text(encoding="utf-8")))
                break
    return found
