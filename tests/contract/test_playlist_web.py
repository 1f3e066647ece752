"""Lists of the web: feeds and pages of a real server, and yt-dlp's descriptions of YouTube's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from feeling_manager.adapters.playlist import YtDlpPlaylist
from feeling_manager.adapters.playlist.ytdlp_playlist import is_endless_mix
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.ports import SkippedEntry
from feeling_manager.core.values import Track
from tests.contract.loopback import (
    Item,
    Loopback,
    keep_going,
    quick_client,
    render_audio,
    rss,
    serve,
)


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serve() as running:
        yield running


def entries_of(address: str) -> list[Track | SkippedEntry]:
    return list(YtDlpPlaylist(address, quick_client(), "jazz").entries())


def test_a_feed_is_listed_without_opening_its_songs(server: Loopback) -> None:
    items = [
        Item("The Artist - First", server.url("/1.mp3"), "00:03:20"),
        Item("Second", server.url("/2.mp3"), "65"),
        Item("First again", server.url("/1.mp3")),
        Item("Inside", "http://10.0.0.1/3.mp3"),
        Item("A file", "file:///etc/passwd"),
        Item("A list", server.url("/more.m3u")),
        Item("Public", "https://example.com/4.mp3"),
    ]
    entries = entries_of(server.add_page("/feed.xml", rss(items), "application/rss+xml"))
    first, second, inside, file, nested, public = entries
    assert first == Track(
        id=first.id,  # type: ignore[union-attr]
        uri=server.url("/1.mp3"),
        title="First",
        artist="The Artist",
        genre="jazz",
        duration_ms=200_000,  # type: ignore[arg-type]
    )
    assert isinstance(second, Track)
    assert second.duration_ms == 65_000
    assert inside == SkippedEntry("Inside", "address_refused")
    assert file == SkippedEntry("A file", "address_refused")
    assert nested == SkippedEntry("A list", "address_refused")
    assert isinstance(public, Track)
    assert {hit.path for hit in server.hits} == {"/feed.xml"}


def test_a_single_song_is_a_list_of_one(server: Loopback) -> None:
    uri = server.add_file("/My%20Song.wav", render_audio(0.5))
    (track,) = entries_of(uri)
    assert isinstance(track, Track)
    assert track.uri == uri
    assert track.title == "My Song"


def test_a_page_with_several_songs_lists_each(server: Loopback) -> None:
    page = b"<html><title>Album</title><audio src='/1.wav'></audio><audio src='/2.wav'></audio>"
    for name in ("/1.wav", "/2.wav"):
        server.add_file(name, render_audio(0.2))
    found = [e.uri for e in entries_of(server.add_page("/p.html", page)) if isinstance(e, Track)]
    assert found == [server.url("/1.wav"), server.url("/2.wav")]


@pytest.mark.parametrize(
    ("status", "code"), [(404, "video_gone"), (429, "rate_limited"), (500, "offline")]
)
def test_a_list_that_cannot_be_read_is_an_error(server: Loopback, status: int, code: str) -> None:
    with pytest.raises(ResolveError) as caught:
        entries_of(server.add_status("/feed.xml", status))
    assert caught.value.code == code


def test_listing_can_be_cancelled(server: Loopback) -> None:
    items = [Item(f"Song {n}", server.url(f"/{n}.mp3")) for n in range(50)]
    address = server.add_page("/feed.xml", rss(items), "application/rss+xml")
    taken: list[Track | SkippedEntry] = []
    source = YtDlpPlaylist(address, quick_client(), cancelled=lambda: len(taken) >= 3)
    with pytest.raises(ResolveError) as caught:
        for entry in source.entries():
            taken.append(entry)
    assert caught.value.code == "cancelled"
    assert len(taken) == 3


class Described:
    """Lists what yt-dlp says of YouTube's lists, which no test can reach."""

    def __init__(self, lists: Mapping[str, list[Mapping[str, Any]] | ResolveError]) -> None:
        self._lists = lists

    def listing(self, address: str, cancelled: Callable[[], bool]) -> Iterator[Mapping[str, Any]]:
        found = self._lists[address]
        if isinstance(found, ResolveError):
            raise found
        yield from found


def video(number: int, **changes: Any) -> dict[str, Any]:
    """An entry as `yt_dlp/extractor/youtube/_tab.py` describes it."""
    video_id = f"video{number:06d}"
    return {
        "_type": "url",
        "ie_key": "Youtube",
        "id": video_id,
        "url": f"https://music.youtube.com/watch?v={video_id}",
        "title": f"Title {number}",
        "duration": 200,
        "channel": "A Channel",
        "uploader": "A Channel",
        "availability": None,
        "live_status": None,
        **changes,
    }


LIST = "https://www.youtube.com/playlist?list=PLtest"


def described(*videos: Mapping[str, Any]) -> list[Track | SkippedEntry]:
    return list(YtDlpPlaylist(LIST, Described({LIST: list(videos)})).entries())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "[Private video]", "duration": None}, "private"),
        ({"title": "[Deleted video]", "duration": None}, "deleted"),
        ({"live_status": "is_live"}, "live"),
        ({"live_status": "is_upcoming"}, "live"),
        ({"availability": "private"}, "private"),
        ({"availability": "premium_only"}, "private"),
        ({"url": None, "ie_key": None}, "unreadable"),
        ({"url": "http://192.168.0.1/x", "ie_key": None}, "address_refused"),
        ({"url": "file:///etc/passwd", "ie_key": None}, "address_refused"),
    ],
)
def test_what_cannot_be_heard_is_skipped(changes: dict[str, Any], reason: str) -> None:
    skipped, taken = described(video(1, **changes), video(2))
    assert isinstance(skipped, SkippedEntry)
    assert skipped.reason == reason
    assert isinstance(taken, Track)


def test_an_empty_description_is_skipped() -> None:
    assert described({}) == [SkippedEntry("", "unreadable")]


@pytest.mark.parametrize(
    ("changes", "artist", "title"),
    [
        ({"title": "IU - Good Day (Official MV)"}, "IU", "Good Day"),
        ({"title": "Good Day", "channel": "IU - Topic"}, "IU", "Good Day"),
        ({"title": "Good Day [Lyrics]", "channel": "Some Label"}, "Some Label", "Good Day"),
        ({"title": "x", "artists": ["A", "B"], "track": "Song"}, "A, B", "Song"),
        ({"title": "아이유(IU) - 좋은 날 [MV]"}, "아이유(IU)", "좋은 날"),
        ({"title": "(Official Video)", "channel": "C"}, "C", "(Official Video)"),
    ],
)
def test_who_sings_what_is_told_apart(changes: dict[str, Any], artist: str, title: str) -> None:
    (track,) = described(video(1, **changes))
    assert isinstance(track, Track)
    assert (track.artist, track.title) == (artist, title)


def test_both_youtubes_have_one_spelling_and_doubles_vanish() -> None:
    other = video(1, url="https://www.youtube.com/watch?v=video000001&list=PLtest")
    (track,) = described(video(1), other)
    assert isinstance(track, Track)
    assert track.uri == "https://www.youtube.com/watch?v=video000001"


def test_a_channel_is_listed_through_its_tabs() -> None:
    channel = "https://www.youtube.com/@someone"
    tab = f"{channel}/videos"
    nested = {"_type": "url", "ie_key": "YoutubeTab", "url": tab, "title": "Videos"}
    mix = {**nested, "url": "https://www.youtube.com/watch?v=x&list=RDx", "title": "Mix"}
    lister = Described({channel: [nested, mix], tab: [video(1), video(2)]})
    first, second, skipped = YtDlpPlaylist(channel, lister).entries()
    assert [first.title, second.title] == ["Title 1", "Title 2"]
    assert skipped == SkippedEntry("Mix", "endless_mix")


def test_lists_that_hold_each_other_end() -> None:
    nested = {"_type": "url", "ie_key": "YoutubeTab", "url": LIST, "title": "Again"}
    entries = described(nested)
    assert entries == [SkippedEntry("Again", "endless_mix")]


def test_a_list_without_an_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    from feeling_manager.adapters.playlist import ytdlp_playlist

    monkeypatch.setattr(ytdlp_playlist, "MAX_ENTRIES", 10)

    class Endless:
        def listing(
            self, address: str, cancelled: Callable[[], bool]
        ) -> Iterator[Mapping[str, Any]]:
            number = 0
            while True:
                number += 1
                yield video(number)

    entries = list(YtDlpPlaylist(LIST, Endless()).entries())
    assert len(entries) == 11
    assert entries[-1] == SkippedEntry("Title 11", "endless_mix")


@pytest.mark.parametrize(
    ("address", "is_mix"),
    [
        ("https://www.youtube.com/watch?v=x&list=RDx", True),
        ("https://www.youtube.com/watch?v=x&list=RDMMx", True),
        ("https://music.youtube.com/playlist?list=RDAMVMx", True),
        ("https://youtu.be/x?list=RDx", True),
        ("https://music.youtube.com/playlist?list=RDCLAK5uy_x", False),
        ("https://www.youtube.com/playlist?list=PLx", False),
        ("https://www.youtube.com/watch?v=x", False),
        ("https://example.com/?list=RDx", False),
        ("http://[", False),
    ],
)
def test_endless_mixes_are_known(address: str, is_mix: bool) -> None:
    assert is_endless_mix(address) is is_mix
    if is_mix:
        lister = Described({})
        (skipped,) = YtDlpPlaylist(address, lister).entries()
        assert isinstance(skipped, SkippedEntry)
        assert skipped.reason == "endless_mix"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("The uploader has not made this video available in your country", "region_blocked"),
        ("Private video. Sign in if you've been granted access", "private"),
        ("Video unavailable. This video has been removed by the uploader", "deleted"),
        ("Premieres in 3 hours", "live"),
    ],
)
def test_a_single_video_that_is_closed_is_skipped(message: str, reason: str) -> None:
    lister = Described({LIST: ResolveError(message, "video_gone")})
    assert list(YtDlpPlaylist(LIST, lister).entries()) == [SkippedEntry(LIST, reason)]


def test_other_failures_are_raised() -> None:
    lister = Described({LIST: ResolveError("no network", "offline")})
    with pytest.raises(ResolveError):
        list(YtDlpPlaylist(LIST, lister).entries())


def test_a_search_is_a_list_too(server: Loopback) -> None:
    items = [Item(f"Song {n}", server.url(f"/{n}.mp3")) for n in range(9)]
    server.add_page("/search", rss(items), "application/rss+xml")
    client = quick_client(search_template=server.url("/search?q={query}"))
    assert len(client.search("any thing & all", keep_going)) == 5
