"""What every StreamResolver promises, checked on each of them with real files and a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import soundfile

from feeling_manager.adapters.resolver import (
    AudioCache,
    LocalFileResolver,
    UriResolver,
    YtDlpResolver,
)
from feeling_manager.core.addresses import file_uri
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.ports import StreamResolver
from feeling_manager.core.values import Track
from tests.contract.loopback import (
    Item,
    Loopback,
    keep_going,
    quick_client,
    render_audio,
    rss,
    serve,
    web_track,
)

TITLE, ARTIST = "Quiet Morning", "The Loopbacks"


@dataclass
class World:
    """A folder and a server, and what they hold."""

    folder: Path
    server: Loopback

    def web(self) -> YtDlpResolver:
        client = quick_client(search_template=self.server.url("/search?q={query}"))
        return YtDlpResolver(AudioCache(self.folder / "cache", 10**9), client)

    def local(self) -> LocalFileResolver:
        return LocalFileResolver(self.folder)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    audio = render_audio(1.0)
    (tmp_path / "노래 #1 100%.wav").write_bytes(audio)
    with serve() as server:
        page = server.add_file("/song.wav", audio)
        found = Item(f"{ARTIST} - {TITLE}", page, "00:03:20")
        server.add_page("/search", rss([found]), "application/rss+xml")
        yield World(tmp_path, server)


Case = tuple[Callable[[World], StreamResolver], Callable[[World], str]]


def _file(world: World) -> str:
    return file_uri(world.folder / "노래 #1 100%.wav")


def _starter(world: World) -> str:
    return "starter:노래 #1 100%.wav"


def _web(world: World) -> str:
    return world.server.url("/song.wav")


def _search(world: World) -> str:
    return f"ytsearch:{ARTIST} {TITLE}"


def _both(world: World) -> UriResolver:
    return UriResolver(world.local(), world.web())


CASES: dict[str, Case] = {
    "local-file": (World.local, _file),
    "local-starter": (World.local, _starter),
    "web-address": (World.web, _web),
    "web-search": (World.web, _search),
    "chooser-file": (_both, _file),
    "chooser-starter": (_both, _starter),
    "chooser-web": (_both, _web),
    "chooser-search": (_both, _search),
}


@pytest.fixture(params=list(CASES.values()), ids=list(CASES))
def case(request: pytest.FixtureRequest, world: World) -> tuple[StreamResolver, Track]:
    make, address = request.param
    return make(world), web_track(address(world), TITLE, ARTIST)


def test_gives_a_file_that_holds_the_sound(case: tuple[StreamResolver, Track]) -> None:
    resolver, track = case
    stream = resolver.resolve(track, keep_going)
    assert stream.track is track
    assert stream.path.is_absolute()
    samples, rate = soundfile.read(stream.path)
    assert len(samples) == rate
    assert abs(samples).max() > 0.2


def test_gives_the_same_file_again(case: tuple[StreamResolver, Track]) -> None:
    resolver, track = case
    first = resolver.resolve(track, keep_going)
    assert resolver.resolve(track, keep_going) == first


def test_a_cancelled_call_ends_with_the_code(case: tuple[StreamResolver, Track]) -> None:
    resolver, track = case
    with pytest.raises(ResolveError) as caught:
        resolver.resolve(track, lambda: True)
    assert caught.value.code == "cancelled"


HOSTILE = [
    "",
    ":",
    "file:",
    "file:relative.wav",
    "file:///etc/passwd",
    "file:///dev/zero",
    "file://otherhost/share/a.wav",
    "file:///tmp/../etc/a.wav",
    "starter:",
    "starter:..",
    "starter:../a.wav",
    "starter:a/b.wav",
    "starter:a\\b.wav",
    "starter:C:a.wav",
    "starter:\0",
    "ytsearch:",
    "ytsearch:   ",
    "http://",
    "http:///a.wav",
    "http://user@127.0.0.1/a.wav",
    "http://[::1/a.wav",
    "ftp://127.0.0.1/a.wav",
    "rtmp://127.0.0.1/a",
    "smb://host/a.wav",
    "vlc://quit",
    "screen://",
    "dvd:///dev/sda",
    "concat:/etc/passwd",
    "javascript:alert(1)",
    "data:audio/wav;base64,UklGRg==",
    "--exec=touch /tmp/owned",
    ":sout=#file{dst=/tmp/owned}",
    "http://127.0.0.1:1/a.wav\n--sout=x",
    "/etc/passwd",
    "http://" + "a" * 3_000 + ".com/",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_are_refused(world: World, address: str) -> None:
    for resolver in (world.local(), world.web(), _both(world)):
        with pytest.raises(ResolveError) as caught:
            resolver.resolve(web_track(address), keep_going)
        assert caught.value.code == "address_refused"
    assert world.server.hits == []


@pytest.mark.parametrize("address", ["file:///nowhere/at/all.mp3", "starter:missing.opus"])
def test_a_missing_file_is_told_apart(world: World, address: str) -> None:
    with pytest.raises(ResolveError) as caught:
        _both(world).resolve(web_track(address), keep_going)
    assert caught.value.code == "file_missing"


def test_a_folder_named_like_a_song_is_no_song(world: World) -> None:
    folder = world.folder / "folder.mp3"
    folder.mkdir()
    with pytest.raises(ResolveError) as caught:
        world.local().resolve(web_track(file_uri(folder)), keep_going)
    assert caught.value.code == "address_refused"
