"""Lists of songs: of the web, list files, folders. `source_from_text` chooses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from feeling_manager.adapters.playlist.csv_playlist import CsvPlaylist
from feeling_manager.adapters.playlist.folder_playlist import FolderPlaylist
from feeling_manager.adapters.playlist.m3u_playlist import M3uPlaylist
from feeling_manager.adapters.playlist.track_entry import DEFAULT_GENRE, ListPolicy
from feeling_manager.adapters.playlist.ytdlp_playlist import WebLister, YtDlpPlaylist
from feeling_manager.core.addresses import (
    Scheme,
    has_control_characters,
    path_of_file_uri,
    scheme_of,
)
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.ports import PlaylistSource

__all__ = [
    "CsvPlaylist",
    "FolderPlaylist",
    "ListPolicy",
    "M3uPlaylist",
    "WebLister",
    "YtDlpPlaylist",
    "source_from_text",
]

BARE_WEB_ADDRESS: Final = re.compile(
    r"(?:www\.|m\.|music\.)?(?:youtube\.com|youtu\.be)/|www\.[\w.-]+\.\w{2,}(?:/|$)", re.IGNORECASE
)
"""What people paste without https."""


def source_from_text(
    text: str,
    lister: WebLister,
    genre: str = DEFAULT_GENRE,
    cancelled: Callable[[], bool] = lambda: False,
    music_folders: tuple[Path, ...] = (),
    allow_private: frozenset[str] = frozenset(),
) -> PlaylistSource:
    """The list that a person means by what was typed, pasted or dropped.

    `music_folders` are folders of the user's beside the list's own whose files a list may name.

    Raises: ResolveError `file_missing`, `address_refused`.
    """
    wanted = text.strip().strip("\"'")
    if not wanted or has_control_characters(wanted):
        raise ResolveError(f"neither an address nor a file: {text[:80]!r}", "address_refused")
    if BARE_WEB_ADDRESS.match(wanted):
        wanted = f"https://{wanted}"
    scheme = scheme_of(wanted)
    if scheme in (Scheme.WEB, Scheme.SEARCH):
        return YtDlpPlaylist(wanted, lister, genre, cancelled, allow_private)
    path = path_of_file_uri(wanted) if scheme is Scheme.FILE else _typed_path(wanted)
    if path is None:
        raise ResolveError(f"refused: {wanted[:80]!r}", "address_refused")
    policy = ListPolicy(path.absolute().parent, music_folders, allow_private, genre)
    return _source_of_path(path, policy)


def _source_of_path(path: Path, policy: ListPolicy) -> PlaylistSource:
    """The list that a file or folder is. Raises: ResolveError."""
    try:
        is_there = path.exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise ResolveError(f"there is no {path}", "file_missing")
    suffix = path.suffix.lower()
    if suffix in (".m3u", ".m3u8", ".pls") and path.is_file():
        return M3uPlaylist(path, policy)
    if suffix in (".csv", ".tsv") and path.is_file():
        return CsvPlaylist(path, policy)
    return FolderPlaylist(path, policy.genre)


def _typed_path(text: str) -> Path | None:
    """A path as a person types it; None for an address of a kind we do not open."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text):
        return None
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return None
