"""Real tools for long work on a library, for tests of the session and the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feeling_manager.adapters.resolver import AudioCache, YtDlpClient
from feeling_manager.app.music import make_resolver, open_list
from feeling_manager.runtime.library_jobs import LibraryTools
from feeling_manager.storage.database import open_database
from feeling_manager.storage.track_library import TrackLibrary


def library_tools(database: Path, folder: Path, client: YtDlpClient | None = None) -> LibraryTools:
    """Tools over a database file; logs and fetched songs go into `folder`."""
    asked = client or YtDlpClient(folder / "cache")

    @contextmanager
    def open_library() -> Iterator[TrackLibrary]:
        db = open_database(database)
        try:
            yield TrackLibrary(db)
        finally:
            db.close()

    return LibraryTools(
        open_library=open_library,
        open_list=lambda source, genre, cancelled: open_list(asked, source, genre, cancelled),
        checker=make_resolver(AudioCache(folder / "cache", 10**9), asked),
        log_folder=folder / "logs",
        web_pause_s=0.0,
    )
