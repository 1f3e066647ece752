"""What every PlaylistSource promises, checked on each with real files and a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from feeling_manager.adapters.playlist import (
    CsvPlaylist,
    FolderPlaylist,
    M3uPlaylist,
    YtDlpPlaylist,
    source_from_text,
)
from feeling_manager.core.addresses import Scheme, scheme_of
from feeling_manager.core.errors import KnownError, ResolveError
from feeling_manager.core.ports import PlaylistSource, SkippedEntry
from feeling_manager.core.values import Track
from tests.contract.loopback import (
    Item,
    Loopback,
    quick_client,
    render_audio,
    rss,
    serve,
)

TITLES = [
    "Quotes \"double\" and 'single'; DROP TABLE track;--",
    "100 % pure %s %(title)s",
    "이모지 🎵🇰🇷👩‍👩‍👧 노래",
    "שלום עולם",
    "مرحبا بالعالم",
    "한글 제목",
    "ÀÉÎõü ßß",
]
NASTY = "Tab\there\x00NUL\x1b[31mred\u202egnirts"
LONG = "아" * 2_000


@dataclass
class World:
    """Where the songs of one list lie."""

    folder: Path
    server: Loopback


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    folder = tmp_path / "music"
    folder.mkdir()
    with serve() as server:
        yield World(folder, server)


def as_m3u(world: World, titles: list[str]) -> PlaylistSource:
    lines = ["#EXTM3U"]
    for number, title in enumerate(titles):
        (world.folder / f"{number}.mp3").write_bytes(b"ID3")
        lines += [f"#EXTINF:200,The Artist - {title}", f"{number}.mp3"]
    path = world.folder / "list.m3u8"
    path.write_text("\n".join(lines), encoding="utf-8")
    return M3uPlaylist(path)


def as_pls(world: World, titles: list[str]) -> PlaylistSource:
    lines = ["[playlist]"]
    for number, title in enumerate(titles, 1):
        (world.folder / f"{number}.mp3").write_bytes(b"ID3")
        lines += [f"File{number}={number}.mp3", f"Title{number}=The Artist - {title}"]
        lines.append(f"Length{number}=200")
    path = world.folder / "list.pls"
    path.write_text("\n".join(lines), encoding="utf-8")
    return M3uPlaylist(path)


def as_csv(world: World, titles: list[str]) -> PlaylistSource:
    rows = ["title,artist"]
    for title in titles:
        quoted = title.replace('"', '""')
        rows.append(f'"{quoted}",The Artist')
    path = world.folder / "list.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return CsvPlaylist(path)


def as_folder(world: World, titles: list[str]) -> PlaylistSource:
    for number, title in enumerate(titles):
        (world.folder / f"{number}.mp3").write_bytes(id3(title, "The Artist"))
    return FolderPlaylist(world.folder)


def as_feed(world: World, titles: list[str]) -> PlaylistSource:
    # XML cannot carry control characters, so a feed has none.
    items = [
        Item("The Artist - " + "".join(c for c in title if c >= " "), world.server.url(f"/{n}.mp3"))
        for n, title in enumerate(titles)
    ]
    address = world.server.add_page("/feed.xml", rss(items), "application/rss+xml")
    return YtDlpPlaylist(address, quick_client())


def id3(title: str, artist: str, genre: str = "Jazz", year: str = "1999") -> bytes:
    """An ID3v2.4 tag and one silent frame of MPEG audio."""
    frames = b""
    for name, text in (("TIT2", title), ("TPE1", artist), ("TCON", genre), ("TDRC", year)):
        body = b"\x03" + text.encode()
        frames += name.encode() + _synchsafe(len(body)) + b"\0\0" + body
    silence = b"\xff\xfb\x90\x64" + bytes(413)
    return b"ID3\x04\0\0" + _synchsafe(len(frames)) + frames + silence * 4


def _synchsafe(size: int) -> bytes:
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))


MAKERS: dict[str, Callable[[World, list[str]], PlaylistSource]] = {
    "m3u": as_m3u,
    "pls": as_pls,
    "csv": as_csv,
    "folder": as_folder,
    "feed": as_feed,
}
Maker = Callable[[World, list[str]], PlaylistSource]


@pytest.fixture(params=list(MAKERS.values()), ids=list(MAKERS))
def make(request: pytest.FixtureRequest) -> Maker:
    maker: Maker = request.param
    return maker


def test_lists_every_song_in_order(world: World, make: Maker) -> None:
    entries = list(make(world, TITLES).entries())
    assert [entry.title for entry in entries] == TITLES
    for entry in entries:
        assert isinstance(entry, Track)
        assert entry.artist == "The Artist"
        assert entry.id == 0
        assert scheme_of(entry.uri) in (Scheme.FILE, Scheme.WEB, Scheme.SEARCH)


def test_can_be_listed_twice(world: World, make: Maker) -> None:
    source = make(world, TITLES)
    assert list(source.entries()) == list(source.entries())


def test_an_empty_list_is_empty(world: World, make: Maker) -> None:
    assert list(make(world, []).entries()) == []


def test_titles_are_cleaned_and_cut(world: World, make: Maker) -> None:
    nasty, long = make(world, [NASTY, LONG]).entries()
    assert not any(ord(c) < 32 or c in "\x7f\u202e" for c in nasty.title)
    assert nasty.title.startswith("Tab")
    assert len(long.title) <= 300
    assert long.title.endswith("…")


def test_gives_songs_before_it_has_read_them_all(world: World, make: Maker) -> None:
    entries = make(world, TITLES).entries()
    assert isinstance(next(entries), Track)
    entries.close()  # type: ignore[attr-defined]


def test_the_lengths_of_lists_are_taken(world: World) -> None:
    for maker in (as_m3u, as_pls):
        assert [entry.duration_ms for entry in tracks(maker(world, TITLES))] == [200_000] * 7


def tracks(source: PlaylistSource) -> list[Track]:
    return [entry for entry in source.entries() if isinstance(entry, Track)]


@pytest.mark.parametrize("name", ["a.m3u", "a.m3u8", "a.pls", "a.csv", "a.mp3", "folder"])
def test_what_is_missing_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ResolveError) as caught:
        source_from_text(str(tmp_path / name), quick_client())
    assert caught.value.code == "file_missing"


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("a.m3u", b"", M3uPlaylist),
        ("a.M3U8", b"", M3uPlaylist),
        ("a.pls", b"", M3uPlaylist),
        ("a.csv", b"title\n", CsvPlaylist),
        ("a b%20c.mp3", b"ID3", FolderPlaylist),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_name(
    tmp_path: Path, name: str, body: bytes, kind: type
) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    for text in (str(path), f'"{path}"', f"  {path} ", path.as_uri()):
        assert isinstance(source_from_text(text, quick_client()), kind)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.youtube.com/playlist?list=PLx",
        "youtube.com/watch?v=abc",
        "youtu.be/abc",
        "music.youtube.com/playlist?list=PLx",
        "www.example.com/feed.xml",
        "HTTP://example.com/feed.xml",
    ],
)
def test_addresses_of_the_web_are_known(text: str) -> None:
    assert isinstance(source_from_text(text, quick_client()), YtDlpPlaylist)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ftp://x/y",
        "vlc://quit",
        "file://host/a.m3u",
        "http://",
        "a\0b",
        "data://x",
        "dvd://",
    ],
)
def test_other_addresses_are_refused(text: str) -> None:
    with pytest.raises(ResolveError) as caught:
        source_from_text(text, quick_client())
    assert caught.value.code == "address_refused"


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    with pytest.raises(KnownError):
        list(source_from_text(str(path), quick_client()).entries())


def test_a_single_song_is_a_list_of_one(tmp_path: Path) -> None:
    path = tmp_path / "Someone - Something.wav"
    path.write_bytes(render_audio(1.0))
    (entry,) = source_from_text(str(path), quick_client(), genre="jazz").entries()
    assert isinstance(entry, Track)
    assert (entry.artist, entry.title, entry.genre) == ("Someone", "Something", "jazz")
    assert entry.duration_ms == 1_000


def test_every_entry_is_a_track_or_skipped(world: World, make: Maker) -> None:
    for entry in make(world, [*TITLES, NASTY, LONG, "", " ", "-", " - "]).entries():
        assert isinstance(entry, (Track, SkippedEntry))
