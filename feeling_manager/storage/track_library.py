"""The songs of this user: seed songs, starter tracks and what was added."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

from sqlite_utils import Database

from feeling_manager.core.values import DurationMs, Track, TrackId
from feeling_manager.storage.database import database_errors, to_ms

_COLUMNS = (
    "id, uri, title, artist, title_romanised, artist_romanised, genre, moods, valence, energy,"
    " year, language, duration_ms"
)


@dataclass(frozen=True, slots=True)
class LibraryStats:
    """How many songs there are."""

    total: int
    by_genre: Mapping[str, int]
    by_source: Mapping[str, int]


class TrackLibrary:
    """Reads and changes the songs. Thread: the one that opened the database.

    A removed song stays in the table, marked, so that the log keeps its name and a seed song does
    not come back with the next version.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

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
        query = _search_query(text)
        if not query:
            return self.all_tracks()[:limit]
        return self._tracks(
            "removed_at_ms IS NULL AND id IN"
            " (SELECT rowid FROM tracks_search WHERE tracks_search MATCH ?)"
            " ORDER BY artist, title LIMIT ?",
            [query, limit],
        )

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

    def remove(self, track_id: TrackId) -> bool:
        """Take a song out of the library; False where there was none."""
        with database_errors(), self._db.atomic():
            cursor = self._db.execute(
                "UPDATE tracks SET removed_at_ms = ? WHERE id = ? AND removed_at_ms IS NULL",
                [to_ms(datetime.now(timezone.utc)), track_id],
            )
        return cursor.rowcount > 0

    def bring_back(self, uri: str) -> None:
        """Undo the removal of the song at an address, if there was one."""
        with database_errors(), self._db.atomic():
            self._db.execute("UPDATE tracks SET removed_at_ms = NULL WHERE uri = ?", [uri])

    def restore(self, track_id: TrackId) -> None:
        """Undo `remove`."""
        with database_errors(), self._db.atomic():
            self._db.execute("UPDATE tracks SET removed_at_ms = NULL WHERE id = ?", [track_id])

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
        """Keep why a song could not be played; a found page is forgotten with it."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE tracks SET problem = ?, found_uri = NULL WHERE id = ?", [code, track_id]
            )

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
        return list(self.stats().by_genre)

    def _tracks(self, where: str, parameters: Sequence[object]) -> list[Track]:
        with database_errors():
            rows = self._db.query(f"SELECT {_COLUMNS} FROM tracks WHERE {where}", list(parameters))
            return [track_from_row(row) for row in rows]

    def _insert(self, track: Track, source: str, added_at: int) -> int:
        row = track_to_row(track) | {"source": source, "added_at_ms": added_at}
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        cursor = self._db.execute(f"INSERT OR IGNORE INTO tracks ({names}) VALUES ({marks})", row)
        if cursor.rowcount > 0:
            self._db.execute(
                "INSERT INTO tracks_search (rowid, words) VALUES (?, ?)",
                [cursor.lastrowid, _search_words(track)],
            )
        return max(0, cursor.rowcount)


def track_to_row(track: Track) -> dict[str, Any]:
    """A track as the columns of its table, without the id."""
    return {
        "uri": track.uri,
        "title": track.title,
        "artist": track.artist,
        "title_romanised": track.title_romanised,
        "artist_romanised": track.artist_romanised,
        "genre": track.genre,
        "moods": " ".join(track.moods),
        "valence": track.valence,
        "energy": track.energy,
        "year": track.year,
        "language": track.language,
        "duration_ms": track.duration_ms,
    }


def track_from_row(row: Mapping[str, Any]) -> Track:
    """The reverse of `track_to_row`; `id` may be missing."""
    duration = row["duration_ms"]
    return Track(
        id=TrackId(row.get("id", 0)),
        uri=row["uri"],
        title=row["title"],
        artist=row["artist"],
        title_romanised=row["title_romanised"] or "",
        artist_romanised=row["artist_romanised"] or "",
        genre=row["genre"],
        moods=tuple((row["moods"] or "").split()),
        valence=row["valence"],
        energy=row["energy"],
        year=row["year"],
        language=row["language"] or "",
        duration_ms=None if duration is None else DurationMs(duration),
    )


def without_id(track: Track) -> Track:
    """The track as a playlist gives it."""
    return replace(track, id=TrackId(0))


def _search_words(track: Track) -> str:
    names = (track.title, track.artist, track.title_romanised, track.artist_romanised)
    return " ".join(_spaced(name) for name in names if name)


def _search_query(text: str) -> str:
    """An FTS5 query: every word as a phrase that may go on; quotes and operators mean nothing."""
    words = [" ".join(_tokens(word)) for word in text.split()]
    return " ".join(f'"{word}"*' for word in words if word)


def _spaced(text: str) -> str:
    return " ".join(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    """Split into words, Hangul and other syllabic or ideographic writing into its characters.

    So a phrase of characters finds them anywhere inside a word, which a word index alone does not.
    """
    word = ""
    for character in unicodedata.normalize("NFKC", text).casefold():
        if not character.isalnum():
            character = " "
        if character == " " or _stands_alone(character):
            if word:
                yield word
            word = ""
            if character != " ":
                yield character
        else:
            word += character
    if word:
        yield word


def _stands_alone(character: str) -> bool:
    return unicodedata.category(character) == "Lo"
