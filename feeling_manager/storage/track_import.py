"""Brings the songs of a list into the library, with a log that says what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Final, TextIO

from feeling_manager.core.errors import DataError
from feeling_manager.core.ports import SkippedEntry
from feeling_manager.core.values import Track
from feeling_manager.storage.track_library import TrackLibrary

BATCH: Final = 200
"""Songs a transaction: an import that is cut off leaves whole batches."""


@dataclass(slots=True)
class ImportResult:
    """What became of a list's entries."""

    log: Path
    found: int = 0
    added: int = 0
    already_there: int = 0
    skipped: list[SkippedEntry] = field(default_factory=list)


def import_tracks(
    entries: Iterable[Track | SkippedEntry],
    library: TrackLibrary,
    log_folder: Path,
    source: str,
    dry_run: bool = False,
    progress: Callable[[ImportResult], None] = lambda _result: None,
) -> ImportResult:
    """Add the tracks of `entries` that are new; nothing is added in a dry run.

    Args:
        entries: as a `PlaylistSource` gives them.
        library: where the songs go.
        log_folder: a log file is written there.
        source: what the user named, for the log's head.
        dry_run: only say what would be done.
        progress: called after every batch.

    Raises:
        DataError: the library or the log cannot be written; what was added so far stays.
    """
    stamp = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S%f")
    result = ImportResult(log_folder / f"import-{stamp}.log")
    try:
        log_folder.mkdir(parents=True, exist_ok=True)
        with result.log.open("w", encoding="utf-8", newline="\n") as log:
            log.write(f"import of {source}{' (dry run)' if dry_run else ''}\n")
            _Importer(library, result, log, dry_run, progress).take(entries)
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
        self._known = {track.uri for track in library.all_tracks()}
        self._batch: list[Track] = []

    def take(self, entries: Iterable[Track | SkippedEntry]) -> None:
        for entry in entries:
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
            if self._result.found % BATCH == 0:
                self._write_batch()
        self._write_batch()

    def _write_batch(self) -> None:
        if not self._dry_run:
            for track in self._batch:
                self._library.bring_back(track.uri)
            self._library.add_many(self._batch, "user")
        for track in self._batch:
            self._log.write(f"OK {track.artist} - {track.title} <{track.uri}>\n")
        self._result.added += len(self._batch)
        self._batch = []
        self._progress(self._result)
