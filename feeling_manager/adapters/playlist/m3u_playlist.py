"""M3U, M3U8 and PLS files. Their directives are ignored: a list names songs, it gives no orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from feeling_manager.adapters.playlist.list_text import decode_list, read_list_file
from feeling_manager.adapters.playlist.track_entry import ListPolicy, make_track, seconds_to_ms
from feeling_manager.core.errors import DataError
from feeling_manager.core.ports import SkippedEntry
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import DurationMs, Track

MAX_LINE_LENGTH: Final = 8_192

HLS_DIRECTIVE: Final = re.compile(r"^#EXT-X-(?:STREAM-INF|TARGETDURATION|MEDIA-SEQUENCE)", re.M)
"""RFC 8216: the same file format cuts one stream into pieces; that is no list of songs."""

EXTINF: Final = re.compile(r"#EXTINF:\s*(-?[\d.]*)((?:\s+[\w-]+=\"[^\"]*\")*)\s*(?:,(.*))?$")

PLS_LINE: Final = re.compile(r"\s*(File|Title|Length)(\d{1,6})\s*=(.*)", re.IGNORECASE)


class M3uPlaylist:
    """The songs of an M3U, M3U8 or PLS file. Thread: any."""

    def __init__(self, path: Path, policy: ListPolicy | None = None) -> None:
        self._path = path.absolute()
        self._policy = policy or ListPolicy(folder=self._path.parent)

    def entries(self) -> Iterator[Track | SkippedEntry]:
        """The songs in the list's order. Raises: DataError."""
        text = decode_list(read_list_file(self._path))
        if self._path.suffix.lower() == ".pls" or text.lstrip().lower().startswith("[playlist]"):
            yield from parse_pls(text, self._policy)
        else:
            yield from parse_m3u(text, self._policy)


def parse_m3u(text: str, policy: ListPolicy) -> Iterator[Track | SkippedEntry]:
    """The songs of an M3U text. Raises: DataError when it is a stream's table of pieces."""
    if HLS_DIRECTIVE.search(text):
        raise DataError("this is a stream cut into pieces, not a list of songs")
    title, duration_ms = "", None
    for line in re.split(r"[\r\n]+", text):
        stripped = line.strip().lstrip("\ufeff")
        if not stripped:
            continue
        if stripped.startswith("#"):
            found = _extinf(stripped)
            if found is not None:
                title, duration_ms = found
            continue
        if len(stripped) > MAX_LINE_LENGTH:
            yield SkippedEntry(clean_text(title or stripped), "unreadable")
        else:
            yield make_track(stripped, policy, title, duration_ms=duration_ms)
        title, duration_ms = "", None


def parse_pls(text: str, policy: ListPolicy) -> Iterator[Track | SkippedEntry]:
    """The songs of a PLS text by their numbers. Raises: DataError when it holds none at all."""
    songs: dict[int, dict[str, str]] = {}
    for line in re.split(r"[\r\n]+", text):
        match = PLS_LINE.match(line[:MAX_LINE_LENGTH])
        if match:
            field, number, value = match.groups()
            songs.setdefault(int(number), {})[field.lower()] = value.strip()
    if not songs and text.strip() and not text.lstrip().lower().startswith("[playlist]"):
        raise DataError("this is no PLS file")
    for _, song in sorted(songs.items()):
        title, address = song.get("title", ""), song.get("file", "")
        if not address:
            yield SkippedEntry(clean_text(title), "unreadable")
            continue
        yield make_track(address, policy, title, duration_ms=seconds_to_ms(song.get("length", "")))


def _extinf(line: str) -> tuple[str, DurationMs | None] | None:
    """(title, length) of an EXTINF line; None for any other directive or comment."""
    match = EXTINF.match(line[:MAX_LINE_LENGTH])
    if match is None:
        return None
    return match.group(3) or "", seconds_to_ms(match.group(1))
