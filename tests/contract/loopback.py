"""A web server on loopback that serves real audio, well and badly."""

from __future__ import annotations

import contextlib
import gzip
import io
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import numpy as np
import soundfile

from feeling_manager.adapters.resolver import ClientLimits, YtDlpClient, ytdlp_version
from feeling_manager.core.values import Track, TrackId

QUICK = ClientLimits(
    socket_timeout_s=1.0,
    extraction_s=8.0,
    download_s=20.0,
    stall_s=1.5,
    stall_bytes=16 * 1024,
    max_bytes=3_000_000,
    retries=1,
)
"""As the product's limits, for people who wait."""


def day_of_release() -> date:
    """A day on which yt-dlp is new, whenever the tests run."""
    year, month, day = (int(part) for part in (ytdlp_version() or "").split(".")[:3])
    return date(year, month, day)


def quick_client(**changes: Any) -> YtDlpClient:
    """A client that gives up soon and whose yt-dlp is new."""
    return YtDlpClient(**{"limits": QUICK, "today": day_of_release, **changes})


def web_track(uri: str, title: str = "Some Title", artist: str = "Some Artist") -> Track:
    """A track of the library."""
    return Track(TrackId(7), uri, title, artist, "pop")


def keep_going() -> bool:
    """A `cancelled` that never is."""
    return False


def render_audio(seconds: float = 2.0, fmt: str = "WAV", hz: float = 440.0) -> bytes:
    """A sine as the bytes of a WAV, FLAC or OGG (Opus) file."""
    rate = 48_000
    t = np.arange(int(seconds * rate)) / rate
    out = io.BytesIO()
    subtype = "OPUS" if fmt == "OGG" else "PCM_16"
    soundfile.write(out, 0.3 * np.sin(2 * np.pi * hz * t), rate, format=fmt, subtype=subtype)
    return out.getvalue()


@dataclass
class Item:
    """An entry of a list that the server offers."""

    title: str
    url: str
    duration: str = ""


def rss(items: list[Item], title: str = "Songs") -> bytes:
    """A feed as a podcast or a radio archive serves it."""
    rows = "".join(
        f"<item><title>{escape(item.title)}</title>"
        f'<enclosure url="{escape(item.url, {chr(34): "&quot;"})}" type="audio/wav" length="1"/>'
        + (f"<itunes:duration>{item.duration}</itunes:duration>" if item.duration else "")
        + "</item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        f"<channel><title>{escape(title)}</title>{rows}</channel></rss>"
    ).encode()


@dataclass
class Hit:
    """A request that arrived."""

    method: str
    path: str
    range: str | None


Responder = Callable[["Handler"], None]


@dataclass
class Loopback:
    """The running server; `add` gives a path its behaviour."""

    port: int = 0
    host: str = "127.0.0.1"
    responders: dict[str, Responder] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}{path}"

    def hits_of(self, path: str, method: str = "GET") -> list[Hit]:
        return [hit for hit in self.hits if hit.path == path and hit.method == method]

    def add(self, path: str, responder: Responder) -> str:
        self.responders[path] = responder
        return self.url(path)

    def add_file(self, path: str, body: bytes, content_type: str = "audio/wav") -> str:
        return self.add(path, lambda handler: handler.send_ranged(body, content_type))

    def add_page(self, path: str, body: bytes, content_type: str = "text/html") -> str:
        return self.add(path, lambda handler: handler.send_whole(body, content_type))

    def add_gzip_page(self, path: str, body: bytes, encoding: str = "gzip") -> str:
        packed = gzip.compress(body)
        headers = {"Content-Encoding": encoding}
        return self.add(path, lambda handler: handler.send_whole(packed, "text/html", headers))

    def add_redirect(self, path: str, target: str, status: int = 302) -> str:
        def respond(handler: Handler) -> None:
            handler.send_response(status)
            handler.send_header("Location", target)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        return self.add(path, respond)

    def add_status(self, path: str, status: int) -> str:
        return self.add(path, lambda handler: handler.send_plain_status(status))

    def add_failing_first(self, path: str, status: int, times: int, body: bytes) -> str:
        """Answer `status` to the first requests and serve audio afterwards."""
        left = [times]

        def respond(handler: Handler) -> None:
            if left[0] > 0:
                left[0] -= 1
                handler.send_plain_status(status)
            else:
                handler.send_ranged(body, "audio/wav")

        return self.add(path, respond)

    def add_cut(self, path: str, body: bytes, at: int, times: int) -> str:
        """Promise all of `body` and hang up after `at` bytes, the first `times` times."""
        left = [times]

        def respond(handler: Handler) -> None:
            # The page is looked at before it is fetched, so only reading the body counts.
            if left[0] > 0 and handler.command == "GET":
                left[0] -= 1
                handler.send_ranged(body, "audio/wav", stop_after=at)
            else:
                handler.send_ranged(body, "audio/wav")

        return self.add(path, respond)

    def add_dripping(self, path: str, body: bytes, block: int, pause_s: float) -> str:
        return self.add(
            path,
            lambda handler: handler.send_ranged(body, "audio/wav", block=block, pause_s=pause_s),
        )

    def add_endless(self, path: str, head: bytes, content_type: str = "audio/wav") -> str:
        """Send without a length and without an end."""

        def respond(handler: Handler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", content_type)
            handler.send_header("Connection", "close")
            handler.end_headers()
            handler.wfile.write(head)
            while not self.stopping.is_set():
                handler.wfile.write(bytes(64 * 1024))

        return self.add(path, respond)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        state = self.server.state
        path = urlsplit(self.path).path
        state.hits.append(Hit(self.command, path, self.headers.get("Range")))
        responder = state.responders.get(path)
        # A client that has had enough hangs up; that is its right.
        with contextlib.suppress(ConnectionError):
            if responder is None:
                self.send_plain_status(404)
            else:
                responder(self)
        self.close_connection = True

    do_HEAD = do_GET

    def send_plain_status(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_whole(
        self, body: bytes, content_type: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def send_ranged(
        self,
        body: bytes,
        content_type: str,
        stop_after: int | None = None,
        block: int = 1 << 20,
        pause_s: float = 0.0,
    ) -> None:
        """Serve `body` or the range asked for; maybe not all of it, maybe slowly."""
        start = 0
        wanted = self.headers.get("Range", "")
        if wanted.startswith("bytes="):
            start = int(wanted[6:].partition("-")[0] or 0)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        else:
            self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        if self.command != "GET":
            return
        rest = body[start:] if stop_after is None else body[start : start + stop_after]
        for at in range(0, len(rest), block):
            if self.server.state.stopping.is_set():
                return
            self.wfile.write(rest[at : at + block])
            if pause_s:
                self.wfile.flush()
                time.sleep(pause_s)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """The server with its state."""

    daemon_threads = True
    block_on_close = False
    state: Loopback

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients hang up in these tests."""


@contextlib.contextmanager
def serve(host: str = "127.0.0.1") -> Iterator[Loopback]:
    """Run a server until the end of the `with`."""
    server = Server((host, 0), Handler)
    server.state = Loopback(port=int(server.server_address[1]), host=host)
    thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
    thread.start()
    try:
        yield server.state
    finally:
        server.state.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
