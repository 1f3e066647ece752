"""The seed library: a CSV that people edit, the SQLite file built from it, and its way to the user.

`python -m feeling_manager.storage.seed data/seed_playlists.csv data/seed_playlists.sqlite`
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from feeling_manager.core.addresses import search_uri
from feeling_manager.core.errors import DataError
from feeling_manager.core.track_columns import TRACK_COLUMNS
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.track_library import TrackLibrary
from feeling_manager.storage.track_rows import track_from_row, track_to_row

_VERSION_OFFSET: Final = 96
_VERSION_BYTES: Final = (3_040_001).to_bytes(4, "big")


def read_seed_csv(path: Path) -> Iterator[Track]:
    """Read the tracks of a CSV with `TRACK_COLUMNS`; an empty uri becomes a search.

    Raises:
        DataError: `list_bad`, with the line.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != TRACK_COLUMNS:
            raise DataError(f"{path}: the columns must be {', '.join(TRACK_COLUMNS)}", "list_bad")
        for row in reader:
            try:
                yield _track(row)
            except ValueError as error:
                raise DataError(f"{path}, line {reader.line_num}: {error}", "list_bad") from error


def _track(row: dict[str, str]) -> Track:
    return Track(
        id=TrackId(0),
        uri=row["uri"] or search_uri(row["artist"], row["title"]),
        title=row["title"],
        artist=row["artist"],
        title_romanised=row["title_romanised"],
        artist_romanised=row["artist_romanised"],
        genre=row["genre"],
        moods=tuple(row["moods"].split()),
        valence=float(row["valence"]),
        energy=float(row["energy"]),
        year=int(row["year"]) if row["year"] else None,
        language=row["language"],
    )


def build_seed(csv_path: Path, sqlite_path: Path) -> int:
    """Build the seed's SQLite file, byte for byte the same from the same CSV.

    Returns:
        The number of songs.
    """
    sqlite_path.unlink(missing_ok=True)
    rows = [{"id": n} | track_to_row(t) for n, t in enumerate(read_seed_csv(csv_path), start=1)]
    db = Database(sqlite3.connect(sqlite_path), execute_plugins=False)
    types = {"id": int, "valence": float, "energy": float, "year": int, "duration_ms": int}
    db.table("tracks").insert_all(rows, pk="id", columns=types)
    db.close()
    _fix_library_version(sqlite_path)
    return len(rows)


def _fix_library_version(sqlite_path: Path) -> None:
    """Write one library version into the header, where SQLite notes the one that wrote last.

    Source: "Database File Format", section 1.3.17; the field is informative only.
    """
    with sqlite_path.open("r+b") as file:
        file.seek(_VERSION_OFFSET)
        file.write(_VERSION_BYTES)


def copy_seed(sqlite_path: Path, library: TrackLibrary) -> int:
    """Add the seed's songs to a user's library; known and removed ones are left alone.

    Returns:
        How many were new.

    Raises:
        DataError: `database_bad` when the seed cannot be read.
    """
    try:
        connection = sqlite3.connect(f"{sqlite_path.resolve().as_uri()}?immutable=1", uri=True)
        db = Database(connection, execute_plugins=False)
        tracks = [track_from_row(row | {"id": 0}) for row in db.query("SELECT * FROM tracks")]
        db.close()
    except sqlite3.Error as error:
        raise DataError(f"{sqlite_path}: {error}", "database_bad") from error
    return library.add_many(tracks, "seed")


def main(arguments: list[str]) -> int:
    """Build the seed from the command line."""
    count = build_seed(Path(arguments[0]), Path(arguments[1]))
    sys.stdout.write(f"{count} songs in {arguments[1]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
