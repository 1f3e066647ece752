"""How much of the disk each part takes, and whether that is too much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

MB: Final = 1_000_000
MAX_DEB_MB: Final = 150
MAX_INSTALLED_MB: Final = 400
"""Both without the JavaScript runtime, whose share is told apart."""

RUNTIME: Final = "JavaScript runtime (Deno)"

PARTS: Final = (
    (RUNTIME, ("bin/deno*",)),
    ("OpenCV with FFmpeg", ("cv2/*", "opencv_python_headless.libs/*")),
    ("Qt and PySide6", ("PySide6/*", "shiboken6/*", "libxcb*", "libxkb*")),
    ("NumPy", ("numpy/*", "numpy.libs/*")),
    ("MediaPipe and the face detector", ("mediapipe/*", "mediapipe.libs/*")),
    ("LiteRT", ("ai_edge_litert/*",)),
    ("matplotlib and Pillow", ("matplotlib/*", "PIL/*", "pillow.libs/*", "kiwisolver/*")),
    ("libVLC, its plugins and codecs", ("vlc/*", "lib*.so.*")),
    ("Starter tracks, fonts, icons", ("assets/*",)),
    ("Emotion network, seed library", ("models/*", "data/*")),
)
"""(what it is, its files), the first that fits; what is left is Python and yt-dlp."""

REST: Final = "Python, yt-dlp and small libraries"

_PYTHON: Final = ("libpython*", "libcrypto*", "libssl*", "libsqlite3*", "libffi*", "libbz2*")


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes on the disk and, where it was packed alone, in an archive."""

    installed: int
    packed: int | None = None


def measure(program: Path) -> dict[str, int]:
    """Bytes of each part of the frozen program, the largest first."""
    sizes = dict.fromkeys([*(name for name, _ in PARTS), REST], 0)
    for path in program.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(program).as_posix().removeprefix("_internal/")
            sizes[part_of(name)] += path.stat().st_size
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))


def part_of(name: str) -> str:
    """The part that a file of the bundle belongs to."""
    if any(fnmatchcase(name, pattern) for pattern in _PYTHON):
        return REST
    for part, patterns in PARTS:
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            return part
    return REST


def table(sizes: Mapping[str, int]) -> str:
    """The parts as a table of Markdown."""
    lines = ["| part | MB |", "|---|---:|"]
    lines += [f"| {name} | {size / MB:.1f} |" for name, size in sizes.items()]
    lines.append(f"| **all** | **{sum(sizes.values()) / MB:.1f}** |")
    return "\n".join(lines)


def excesses(installed: Size, runtime: Size) -> list[str]:
    """What is over budget, in words; empty when all is well."""
    found = []
    left = (installed.installed - runtime.installed) / MB
    if left > MAX_INSTALLED_MB:
        found.append(f"installed it takes {left:.1f} MB, {MAX_INSTALLED_MB} MB are allowed")
    if installed.packed is not None:
        packed = (installed.packed - (runtime.packed or 0)) / MB
        if packed > MAX_DEB_MB:
            found.append(f"the .deb takes {packed:.1f} MB, {MAX_DEB_MB} MB are allowed")
    return found
