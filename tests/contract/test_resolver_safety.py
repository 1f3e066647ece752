"""No address, redirect or name server leads the program into the private network or to files."""

from __future__ import annotations

import http.client
import importlib
import importlib.metadata
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.adapters.resolver import (
    AudioCache,
    YtDlpResolver,
    challenge_solver_version,
    javascript_runtime,
    ytdlp_age_days,
    ytdlp_version,
)
from feeling_manager.adapters.resolver import js_runtime as js_runtime_module
from feeling_manager.adapters.resolver.network_guard import NetworkGuard
from feeling_manager.adapters.resolver.ytdlp_client import YtDlpClient
from feeling_manager.adapters.resolver.ytdlp_errors import classify, http_status
from feeling_manager.core.addresses import is_evidently_private, is_public_ip
from feeling_manager.core.errors import ResolveError
from tests.contract.loopback import (
    Item,
    Loopback,
    day_of_release,
    keep_going,
    quick_client,
    render_audio,
    rss,
    serve,
    web_track,
)

WAV = render_audio(1.0)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serve() as running:
        yield running


def code_of(tmp_path: Path, client: YtDlpClient, uri: str) -> str:
    with pytest.raises(ResolveError) as caught:
        YtDlpResolver(AudioCache(tmp_path / "c", 10**9), client).resolve(web_track(uri), keep_going)
    return caught.value.code


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/a.wav",
        "data:audio/wav;base64,UklGRg==",
        "http://10.0.0.1/a.wav",
        "http://192.168.0.1/a.wav",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/a.wav",
        "http://localhost/a.wav",
        "http://router.local/a.wav",
        "http://2130706433/a.wav",
        "http://0x7f.1/a.wav",
        "http://0/a.wav",
        "http://user:password@10.0.0.1/a.wav",
    ],
)
def test_redirects_are_refused(server: Loopback, tmp_path: Path, target: str, status: int) -> None:
    uri = server.add_redirect("/r", target, status)
    assert code_of(tmp_path, quick_client(), uri) == "address_refused"


def test_a_page_cannot_lead_to_the_private_network(server: Loopback, tmp_path: Path) -> None:
    with serve("127.0.0.2") as inner:
        inner.add_file("/secret.wav", WAV)
        link = inner.url("/secret.wav")
        page = server.add_page("/p.html", f'<html><audio src="{link}"></audio></html>'.encode())
        feed = server.add_page("/f.xml", rss([Item("A", link)]), "application/rss+xml")
        for uri in (page, feed):
            assert code_of(tmp_path, quick_client(), uri) == "address_refused"
        assert inner.hits == []


def test_hosts_that_are_allowed_may_be_led_to(server: Loopback, tmp_path: Path) -> None:
    with serve("127.0.0.2") as inner:
        uri = server.add_redirect("/r", inner.add_file("/song.wav", WAV))
        client = quick_client(allow_private={"127.0.0.2"})
        resolver = YtDlpResolver(AudioCache(tmp_path / "c", 10**9), client)
        assert resolver.resolve(web_track(uri), keep_going).path.read_bytes() == WAV


def test_a_public_name_that_leads_inside_is_refused(server: Loopback, tmp_path: Path) -> None:
    for address in ("127.0.0.1", "10.1.2.3", "::1", "fe80::1%eth0", "::ffff:192.168.0.1"):
        client = quick_client(lookup=lambda host, address=address: {"93.184.216.34", address})
        uri = f"http://music.example.com:{server.port}/song.wav"
        assert code_of(tmp_path, client, uri) == "address_refused"
    assert server.hits == []


def test_behind_a_proxy_the_proxy_looks_names_up(
    server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, server.url(""))
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)

    def no_name_server(host: str) -> set[str]:
        raise socket.gaierror(f"no name server for {host}")

    # The proxy is asked for the whole address, of which the server keeps the path.
    server.add_file("/song.wav", WAV)
    client = quick_client(lookup=no_name_server)
    resolver = YtDlpResolver(AudioCache(tmp_path / "c", 10**9), client)
    track = web_track("http://music.example.com/song.wav")
    assert resolver.resolve(track, keep_going).path.read_bytes() == WAV
    assert code_of(tmp_path, client, server.add_redirect("/r", "http://10.0.0.1/x")) != ""


def test_a_typed_private_host_allows_only_itself() -> None:
    guard = NetworkGuard(keep_going, 60, own_host="nas.local", lookup=lambda host: {"1.1.1.1"})
    assert not guard.refuses("http://nas.local:8080/song.mp3")
    assert not guard.refuses("https://example.com/song.mp3")
    assert guard.refuses("http://nas2.local/song.mp3")
    assert guard.refuses("http://192.168.0.7/song.mp3")
    assert guard.refuses("gopher://example.com/")
    assert guard.stop_code == "address_refused"


PRIVATE_HOSTS = (
    "localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.1", "0", "0.0.0.0", "10.0.0.1",
    "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255",
    "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "::1", "fe80::1", "fc00::1",
    "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "intranet", "nas.local", "pc.lan",
    "a.internal", "x.home.arpa", "999.1.1.1", "1.2.3", "0xabc",
)  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_private_hosts_are_known_by_their_names(host: str) -> None:
    assert is_evidently_private(host)


@pytest.mark.parametrize(
    "host", ["www.youtube.com", "93.184.216.34", "[2606:4700::1111]", "xn--9n2bp8q.com", "a.io"]
)
def test_public_hosts_are_not_taken_for_private(host: str) -> None:
    assert not is_evidently_private(host)


@given(st.integers(0, 2**32 - 1))
def test_every_private_ipv4_stays_private_in_every_disguise(number: int) -> None:
    plain = socket.inet_ntoa(number.to_bytes(4, "big"))
    if is_public_ip(plain):
        return
    high, low = number >> 16, number & 0xFFFF
    disguises = (plain, str(number), hex(number), f"::ffff:{plain}", f"64:ff9b::{high:x}:{low:x}")
    assert all(is_evidently_private(disguise) for disguise in disguises)


@pytest.mark.parametrize(
    ("message", "warning", "age_days", "code"),
    [
        ("Sign in to confirm you're not a bot. Use --cookies", "", 10, "rate_limited"),
        ("The current session has been rate-limited by YouTube", "", 10, "rate_limited"),
        (
            "Requested format is not available",
            "No supported JavaScript runtime could be found. Only deno",
            10,
            "runtime_missing",
        ),
        (
            "Requested format is not available",
            "n challenge solving failed: Some formats may be missing.",
            10,
            "ytdlp_outdated",
        ),
        ("nsig extraction failed: Some formats may be missing", "", 10, "ytdlp_outdated"),
        ("Failed to extract any player response", "", 10, "ytdlp_outdated"),
        ("Unable to extract title; please report this issue", "", 10, "video_gone"),
        ("Unable to extract title; please report this issue", "", 91, "ytdlp_outdated"),
        ("Unable to extract title; please report this issue", "", None, "video_gone"),
        ("Private video. Sign in if you've been granted access", "", 91, "video_gone"),
        (
            "The uploader has not made this video not available in your country",
            "",
            91,
            "video_gone",
        ),
        ("unable to write data: [Errno 28] No space left on device", "", 10, "disk_full"),
        ("Unable to download webpage: The read operation timed out", "", 10, "timed_out"),
        (
            "unable to download video data: HTTP Error 429: Too Many Requests",
            "",
            10,
            "rate_limited",
        ),
    ],
)
def test_what_ytdlp_says_has_its_code(
    message: str, warning: str, age_days: int | None, code: str
) -> None:
    from yt_dlp.utils import DownloadError, ExtractorError

    warnings = [warning] if warning else []
    for error in (ExtractorError(message, expected=True), DownloadError(f"ERROR: {message}")):
        assert classify(error, warnings, age_days) == code


def test_youtube_forbidding_audio_is_its_rate_limit() -> None:
    import io

    from yt_dlp.networking.common import Response
    from yt_dlp.networking.exceptions import HTTPError

    def forbidden(url: str) -> HTTPError:
        return HTTPError(Response(io.BytesIO(), url, {}, 403, "Forbidden"))

    theirs = forbidden("https://rr1---sn-4g5e6nez.googlevideo.com/videoplayback?expire=1")
    assert classify(theirs, [], 10) == "rate_limited"
    assert classify(forbidden("https://example.com/a.mp3"), [], 10) == "video_gone"
    assert http_status(theirs) == 403


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("extractor/youtube/_video.py", "No supported JavaScript runtime"),
        ("extractor/youtube/_video.py", "n challenge solving failed"),
        ("extractor/youtube/_video.py", "Signature solving failed"),
        ("extractor/youtube/_video.py", "Failed to extract any player response"),
        ("extractor/youtube/_video.py", "has been rate-limited"),
        ("extractor/youtube/_video.py", "IP is likely being blocked"),
        ("extractor/youtube/_video.py", "captcha challenge"),
        ("downloader/http.py", "unable to write data"),
        ("downloader/http.py", "unable to open for writing"),
        ("downloader/http.py", "Did not get any data blocks"),
        ("YoutubeDL.py", "This video is DRM protected"),
        ("utils/_utils.py", "Unsupported URL"),
        ("extractor/common.py", "geo restriction"),
    ],
)
def test_the_installed_ytdlp_still_says_what_we_listen_for(file: str, text: str) -> None:
    import yt_dlp

    source = (Path(yt_dlp.__file__).parent / file).read_text(encoding="utf-8")
    assert text in source


def test_a_guarded_ytdlp_has_no_other_way_out(server: Loopback) -> None:
    from feeling_manager.adapters.resolver.ytdlp_network import GuardedYoutubeDL

    guard = NetworkGuard(keep_going, 10)
    with GuardedYoutubeDL({"quiet": True}, guard) as ydl:
        assert list(ydl._request_director.handlers) == ["GuardedUrllib"]
        from yt_dlp.networking.exceptions import RequestError

        for url in (
            "http://127.0.0.1/",
            "file:///etc/passwd",
            "ws://127.0.0.1/",
            "ftp://127.0.0.1/",
        ):
            with pytest.raises(RequestError):
                ydl.urlopen(url)


def test_chunked_bodies_are_read_and_cut_ones_noticed(server: Loopback) -> None:
    from yt_dlp.networking.exceptions import TransportError

    from feeling_manager.adapters.resolver.ytdlp_network import GuardedYoutubeDL
    from tests.contract.loopback import Handler

    def respond(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"5\r\nhello\r\n")
        if "whole" in handler.path:
            handler.wfile.write(b"0\r\n\r\n")

    whole, cut = server.add("/whole", respond), server.add("/cut", respond)
    short = server.add("/short", lambda handler: _promise_more(handler))
    with GuardedYoutubeDL({"quiet": True}, NetworkGuard(keep_going, 10, "127.0.0.1")) as ydl:
        assert ydl.urlopen(whole).read() == b"hello"
        for url in (cut, short):
            with pytest.raises(TransportError):
                ydl.urlopen(url).read()


def _promise_more(handler: http.client.HTTPResponse | object) -> None:
    from tests.contract.loopback import Handler

    assert isinstance(handler, Handler)
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"hello")


def test_the_runtime_that_came_along_is_found_first() -> None:
    found = javascript_runtime()
    assert found is not None
    name, path = found
    assert name == "deno"
    assert path.is_file()
    assert path.is_absolute()


def test_without_any_runtime_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(js_runtime_module, "_bundled", lambda program: None)
    assert javascript_runtime() is None


@pytest.mark.skipif(os.name == "nt", reason="programs are shell scripts here")
@pytest.mark.parametrize(
    ("program", "answer", "name"),
    [
        ("node", "v22.1.0", "node"),
        ("node", "v20.19.0", None),
        ("bun", "1.2.11", "bun"),
        ("bun", "1.2.9", None),
        ("qjs", "QuickJS version 2025-09-13", "quickjs"),
        ("qjs", "QuickJS version 2021-03-27", None),
        ("qjs", "QuickJS-ng version 0.10.0", "quickjs"),
        ("deno", "deno 2.3.0 (stable)", "deno"),
        ("deno", "deno 1.46.0", None),
        ("deno", "", None),
    ],
)
def test_runtimes_too_old_for_ytdlp_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, answer: str, name: str | None
) -> None:
    path = tmp_path / program
    path.write_text(f"#!/bin/sh\necho '{answer}'\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(js_runtime_module, "_bundled", lambda program: None)
    assert javascript_runtime() == ((name, path) if name else None)


def test_ytdlp_accepts_the_runtime_we_name_and_finds_its_scripts() -> None:
    from feeling_manager.adapters.resolver.ytdlp_network import GuardedYoutubeDL

    with GuardedYoutubeDL(quick_client()._params(), NetworkGuard(keep_going, 10)) as ydl:
        info = ydl._js_runtimes["deno"].info
        assert info.supported
        assert info.path == str(javascript_runtime()[1])  # type: ignore[index]
        assert ydl.params["remote_components"] == set()
    assert challenge_solver_version() == importlib.import_module("yt_dlp_ejs").version


def test_versions_are_told_without_metadata_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a frozen program."""
    expected = (challenge_solver_version(), day_of_release())

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert (challenge_solver_version(), day_of_release()) == expected


def test_ytdlp_tells_its_version_and_age() -> None:
    version = ytdlp_version()
    assert version is not None
    assert ytdlp_age_days(day_of_release()) == 0


def test_ytdlp_accepts_every_parameter_we_name() -> None:
    """A parameter that yt-dlp has dropped would be ignored silently."""
    import yt_dlp

    package = Path(yt_dlp.__file__).parent
    sources = [
        package / "YoutubeDL.py",
        package / "cache.py",
        *(package / "downloader").glob("*.py"),
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    text += (package / "extractor" / "common.py").read_text(encoding="utf-8")
    text += (package / "utils" / "_utils.py").read_text(encoding="utf-8")
    for name in quick_client()._params():
        assert f"'{name}'" in text, name
