"""Opens the user's database and brings the shipped songs in."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from feeling_manager.app.paths import ShippedFiles, UserFiles, shipped_files, user_files
from feeling_manager.app.perception import load_card
from feeling_manager.core.errors import DataError, ModelError
from feeling_manager.storage.corrections import Corrections
from feeling_manager.storage.database import open_database, set_aside
from feeling_manager.storage.emotion_log import EmotionLog
from feeling_manager.storage.seed import copy_seed, read_seed_csv
from feeling_manager.storage.taste import Taste
from feeling_manager.storage.track_library import TrackLibrary

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Store:
    """The open database and what is read from it."""

    files: UserFiles
    db: Database
    library: TrackLibrary
    log: EmotionLog
    taste: Taste
    corrections: Corrections
    set_aside: Path | None = None

    def close(self) -> None:
        """Close the database."""
        self.db.close()


def files_of(options: Namespace) -> UserFiles:
    """The user's folder that the options name, or the usual one."""
    return user_files(getattr(options, "data_dir", None))


def open_store(
    files: UserFiles, shipped: ShippedFiles | None = None, recover: bool = False
) -> Store:
    """Open the database and add shipped songs that are new.

    Args:
        files: the user's folder.
        shipped: where the shipped songs are.
        recover: move an unreadable database aside and begin a new one.

    Raises:
        DataError: the database cannot be used.
    """
    moved: Path | None = None
    try:
        db = open_database(files.database)
    except DataError as error:
        if not recover or error.code != "database_bad":
            raise
        moved = set_aside(files.database)
        logger.warning("the database could not be read; it now lies at %s", moved)
        db = open_database(files.database)
    library = TrackLibrary(db)
    _add_shipped_songs(library, shipped or shipped_files())
    return Store(files, db, library, EmotionLog(db), Taste(db), Corrections(db, _network()), moved)


def _network() -> str:
    """What names the shipped network; corrections of another one mean nothing to it."""
    try:
        return load_card().sha256.get("emotion.tflite", "")
    except ModelError:
        return ""


@contextmanager
def store_of(options: Namespace) -> Iterator[Store]:
    """The user's database for one command. Raises: DataError."""
    store = open_store(files_of(options))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def library_of(files: UserFiles) -> Iterator[TrackLibrary]:
    """The songs through a connection of its own, for work in another thread. Raises: DataError."""
    db = open_database(files.database)
    try:
        yield TrackLibrary(db)
    finally:
        db.close()


def _add_shipped_songs(library: TrackLibrary, shipped: ShippedFiles) -> None:
    starter_list = shipped.starter_tracks / "starter_tracks.csv"
    if starter_list.exists():
        library.add_many(list(read_seed_csv(starter_list)), "starter")
    if shipped.seed_library.exists():
        copy_seed(shipped.seed_library, library)
