"""Where songs come from: lists, and the resolvers of their addresses."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from feeling_manager.adapters.playlist.track_entry import DEFAULT_GENRE
from feeling_manager.adapters.resolver.audio_cache import AudioCache
from feeling_manager.adapters.resolver.local_file_resolver import LocalFileResolver
from feeling_manager.adapters.resolver.uri_resolver import UriResolver
from feeling_manager.adapters.resolver.ytdlp_client import YtDlpClient
from feeling_manager.adapters.resolver.ytdlp_resolver import YtDlpResolver
from feeling_manager.app.paths import shipped_files
from feeling_manager.core.ports import PlaylistSource


def make_resolver(cache: AudioCache, client: YtDlpClient) -> UriResolver:
    """Resolves and checks songs of this computer, of the web, and starter tracks."""
    local = LocalFileResolver(shipped_files().starter_tracks)
    return UriResolver(local, YtDlpResolver(cache, client))


def open_list(
    client: YtDlpClient, source: str, genre: str = "", cancelled: Callable[[], bool] = lambda: False
) -> PlaylistSource:
    """The list of songs behind what a person typed, pasted or dropped. Raises: ResolveError.

    A host that was typed may be one of the private network.
    """
    from feeling_manager.adapters.playlist import source_from_text

    host = urlsplit(source.strip()).hostname if "://" in source else None
    return source_from_text(
        source,
        client,
        genre or DEFAULT_GENRE,
        cancelled,
        allow_private=frozenset({host} if host else ()),
    )
