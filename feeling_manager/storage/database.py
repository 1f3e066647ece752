"""Opens the user's one database file, upgrades it, and says clearly why it cannot."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from sqlite_utils import Database

from feeling_manager.core.errors import DataError
from feeling_manager.storage.migrations import migrations

logger = logging.getLogger(__name__)


def open_database(path: Path) -> Database:
    """Open or create the database at `path`, upgraded to the current schema.

    Thread: the caller's; the connection must stay in it.

    Raises:
        DataError: `database_bad`, `database_newer`, `folder_readonly` or `disk_full`.
    """
    with database_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        db = Database(sqlite3.connect(path, timeout=2.0), execute_plugins=False)
        try:
            _prepare(db, path)
        except BaseException:
            db.close()
            raise
    return db


def _prepare(db: Database, path: Path) -> None:
    db.conn.execute("PRAGMA journal_mode = WAL")
    # Every commit reaches the disk: a power cut loses no more than the seconds since the last one.
    db.conn.execute("PRAGMA synchronous = FULL")
    _refuse_newer(db)
    pending = migrations.pending(db)
    if pending and migrations.applied(db):
        _back_up(db, path)
    migrations.apply(db)


def _refuse_newer(db: Database) -> None:
    known = {migration.name for migration in migrations.pending(db)}
    applied = {migration.name for migration in migrations.applied(db)}
    everything = {migration.name for migration in migrations._migrations}
    if applied - everything - known:
        raise DataError("made by a newer version of Feeling Manager", "database_newer")


def _back_up(db: Database, path: Path) -> None:
    """Copy the database beside itself before its schema changes."""
    target = path.with_name(f"{path.stem}-before-upgrade-{_stamp()}{path.suffix}")
    db.conn.execute("VACUUM INTO ?", [str(target)])
    logger.info("copied the database to %s before upgrading it", target)


def set_aside(path: Path) -> Path:
    """Move a database that cannot be read out of the way; nothing is deleted.

    Returns:
        Where it now lies.
    """
    target = path.with_name(f"{path.stem}-unreadable-{_stamp()}{path.suffix}")
    path.rename(target)
    for suffix in ("-wal", "-shm"):
        side_file = path.with_name(path.name + suffix)
        if side_file.exists():
            side_file.rename(target.with_name(target.name + suffix))
    return target


def _stamp() -> str:
    return datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S%f")


@contextmanager
def database_errors(path: Path | None = None) -> Iterator[None]:
    """Turn SQLite's and the disk's errors into ours.

    Raises:
        DataError: as `open_database`.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DataError(f"{path or 'database'}: {error}", _operational_code(error)) from error
    except sqlite3.DatabaseError as error:
        raise DataError(f"{path or 'database'}: {error}", "database_bad") from error
    except OSError as error:
        raise DataError(str(error), "folder_readonly") from error


def _operational_code(error: sqlite3.OperationalError) -> str:
    text = str(error)
    if "full" in text:
        return "disk_full"
    if "readonly" in text or "unable to open" in text:
        return "folder_readonly"
    if "locked" in text:
        return "database_locked"
    return "database_bad"


def to_ms(at: datetime) -> int:
    """Aware time to integer milliseconds since 1970 in UTC."""
    return round(at.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """Integer milliseconds since 1970 to aware UTC."""
    return datetime.fromtimestamp(ms / 1000, timezone.utc)
