"""Long work on the library, off the GUI thread: import, check, look for duplicates, export."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from feeling_manager.core.errors import KnownError
from feeling_manager.core.matching import same_song_key
from feeling_manager.core.ports import PlaylistSource, SkippedEntry, TrackChecker
from feeling_manager.core.values import Track, TrackId
from feeling_manager.runtime.background_tasks import BackgroundTasks, Cancelled, TaskId
from feeling_manager.storage.track_check import WEB_PAUSE_S, CheckResult, check_tracks
from feeling_manager.storage.track_export import export_tracks
from feeling_manager.storage.track_import import ImportResult, import_tracks
from feeling_manager.storage.track_library import TrackLibrary
from feeling_manager.storage.track_query import TrackQuery

TELL_EVERY_S: Final = 0.1
"""How often progress is told; a window cannot show more."""


class JobKind(str, Enum):
    """What is done."""

    IMPORT = "import"
    CHECK = "check"
    DUPLICATES = "duplicates"
    EXPORT = "export"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class DuplicatesResult:
    """Songs that are there more than once; those of one song stand side by side."""

    track_ids: Sequence[TrackId]
    songs: int


@dataclass(frozen=True, slots=True)
class ExportResult:
    """Where the songs were written, and how many."""

    path: Path
    songs: int


JobResult = ImportResult | CheckResult | DuplicatesResult | ExportResult


@dataclass(frozen=True, slots=True)
class LibraryTools:
    """What long work needs of the outside world.

    Attributes:
        open_library: the same library through a connection of its own, for another thread.
        open_list: the list behind an address or a path; address, genre, and when to give up.
        checker: tells whether a song would play.
        log_folder: where an import's log goes.
        web_pause_s: between two questions of a check to the web.
    """

    open_library: Callable[[], AbstractContextManager[TrackLibrary]]
    open_list: Callable[[str, str, Cancelled], PlaylistSource]
    checker: TrackChecker
    log_folder: Path
    web_pause_s: float = WEB_PAUSE_S


class LibraryJobs(QObject):
    """Does one job at a time. Thread: the GUI thread; the work itself runs in another one.

    Signals:
        started(JobKind): a job has begun.
        progressed(JobKind, object): how far it is; an `ImportResult` or a `CheckResult`.
        finished(JobKind, object): it is done, or was cancelled; a `JobResult`.
        failed(JobKind, KnownError): it could not be done at all.
    """

    started = Signal(object)
    progressed = Signal(object, object)
    finished = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, tools: LibraryTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._tasks = BackgroundTasks(threads=1, parent=self)
        self._tasks.finished.connect(self._on_finished)
        self._tasks.failed.connect(self._on_failed)
        self._kind: JobKind | None = None
        self._task_id: TaskId | None = None
        self._stopping = False

    @property
    def running(self) -> JobKind | None:
        """What is being done, None while nothing is."""
        return self._kind

    def import_lists(self, sources: Sequence[str], genre: str) -> bool:
        """Bring in what stands behind addresses, files and folders; False while another job runs.

        `genre` is for songs that do not say theirs.
        """
        tools = self._tools

        def work(cancelled: Cancelled) -> ImportResult:
            with tools.open_library() as library:
                return import_tracks(
                    _entries(tools, sources, genre, cancelled),
                    library,
                    tools.log_folder,
                    ", ".join(sources),
                    progress=self._teller(JobKind.IMPORT),
                    cancelled=cancelled,
                )

        return self._start(JobKind.IMPORT, work)

    def check(self) -> bool:
        """Find songs that no longer play; False while another job runs."""
        tools = self._tools

        def work(cancelled: Cancelled) -> CheckResult:
            with tools.open_library() as library:
                return check_tracks(
                    library,
                    tools.checker,
                    pause_s=tools.web_pause_s,
                    progress=self._teller(JobKind.CHECK),
                    cancelled=cancelled,
                )

        return self._start(JobKind.CHECK, work)

    def find_duplicates(self) -> bool:
        """Find songs that are there more than once; False while another job runs."""

        def work(cancelled: Cancelled) -> DuplicatesResult:
            with self._tools.open_library() as library:
                return duplicates(library.all_tracks(), cancelled)

        return self._start(JobKind.DUPLICATES, work)

    def export(self, path: Path, query: TrackQuery) -> bool:
        """Write the songs that a query finds to a file; False while another job runs."""

        def work(_cancelled: Cancelled) -> ExportResult:
            with self._tools.open_library() as library:
                tracks = [entry.track for entry in library.find(query)]
            export_tracks(tracks, path)
            return ExportResult(path, len(tracks))

        return self._start(JobKind.EXPORT, work)

    def cancel(self) -> None:
        """Ask the job to stop; it then finishes with what it has done so far."""
        self._stopping = True

    def close(self) -> None:
        """Stop and wait a little; whole batches of an import stay."""
        self._stopping = True
        self._tasks.close()

    def _start(self, kind: JobKind, work: Callable[[Cancelled], JobResult]) -> bool:
        if self._kind is not None:
            return False
        self._kind = kind
        self._stopping = False
        self._task_id = self._tasks.start(lambda closed: work(lambda: self._stopping or closed()))
        self.started.emit(kind)
        return True

    def _teller(self, kind: JobKind) -> Callable[[ImportResult | CheckResult], None]:
        told_at = 0.0

        def tell(result: ImportResult | CheckResult) -> None:
            nonlocal told_at
            if time.monotonic() - told_at >= TELL_EVERY_S:
                told_at = time.monotonic()
                self.progressed.emit(kind, replace(result))

        return tell

    def _on_finished(self, _task_id: int, result: JobResult) -> None:
        kind = self._end()
        self.finished.emit(kind, result)

    def _on_failed(self, _task_id: int, error: KnownError) -> None:
        kind = self._end()
        self.failed.emit(kind, error)

    def _end(self) -> JobKind:
        kind, self._kind = self._kind, None
        assert kind is not None
        return kind


def duplicates(
    tracks: Sequence[Track], cancelled: Callable[[], bool] = lambda: False
) -> DuplicatesResult:
    """Group songs whose names are the same but for spelling, versions in brackets and guests."""
    groups: defaultdict[str, list[TrackId]] = defaultdict(list)
    for track in tracks:
        if cancelled():
            break
        groups[same_song_key(track.artist, track.title)].append(track.id)
    several = [group for group in groups.values() if len(group) > 1]
    return DuplicatesResult([one for group in several for one in group], len(several))


def _entries(
    tools: LibraryTools, sources: Sequence[str], genre: str, cancelled: Cancelled
) -> Iterator[Track | SkippedEntry]:
    """The songs of all sources; one of several that cannot be read is skipped with its reason."""
    for source in sources:
        try:
            yield from tools.open_list(source, genre, cancelled).entries()
        except KnownError as error:
            if len(sources) == 1:
                raise
            yield SkippedEntry(source, error.code)
