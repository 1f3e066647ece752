"""Unpacks a wheel that may have been made to do harm."""

from __future__ import annotations

import email
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from feeling_manager.core.errors import UpdateError

MAX_FILES: Final = 20_000
"""Measured: yt-dlp 2026.8.19 has 1,070."""

MAX_UNPACKED_BYTES: Final = 200 * 2**20
"""Measured: yt-dlp 2026.8.19 has 12 MB."""

BLOCK_BYTES: Final = 256 * 1024

BAD_ZIP: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What `zipfile` raises for damage, encryption and methods of packing that it does not know."""


def unpack(wheel: Path, target: Path, package: str) -> None:
    """Put a wheel's package and its metadata into `target`, on the disk for good.

    Raises:
        UpdateError: `update_damaged`, it is no wheel of `package`, or one that would do harm.
        OSError: `target` could not be written.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            _copy_all(archive, target, package)
    except BAD_ZIP as error:
        raise UpdateError(f"no readable wheel: {error!r}"[:500], "update_damaged") from error
    if not (target / package / "__init__.py").is_file():
        raise UpdateError(f"there is no {package} in it", "update_damaged")


def requirement_of(folder: Path, package: str, wanted: str) -> SpecifierSet | None:
    """Which versions of `wanted` an unpacked package needs with its extra `default`, if any."""
    for path in folder.glob(f"{package}-*.dist-info/METADATA"):
        metadata = email.message_from_string(path.read_text(encoding="utf-8", errors="replace"))
        for text in metadata.get_all("Requires-Dist") or ():
            try:
                requirement = Requirement(text)
            except InvalidRequirement:
                continue
            marker = requirement.marker
            is_asked = marker is None or marker.evaluate({"extra": "default"})
            if canonicalize_name(requirement.name) == wanted and is_asked:
                return requirement.specifier
    return None


def _copy_all(archive: zipfile.ZipFile, target: Path, package: str) -> None:
    """Copy what belongs to the package. Raises: UpdateError, OSError, those of `BAD_ZIP`."""
    entries = archive.infolist()
    names = [entry.filename.casefold() for entry in entries]
    if len(entries) > MAX_FILES or len(set(names)) != len(names):
        raise UpdateError(f"{len(entries)} entries, or some twice", "update_damaged")
    # Every entry is looked at before the first one is written.
    paths = [_safe_path(entry) for entry in entries]
    left = MAX_UNPACKED_BYTES
    for entry, path in zip(entries, paths):
        if entry.is_dir() or not _belongs(path, package):
            continue
        for block in _write(archive, entry, target.joinpath(*path.parts)):
            left -= block
            if left < 0:
                raise UpdateError("it unpacks to too much", "update_damaged")


def _safe_path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Where an entry lies below the target. Raises: UpdateError for one that would lie outside."""
    path = PurePosixPath(entry.filename)
    is_odd = "\\" in entry.filename or ":" in entry.filename or "\0" in entry.filename
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if is_odd or is_link or path.is_absolute() or ".." in path.parts or not path.parts:
        raise UpdateError(f"an entry named {entry.filename[:200]!r}", "update_damaged")
    return path


def _belongs(path: PurePosixPath, package: str) -> bool:
    """Whether an entry is of the package or its metadata, not a manual page or another package."""
    top = path.parts[0]
    return top == package or (top.startswith(f"{package}-") and top.endswith(".dist-info"))


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> Iterator[int]:
    """Write one file, telling the bytes of each block as it goes: a bomb ends before it bursts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, path.open("xb") as file:
        while block := source.read(BLOCK_BYTES):
            yield len(block)
            file.write(block)
        file.flush()
        # Else a power cut leaves empty files under a name that says they are whole.
        os.fsync(file.fileno())
