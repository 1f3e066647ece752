"""Brings the songs of a list into the library, with a log that says what became of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Final, TextIO

from feeling_manager.core.errors import DataError, KnownError
from feeling_manager.core.ports import SkippedEntry
from feeling_manager.core.values import Track
from feeling_manager.storage.track_library import TrackLibrary

BATCH: Final = 200
"""Songs a transaction: an import that is cut off leaves whole batches."""

TELL_EVERY_S: Final = 0.5


@dataclass(slots=True)
class ImportResult:
    """What became of a list's entries."""

    log: Path
    found: int = 0
    added: int = 0
    already_there: int = 0
    skipped: list[SkippedEntry] = field(default_factory=list)
    broken_off: str | None = None
    """The code of what ended it early: an error of the list, or `cancelled`."""


def import_tracks(
    entries: Iterable[Track | SkippedEntry],
    library: TrackLibrary,
    log_folder: Path,
    source: str,
    dry_run: bool = False,
    progress: Callable[[ImportResult], None] = lambda _result: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportResult:
    """Add the tracks of `entries` that are new; nothing is added in a dry run.

    Args:
        entries: as a `PlaylistSource` gives them.
        library: where the songs go.
        log_folder: a log file is written there.
        source: what the user named, for the log's head.
        dry_run: only say what would be done.
        progress: called after every batch, and about twice a second.
        cancelled: asked at every entry; what was found before it says yes is added.

    Raises:
        DataError: the library or the log cannot be written; what was added so far stays.
        ResolveError: nothing could be listed at all.
    """
    stamp = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S%f")
    result = ImportResult(log_folder / f"import-{stamp}.log")
    try:
        log_folder.mkdir(parents=True, exist_ok=True)
        with result.log.open("w", encoding="utf-8", newline="\n") as log:
            log.write(f"import of {source}{' (dry run)' if dry_run else ''}\n")
            _Importer(library, result, log, dry_run, progress).take(entries, cancelled)
            if result.broken_off:
                log.write(f"broken off: {result.broken_off}\n")
            log.write(
                f"OK {result.added}, already there {result.already_there},"
                f" KO {len(result.skipped)}, found {result.found}\n"
            )
    except OSError as error:
        raise DataError(str(error), "folder_readonly") from error
    return result


class _Importer:
    def __init__(
        self,
        library: TrackLibrary,
        result: ImportResult,
        log: TextIO,
        dry_run: bool,
        progress: Callable[[ImportResult], None],
    ) -> None:
        self._library = library
        self._result = result
        self._log = log
        self._dry_run = dry_run
        self._progress = progress
        self._known = library.known_addresses()
        self._batch: list[Track] = []
        self._told_at = 0.0

    def take(self, entries: Iterable[Track | SkippedEntry], cancelled: Callable[[], bool]) -> None:
        """Go through the list; what it gives before it breaks off is kept."""
        try:
            for entry in entries:
                if cancelled():
                    self._result.broken_off = "cancelled"
                    break
                self._take(entry)
        except KnownError as error:
            if self._result.found == 0:
                raise
            self._result.broken_off = error.code
        finally:
            self._write_batch()

    def _take(self, entry: Track | SkippedEntry) -> None:
        self._result.found += 1
        if isinstance(entry, SkippedEntry):
            self._result.skipped.append(entry)
            self._log.write(f"KO {entry.reason}: {entry.title}\n")
        elif entry.uri in self._known:
            self._result.already_there += 1
            self._log.write(f"-- already there: {entry.artist} - {entry.title}\n")
        else:
            self._known.add(entry.uri)
            self._batch.append(entry)
        if len(self._batch) >= BATCH:
            self._write_batch()
        elif time.monotonic() - self._told_at > TELL_EVERY_S:
            self._tell()

    def _write_batch(self) -> None:
        if not self._dry_run:
            for track in self._batch:
                self._library.bring_back(track.uri)
            self._library.add_many(self._batch, "user")
        for track in self._batch:
            self._log.write(f"OK {track.artist} - {track.title} <{track.uri}>\n")
        self._result.added += len(self._batch)
        self._batch = []
        self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        self._progress(self._result)
