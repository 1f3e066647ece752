"""Genres of the user's own: their names, and what renaming or deleting one does to songs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.values import TrackId
from feeling_manager.storage.database import database_errors


class OwnGenres:
    """Reads and changes own genres; what songs they have is changed with them.

    Thread: the one that opened the database.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def names(self) -> list[str]:
        """The genres that the user added and those that songs brought along, by name."""
        with database_errors():
            rows = self._db.execute(
                "SELECT name FROM own_genres"
                " UNION SELECT genre FROM tracks WHERE removed_at_ms IS NULL ORDER BY 1"
            ).fetchall()
        return [row[0] for row in rows if row[0] not in GENRE_ORDER]

    def all_names(self) -> list[str]:
        """The built-in genres in their order, then the own ones."""
        return [*GENRE_ORDER, *self.names()]

    def kept(self) -> list[str]:
        """The genres that the user added, also those without a song."""
        with database_errors():
            rows = self._db.execute("SELECT name FROM own_genres ORDER BY name").fetchall()
        return [row[0] for row in rows]

    def keep(self, names: Sequence[str]) -> None:
        """Let these be the genres that the user added, and no others."""
        with database_errors(), self._db.atomic():
            self._db.execute("DELETE FROM own_genres")
            for name in names:
                self._db.execute("INSERT INTO own_genres (name) VALUES (?)", [name])

    def songs(self, name: str) -> list[TrackId]:
        """The songs of a genre that were not removed."""
        with database_errors():
            rows = self._db.execute(
                "SELECT id FROM tracks WHERE genre = ? AND removed_at_ms IS NULL", [name]
            ).fetchall()
        return [TrackId(row[0]) for row in rows]

    def give(self, track_ids: Sequence[TrackId], genre: str) -> None:
        """Give songs a genre."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE tracks SET genre = ? WHERE id IN (SELECT value FROM json_each(?))",
                [genre, json.dumps(list(track_ids))],
            )

    def add(self, name: str) -> None:
        """Keep a genre also while no song has it."""
        with database_errors(), self._db.atomic():
            self._db.execute("INSERT OR IGNORE INTO own_genres (name) VALUES (?)", [name])

    def rename(self, old: str, new: str) -> None:
        """Give a genre another name, its songs and its place in the rows with it."""
        with database_errors(), self._db.atomic():
            self.give(self.songs(old), new)
            self._db.execute("UPDATE preferences SET genre = ? WHERE genre = ?", [new, old])
            self._db.execute("DELETE FROM own_genres WHERE name = ?", [old])
            self.add(new)

    def delete(self, name: str, move_to: str) -> None:
        """Forget a genre; its songs get another one."""
        with database_errors(), self._db.atomic():
            self.give(self.songs(name), move_to)
            self._db.execute("DELETE FROM preferences WHERE genre = ?", [name])
            self._db.execute("DELETE FROM own_genres WHERE name = ?", [name])
