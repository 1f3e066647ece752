"""The user's folder with newer versions of yt-dlp, each in a folder of its own."""

from __future__ import annotations

import contextlib
import errno
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

from packaging.version import InvalidVersion, Version

from feeling_manager.core.errors import DataError

logger = logging.getLogger(__name__)

PACKAGE: Final = "yt_dlp"
BAD_SUFFIX: Final = ".bad"
PART_PREFIX: Final = "part-"
PART_LIFE_S: Final = 24 * 3600
"""What a program left half done when it was killed; a younger one may still be at work."""

FULL_DISK: Final = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)
)


class YtDlpFolder:
    """Several programs may read and write it at the same time.

    A version is there whole or not at all: its folder gets its name when everything is in it. A
    file `VERSION.bad` says that a version does not work here, and why.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, version: Version) -> Path:
        """Where a version lies, or would lie."""
        return self.root / str(version)

    def good(self) -> list[Version]:
        """The versions that are there and not known to be bad, newest first."""
        bad = self.bad()
        found = {
            version
            for version in map(_version, self._names())
            if version is not None and (self.path(version) / PACKAGE / "version.py").is_file()
        }
        return sorted(found - bad, reverse=True)

    def bad(self) -> set[Version]:
        """The versions that do not work here."""
        names = [n.removesuffix(BAD_SUFFIX) for n in self._names() if n.endswith(BAD_SUFFIX)]
        return {version for version in map(_version, names) if version is not None}

    def mark_bad(self, version: Version, why: str) -> None:
        """Never load or fetch a version again. Raises: DataError."""
        with _writing():
            self._bad_file(version).write_text(why + "\n", encoding="utf-8")

    @contextlib.contextmanager
    def staging(self) -> Iterator[Path]:
        """An empty folder on the same disk, gone at the end of the `with`. Raises: DataError.

        Everything that the system refuses inside leaves as DataError too.
        """
        with _writing():
            self.root.mkdir(parents=True, exist_ok=True)
            stage = Path(tempfile.mkdtemp(prefix=PART_PREFIX, dir=self.root))
            try:
                yield stage
            finally:
                shutil.rmtree(stage, ignore_errors=True)

    def add(self, tree: Path, version: Version) -> None:
        """Give an unpacked version its name. Raises: DataError."""
        with _writing():
            try:
                tree.rename(self.path(version))
            except OSError:
                # Another program was faster with the same version.
                if version not in self.good():
                    raise

    def clean(self, active: Version | None, shipped: Version) -> None:
        """Delete what is of no use any more; never fails.

        That is: versions older than `active` (with None, the program's own `shipped` one is the
        newest), bad ones, and what was left half done.
        """
        good, bad = self.good(), self.bad()
        obsolete = {v for v in (*good, *bad) if (v < active if active else v <= shipped)}
        for version in obsolete | bad:
            self._delete(self.path(version))
        with contextlib.suppress(OSError):
            for version in obsolete & bad:
                self._bad_file(version).unlink(missing_ok=True)
        for name in self._names():
            path = self.root / name
            if name.startswith(PART_PREFIX) and _age_s(path) > PART_LIFE_S:
                shutil.rmtree(path, ignore_errors=True)

    def note_asked(self) -> None:
        """Remember that the index was asked just now. Raises: DataError."""
        with _writing():
            self.root.mkdir(parents=True, exist_ok=True)
            self._asked_file.touch()

    def asked_at(self) -> datetime | None:
        """When the index was asked last; None if never."""
        try:
            return datetime.fromtimestamp(self._asked_file.stat().st_mtime, timezone.utc)
        except OSError:
            return None

    @property
    def _asked_file(self) -> Path:
        return self.root / "asked"

    def _bad_file(self, version: Version) -> Path:
        return self.root / f"{version}{BAD_SUFFIX}"

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self.root.iterdir()]
        except OSError:
            return []

    def _delete(self, path: Path) -> None:
        """Delete a version; half of one must never lie under its name."""
        doomed = self.root / f"{PART_PREFIX}{path.name}"
        with contextlib.suppress(OSError):
            path.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    """Turn what the system says about the folder into our error."""
    try:
        yield
    except OSError as error:
        code = "disk_full" if error.errno in FULL_DISK else "folder_readonly"
        raise DataError(str(error)[:500], code) from error


def _version(text: str) -> Version | None:
    """The version that a name means; None for any other name, and for other spellings of one."""
    try:
        version = Version(text)
    except InvalidVersion:
        return None
    return version if str(version) == text else None


def _age_s(path: Path) -> float:
    """How long ago something was changed, in seconds; 0 when it is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
