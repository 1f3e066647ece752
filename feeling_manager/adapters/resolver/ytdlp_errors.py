"""Which of our codes an error of yt-dlp means; its own texts are the only thing to go by.

Source of every text: yt-dlp 2026.08.19, the file is named beside it.
"""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Iterator
from typing import Final

from feeling_manager.core.addresses import web_host
from feeling_manager.core.releases import OUTDATED_AFTER_DAYS

MESSAGES: Final = (
    (
        "rate_limited",
        # extractor/youtube/_video.py: the reasons of YouTube itself, and what yt-dlp adds to them.
        r"not a bot|has been rate-limited|captcha challenge|IP is likely being blocked"
        r"|too many requests",
    ),
    (
        "runtime_missing",
        # extractor/youtube/_video.py, a warning; without a runtime there are no usable formats.
        r"No supported JavaScript runtime|challenge solver script distribution",
    ),
    (
        "ytdlp_outdated",
        # extractor/youtube/_video.py, of this and of older versions.
        r"n challenge solving failed|Signature solving failed|nsig extraction failed"
        r"|Signature extraction failed|Failed to extract any player response|please update",
    ),
    (
        "disk_full",
        # downloader/http.py, downloader/common.py.
        r"unable to open for writing|unable to write data|Unable to rename file"
        r"|No space left|Disk quota",
    ),
    (
        "offline",
        # utils.RetryManager.report_retry, downloader/http.py; the error itself is not handed on.
        r"Giving up after \d+ retr|Did not get any data blocks",
    ),
    (
        "video_gone",
        # extractor/youtube/_video.py (YouTube's reasons), extractor/common.py, utils, generic.py.
        r"Unsupported URL|DRM protected|Video unavailable|Private video|has been removed"
        r"|not available in your country|geo restriction|available for registered|Sign in"
        r"|video is not available|members-only|Premieres in|live event",
    ),
)
"""(code, pattern) in the order of trust."""

OWN_TEXT_ONLY: Final = frozenset({"disk_full", "offline", "video_gone"})
"""Codes that only the error itself may lead to, not a warning before it."""

FULL_DISK: Final = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EROFS") if hasattr(errno, name)
)
"""What the system says when the cache cannot take a file; Windows knows no EDQUOT."""

BROKEN_CONNECTION: Final = frozenset(
    {"TransportError", "SSLError", "ProxyError", "IncompleteRead", "ContentTooShortError"}
)
"""yt_dlp/networking/exceptions.py and yt_dlp/utils/_utils.py, by name as importing is slow."""

HTTP_CODES: Final = {429: "rate_limited", 408: "timed_out", 504: "timed_out"}


def classify(error: BaseException, warnings: list[str], age_days: int | None) -> str:
    """The code of `ResolveError` for an error of yt-dlp.

    `warnings` are what yt-dlp said before it failed; `age_days` is its age, None if unknown.
    """
    chain = list(_causes(error))
    code = _code_of_status(chain) or _code_of_system_error(chain)
    if code:
        return code
    text = " ".join(str(one) for one in chain)
    for code, pattern in MESSAGES:
        # The warnings tell why formats are missing; the error then only says that they are.
        looked_at = text if code in OWN_TEXT_ONLY else " ".join((text, *warnings))
        if re.search(pattern, looked_at, re.IGNORECASE):
            return code
    if any(type(one).__name__ in BROKEN_CONNECTION for one in chain):
        return "offline"
    # What is left is an extraction that failed for no reason yt-dlp knows: age is the likeliest.
    too_old = age_days is not None and age_days > OUTDATED_AFTER_DAYS
    return "ytdlp_outdated" if too_old else "video_gone"


def http_status(error: BaseException) -> int | None:
    """The HTTP status that an error came from, if it came from one."""
    for one in _causes(error):
        status = getattr(one, "status", None)
        if isinstance(status, int) and type(one).__name__ == "HTTPError":
            return status
        # downloader/http.py and YoutubeDL.process_info keep only the text.
        match = re.search(r"HTTP Error (\d{3})", str(one))
        if match:
            return int(match.group(1))
    return None


def _code_of_status(chain: list[BaseException]) -> str:
    """The code for an HTTP status in the chain, or ""."""
    status = next(filter(None, map(http_status, chain)), None)
    if status is None:
        return ""
    if status == 403 and any(_is_of_youtube(one) for one in chain):
        # YouTube does not say 429 for audio: it forbids, to guests who fetch too much.
        return "rate_limited"
    if status >= 500:
        return HTTP_CODES.get(status, "offline")
    return HTTP_CODES.get(status, "video_gone")


def _is_of_youtube(error: BaseException) -> bool:
    """Whether an HTTP error came from one of YouTube's servers."""
    host = web_host(str(getattr(getattr(error, "response", None), "url", "")))
    return host.endswith((".googlevideo.com", ".youtube.com"))


def _code_of_system_error(chain: list[BaseException]) -> str:
    """The code for an error of the operating system in the chain, or ""."""
    for one in chain:
        # TimeoutError is an OSError without a telling errno.
        if isinstance(one, TimeoutError) or "timed out" in str(one).lower():
            return "timed_out"
    for one in chain:
        if isinstance(one, (ssl.SSLError, socket.gaierror, ConnectionError)):
            return "offline"
        if isinstance(one, OSError) and one.errno in FULL_DISK:
            return "disk_full"
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it came from, each once; yt-dlp keeps causes in three places."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        exc_info = getattr(one, "exc_info", None)
        waiting.append(exc_info[1] if isinstance(exc_info, tuple) and len(exc_info) > 1 else None)
        waiting += [getattr(one, "cause", None), one.__cause__, one.__context__]
        waiting.append(getattr(one, "reason", None))
