"""Tracks that are files on this computer: the user's own, and the starter tracks."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from feeling_manager.adapters.resolver.media_sniff import is_media_file
from feeling_manager.core.addresses import (
    Scheme,
    has_control_characters,
    is_audio_name,
    path_of_file_uri,
    scheme_of,
)
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.ports import ResolvedStream
from feeling_manager.core.values import Track

FORBIDDEN_IN_NAME: Final = frozenset('/\\:*?"<>|')
"""Characters that lead out of a folder, or mean something else, on one of the three systems."""


class LocalFileResolver:
    """Resolves `file:` and `starter:` addresses. Thread: any, it keeps no state."""

    def __init__(self, starter_dir: Path) -> None:
        self._starter_dir = starter_dir

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        """Check that the file is there and is a file.

        Raises: ResolveError `file_missing`, `address_refused`, `cancelled`.
        """
        if cancelled():
            raise ResolveError(track.uri, "cancelled")
        scheme = scheme_of(track.uri)
        if scheme is Scheme.STARTER:
            path = self._starter_path(track.uri.partition(":")[2])
        elif scheme is Scheme.FILE:
            path = _file_path(track.uri)
        else:
            raise ResolveError(f"no local address: {track.uri[:80]!r}", "address_refused")
        _require_regular_file(path)
        return ResolvedStream(track=track, path=path, duration_ms=track.duration_ms)

    def check(self, track: Track, cancelled: Callable[[], bool]) -> None:
        """Check that the file is there and begins like a song.

        Raises: ResolveError as `resolve`, and `track_unplayable`.
        """
        path = self.resolve(track, cancelled).path
        if not is_media_file(path):
            raise ResolveError(f"does not begin like a song: {path}", "track_unplayable")

    def _starter_path(self, name: str) -> Path:
        """The starter track of that name, inside the folder. Raises: ResolveError."""
        unsafe = not name or name in (".", "..") or not FORBIDDEN_IN_NAME.isdisjoint(name)
        if unsafe or has_control_characters(name):
            raise ResolveError(f"no starter track's name: {name[:80]!r}", "address_refused")
        return (self._starter_dir / name).absolute()


def _file_path(uri: str) -> Path:
    """The path of a `file:` address to a song. Raises: ResolveError."""
    path = path_of_file_uri(uri)
    # VLC follows what a playlist file says, so only names of songs are handed to it.
    if path is None or not is_audio_name(path.name):
        raise ResolveError(f"no song's path: {uri[:80]!r}", "address_refused")
    return path


def _require_regular_file(path: Path) -> None:
    """Raise ResolveError unless `path` is a readable regular file (a link to one is fine)."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise ResolveError(str(error), "file_missing") from error
    except ValueError as error:
        raise ResolveError(str(error), "address_refused") from error
    if not stat.S_ISREG(mode):
        raise ResolveError(f"not a regular file: {path}", "address_refused")
