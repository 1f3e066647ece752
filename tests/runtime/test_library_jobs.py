"""Long work on the library: in another thread, cancellable, and the library stays whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from feeling_manager.core.errors import KnownError
from feeling_manager.core.values import Track, TrackId
from feeling_manager.runtime.library_jobs import (
    DuplicatesResult,
    JobKind,
    JobResult,
    LibraryJobs,
    duplicates,
)
from feeling_manager.storage.track_check import CheckResult
from feeling_manager.storage.track_import import ImportResult
from feeling_manager.storage.track_library import TrackLibrary
from feeling_manager.storage.track_query import Playable, TrackQuery
from tests.contract.loopback import Item, Loopback, quick_client, render_audio, rss, serve
from tests.library_tools import library_tools
from tests.sounds import write_wav


class Work:
    """Jobs over a real library, with what they said."""

    def __init__(self, qtbot: QtBot, db: Database, folder: Path) -> None:
        self.qtbot = qtbot
        self.library = TrackLibrary(db)
        client = quick_client(work_dir=folder / "cache")
        self.jobs = LibraryJobs(library_tools(folder / "user.sqlite", folder, client))
        self.progress: list[Any] = []
        self.results: list[JobResult] = []
        self.errors: list[KnownError] = []
        self.jobs.progressed.connect(self._on_progressed)
        self.jobs.finished.connect(self._on_finished)
        self.jobs.failed.connect(self._on_failed)

    def wait(self) -> JobResult:
        self.qtbot.waitUntil(lambda: self.jobs.running is None, timeout=15_000)
        assert not self.errors
        return self.results[-1]

    def _on_progressed(self, _kind: JobKind, now: object) -> None:
        self.progress.append(now)

    def _on_finished(self, _kind: JobKind, result: JobResult) -> None:
        self.results.append(result)

    def _on_failed(self, _kind: JobKind, error: KnownError) -> None:
        self.errors.append(error)


@pytest.fixture
def work(qtbot: QtBot, db: Database, tmp_path: Path) -> Iterator[Work]:
    one = Work(qtbot, db, tmp_path)
    yield one
    one.jobs.close()


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serve() as running:
        yield running


def song(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_wav(path, np.zeros(800, dtype=np.int16), 8000)
    return path


def imported(work: Work) -> ImportResult:
    result = work.wait()
    assert isinstance(result, ImportResult)
    return result


def test_a_folder_comes_in_with_its_names_and_genre(work: Work, tmp_path: Path) -> None:
    for name in ("Ann - One.wav", "Ben - 'Two' 100%.wav", "readme.txt"):
        song(tmp_path / "music", name)
    assert work.jobs.import_lists([str(tmp_path / "music")], "jazz")
    assert not work.jobs.check(), "one job at a time"
    result = imported(work)
    assert (result.found, result.added, result.skipped) == (2, 2, [])
    found = {(track.artist, track.title, track.genre) for track in work.library.all_tracks()}
    assert found == {("Ann", "One", "jazz"), ("Ben", "'Two' 100%", "jazz")}
    assert "OK Ann - One" in result.log.read_text("utf-8")


def test_of_several_sources_a_bad_one_is_named_and_the_others_come_in(
    work: Work, tmp_path: Path
) -> None:
    song(tmp_path / "a", "Ann - One.wav")
    song(tmp_path / "b", "Ben - Two.wav")
    sources = [str(tmp_path / "a"), str(tmp_path / "nowhere"), str(tmp_path / "b")]
    work.jobs.import_lists(sources, "pop")
    result = imported(work)
    assert result.added == 2
    assert [(one.title, one.reason) for one in result.skipped] == [(sources[1], "file_missing")]


def test_a_list_that_is_not_there_fails_with_its_reason(work: Work, tmp_path: Path) -> None:
    work.jobs.import_lists([str(tmp_path / "nowhere")], "pop")
    work.qtbot.waitUntil(lambda: bool(work.errors), timeout=10_000)
    assert work.errors[0].code == "file_missing"
    assert work.jobs.running is None


def test_a_cancelled_import_keeps_what_it_found(work: Work, tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / "music").mkdir(exist_ok=True)
        (tmp_path / "music" / f"Ann - Song {number}.mp3").write_bytes(b"ID3")
    work.jobs.import_lists([str(tmp_path / "music")], "pop")
    work.qtbot.waitUntil(lambda: bool(work.progress), timeout=10_000)
    work.jobs.cancel()
    result = imported(work)
    assert result.broken_off == "cancelled"
    assert 0 < result.added < 3000
    assert len(work.library.all_tracks()) == result.added
    assert "broken off: cancelled" in result.log.read_text("utf-8")
    work.jobs.import_lists([str(tmp_path / "music")], "pop")
    again = imported(work)
    assert (again.added, again.already_there) == (3000 - result.added, result.added)


def test_a_feed_of_the_web_comes_in_and_a_second_time_is_known(
    work: Work, server: Loopback
) -> None:
    items = [Item(f"Ann - Song {n}", server.url(f"/{n}.wav"), "180") for n in range(3)]
    address = server.add_page("/feed", rss(items), "application/rss+xml")
    work.jobs.import_lists([address], "pop")
    assert imported(work).added == 3
    work.jobs.import_lists([address], "pop")
    assert imported(work).already_there == 3


def test_what_a_search_has_found_already_is_not_added_again(work: Work, server: Loopback) -> None:
    page = server.add_file("/1.wav", render_audio(1))
    known = work.library.add(Track(TrackId(0), "ytsearch:Ann Song", "Song", "Ann", "pop"))
    work.library.remember_found(known.id, page, None)
    work.jobs.import_lists([page], "pop")
    assert imported(work).already_there == 1


def test_a_check_marks_what_does_not_play_and_clears_what_does(
    work: Work, server: Loopback, tmp_path: Path
) -> None:
    there = song(tmp_path, "there.wav")
    text = tmp_path / "text.mp3"
    text.write_text("<html>")
    uris = {
        "there": there.as_uri(),
        "gone": (tmp_path / "gone.wav").as_uri(),
        "text": text.as_uri(),
        "web": server.add_file("/1.wav", render_audio(1)),
        "removed": server.add_status("/2.wav", 404),
    }
    ids = {
        name: work.library.add(Track(TrackId(0), uri, name, "Ann", "pop")).id
        for name, uri in uris.items()
    }
    work.library.mark_problem(ids["there"], "file_missing")
    work.jobs.check()
    result = work.wait()
    assert isinstance(result, CheckResult)
    assert (result.checked, result.stopped_by) == (5, None)
    broken = {track.title: code for track, code in result.broken}
    assert broken == {
        "gone": "file_missing",
        "text": "track_unplayable",
        "removed": "video_gone",
    }
    marked = work.library.find(TrackQuery(playable=Playable.NO))
    assert {entry.track.title: entry.problem for entry in marked} == broken


def test_a_check_stops_where_the_network_is_away_and_goes_on_there(
    work: Work, tmp_path: Path
) -> None:
    song(tmp_path, "there.wav")
    for uri in ((tmp_path / "there.wav").as_uri(), "http://127.0.0.1:9/x.wav"):
        work.library.add(Track(TrackId(0), uri, uri[-9:], "Ann", "pop"))
    work.jobs.check()
    result = work.wait()
    assert isinstance(result, CheckResult)
    assert result.checked == 1
    assert result.stopped_by in ("offline", "address_refused")


def test_songs_never_looked_for_are_not_searched_by_a_check(work: Work) -> None:
    work.library.add(Track(TrackId(0), "ytsearch:Ann Song", "Song", "Ann", "pop"))
    work.jobs.check()
    result = work.wait()
    assert isinstance(result, CheckResult)
    assert result.total == 0


def test_duplicates_are_found_over_spellings(work: Work) -> None:
    names = [
        ("IU", "Good Day"),
        ("IU", "Good  day (Official Video)"),
        ("아이유", "좋은 날"),
        ("아이유", "좋은날"),
        ("Ann", "Alone"),
    ]
    work.library.add_many(
        [
            Track(TrackId(0), f"https://x.org/{n}", title, artist, "pop")
            for n, (artist, title) in enumerate(names)
        ],
        "user",
    )
    work.jobs.find_duplicates()
    result = work.wait()
    assert isinstance(result, DuplicatesResult)
    assert result.songs == 2
    titles = [entry.track.title for entry in work.library.entries(result.track_ids)]
    assert titles == ["Good Day", "Good  day (Official Video)", "좋은 날", "좋은날"]
    assert duplicates([]).songs == 0


def test_what_is_shown_is_what_is_exported(work: Work, tmp_path: Path) -> None:
    for genre in ("pop", "jazz"):
        work.library.add(Track(TrackId(0), f"https://x.org/{genre}", genre, "Ann", genre))
    work.jobs.export(tmp_path / "out.json", TrackQuery(genre="jazz"))
    work.wait()
    assert [row["title"] for row in json.loads((tmp_path / "out.json").read_text())] == ["jazz"]
    work.jobs.export(tmp_path / "out.odt", TrackQuery())
    work.qtbot.waitUntil(lambda: bool(work.errors), timeout=10_000)
    assert work.errors[0].code == "list_bad"
