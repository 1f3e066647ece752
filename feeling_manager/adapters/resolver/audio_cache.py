"""A folder of fetched songs with a size limit; the least recently used go first."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import stat
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from feeling_manager.core.errors import ResolveError

logger = logging.getLogger(__name__)

OUR_FILE: Final = re.compile(r"fm-[0-9a-f]{32}\.[\w.-]+")
"""Names of files this cache has made; all others in the folder are left alone and not counted."""

UNFINISHED: Final = re.compile(r"\.(part|ytdl|temp)\b|\.part-Frag", re.IGNORECASE)

STALE_PART_S: Final = 3 * 24 * 3600
"""A partial file that nobody has resumed for so long is removed."""

LOCK_COUNT: Final = 16
"""Lock files; songs share them, so that the folder does not fill with one for each song."""

LOCK_POLL_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """One file of the cache."""

    path: Path
    size_bytes: int
    used_at: float

    @property
    def is_finished(self) -> bool:
        """Whether it is a whole song."""
        return not UNFINISHED.search(self.path.name)


class AudioCache:
    """Files by key. Nothing but the folder itself is stored, so it survives crashes and restarts.

    The time a file was used last is its modification time. Two programs may share the folder: who
    fetches a song holds a lock of the operating system, which a crash releases.

    Thread: any.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self.folder = folder
        self._limit_bytes = limit_bytes
        self._pins: Counter[str] = Counter()
        self._mutex = threading.Lock()

    def find(self, key: str) -> Path | None:
        """The finished file of `key`, marked as just used, or None."""
        stem = self.stem(key)
        for entry in self._entries(f"{stem}."):
            if entry.is_finished and entry.size_bytes:
                with contextlib.suppress(OSError):
                    os.utime(entry.path)
                return entry.path
        return None

    def stem(self, key: str) -> str:
        """The file name of `key` without its ending; a hash, as ids may differ in case only."""
        return "fm-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def prepare(self) -> None:
        """Make the folder and see that it can be written. Raises: ResolveError `disk_full`."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / f".fm-probe-{os.getpid()}-{threading.get_ident()}"
            probe.write_bytes(b"\0" * 4096)
            probe.unlink()
        except OSError as error:
            raise ResolveError(str(error), "disk_full") from error

    def pin(self, path: Path) -> None:
        """Keep a file however old it is: it plays, or is the next. May be nested."""
        with self._mutex:
            self._pins[path.name] += 1

    def unpin(self, path: Path) -> None:
        """Take one `pin` back; more calls than pins do nothing."""
        with self._mutex:
            if self._pins[path.name] <= 1:
                del self._pins[path.name]
            else:
                self._pins[path.name] -= 1

    def set_limit(self, limit_bytes: int) -> None:
        """Change the size limit and remove what is over it."""
        self._limit_bytes = limit_bytes
        self.trim()

    def size_bytes(self) -> int:
        """How much the songs take, partial ones too."""
        return sum(entry.size_bytes for entry in self._entries())

    def discard(self, key: str) -> None:
        """Remove what there is of `key`, finished or not, unless it is pinned."""
        for entry in self._entries(f"{self.stem(key)}."):
            self._remove(entry)

    def empty(self) -> None:
        """Remove every song, but those that are pinned."""
        for entry in self._entries():
            self._remove(entry)

    def trim(self, keep: Path | None = None) -> None:
        """Remove the least recently used songs until the limit is kept; never pinned ones.

        `keep` is spared too: the file that has just been fetched.
        """
        entries = sorted(self._entries(), key=lambda entry: entry.used_at)
        total = sum(entry.size_bytes for entry in entries)
        for entry in entries:
            is_stale = not entry.is_finished and time.time() - entry.used_at > STALE_PART_S
            if total <= self._limit_bytes and not is_stale:
                continue
            if entry.path != keep and self._remove(entry):
                total -= entry.size_bytes

    @contextlib.contextmanager
    def locked(self, key: str, stop: Callable[[], str]) -> Iterator[None]:
        """Hold the right to fetch `key`, against other threads and other programs.

        Raises: ResolveError with the code that `stop` returns while waiting, or `disk_full`.
        """
        number = int(self.stem(key)[-4:], 16) % LOCK_COUNT
        try:
            handle = (self.folder / f".fm-lock-{number}").open("a+b")
        except OSError as error:
            raise ResolveError(str(error), "disk_full") from error
        with handle:
            while not _try_lock(handle):
                if code := stop():
                    raise ResolveError("another program is fetching", code)
                time.sleep(LOCK_POLL_S)
            try:
                yield
            finally:
                _unlock(handle)

    def _entries(self, prefix: str = "fm-") -> list[CacheEntry]:
        """Our files whose names begin so; those that vanish meanwhile are left out."""
        entries = []
        try:
            with os.scandir(self.folder) as found:
                for item in found:
                    entry = _entry(item) if item.name.startswith(prefix) else None
                    if entry is not None:
                        entries.append(entry)
        except OSError as error:
            logger.debug("cache folder is not readable: %s", error)
        return entries

    def _remove(self, entry: CacheEntry) -> bool:
        """Remove a file unless it is pinned; whether it is gone."""
        # The lock keeps a file from being pinned between the question and the removal.
        with self._mutex:
            if self._pins[entry.path.name] > 0:
                return False
            try:
                entry.path.unlink(missing_ok=True)
            except OSError as error:
                # Windows does not remove what another program plays.
                logger.info("could not remove %s: %s", entry.path.name, error)
                return False
        return True


def _entry(item: os.DirEntry[str]) -> CacheEntry | None:
    """A directory entry as a file of the cache, or None when it is none."""
    if not OUR_FILE.fullmatch(item.name):
        return None
    try:
        status = item.stat(follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return CacheEntry(Path(item.path), status.st_size, status.st_mtime)


if os.name == "nt":
    import msvcrt

    def _try_lock(handle: IO[bytes]) -> bool:
        """Lock the first byte; whether that worked."""
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def _unlock(handle: IO[bytes]) -> None:
        """Release the first byte."""
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _try_lock(handle: IO[bytes]) -> bool:
        """Lock the whole file; whether that worked. Each open file counts, threads too."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            # Some network file systems know no locks; then one program at a time has to do.
            logger.debug("no file locks here: %s", error)
        return True

    def _unlock(handle: IO[bytes]) -> None:
        """Release the file."""
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
