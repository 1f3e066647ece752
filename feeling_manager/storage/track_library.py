"""The songs of this user: seed songs, starter tracks and what was added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone

from sqlite_utils import Database

from feeling_manager.core.values import DurationMs, Track, TrackId
from feeling_manager.storage.database import database_errors, to_ms
from feeling_manager.storage.song_stock import SongStock
from feeling_manager.storage.track_query import TrackQuery, search_words
from feeling_manager.storage.track_rows import TRACK_COLUMNS, track_from_row, track_to_row


@dataclass(frozen=True, slots=True)
class LibraryStats:
    """How many songs there are."""

    total: int
    by_genre: Mapping[str, int]
    by_source: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A song of the library; `problem` is why it could not be played the last time, or None."""

    track: Track
    problem: str | None = None


class TrackLibrary:
    """Reads and changes the songs. Thread: the one that opened the database.

    A removed song stays in the table, marked, so that the log keeps its name and a seed song does
    not come back with the next version.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.stock = SongStock(db)

    def all_tracks(self) -> list[Track]:
        """Every song that was not removed, in order of their ids."""
        return self._tracks("removed_at_ms IS NULL ORDER BY id", [])

    def get(self, track_id: TrackId) -> Track | None:
        """One song, also a removed one."""
        return next(iter(self._tracks("id = ?", [track_id])), None)

    def by_uri(self, uri: str) -> Track | None:
        """The song of an address, None where it is unknown or removed."""
        found = self._tracks("uri = ? AND removed_at_ms IS NULL", [uri])
        return found[0] if found else None

    def search(self, text: str, limit: int = 200) -> list[Track]:
        """Songs whose title, artist or romanised names hold every word of `text`.

        A word matches from the start of any word; Hangul matches inside words too.
        """
        return [entry.track for entry in self.find(TrackQuery(text), limit)]

    def find(self, query: TrackQuery, limit: int = -1, offset: int = 0) -> list[LibraryEntry]:
        """A page of what a query finds, in its order; a negative limit is none."""
        where, parameters = query.where()
        with database_errors():
            rows = self._db.query(
                f"SELECT {TRACK_COLUMNS}, problem FROM tracks{query.index()} WHERE {where}"
                f" ORDER BY {query.order()} LIMIT ? OFFSET ?",
                [*parameters, limit, offset],
            )
            return [LibraryEntry(track_from_row(row), row["problem"]) for row in rows]

    def count(self, query: TrackQuery) -> int:
        """How many songs a query finds."""
        where, parameters = query.where()
        sql = f"SELECT count(*) FROM tracks WHERE {where}"
        if query.only_words:
            # Removed songs are not in the index, so it can count alone, and four times as fast.
            sql = "SELECT count(*) FROM tracks_search WHERE tracks_search MATCH ?"
            parameters = [query.only_words]
        with database_errors():
            (count,) = self._db.execute(sql, parameters).fetchone()
            return int(count)

    def entries(self, track_ids: Sequence[TrackId]) -> list[LibraryEntry]:
        """The songs of these ids that were not removed, in the ids' order."""
        wanted = json.dumps(list(track_ids))
        with database_errors():
            rows = self._db.query(
                f"SELECT {TRACK_COLUMNS}, problem FROM tracks"
                " JOIN (SELECT key AS place, value AS wanted FROM json_each(?)) ON wanted = id"
                " WHERE removed_at_ms IS NULL ORDER BY place",
                [wanted],
            )
            return [LibraryEntry(track_from_row(row), row["problem"]) for row in rows]

    def add(self, track: Track, source: str = "user") -> Track:
        """Add a song, or bring a removed one back; an address that is there is left as it is.

        Returns:
            The song as stored, with its id.
        """
        self.add_many([track], source)
        self.bring_back(track.uri)
        stored = self.by_uri(track.uri)
        assert stored is not None
        return stored

    def add_many(self, tracks: Iterable[Track], source: str) -> int:
        """Add songs in one transaction; known addresses, removed ones too, are left alone.

        Returns:
            How many were new.
        """
        added_at = to_ms(datetime.now(timezone.utc))
        added = 0
        with database_errors(), self._db.atomic():
            for track in tracks:
                added += self._insert(track, source, added_at)
        return added

    def update(self, tracks: Iterable[Track]) -> None:
        """Write changed songs in one transaction; their ids and addresses say which."""
        with database_errors(), self._db.atomic():
            for track in tracks:
                row = track_to_row(track)
                del row["uri"]
                changes = ", ".join(f"{name} = :{name}" for name in row)
                self._db.execute(
                    f"UPDATE tracks SET {changes} WHERE id = :id", row | {"id": track.id}
                )
                self._db.execute(
                    "UPDATE tracks_search SET words = ? WHERE rowid = ?",
                    [_words_of(track), track.id],
                )

    def remove(self, track_ids: Sequence[TrackId]) -> int:
        """Take songs out of the library in one transaction; how many there were."""
        with database_errors(), self._db.atomic():
            cursor = self._db.execute(
                "UPDATE tracks SET removed_at_ms = ? WHERE removed_at_ms IS NULL"
                " AND id IN (SELECT value FROM json_each(?))",
                [to_ms(datetime.now(timezone.utc)), json.dumps(list(track_ids))],
            )
            self._db.execute(
                "DELETE FROM tracks_search WHERE rowid IN (SELECT value FROM json_each(?))",
                [json.dumps(list(track_ids))],
            )
        return int(cursor.rowcount)

    def restore(self, track_ids: Sequence[TrackId]) -> None:
        """Undo `remove`."""
        self._bring_back("id IN (SELECT value FROM json_each(?))", json.dumps(list(track_ids)))

    def bring_back(self, uri: str) -> None:
        """Undo the removal of the song at an address, if there was one."""
        self._bring_back("uri = ?", uri)

    def _bring_back(self, which: str, parameter: str) -> None:
        removed = self._tracks(f"removed_at_ms IS NOT NULL AND {which}", [parameter])
        with database_errors(), self._db.atomic():
            for track in removed:
                self._db.execute("UPDATE tracks SET removed_at_ms = NULL WHERE id = ?", [track.id])
                self._index(track.id, track)

    def found_uri(self, track_id: TrackId) -> str | None:
        """The page that an earlier search for this song ended at, if any."""
        row = self._db.execute("SELECT found_uri FROM tracks WHERE id = ?", [track_id]).fetchone()
        return row[0] if row else None

    def remember_found(
        self, track_id: TrackId, found_uri: str | None, duration_ms: DurationMs | None
    ) -> None:
        """Keep what a search for a song found, so that the next time needs none."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE tracks SET found_uri = coalesce(?, found_uri),"
                " duration_ms = coalesce(?, duration_ms), problem = NULL WHERE id = ?",
                [found_uri, duration_ms, track_id],
            )

    def mark_problem(self, track_id: TrackId, code: str) -> None:
        """Keep why a song cannot be played; a found page is forgotten with it."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE tracks SET problem = ?, found_uri = NULL WHERE id = ?", [code, track_id]
            )

    def clear_problem(self, track_id: TrackId) -> None:
        """Forget an earlier problem of a song that plays again."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE tracks SET problem = NULL WHERE id = ? AND problem IS NOT NULL", [track_id]
            )

    def note_check(self, track_id: TrackId, problem: str | None) -> None:
        """Keep what a check of a song said, and when."""
        if problem is None:
            self.clear_problem(track_id)
        else:
            self.mark_problem(track_id, problem)
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE tracks SET checked_at_ms = ? WHERE id = ?",
                [to_ms(datetime.now(timezone.utc)), track_id],
            )

    def to_check(self) -> list[Track]:
        """Songs whose address is known, at the page a search found; in the order to check them.

        Songs of this computer come first, they cost nothing, then those not checked for longest.
        """
        with database_errors():
            rows = self._db.query(
                f"SELECT {TRACK_COLUMNS}, found_uri FROM tracks WHERE removed_at_ms IS NULL"
                " AND (uri NOT LIKE 'ytsearch%' OR found_uri IS NOT NULL OR problem IS NOT NULL)"
                " ORDER BY uri LIKE 'http%' OR uri LIKE 'ytsearch%', checked_at_ms, id"
            )
            return [track_from_row(row | {"uri": row["found_uri"] or row["uri"]}) for row in rows]

    def known_addresses(self) -> set[str]:
        """The addresses of all songs, and the pages that searches for them found."""
        rows = self._db.execute("SELECT uri, found_uri FROM tracks WHERE removed_at_ms IS NULL")
        return {address for row in rows.fetchall() for address in row if address}

    def stats(self) -> LibraryStats:
        """Count the songs."""

        def counts(column: str) -> dict[str, int]:
            rows = self._db.execute(
                f"SELECT {column}, count(*) FROM tracks WHERE removed_at_ms IS NULL"
                f" GROUP BY {column} ORDER BY {column}"
            )
            return dict(rows.fetchall())

        by_genre = counts("genre")
        return LibraryStats(sum(by_genre.values()), by_genre, counts("source"))

    def genres(self) -> list[str]:
        """Every genre that a song has."""
        return sorted({kind.genre for kind in self.stock.counts(only_local=False)})

    def _tracks(self, where: str, parameters: Sequence[object]) -> list[Track]:
        with database_errors():
            rows = self._db.query(
                f"SELECT {TRACK_COLUMNS} FROM tracks WHERE {where}", list(parameters)
            )
            return [track_from_row(row) for row in rows]

    def _insert(self, track: Track, source: str, added_at: int) -> int:
        row = track_to_row(track) | {"source": source, "added_at_ms": added_at}
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        cursor = self._db.execute(f"INSERT OR IGNORE INTO tracks ({names}) VALUES ({marks})", row)
        if cursor.rowcount > 0:
            self._index(cursor.lastrowid, track)
        return max(0, cursor.rowcount)

    def _index(self, row_id: int | None, track: Track) -> None:
        self._db.execute(
            "INSERT INTO tracks_search (rowid, words) VALUES (?, ?)", [row_id, _words_of(track)]
        )


def without_id(track: Track) -> Track:
    """The track as a playlist gives it."""
    return replace(track, id=TrackId(0))


def _words_of(track: Track) -> str:
    return search_words(track.title, track.artist, track.title_romanised, track.artist_romanised)
