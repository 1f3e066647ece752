"""Chooses the resolver by the kind of address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from feeling_manager.core.addresses import Scheme, scheme_of
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.ports import ResolvedStream, StreamResolver, TrackChecker
from feeling_manager.core.values import Track


class CheckingResolver(StreamResolver, TrackChecker, Protocol):
    """What resolves a kind of address and tells whether it would."""


class UriResolver:
    """Files and starter tracks to one resolver, the web and searches to another.

    Thread: any that both resolvers allow.
    """

    def __init__(self, local: CheckingResolver, web: CheckingResolver) -> None:
        self._local = local
        self._web = web

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        """Turn a track into a local file. Raises: ResolveError."""
        return self._for(track).resolve(track, cancelled)

    def check(self, track: Track, cancelled: Callable[[], bool]) -> None:
        """Find out whether a track would play. Raises: ResolveError."""
        self._for(track).check(track, cancelled)

    def _for(self, track: Track) -> CheckingResolver:
        scheme = scheme_of(track.uri)
        if scheme in (Scheme.FILE, Scheme.STARTER):
            return self._local
        if scheme in (Scheme.WEB, Scheme.SEARCH):
            return self._web
        raise ResolveError(f"refused: {track.uri[:80]!r}", "address_refused")
