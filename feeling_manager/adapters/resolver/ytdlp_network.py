# ruff: noqa: E402 - what must hold before yt-dlp is imported stands between the imports
"""yt-dlp with our guard on every request, redirect and read.

Imported only when a call to the web is made: importing yt-dlp takes half a second.
"""

from __future__ import annotations

import importlib
import io
import os
import urllib.request
import urllib.response
import weakref
import zlib
from collections.abc import Mapping
from email.message import Message
from typing import Any, Final
from urllib.parse import urljoin

# Must be set before yt-dlp builds its first object; code of other people's folders is not run.
os.environ["YTDLP_NO_PLUGINS"] = "1"
importlib.import_module("feeling_manager.adapters.resolver.ytdlp_without").leave_out()

from yt_dlp import YoutubeDL
from yt_dlp.globals import plugin_dirs
from yt_dlp.networking._urllib import UrllibRH
from yt_dlp.networking.exceptions import RequestError, TransportError

from feeling_manager.adapters.resolver.network_guard import MAX_PAGE_BYTES, NetworkGuard

plugin_dirs.value = []

READ_BLOCK: Final = 64 * 1024
"""Bytes asked of the socket at once; a read returns what is there, so slowness is noticed."""


class RequestStopped(RequestError):  # type: ignore[misc]
    """Our guard ended the call or refused an address; `NetworkGuard.stop_code` says why.

    A RequestError, because yt-dlp hands on those and swallows others, and not a TransportError,
    because it tries again after those.
    """


class _GuardHandler(urllib.request.BaseHandler):
    """Sees every request of an opener, those after a redirect too, and every response."""

    # Before the proxy handler (100) rewrites the request and yt-dlp's own (500) reads the body.
    handler_order = 50

    def __init__(self, guard: NetworkGuard, bodies: weakref.WeakSet[GuardedBody]) -> None:
        self._guard = guard
        self._bodies = bodies

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        """Let a request pass or raise RequestStopped."""
        if self._guard.stop_reason():
            raise RequestStopped(self._guard.stop_code)
        try:
            refused = self._guard.refuses(request.full_url)
        except OSError as error:
            raise TransportError(cause=error) from error
        if refused:
            raise RequestStopped(f"refused to open {request.full_url[:200]}")
        return request

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        """Put the body behind the guard, and unpack it here within bounds."""
        body = GuardedBody(response, self._guard)
        self._bodies.add(body)
        self._refuse_odd_redirect(request, body)
        encoding = str(body.headers.get("Content-Encoding", "")).strip().lower()
        if encoding in ("", "identity"):
            return body
        try:
            return _unpacked(body, encoding)
        except RequestStopped:
            self._guard.stop_code = self._guard.stop_code or "address_refused"
            raise

    https_request = http_request
    https_response = http_response

    def _refuse_odd_redirect(self, request: urllib.request.Request, body: GuardedBody) -> None:
        """Raise RequestStopped for a redirect to files, ftp and the like."""
        if not 300 <= (body.status or 0) < 400:
            return
        target = urljoin(request.full_url, str(body.headers.get("Location", "")))
        if not target.lower().startswith(("http://", "https://")):
            body.close()
            self._guard.stop_code = "address_refused"
            raise RequestStopped(f"refused a redirect to {target[:200]}")


class GuardedBody(urllib.response.addinfourl):
    """A response whose reads end when the call is cancelled or late.

    An ordinary `read(n)` of the standard library waits for all n bytes, which a server that sends
    one byte a second can draw out for hours without the socket's timeout noticing.
    """

    def __init__(self, response: Any, guard: NetworkGuard) -> None:
        super().__init__(response, response.headers, response.url, response.status)
        self.msg = getattr(response, "msg", "")
        self.reason = getattr(response, "reason", None)
        self._response = response
        self._guard = guard
        self.read = self._guarded_read  # type: ignore[assignment,method-assign]

    def _guarded_read(self, size: int | None = -1) -> bytes:
        """Read up to `size` bytes, or all up to `MAX_PAGE_BYTES`."""
        if size is None or size < 0:
            return self._read_page()
        if self._guard.stop_reason():
            self.close()
            raise RequestStopped(self._guard.stop_code)
        block: bytes = self._response.read1(size) if size else b""
        if size and not block:
            self._raise_if_cut_short()
        return block

    def _raise_if_cut_short(self) -> None:
        """Raise TransportError when the server hung up before the promised length."""
        if self._response.length:
            missing = self._response.length
            self.close()
            raise TransportError(f"connection closed, {missing} more bytes expected")

    def _read_page(self) -> bytes:
        """The whole body of a page. Raises: RequestStopped when it is too large."""
        collected = bytearray()
        while block := self._guarded_read(READ_BLOCK):
            collected += block
            if len(collected) > MAX_PAGE_BYTES:
                self.close()
                self._guard.stop_code = "address_refused"
                raise RequestStopped("the page is too large")
        self.close()
        return bytes(collected)


def _unpacked(body: GuardedBody, encoding: str) -> urllib.response.addinfourl:
    """A packed page, unpacked but never beyond `MAX_PAGE_BYTES` (a small bomb grows to gigabytes).

    Raises: RequestStopped for a bomb, TransportError for damage.
    """
    packed = body.read()
    try:
        page = _inflate(packed, encoding)
    except zlib.error as error:
        raise TransportError(cause=error) from error
    headers = Message()
    for name, value in body.headers.items():
        if name.lower() not in ("content-encoding", "content-length"):
            headers[name] = value
    unpacked = urllib.response.addinfourl(io.BytesIO(page), headers, body.url, body.status)
    unpacked.msg = body.msg  # type: ignore[attr-defined]
    return unpacked


def _inflate(packed: bytes, encoding: str) -> bytes:
    """Undo gzip or deflate. Raises: zlib.error, RequestStopped."""
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RequestStopped(f"a page packed as {encoding[:40]} was not asked for")
    # 32 + 15: gzip or zlib, whichever it is.
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS)
    try:
        page = unpacker.decompress(packed, MAX_PAGE_BYTES)
    except zlib.error:
        if encoding != "deflate":
            raise
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        page = unpacker.decompress(packed, MAX_PAGE_BYTES)
    if unpacker.unconsumed_tail:
        raise RequestStopped("the page is too large")
    return page


def _guarded_handler_class(guard: NetworkGuard, bodies: weakref.WeakSet[GuardedBody]) -> type:
    """yt-dlp's standard handler whose openers carry `guard`."""

    class GuardedUrllibRH(UrllibRH):  # type: ignore[misc]
        """The only way to the network of one call."""

        _SUPPORTED_URL_SCHEMES = ("http", "https", "data")

        def _create_instance(self, **arguments: Any) -> urllib.request.OpenerDirector:
            opener: urllib.request.OpenerDirector = super()._create_instance(**arguments)
            opener.add_handler(_GuardHandler(guard, bodies))
            return opener

        def _prepare_headers(self, request: Any, headers: Any) -> None:
            # Brotli cannot be unpacked within bounds.
            headers.setdefault("Accept-Encoding", "gzip, deflate")

    return GuardedUrllibRH


class GuardedYoutubeDL(YoutubeDL):  # type: ignore[misc]
    """yt-dlp without plug-ins, whose every request passes `guard`; for use in a `with`."""

    def __init__(self, params: Mapping[str, Any], guard: NetworkGuard) -> None:
        self._guard = guard
        self._bodies: weakref.WeakSet[GuardedBody] = weakref.WeakSet()
        super().__init__(dict(params))

    def build_request_director(self, handlers: object, preferences: object = None) -> Any:
        """Offer our handler alone: others (requests, curl) would not ask the guard."""
        del handlers, preferences
        only = _guarded_handler_class(self._guard, self._bodies)
        return super().build_request_director([only])

    def close(self) -> None:
        """Free the connections of this call; yt-dlp leaves those of a broken download open."""
        super().close()
        for body in list(self._bodies):
            body.close()
