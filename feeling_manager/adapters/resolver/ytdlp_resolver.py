"""Tracks of the web: searched if need be, fetched into the cache, then played from the file."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from feeling_manager.adapters.resolver.audio_cache import AudioCache
from feeling_manager.adapters.resolver.media_sniff import is_media_file
from feeling_manager.adapters.resolver.ytdlp_client import YtDlpClient
from feeling_manager.adapters.resolver.ytdlp_errors import http_status
from feeling_manager.core.addresses import Scheme, scheme_of, search_query
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.matching import Candidate, best_fit, length_fits, misfit
from feeling_manager.core.ports import ResolvedStream
from feeling_manager.core.values import DurationMs, Track

logger = logging.getLogger(__name__)

EXPIRED_STATUSES: Final = frozenset({403, 410})
"""What servers answer when an address made for one listener has expired."""

HOPELESS: Final = frozenset({"address_refused", "video_gone"})
"""Failures after which a partial file will never be resumed."""

YOUTUBE_ID: Final = re.compile(
    r"https?://(?:(?:www|m|music)\.)?(?:youtube\.com/(?:watch\?(?:.*&)?v=|shorts/)|youtu\.be/)"
    r"([\w-]{11})(?![\w-])"
)

LIVE: Final = frozenset({"is_live", "is_upcoming", "post_live"})


class YtDlpResolver:
    """Resolves `http(s):` and `ytsearch:` addresses. Thread: any pool thread, several at a time.

    A stream's address is never kept: it dies within hours. What is kept is the file, and in this
    run the page that a search led to.
    """

    def __init__(self, cache: AudioCache, client: YtDlpClient | None = None) -> None:
        self._cache = cache
        self._client = client or YtDlpClient(cache.folder)
        self._found: dict[str, str] = {}

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        """Return the cached file, or fetch it. Raises: ResolveError."""
        _raise_if(cancelled)
        scheme = scheme_of(track.uri)
        if scheme is Scheme.SEARCH:
            page = self._found.get(track.uri) or self._search(track, cancelled)
            stream = self._from_page(track, page, cancelled)
            self._found[track.uri] = page
            return stream
        if scheme is Scheme.WEB:
            return self._from_page(track, track.uri, cancelled)
        raise ResolveError(f"no address of the web: {track.uri[:80]!r}", "address_refused")

    def check(self, track: Track, cancelled: Callable[[], bool]) -> None:
        """Ask the site whether the song is still there; a cached one plays anyway.

        Raises: ResolveError.
        """
        _raise_if(cancelled)
        if self.is_ready(track):
            return
        page = track.uri
        if scheme_of(page) is Scheme.SEARCH:
            page = self._search(track, cancelled)
        info = next(iter(self._client.listing(page, cancelled)), None)
        objection = "nothing is there" if info is None else _objection(track, info)
        if objection is not None:
            raise ResolveError(f"{page[:200]}: {objection}", "video_gone")

    def is_ready(self, track: Track) -> bool:
        """Whether the track would be resolved without the network."""
        page = self._found.get(track.uri, track.uri)
        return self._cache.find(cache_key(page)) is not None

    def _search(self, track: Track, cancelled: Callable[[], bool]) -> str:
        """The page of the first result that fits. Raises: ResolveError."""
        results = self._client.search(search_query(track.uri), cancelled)
        candidates = [one for one in map(_candidate, results) if one is not None]
        fitting = best_fit(track, candidates)
        if fitting is None:
            reasons = ", ".join(f"{one.title[:60]!r}: {misfit(track, one)}" for one in candidates)
            raise ResolveError(f"nothing fits {track.uri[:200]!r} ({reasons})", "video_gone")
        return fitting.address

    def _from_page(self, track: Track, page: str, cancelled: Callable[[], bool]) -> ResolvedStream:
        """The file of a page, from the cache or the web. Raises: ResolveError."""
        key = cache_key(page)
        found_uri = page if page != track.uri else None
        path = self._cache.find(key)
        if path is not None:
            return ResolvedStream(track, path, track.duration_ms, found_uri)
        self._cache.prepare()
        with self._cache.locked(key, lambda: "cancelled" if cancelled() else ""):
            # Another thread or program may have fetched it while this one waited.
            path = self._cache.find(key)
            if path is not None:
                return ResolvedStream(track, path, track.duration_ms, found_uri)
            path, duration_ms = self._fetch(track, page, cancelled)
        self._cache.trim(keep=path)
        return ResolvedStream(track, path, duration_ms or track.duration_ms, found_uri)

    def _fetch(
        self, track: Track, page: str, cancelled: Callable[[], bool]
    ) -> tuple[Path, DurationMs | None]:
        """Fetch a page's audio; an expired address is made anew once. Raises: ResolveError."""
        key = cache_key(page)
        stem = self._cache.folder / self._cache.stem(key)

        def fetch() -> tuple[Path, Mapping[str, Any]]:
            return self._client.fetch(page, stem, cancelled, lambda info: _objection(track, info))

        try:
            try:
                path, info = fetch()
            except ResolveError as error:
                if http_status(error) not in EXPIRED_STATUSES:
                    raise
                logger.info("address has expired, resolving once more: %s", error.detail[:200])
                path, info = fetch()
            if not is_media_file(path):
                raise ResolveError(f"no audio at {page[:200]}", "video_gone")
        except ResolveError as error:
            if error.code in HOPELESS:
                self._cache.discard(key)
            raise
        return path, _duration_ms(info)


def cache_key(page: str) -> str:
    """The same for all addresses of one YouTube video, else the address itself."""
    match = YOUTUBE_ID.match(page)
    return f"youtube:{match.group(1)}" if match else page


def _raise_if(cancelled: Callable[[], bool]) -> None:
    """Raise ResolveError `cancelled` when nobody waits any more."""
    if cancelled():
        raise ResolveError("cancelled before it began", "cancelled")


def _candidate(entry: Mapping[str, Any]) -> Candidate | None:
    """A search result as a candidate, or None without a usable address."""
    address = str(entry.get("url") or entry.get("webpage_url") or "")
    if scheme_of(address) is not Scheme.WEB:
        return None
    return Candidate(
        address=address,
        title=str(entry.get("title") or ""),
        channel=str(entry.get("channel") or entry.get("uploader") or ""),
        duration_ms=_duration_ms(entry),
        is_live=entry.get("live_status") in LIVE or bool(entry.get("is_live")),
    )


def _objection(track: Track, info: Mapping[str, Any]) -> str | None:
    """Why a video is not fetched, or None; a search's find has to be as long as a song."""
    if info.get("is_live") or info.get("live_status") in LIVE:
        return "live"
    duration_ms = _duration_ms(info)
    is_search = scheme_of(track.uri) is Scheme.SEARCH
    if is_search and duration_ms is not None and not length_fits(track, duration_ms):
        return "length"
    return None


def _duration_ms(info: Mapping[str, Any]) -> DurationMs | None:
    """yt-dlp's seconds as milliseconds; None when it does not know."""
    duration = info.get("duration")
    if not isinstance(duration, (int, float)) or not 0 < duration < 1e7:
        return None
    return DurationMs(round(duration * 1000))
