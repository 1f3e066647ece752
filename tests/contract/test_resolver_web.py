"""The web resolver against a real server that behaves well, and badly."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feeling_manager.adapters.resolver import AudioCache, YtDlpResolver
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.values import Track, TrackId
from tests.contract.loopback import (
    QUICK,
    Handler,
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

WAV = render_audio(2.0)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serve() as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> AudioCache:
    return AudioCache(tmp_path / "cache", 10**9)


@pytest.fixture
def resolver(cache: AudioCache) -> YtDlpResolver:
    return YtDlpResolver(cache, quick_client())


def code_of(resolver: YtDlpResolver, uri: str) -> str:
    with pytest.raises(ResolveError) as caught:
        resolver.resolve(web_track(uri), keep_going)
    return caught.value.code


def finished_files(cache: AudioCache) -> list[Path]:
    return [path for path in cache.folder.glob("fm-*") if path.suffix in (".wav", ".ogg", ".opus")]


@pytest.mark.parametrize(
    ("fmt", "content_type"),
    [("WAV", "audio/wav"), ("OGG", "audio/ogg"), ("FLAC", "audio/flac"), ("MP3", "audio/mpeg")],
)
def test_fetches_each_kind_of_audio_unchanged(
    server: Loopback, resolver: YtDlpResolver, fmt: str, content_type: str
) -> None:
    audio = render_audio(1.0, fmt) if fmt != "MP3" else b"ID3" + bytes(2_000)
    uri = server.add_file(f"/song.{fmt.lower()}", audio, content_type)
    assert resolver.resolve(web_track(uri), keep_going).path.read_bytes() == audio


@pytest.mark.parametrize("kind", ["page", "gzip", "feed", "redirect", "chain"])
def test_finds_the_audio_behind(server: Loopback, resolver: YtDlpResolver, kind: str) -> None:
    audio = server.add_file("/song.wav", WAV)
    page = b'<html><title>Page</title><body><audio src="/song.wav"></audio></body></html>'
    uri = {
        "page": lambda: server.add_page("/page.html", page),
        "gzip": lambda: server.add_gzip_page("/page.html", page),
        "feed": lambda: server.add_page("/f.xml", rss([Item("A", audio)]), "application/rss+xml"),
        "redirect": lambda: server.add_redirect("/r", "/song.wav", 301),
        "chain": lambda: server.add_redirect("/c", server.add_redirect("/r", audio, 307)),
    }[kind]()
    assert resolver.resolve(web_track(uri), keep_going).path.read_bytes() == WAV


def test_the_second_time_nothing_is_asked(server: Loopback, resolver: YtDlpResolver) -> None:
    track = web_track(server.add_file("/song.wav", WAV))
    assert not resolver.is_ready(track)
    resolver.resolve(track, keep_going)
    asked = len(server.hits)
    started = time.monotonic()
    resolver.resolve(track, keep_going)
    assert time.monotonic() - started < 0.1
    assert len(server.hits) == asked
    assert resolver.is_ready(track)


def test_two_threads_fetch_one_song_once(server: Loopback, resolver: YtDlpResolver) -> None:
    uri = server.add_dripping("/slow.wav", WAV, 40_000, 0.1)
    paths: list[Path] = []

    def resolve() -> None:
        paths.append(resolver.resolve(web_track(uri), keep_going).path)

    threads = [threading.Thread(target=resolve) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(paths) == 3
    assert len(set(paths)) == 1
    assert paths[0].read_bytes() == WAV
    # One look at the page and one download.
    assert len(server.hits_of("/slow.wav")) == 2


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (403, "video_gone"),
        (404, "video_gone"),
        (410, "video_gone"),
        (429, "rate_limited"),
        (500, "offline"),
        (503, "offline"),
        (504, "timed_out"),
    ],
)
def test_statuses_have_their_codes(
    server: Loopback, resolver: YtDlpResolver, status: int, code: str
) -> None:
    assert code_of(resolver, server.add_status("/song.wav", status)) == code


@pytest.mark.parametrize("times", [1, 2])
def test_an_expired_address_is_made_anew_once(
    server: Loopback, resolver: YtDlpResolver, times: int
) -> None:
    uri = server.add_failing_first("/song.wav", 403, times, WAV)
    if times == 1:
        assert resolver.resolve(web_track(uri), keep_going).path.read_bytes() == WAV
    else:
        assert code_of(resolver, uri) == "video_gone"
        assert len(server.hits_of("/song.wav")) == 2


def test_other_failures_are_not_repeated(server: Loopback, resolver: YtDlpResolver) -> None:
    assert code_of(resolver, server.add_status("/song.wav", 429)) == "rate_limited"
    assert len(server.hits_of("/song.wav")) == 1


def test_nobody_there_is_offline(resolver: YtDlpResolver) -> None:
    assert code_of(resolver, "http://127.0.0.1:1/song.wav") == "offline"
    assert code_of(resolver, "http://no-such-host.invalid/song.wav") == "offline"


def test_a_site_that_says_gone_is_believed_however_old_ytdlp_is(
    server: Loopback, cache: AudioCache
) -> None:
    page = server.add_page("/p.html", b"<html><video src='mailto:x'></video></html>")
    old = quick_client(today=lambda: day_of_release() + timedelta(days=91))
    gone = server.add_status("/gone.wav", 404)
    assert code_of(YtDlpResolver(cache, quick_client()), page) == "video_gone"
    assert code_of(YtDlpResolver(cache, old), gone) == "video_gone"


def test_a_broken_connection_is_resumed_not_begun_anew(
    server: Loopback, resolver: YtDlpResolver
) -> None:
    # The first request only looks at the page, the second is cut, the third brings the rest.
    uri = server.add_cut("/song.wav", WAV, 60_000, 2)
    assert resolver.resolve(web_track(uri), keep_going).path.read_bytes() == WAV
    assert server.hits_of("/song.wav")[-1].range == "bytes=60000-"


def test_a_partial_file_is_resumed_in_the_next_run(
    server: Loopback, resolver: YtDlpResolver, cache: AudioCache
) -> None:
    uri = server.add_cut("/song.wav", WAV, 60_000, 3)
    assert code_of(resolver, uri) == "offline"
    partial = next(cache.folder.glob("fm-*.part"))
    kept = partial.stat().st_size
    assert kept >= 60_000
    again = YtDlpResolver(AudioCache(cache.folder, 10**9), quick_client())
    assert again.resolve(web_track(uri), keep_going).path.read_bytes() == WAV
    assert server.hits_of("/song.wav")[-1].range == f"bytes={kept}-"


def test_a_dripping_download_is_given_up(server: Loopback, resolver: YtDlpResolver) -> None:
    uri = server.add_dripping("/song.wav", WAV, 200, 0.05)
    started = time.monotonic()
    assert code_of(resolver, uri) == "timed_out"
    assert time.monotonic() - started < 6


def test_a_dripping_page_is_given_up(server: Loopback, cache: AudioCache) -> None:
    def respond(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not server.stopping.is_set():
            handler.wfile.write(b"< ")
            handler.wfile.flush()
            time.sleep(0.1)

    limits = replace(QUICK, extraction_s=1.5)
    resolver = YtDlpResolver(cache, quick_client(limits=limits))
    started = time.monotonic()
    assert code_of(resolver, server.add("/page.html", respond)) == "timed_out"
    assert time.monotonic() - started < 4


def test_a_silent_server_is_given_up(server: Loopback, resolver: YtDlpResolver) -> None:
    def respond(handler: Handler) -> None:
        server.stopping.wait(20)

    uri = server.add("/song.wav", respond)
    started = time.monotonic()
    assert code_of(resolver, uri) == "timed_out"
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("content_type", ["audio/wav", "text/html", "application/octet-stream"])
def test_an_endless_body_fills_neither_disk_nor_memory(
    server: Loopback, resolver: YtDlpResolver, cache: AudioCache, content_type: str
) -> None:
    head = b"<html><title>x</title>" if content_type == "text/html" else WAV
    uri = server.add_endless("/endless", head, content_type)
    assert code_of(resolver, uri) == "address_refused"
    assert cache.size_bytes() == 0


def test_a_song_announced_as_too_large_is_not_begun(
    server: Loopback, resolver: YtDlpResolver, cache: AudioCache
) -> None:
    assert code_of(resolver, server.add_file("/big.wav", WAV * 30)) == "address_refused"
    assert cache.size_bytes() == 0


def test_a_small_page_cannot_unpack_to_a_large_one(
    server: Loopback, resolver: YtDlpResolver
) -> None:
    uri = server.add_gzip_page("/bomb.html", b"<html>" + bytes(64 * 2**20))
    assert code_of(resolver, uri) == "address_refused"


def test_cancelling_ends_a_download_soon(server: Loopback, resolver: YtDlpResolver) -> None:
    uri = server.add_dripping("/song.wav", WAV, 4_000, 0.05)
    event = threading.Event()
    threading.Timer(0.5, event.set).start()
    started = time.monotonic()
    with pytest.raises(ResolveError) as caught:
        resolver.resolve(web_track(uri), event.is_set)
    assert caught.value.code == "cancelled"
    assert time.monotonic() - started < 2


def test_a_play_list_that_poses_as_a_song_never_reaches_the_player(
    server: Loopback, resolver: YtDlpResolver, cache: AudioCache
) -> None:
    body = b"[playlist]\nFile1=file:///etc/passwd\n"
    assert code_of(resolver, server.add_file("/song.mp3", body, "audio/mpeg")) == "video_gone"
    assert list(cache.folder.glob("fm-*.mp3")) == []


def test_streams_in_pieces_are_not_fetched(server: Loopback, resolver: YtDlpResolver) -> None:
    server.add_file("/piece.aac", b"\xff\xf1" + bytes(5_000), "audio/aac")
    for end in (b"", b"#EXT-X-ENDLIST\n"):
        manifest = b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/piece.aac\n" + end
        uri = server.add_page("/live.m3u8", manifest, "application/vnd.apple.mpegurl")
        assert code_of(resolver, uri) == "video_gone"
    # Not by yt-dlp and not by an ffmpeg that would ask no guard.
    assert server.hits_of("/piece.aac") == []


def test_a_full_disk_or_a_forbidden_folder_is_told(server: Loopback, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    resolver = YtDlpResolver(AudioCache(blocked / "cache", 10**9), quick_client())
    assert code_of(resolver, server.add_file("/song.wav", WAV)) == "disk_full"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the process are a matter of Unix")
def test_a_disk_that_fills_while_fetching_is_told(server: Loopback, tmp_path: Path) -> None:
    uri = server.add_file("/song.wav", WAV)
    script = f"""
        import resource, signal, sys
        from pathlib import Path
        from feeling_manager.adapters.resolver import AudioCache
        from feeling_manager.core.errors import ResolveError
        from tests.contract.loopback import *
        resolver = YtDlpResolver(AudioCache(Path({str(tmp_path)!r}) / "c", 10**9), quick_client())
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        try:
            resolver.resolve(web_track({uri!r}), keep_going)
        except ResolveError as error:
            print(error.code)
    """
    script = textwrap.dedent(script).replace(
        "import AudioCache\n", "import AudioCache, YtDlpResolver\n"
    )
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=root,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert result.stdout.strip() == "disk_full", result.stderr


SONG = Track(
    TrackId(3), "ytsearch:The Loopbacks Quiet Morning", "Quiet Morning", "The Loopbacks", "pop"
)


def searching(server: Loopback, cache: AudioCache, results: list[Item]) -> YtDlpResolver:
    server.add_page("/search", rss(results), "application/rss+xml")
    return YtDlpResolver(cache, quick_client(search_template=server.url("/search?q={query}")))


def test_a_search_takes_the_result_that_fits_and_tells_its_page(
    server: Loopback, cache: AudioCache
) -> None:
    good = server.add_file("/good.wav", WAV)
    bad = server.add_file("/bad.wav", b"RIFF")
    results = [
        Item("The Loopbacks - Quiet Morning (1 hour loop)", bad, "01:00:00"),
        Item("Quiet Morning karaoke - The Loopbacks", bad, "00:03:00"),
        Item("Somebody - Quiet Morning", bad, "00:03:00"),
        Item("The Loopbacks - Loud Evening", bad, "00:03:00"),
        Item("The Loopbacks - Quiet Morning (Official Video)", good, "00:03:05"),
    ]
    stream = searching(server, cache, results).resolve(SONG, keep_going)
    assert stream.found_uri == good
    assert stream.path.read_bytes() == WAV
    assert server.hits_of("/bad.wav") == []


def test_only_five_results_are_looked_at(server: Loopback, cache: AudioCache) -> None:
    good = server.add_file("/good.wav", WAV)
    results = [Item("Something else", good, "00:03:00")] * 5
    results.append(Item("The Loopbacks - Quiet Morning", good, "00:03:00"))
    assert code_of_song(searching(server, cache, results)) == "video_gone"


def test_a_search_without_results_finds_nothing(server: Loopback, cache: AudioCache) -> None:
    assert code_of_song(searching(server, cache, [])) == "video_gone"


def code_of_song(resolver: YtDlpResolver) -> str:
    with pytest.raises(ResolveError) as caught:
        resolver.resolve(SONG, keep_going)
    return caught.value.code


def test_a_remembered_page_is_the_same_file_as_the_search(
    server: Loopback, cache: AudioCache
) -> None:
    good = server.add_file("/good.wav", WAV)
    resolver = searching(server, cache, [Item("The Loopbacks - Quiet Morning", good, "00:03:00")])
    first = resolver.resolve(SONG, keep_going)
    assert first.found_uri is not None
    asked = len(server.hits)
    remembered = web_track(first.found_uri)
    assert resolver.resolve(remembered, keep_going).path == first.path
    assert resolver.resolve(SONG, keep_going).path == first.path
    assert len(server.hits) == asked


def test_importing_the_adapters_does_not_import_ytdlp() -> None:
    script = (
        "import sys, feeling_manager.adapters.resolver as r, feeling_manager.adapters.playlist;"
        "r.YtDlpClient(); r.javascript_runtime(); r.ytdlp_version();"
        "sys.exit('yt_dlp' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, timeout=60).returncode == 0


def test_plug_ins_and_configuration_of_others_are_not_picked_up(
    server: Loopback, tmp_path: Path
) -> None:
    owned = tmp_path / "owned"
    plugin = tmp_path / "path" / "yt_dlp_plugins" / "extractor"
    plugin.mkdir(parents=True)
    (plugin / "evil.py").write_text(f"open({str(owned)!r}, 'w').close()\n")
    config = tmp_path / "home" / ".config" / "yt-dlp"
    config.mkdir(parents=True)
    (config / "config").write_text(f"--exec 'touch {owned}'\n--print-to-file x {owned}\n")
    uri = server.add_file("/song.wav", WAV)
    script = f"""
        from pathlib import Path
        from feeling_manager.adapters.resolver import AudioCache, YtDlpResolver
        from tests.contract.loopback import keep_going, quick_client, web_track
        resolver = YtDlpResolver(AudioCache(Path({str(tmp_path)!r}) / "c", 10**9), quick_client())
        print(resolver.resolve(web_track({uri!r}), keep_going).path.is_file())
    """
    root = Path(__file__).parents[2]
    environment = {
        **os.environ,
        "HOME": str(tmp_path / "home"),
        "XDG_CONFIG_HOME": str(tmp_path / "home" / ".config"),
        "PYTHONPATH": os.pathsep.join((str(root), str(tmp_path / "path"))),
    }
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )
    assert result.stdout.strip() == "True", result.stderr
    assert not owned.exists()
