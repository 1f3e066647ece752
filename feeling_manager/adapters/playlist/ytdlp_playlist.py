"""Lists of the web, as yt-dlp describes them: play lists, channels, single videos, feeds.

yt-dlp itself is called through `WebLister`, which the resolver's client implements.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Protocol
from urllib.parse import parse_qs, urlsplit

from feeling_manager.adapters.playlist.track_entry import (
    DEFAULT_GENRE,
    NO_ID,
    ListPolicy,
    Refused,
    seconds_to_ms,
)
from feeling_manager.core.addresses import web_host
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.matching import split_artist_title
from feeling_manager.core.ports import SkippedEntry
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import Track

logger = logging.getLogger(__name__)

MAX_ENTRIES: Final = 20_000
"""Beyond this a list counts as endless. Source: YouTube allows 5,000 in a play list."""

MAX_DEPTH: Final = 2
"""A channel lists its tabs, a tab lists videos."""

NESTED_KEYS: Final = frozenset({"YoutubeTab", "YoutubePlaylist", "YoutubeYtBe"})
"""yt-dlp's extractors whose addresses are lists. Source: yt_dlp/extractor/youtube/_tab.py."""

LIVE: Final = frozenset({"is_live", "is_upcoming", "post_live"})

CLOSED: Final = frozenset({"private", "premium_only", "subscriber_only", "needs_auth"})
"""yt-dlp's `availability` of what a guest cannot hear. Source: yt_dlp/extractor/common.py."""

REASON_PATTERNS: Final = (
    ("region_blocked", r"in your country|geo.?restrict|your location|your region"),
    ("private", r"private video|sign in|members-only|registered users|\[private"),
    ("deleted", r"removed|deleted|terminated|video unavailable|no longer available"),
    ("live", r"premieres in|live event|is offline|not currently live"),
)
"""(reason, what yt-dlp or YouTube says). Source: yt_dlp/extractor/{common,youtube/_video}.py."""

_DECORATION: Final = re.compile(
    r"\s*[(\[【]\s*(?:(?:the\s+)?official|m/?v\b|lyrics?\b|audio\b|visuali[sz]er|hd\b|hq\b|4k\b"
    r"|color coded|music video|가사)[^)\]】]*[)\]】]",
    re.IGNORECASE,
)


class WebLister(Protocol):
    """Lists what stands behind an address of the web."""

    def listing(self, address: str, cancelled: Callable[[], bool]) -> Iterator[Mapping[str, Any]]:
        """yt-dlp's description of each entry, page by page. Raises: ResolveError."""


class YtDlpPlaylist:
    """The songs behind an address of the web. Thread: a pool thread."""

    def __init__(
        self,
        address: str,
        lister: WebLister,
        genre: str = DEFAULT_GENRE,
        cancelled: Callable[[], bool] = lambda: False,
        allow_private: frozenset[str] = frozenset(),
    ) -> None:
        self._address = address
        self._lister = lister
        self._cancelled = cancelled
        # Who typed an address of the private network may be led within that host.
        own = frozenset({web_host(address)}) - {""}
        self._policy = ListPolicy(allow_private=allow_private | own, genre=genre)

    def entries(self) -> Iterator[Track | SkippedEntry]:
        """The songs as the site lists them, each address once.

        Raises: ResolveError when nothing can be listed, or the list breaks off.
        """
        if is_endless_mix(self._address):
            yield SkippedEntry(clean_text(self._address), "endless_mix")
            return
        seen: set[str] = set()
        try:
            for entry in self._listed(self._address, 0):
                found = self._checked(entry)
                if isinstance(found, Track):
                    if found.uri in seen:
                        continue
                    seen.add(found.uri)
                    if len(seen) > MAX_ENTRIES:
                        yield SkippedEntry(found.title, "endless_mix")
                        return
                yield found
        except ResolveError as error:
            reason = _reason_in(error.detail) if error.code == "video_gone" else None
            if reason is None or seen:
                raise
            yield SkippedEntry(clean_text(self._address), reason)

    def _listed(self, address: str, depth: int) -> Iterator[Mapping[str, Any]]:
        """All entries, those of lists within the list too."""
        for entry in self._lister.listing(address, self._cancelled):
            if not _is_list(entry):
                yield entry
                continue
            url = str(entry.get("url") or entry.get("webpage_url") or "")
            if depth >= MAX_DEPTH or is_endless_mix(url):
                yield {**entry, "_skip": "endless_mix"}
                continue
            try:
                self._policy.checked(url)
            except Refused as refused:
                yield {**entry, "_skip": refused.reason}
            else:
                yield from self._listed(url, depth + 1)

    def _checked(self, entry: Mapping[str, Any]) -> Track | SkippedEntry:
        """An entry as a track, or why it is not taken."""
        title = clean_text(entry.get("title"))
        reason = entry.get("_skip") or _reason_to_skip(entry)
        if reason:
            return SkippedEntry(title or clean_text(entry.get("url")), str(reason))
        try:
            uri = self._policy.checked(_address(entry))
        except Refused as refused:
            return SkippedEntry(title or clean_text(entry.get("url")), refused.reason)
        artist, title = _artist_and_title(entry, title or clean_text(entry.get("id")))
        duration_ms = seconds_to_ms(entry.get("duration"))
        return Track(NO_ID, uri, title or uri, artist, self._policy.genre, duration_ms=duration_ms)


def is_endless_mix(address: str) -> bool:
    """Whether an address is one of YouTube's mixes, which never end.

    Their ids begin with RD; those of the curated lists of YouTube Music, which do end, with RDCLAK.
    """
    try:
        parts = urlsplit(address)
        ids = parse_qs(parts.query).get("list", [""])
    except ValueError:
        return False
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("music.")
    if host not in ("youtube.com", "youtu.be"):
        return False
    return any(one.startswith("RD") and not one.startswith("RDCLAK") for one in ids)


def _is_list(entry: Mapping[str, Any]) -> bool:
    """Whether an entry is a list of its own."""
    return entry.get("_type") == "playlist" or (
        entry.get("_type") in ("url", "url_transparent") and entry.get("ie_key") in NESTED_KEYS
    )


def _address(entry: Mapping[str, Any]) -> str:
    """The page of an entry. Raises: Refused when it has none."""
    if entry.get("_type") in ("url", "url_transparent"):
        address = entry.get("url")
    else:
        address = entry.get("webpage_url") or entry.get("original_url") or _only_format(entry)
    if not isinstance(address, str) or not address:
        raise Refused("unreadable")
    video_id = entry.get("id")
    if entry.get("ie_key") == "Youtube" or entry.get("extractor_key") == "Youtube":
        # One spelling for YouTube and YouTube Music, so that duplicates are seen.
        return f"https://www.youtube.com/watch?v={video_id}" if video_id else address
    return address


def _only_format(entry: Mapping[str, Any]) -> object:
    """The file of a video that shares its page with others, as pages with <audio> tags do."""
    formats = entry.get("formats") or [entry]
    return formats[-1].get("url") if isinstance(formats[-1], Mapping) else None


def _reason_to_skip(entry: Mapping[str, Any]) -> str | None:
    """Why an entry cannot be played by a guest, as far as the list tells."""
    # YouTube's own words for entries that are gone, in English as yt-dlp asks for it.
    gone = {"[private video]": "private", "[deleted video]": "deleted"}
    title = str(entry.get("title") or "").strip().lower()
    if title in gone:
        return gone[title]
    if entry.get("is_live") or entry.get("live_status") in LIVE:
        return "live"
    if entry.get("availability") in CLOSED:
        return "private"
    return None if entry else "unreadable"


def _reason_in(message: str) -> str | None:
    """The reason behind an error of a single video, None when the message names none."""
    for reason, pattern in REASON_PATTERNS:
        if re.search(pattern, message, re.IGNORECASE):
            return reason
    return None


def _artist_and_title(entry: Mapping[str, Any], title: str) -> tuple[str, str]:
    """Who sings what, out of tags, a "Topic" channel, "Artist - Title", or the channel's name."""
    shown = _DECORATION.sub("", title).strip() or title
    artists = entry.get("artists") or entry.get("artist")
    if artists:
        names = [artists] if isinstance(artists, str) else artists
        return clean_text(", ".join(map(str, names))), clean_text(entry.get("track")) or shown
    channel = clean_text(entry.get("channel") or entry.get("uploader"))
    if channel.endswith(" - Topic"):
        return channel.removesuffix(" - Topic"), shown
    artist, rest = split_artist_title(shown)
    return (artist, rest) if artist else (channel, shown)
