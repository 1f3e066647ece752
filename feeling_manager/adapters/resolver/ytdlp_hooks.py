"""What yt-dlp calls back during one call: log, filter of videos, progress."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from feeling_manager.adapters.resolver.network_guard import NetworkGuard

logger = logging.getLogger(__name__)

MAX_LOGGED_WARNINGS: Final = 20


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """How patient one call is.

    Attributes:
        socket_timeout_s: a connection that is silent for so long is broken.
        extraction_s: until the audio's address is known. Measured elsewhere: 3–8 s on YouTube.
        download_s: for the whole download, the longest song on the slowest line we accept.
        stall_s: with less than `stall_bytes` in this time a download counts as dead.
        max_bytes: largest song; 12 minutes of 256 kbit/s are 23 MB, of FLAC about 60.
        retries: connections made anew within one call, which resume where they broke.
    """

    socket_timeout_s: float = 15.0
    extraction_s: float = 60.0
    download_s: float = 600.0
    stall_s: float = 20.0
    stall_bytes: int = 64 * 1024
    max_bytes: int = 60 * 2**20
    retries: int = 3


class CallLog:
    """What yt-dlp says goes to our log and is kept for the diagnosis of a failure."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def debug(self, message: str) -> None:
        """Both debugging and information."""
        logger.debug("yt-dlp: %s", message)

    def warning(self, message: str) -> None:
        """Kept: it often tells the reason that the error then does not."""
        logger.info("yt-dlp: %s", message)
        if len(self.warnings) < MAX_LOGGED_WARNINGS:
            self.warnings.append(message[:1_000])

    def error(self, message: str) -> None:
        """Not an error of ours: it is raised as well."""
        logger.info("yt-dlp: %s", message)


class VideoFilter:
    """yt-dlp's `match_filter`: ends the call when the video is not wanted."""

    def __init__(
        self, guard: NetworkGuard, accept: Callable[[Mapping[str, Any]], str | None]
    ) -> None:
        self._guard = guard
        self._accept = accept

    def __call__(self, info: Mapping[str, Any], *, incomplete: bool = False) -> str | None:
        """Ask `accept` once all is known. Raises: DownloadCancelled."""
        if incomplete:
            return None
        reason = self._accept(info)
        if reason is None:
            return None
        from yt_dlp.utils import DownloadCancelled

        self._guard.stop_code = "video_gone"
        raise DownloadCancelled(f"not wanted: {reason}")


class ProgressHook:
    """yt-dlp's progress hook: ends a download that is dead or too large.

    Cancelling and the deadline are seen by the guard, at every read.
    """

    def __init__(self, guard: NetworkGuard, limits: ClientLimits) -> None:
        self._guard = guard
        self._limits = limits
        self._mark_bytes = 0
        self._mark_at = 0.0
        self._has_begun = False
        self.empty_code = "address_refused"
        """Why nothing was fetched without an error: yt-dlp says so only of files too large."""

    def __call__(self, status: Mapping[str, Any]) -> None:
        """Look at one report. Raises: DownloadCancelled."""
        if status.get("status") != "downloading":
            return
        now, received = time.monotonic(), int(status.get("downloaded_bytes") or 0)
        if not self._has_begun:
            self._has_begun = True
            self._guard.extend(self._limits.download_s)
            self._mark_bytes, self._mark_at = received, now
        if received - self._mark_bytes >= self._limits.stall_bytes:
            self._mark_bytes, self._mark_at = received, now
        if received > self._limits.max_bytes:
            self._stop("address_refused", "larger than a song")
        if now - self._mark_at > self._limits.stall_s:
            self._stop("timed_out", "too slow")

    def _stop(self, code: str, why: str) -> None:
        """End the call."""
        from yt_dlp.utils import DownloadCancelled

        self._guard.stop_code = code
        raise DownloadCancelled(why)
