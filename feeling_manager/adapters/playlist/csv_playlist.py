"""CSV files with the columns of `data/seed_playlists.csv`, as the program exports them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from feeling_manager.adapters.playlist.list_text import decode_list, read_list_file
from feeling_manager.adapters.playlist.track_entry import NO_ID, ListPolicy, Refused
from feeling_manager.core.addresses import search_uri
from feeling_manager.core.errors import DataError
from feeling_manager.core.moods import MOOD_ORDER
from feeling_manager.core.ports import SkippedEntry
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import Track

YEARS: Final = range(1000, 2101)

MAX_GENRE_LENGTH: Final = 40


class CsvPlaylist:
    """The songs of a CSV file. Thread: any."""

    def __init__(self, path: Path, policy: ListPolicy | None = None) -> None:
        self._path = path.absolute()
        self._policy = policy or ListPolicy(folder=self._path.parent)

    def entries(self) -> Iterator[Track | SkippedEntry]:
        """The songs row by row. Raises: DataError when there is no `title` column."""
        yield from parse_csv(decode_list(read_list_file(self._path)), self._policy)


def parse_csv(text: str, policy: ListPolicy) -> Iterator[Track | SkippedEntry]:
    """The songs of a CSV text with commas, semicolons or tabs. Raises: DataError."""
    # Before Python 3.11 the csv module refuses a file for one NUL.
    clean = text.replace("\0", "").lstrip("\ufeff")
    header = re.split(r"[\r\n]", clean, maxsplit=1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = _rows(csv.reader(io.StringIO(clean, newline=""), delimiter=delimiter))
    columns = [_column_name(name) for name in next(rows, None) or []]
    if "title" not in columns:
        raise DataError("the file has no column named title")
    for row in rows:
        if row is None:
            yield SkippedEntry("", "unreadable")
        elif any(cell.strip() for cell in row):
            yield _track(dict(zip(columns, row)), policy)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """The rows; None in place of one that cannot be read, such as a cell beyond 128 kB."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
        else:
            yield row


def _column_name(name: str) -> str:
    """`Title Romanised ` as `title_romanised`."""
    return re.sub(r"[\s-]+", "_", name.strip().strip('"').lower())


def _track(cells: Mapping[str, str], policy: ListPolicy) -> Track | SkippedEntry:
    """One row as a track, or why not."""
    title, artist = clean_text(cells.get("title")), clean_text(cells.get("artist"))
    if not title:
        return SkippedEntry(artist, "unreadable")
    try:
        return Track(
            id=NO_ID,
            uri=_uri(cells.get("uri", ""), artist, title, policy),
            title=title,
            artist=artist,
            genre=clean_text(cells.get("genre"), MAX_GENRE_LENGTH).lower() or policy.genre,
            moods=_moods(cells.get("moods", "")),
            valence=_share(cells.get("valence", "")),
            energy=_share(cells.get("energy", "")),
            year=_year(cells.get("year", "")),
            language=clean_text(cells.get("language"), 16).lower(),
            title_romanised=clean_text(cells.get("title_romanised")),
            artist_romanised=clean_text(cells.get("artist_romanised")),
        )
    except Refused as refused:
        return SkippedEntry(f"{artist} - {title}" if artist else title, refused.reason)


def _uri(text: str, artist: str, title: str, policy: ListPolicy) -> str:
    """The row's address, or the search that finds the song. Raises: Refused."""
    address = text.strip()
    return policy.checked(address) if address else search_uri(artist, title)


def _moods(text: str) -> tuple[str, ...]:
    """The moods we know, each once, in the order of the row."""
    return tuple(dict.fromkeys(mood for mood in text.lower().split() if mood in MOOD_ORDER))


def _share(text: str) -> float:
    """A number in 0–1; 0.5 when empty. Raises: Refused."""
    if not text.strip():
        return 0.5
    try:
        value = float(text)
    except ValueError as error:
        raise Refused("unreadable") from error
    if not 0 <= value <= 1:
        raise Refused("unreadable")
    return value


def _year(text: str) -> int | None:
    """A year; None when empty. Raises: Refused."""
    if not text.strip():
        return None
    if not re.fullmatch(r"\s*[0-9]{4}\s*", text) or int(text) not in YEARS:
        raise Refused("unreadable")
    return int(text)
