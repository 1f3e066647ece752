"""What all lists share: an address out of a list becomes a track, or is skipped with a reason."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from feeling_manager.core.addresses import (
    Scheme,
    file_uri,
    has_control_characters,
    is_audio_name,
    is_evidently_private,
    path_of_file_uri,
    scheme_of,
    web_host,
)
from feeling_manager.core.matching import split_artist_title
from feeling_manager.core.ports import SkippedEntry
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import DurationMs, Track, TrackId

DEFAULT_GENRE: Final = "other"

NO_ID: Final = TrackId(0)
"""Of a track that is in no library yet."""

LIST_SUFFIXES: Final = frozenset({".m3u", ".m3u8", ".pls", ".xspf", ".asx", ".wpl", ".cue", ".ram"})

HAS_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""Two letters at least: `C:` is a disk."""


class Refused(Exception):
    """An address of a list must not, or cannot, be taken; `reason` is a code of SkippedEntry."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ListPolicy:
    """What the addresses of one list may be.

    Attributes:
        folder: where the list lies; relative paths start here. None: no files at all.
        music_folders: files may lie in or below these too; the user has chosen them.
        allow_private: hosts of the private network that the list may name.
        genre: for tracks whose list names none.
    """

    folder: Path | None = None
    music_folders: tuple[Path, ...] = ()
    allow_private: Collection[str] = frozenset()
    genre: str = DEFAULT_GENRE

    def checked(self, address: str) -> str:
        """The address in the form that is stored. Raises: Refused."""
        if HAS_SCHEME.match(address):
            return self._checked_uri(address)
        return self._checked_path(address)

    def _checked_uri(self, uri: str) -> str:
        """A `file:`, `starter:`, web or search address. Raises: Refused."""
        scheme = scheme_of(uri)
        if scheme is Scheme.FILE and self.folder is not None:
            path = path_of_file_uri(uri)
            if path is None:
                raise Refused("address_refused")
            return self._checked_file(path)
        if scheme is Scheme.WEB:
            return self._checked_web(uri)
        if scheme is Scheme.SEARCH:
            return uri
        if scheme is Scheme.STARTER and not set("/\\:") & set(uri.partition(":")[2]):
            return uri
        raise Refused("address_refused")

    def _checked_web(self, uri: str) -> str:
        """An http or https address that leads to no list and not into the private network."""
        host = web_host(uri)
        if is_evidently_private(host) and host not in self.allow_private:
            raise Refused("address_refused")
        if Path(urlsplit(uri).path).suffix.lower() in LIST_SUFFIXES:
            raise Refused("address_refused")
        return uri

    def _checked_path(self, text: str) -> str:
        """A path as list files write it, relative or absolute, with either slash."""
        if self.folder is None or not text or has_control_characters(text):
            raise Refused("address_refused")
        if text.startswith(("//", "\\\\")):
            # Another computer's share: merely looking at it hands Windows' password hash over.
            raise Refused("address_refused")
        path = self.folder / text
        if "\\" in text and os.sep == "/" and not path.exists():
            path = self.folder / text.replace("\\", "/")
        return self._checked_file(path)

    def _checked_file(self, path: Path) -> str:
        """A song inside the allowed folders. Raises: Refused."""
        assert self.folder is not None
        if not is_audio_name(path.name):
            raise Refused("address_refused")
        try:
            real = Path(os.path.realpath(path))
            allowed = any(real.is_relative_to(os.path.realpath(one)) for one in self._folders())
            if not allowed:
                raise Refused("address_refused")
            if not real.is_file():
                raise Refused("file_missing")
        except (OSError, ValueError) as error:
            raise Refused("unreadable") from error
        return file_uri(Path(os.path.normpath(path.absolute())))

    def _folders(self) -> tuple[Path, ...]:
        """All folders whose files the list may name."""
        return (*self.music_folders, *((self.folder,) if self.folder else ()))


def make_track(
    address: str,
    policy: ListPolicy,
    title: str = "",
    artist: str = "",
    duration_ms: DurationMs | None = None,
) -> Track | SkippedEntry:
    """A track of a list that names little more than the address.

    "Artist - Title" is taken apart when no artist is given; without a title the file's name serves.
    """
    shown = clean_text(title) or clean_text(_last_part(address))
    try:
        uri = policy.checked(address.strip())
    except Refused as refused:
        return SkippedEntry(shown or clean_text(address), refused.reason)
    title, artist = clean_text(title), clean_text(artist)
    if not title:
        title = clean_text(Path(_last_part(address)).stem) or shown or clean_text(address)
    if not artist:
        artist, title = split_artist_title(title)
    return Track(NO_ID, uri, title, artist, policy.genre, duration_ms=duration_ms)


def _last_part(address: str) -> str:
    """The file name at the end of a path or an address."""
    path = path_of_file_uri(address)
    if path is not None:
        return path.name
    if HAS_SCHEME.match(address):
        try:
            return Path(urlsplit(address).path).name or address
        except ValueError:
            return address
    return re.split(r"[/\\]", address)[-1]


def seconds_to_ms(seconds: object) -> DurationMs | None:
    """A length in seconds, a number or its text, as milliseconds; None when it is unknown."""
    try:
        value = float(str(seconds))
    except ValueError:
        return None
    # Written so that NaN fails as well; lists write -1 for "unknown".
    return DurationMs(round(value * 1000)) if 0 < value < 1e7 else None
