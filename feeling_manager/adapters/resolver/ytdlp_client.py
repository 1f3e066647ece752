"""The one door to yt-dlp: list an address, search, fetch audio; its errors become ours."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from feeling_manager.adapters.resolver import ytdlp_errors
from feeling_manager.adapters.resolver.js_runtime import javascript_runtimes, ytdlp_age_days
from feeling_manager.adapters.resolver.network_guard import HostLookup, NetworkGuard, look_up
from feeling_manager.adapters.resolver.ytdlp_hooks import (
    CallLog,
    ClientLimits,
    ProgressHook,
    VideoFilter,
)
from feeling_manager.core.addresses import Scheme, scheme_of, web_host
from feeling_manager.core.errors import ResolveError

logger = logging.getLogger(__name__)

FORMAT: Final = "(bestaudio/best)[protocol~='^(https?|http_dash_segments)$']"
"""The best audio that yt-dlp fetches itself; others it gives to ffmpeg, past our guard."""

DEFAULT_SEARCH: Final = "ytsearch5:{query}"

MAX_REDIRECTIONS: Final = 5
"""Addresses that lead to addresses, as short links and channels do."""

UNEXPECTED_PAGE: Final = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, SyntaxError, EOFError,
)  # fmt: skip
"""What yt-dlp's scrapers let through when a page is not as they expect (bad XML is SyntaxError)."""


class YtDlpClient:
    """Calls yt-dlp with our limits. Thread: any pool thread; each call makes its own yt-dlp.

    `allow_private` names hosts of the private network that any address may lead to. `prepare` is
    called before yt-dlp is imported, and chooses which one that will be.
    """

    def __init__(
        self,
        work_dir: Path | None = None,
        limits: ClientLimits | None = None,
        allow_private: Collection[str] = (),
        search_template: str = DEFAULT_SEARCH,
        lookup: HostLookup = look_up,
        today: Callable[[], date] = date.today,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        self._work_dir = work_dir
        self.limits = limits or ClientLimits()
        self._allow_private = frozenset(allow_private)
        self._search_template = search_template
        self._lookup = lookup
        self._today = today
        self._prepare = prepare

    def search(self, query: str, cancelled: Callable[[], bool]) -> list[Mapping[str, Any]]:
        """Up to five results as yt-dlp describes them, without opening their pages.

        Raises: ResolveError.
        """
        address = self._search_template.format(query=query)
        found = []
        for entry in self.listing(address, cancelled):
            found.append(entry)
            if len(found) >= 5:
                break
        return found

    def listing(self, address: str, cancelled: Callable[[], bool]) -> Iterator[Mapping[str, Any]]:
        """The entries behind an address, page by page as they are asked for.

        A single video is a list of one. The deadline counts anew for each page. An entry whose
        `_type` is `url` and whose `ie_key` names a list is a list of its own.

        Raises: ResolveError, also in the middle when a later page fails.
        """
        guard = self._guard(address, cancelled, self.limits.extraction_s)
        # Who pastes "watch?v=…&list=…" here means the list.
        with self._session({**self._params(), "noplaylist": False}, guard) as ydl:
            info = _followed(ydl, address)
            if info.get("_type") not in ("playlist", "multi_video"):
                yield _plain(info)
                return
            for entry in info.get("entries") or ():
                yield _plain(entry or {})
                guard.extend(self.limits.extraction_s)
                if guard.stop_reason():
                    raise ResolveError(address[:200], guard.stop_code)

    def fetch(
        self,
        address: str,
        stem: Path,
        cancelled: Callable[[], bool],
        accept: Callable[[Mapping[str, Any]], str | None],
    ) -> tuple[Path, Mapping[str, Any]]:
        """Download the audio behind a page to `stem` plus an ending; resumes a partial file.

        `accept` sees what yt-dlp knows of the video before anything is fetched, and returns why it
        is not wanted, or None. Returns the file and yt-dlp's description.

        Raises: ResolveError; `video_gone` when not accepted.
        """
        guard = self._guard(address, cancelled, self.limits.extraction_s)
        progress = ProgressHook(guard, self.limits)
        params = {
            **self._params(),
            "outtmpl": {"default": str(stem).replace("%", "%%") + ".%(ext)s"},
            "match_filter": VideoFilter(guard, accept),
            "progress_hooks": [progress],
            "playlist_items": "1",
        }
        with self._session(params, guard) as ydl:
            info = _first_video(ydl.extract_info(address, download=True) or {})
        downloads = info.get("requested_downloads") or ()
        # Without a path yt-dlp has given up silently, which it does for files too large.
        files = [Path(one["filepath"]) for one in downloads if one.get("filepath")]
        if not files or not files[0].is_file():
            raise ResolveError(f"nothing was fetched from {address[:200]}", progress.empty_code)
        return files[0], info

    def _guard(
        self, address: str, cancelled: Callable[[], bool], deadline_s: float
    ) -> NetworkGuard:
        """The guard of one call. Raises: ResolveError for an address that is none of the web."""
        own = web_host(address)
        if not own and scheme_of(address) is not Scheme.SEARCH:
            raise ResolveError(f"refused: {address[:80]!r}", "address_refused")
        return NetworkGuard(cancelled, deadline_s, own, self._allow_private, self._lookup)

    @contextlib.contextmanager
    def _session(self, params: dict[str, Any], guard: NetworkGuard) -> Iterator[Any]:
        """A yt-dlp for one call; everything it raises leaves as ResolveError."""
        if guard.stop_reason():
            raise ResolveError("before the call", guard.stop_code)
        log = CallLog()
        try:
            self._prepare()
            from feeling_manager.adapters.resolver.ytdlp_network import GuardedYoutubeDL
        except ImportError as error:
            raise ResolveError(f"yt-dlp cannot be loaded: {error}", "ytdlp_outdated") from error
        from yt_dlp.utils import YoutubeDLError

        try:
            with GuardedYoutubeDL({**params, "logger": log}, guard) as ydl:
                yield ydl
        except (YoutubeDLError, OSError) as error:
            raise self._error(error, guard, log) from error
        except UNEXPECTED_PAGE as error:
            logger.info("yt-dlp stumbled", exc_info=True)
            raise self._error(error, guard, log) from error

    def _error(self, error: BaseException, guard: NetworkGuard, log: CallLog) -> ResolveError:
        """Our error for one of yt-dlp's."""
        age_days = ytdlp_age_days(self._today())
        code = guard.stop_code or ytdlp_errors.classify(error, log.warnings, age_days)
        return ResolveError(str(error)[:1_000], code)

    def _params(self) -> dict[str, Any]:
        """yt-dlp's parameters, all named in the documentation of `YoutubeDL`."""
        limits = self.limits
        cache = str(self._work_dir / "yt-dlp") if self._work_dir is not None else False
        return {
            "quiet": True,
            "noprogress": True,
            "color": "never",
            "format": FORMAT,
            "noplaylist": True,
            "lazy_playlist": True,
            "socket_timeout": limits.socket_timeout_s,
            "retries": limits.retries,
            "fragment_retries": limits.retries,
            "extractor_retries": 1,
            "file_access_retries": 1,
            "retry_sleep_functions": {"http": _short_pause, "fragment": _short_pause},
            "max_filesize": limits.max_bytes,
            "continuedl": True,
            "updatetime": False,
            "fixup": "never",
            "cachedir": cache,
            "enable_file_urls": False,
            "allow_unplayable_formats": False,
            "external_downloader": {"default": "native", "m3u8": "native", "dash": "native"},
            "js_runtimes": {
                name: {"path": str(path)} for name, path in javascript_runtimes().items()
            },
            "remote_components": [],
        }


def _short_pause(n: int) -> float:
    """Seconds before a broken connection is made anew for the `n`th time; yt-dlp names it so."""
    return min(0.5 * 2.0**n, 4.0)


def _followed(ydl: Any, address: str) -> Mapping[str, Any]:
    """What stands behind an address, after the addresses it leads to. Raises: ResolveError."""
    for _ in range(MAX_REDIRECTIONS):
        info: Mapping[str, Any] = ydl.extract_info(address, download=False, process=False) or {}
        if info.get("_type") not in ("url", "url_transparent"):
            return info
        address = str(info.get("url") or "")
        if scheme_of(address) is None:
            raise ResolveError(f"refused: {address[:80]!r}", "address_refused")
    raise ResolveError(f"leads from address to address: {address[:200]}", "video_gone")


def _first_video(info: Mapping[str, Any]) -> Mapping[str, Any]:
    """The video itself where yt-dlp wraps it into a list of one."""
    while info.get("entries"):
        info = next(iter(info["entries"])) or {}
    return info


def _plain(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry whose address carries none of yt-dlp's own notes (`#__youtubedl_smuggle`)."""
    plain = dict(entry)
    for name in ("url", "webpage_url"):
        if plain.get(name):
            plain[name] = str(plain[name]).partition("#__youtubedl_smuggle")[0]
    return plain
