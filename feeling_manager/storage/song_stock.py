"""The library as the choice of a song sees it: counted by kind, one song fetched at the end."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from sqlite_utils import Database

from feeling_manager.core.recommender import Kind
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.database import database_errors
from feeling_manager.storage.track_rows import TRACK_COLUMNS, track_from_row

_LOCAL = " AND (uri GLOB 'file:*' OR uri GLOB 'starter:*')"
_THESE = "id IN (SELECT value FROM json_each(?))"


class SongStock:
    """`core.recommender.Songs` over the database, in the order of addresses.

    Thread: the one that opened the database.

    Counting and picking read `idx_tracks_kind` alone.
    Measured: a choice out of 50,000 songs takes 7 ms; reading all of them took 250 ms.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def counts(self, only_local: bool) -> Mapping[Kind, int]:
        """How many songs there are of each kind. Raises: DataError."""
        with database_errors():
            rows = self._db.execute(
                "SELECT genre, valence, energy, count(*) FROM tracks WHERE removed_at_ms IS NULL"
                f"{_LOCAL if only_local else ''} GROUP BY genre, valence, energy"
            )
            return {Kind(*kind): count for *kind, count in rows}

    def these(self, track_ids: Collection[TrackId], only_local: bool) -> Sequence[Track]:
        """The songs of these ids, as far as there are any. Raises: DataError."""
        with database_errors():
            rows = self._db.query(
                f"SELECT {TRACK_COLUMNS} FROM tracks WHERE removed_at_ms IS NULL AND {_THESE}"
                f"{_LOCAL if only_local else ''} ORDER BY uri",
                [json.dumps(list(track_ids))],
            )
            return [track_from_row(row) for row in rows]

    def pick(
        self, kind: Kind, number: int, without: Collection[TrackId], only_local: bool
    ) -> Track | None:
        """The song with this number of a kind. Raises: DataError."""
        with database_errors():
            rows = self._db.query(
                f"SELECT {TRACK_COLUMNS} FROM tracks WHERE removed_at_ms IS NULL AND genre = ?"
                f" AND valence = ? AND energy = ? AND NOT {_THESE}"
                f"{_LOCAL if only_local else ''} ORDER BY uri LIMIT 1 OFFSET ?",
                [*kind, json.dumps(list(without)), number],
            )
            return next((track_from_row(row) for row in rows), None)
