"""Chooses the resolver by the kind of address."""

from __future__ import annotations

from collections.abc import Callable

from feeling_manager.core.addresses import Scheme, scheme_of
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.ports import ResolvedStream, StreamResolver
from feeling_manager.core.values import Track


class UriResolver:
    """Files and starter tracks to one resolver, the web and searches to another.

    Thread: any that both resolvers allow.
    """

    def __init__(self, local: StreamResolver, web: StreamResolver) -> None:
        self._local = local
        self._web = web

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        """Turn a track into a local file. Raises: ResolveError."""
        scheme = scheme_of(track.uri)
        if scheme in (Scheme.FILE, Scheme.STARTER):
            return self._local.resolve(track, cancelled)
        if scheme in (Scheme.WEB, Scheme.SEARCH):
            return self._web.resolve(track, cancelled)
        raise ResolveError(f"refused: {track.uri[:80]!r}", "address_refused")
