"""Fetches over https and nothing else, within bounds of time and size."""

from __future__ import annotations

import hashlib
import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from typing import IO, Any, BinaryIO, Final
from urllib.parse import urlsplit

from feeling_manager import __version__
from feeling_manager.core.errors import UpdateError

Cancelled = Callable[[], bool]
Progressed = Callable[[float], None]
"""Is told the part that is done, 0–1."""

BLOCK_BYTES: Final = 64 * 1024
"""Asked of the socket at once; a read returns what is there, so slowness is noticed."""

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How patient one fetch is.

    Attributes:
        socket_timeout_s: a connection that is silent for so long is broken.
        page_s, download_s: for a whole page of the index, a whole wheel.
        max_page_bytes: Measured: the page of yt-dlp on pypi.org has 0.3 MB.
        max_wheel_bytes: Measured: yt-dlp 2026.8.19 has 3.3 MB.
    """

    socket_timeout_s: float = 10.0
    page_s: float = 30.0
    download_s: float = 300.0
    max_page_bytes: int = 16 * 2**20
    max_wheel_bytes: int = 32 * 2**20


class HttpsClient:
    """Makes one request at a time. Thread: any.

    `http_on_loopback` also allows plain http to this very machine, for tests.
    """

    def __init__(self, limits: FetchLimits | None = None, http_on_loopback: bool = False) -> None:
        self.limits = limits or FetchLimits()
        self._http_on_loopback = http_on_loopback

    def read_page(self, url: str, accept: str, cancelled: Cancelled) -> tuple[bytes, str]:
        """A page, and the address it came from after redirects. Raises: UpdateError."""
        limits = self.limits
        with self._open(url, accept) as response:
            blocks = _blocks(response, limits.page_s, limits.max_page_bytes, cancelled)
            return b"".join(blocks), str(response.url)

    def save(self, url: str, file: BinaryIO, cancelled: Cancelled, progressed: Progressed) -> str:
        """Write what `url` holds into `file`; returns its SHA-256 in hexadecimal digits.

        Raises:
            UpdateError: it could not be fetched whole.
            OSError: `file` could not be written.
        """
        limits, digest, received = self.limits, hashlib.sha256(), 0
        with self._open(url, "application/octet-stream, */*") as response:
            total = response.length or 0
            if total > limits.max_wheel_bytes:
                raise UpdateError(f"{total} bytes at {url[:200]}", "update_damaged")
            for block in _blocks(response, limits.download_s, limits.max_wheel_bytes, cancelled):
                file.write(block)
                digest.update(block)
                received += len(block)
                progressed(received / total if total else 0.0)
        return digest.hexdigest()

    def _open(self, url: str, accept: str) -> http.client.HTTPResponse:
        """Send the request. Raises: UpdateError."""
        self._refuse_unsafe(url)
        agent = f"feeling-manager/{__version__}"
        request = urllib.request.Request(url, headers={"Accept": accept, "User-Agent": agent})
        try:
            response: http.client.HTTPResponse = self._opener.open(
                request, timeout=self.limits.socket_timeout_s
            )
        except urllib.error.HTTPError as error:
            error.close()
            # urllib itself refuses to be led to files and the like.
            code = "address_refused" if 300 <= error.code < 400 else "index_unreachable"
            raise UpdateError(f"HTTP {error.code} from {url[:200]}", code) from error
        except (OSError, http.client.HTTPException) as error:
            raise _network_error(error, url) from error
        except ValueError as error:
            raise UpdateError(f"led astray by {url[:200]}: {error}", "address_refused") from error
        return response

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        """An opener that knows http and https only, not files and ftp as the usual one does."""
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler({} if self._http_on_loopback else None),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(context=_tls_context()),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.UnknownHandler(),
            _GuardedRedirects(self._refuse_unsafe),
        ):
            opener.add_handler(handler)
        return opener

    def _refuse_unsafe(self, url: str) -> None:
        """Raise UpdateError for an address that is not https."""
        parts = urlsplit(url)
        if parts.scheme == "https" and parts.hostname:
            return
        if self._http_on_loopback and parts.scheme == "http" and parts.hostname in LOOPBACK:
            return
        raise UpdateError(f"refused: {url[:200]!r}", "address_refused")


class _GuardedRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects only to where a first request may go too."""

    def __init__(self, refuse_unsafe: Callable[[str], None]) -> None:
        self._refuse_unsafe = refuse_unsafe

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message
    ) -> Any:
        """Follow a redirect; one that is refused leaves no connection open."""
        try:
            return super().http_error_302(req, fp, code, msg, headers)  # type: ignore[arg-type]
        except Exception:
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Make the next request. Raises: UpdateError."""
        self._refuse_unsafe(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _tls_context() -> ssl.SSLContext:
    """Trusts what the system trusts, and certifi's list where the system has none.

    A packaged program brings its own OpenSSL, which looks for certificates where the machine that
    built it had them.
    """
    context = ssl.create_default_context()
    try:
        import certifi
    except ImportError:
        return context
    context.load_verify_locations(certifi.where())
    return context


def _blocks(response: Any, seconds: float, max_bytes: int, cancelled: Cancelled) -> Iterator[bytes]:
    """The body piece by piece. Raises: UpdateError when it is late, too large or cut short."""
    deadline, received = time.monotonic() + seconds, 0
    while True:
        if cancelled():
            raise UpdateError("while fetching", "cancelled")
        if time.monotonic() > deadline:
            raise UpdateError(f"not done after {seconds:g} s", "timed_out")
        try:
            block: bytes = response.read1(BLOCK_BYTES)
        except http.client.IncompleteRead as error:
            raise UpdateError("the connection was cut", "update_damaged") from error
        except (OSError, http.client.HTTPException) as error:
            raise _network_error(error, str(response.url)) from error
        if not block:
            break
        received += len(block)
        if received > max_bytes:
            raise UpdateError(f"larger than {max_bytes} bytes", "update_damaged")
        yield block
    if response.length:
        raise UpdateError(f"{response.length} bytes are missing", "update_damaged")


def _network_error(error: Exception, url: str) -> UpdateError:
    """Our error for one of the network."""
    reason = getattr(error, "reason", error)
    code = "timed_out" if isinstance(reason, TimeoutError) else "index_unreachable"
    return UpdateError(f"{url[:200]}: {reason}"[:500], code)
