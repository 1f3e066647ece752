from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from feeling_manager.adapters.player.silent_player import SilentPlayer
from feeling_manager.adapters.resolver.local_file_resolver import LocalFileResolver
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.errors import ResolveError
from feeling_manager.core.listening import Ending
from feeling_manager.core.ports import ResolvedStream
from feeling_manager.core.recommender import Reason, Recommendation
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import DurationMs, Track, TrackId
from feeling_manager.runtime.background_tasks import BackgroundTasks
from feeling_manager.runtime.playback import MAX_FAILURES, NowState, Playback


class UnreachableWeb:
    """Local files as ever; everything of the web fails as it does without a network."""

    def __init__(self, code: str = "offline") -> None:
        self._local = LocalFileResolver(Path("/nonexistent"))
        self._code = code

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        if track.is_local:
            return self._local.resolve(track, cancelled)
        raise ResolveError(track.uri, self._code)


class Bench:
    """A playback with real parts, and what it said."""

    def __init__(self, qtbot: QtBot, queue: list[Track], local: list[Track], code: str) -> None:
        self.qtbot = qtbot
        self.queue = queue
        self.local = local
        self.now_s = 0.0
        self.asked_local: list[bool] = []
        self.ended: list[tuple[int, Ending, int]] = []
        self.failed: list[tuple[int, str]] = []
        self.started: list[int] = []
        self.exhausted: list[str] = []
        self.tasks = BackgroundTasks()
        self.playback = Playback(
            SilentPlayer(lambda: self.now_s), UnreachableWeb(code), self.tasks, self.choose
        )
        self.playback.started.connect(lambda r: self.started.append(r.track.id))
        self.playback.ended.connect(lambda r, e, ms: self.ended.append((r.track.id, e, ms)))
        self.playback.failed.connect(lambda r, code: self.failed.append((r.track.id, code)))
        self.playback.exhausted.connect(self.exhausted.append)

    def choose(self, only_local: bool) -> Recommendation | None:
        self.asked_local.append(only_local)
        tracks = self.local if only_local else self.queue
        if not tracks:
            return None
        track = tracks.pop(0)
        return Recommendation(track, Emotion.NEUTRAL, ListeningMode.MATCH, Reason.GENRE_OF_EMOTION)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=8000)

    def pass_time(self, seconds: float) -> None:
        """Let song time pass in steps as short as the playback looks."""
        for _ in range(int(seconds * 4)):
            self.now_s += 0.25
            self.playback._on_poll()

    def close(self) -> None:
        self.playback.close()
        assert self.tasks.close()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def make(queue: list[Track], local: list[Track] | None = None, code: str = "offline") -> Bench:
        made.append(Bench(qtbot, queue, local or [], code))
        return made[-1]

    yield make
    for one in made:
        one.close()


MakeTrack = Callable[..., Track]


def web(number: int) -> Track:
    return Track(TrackId(number), f"https://example.org/{number}", f"web {number}", "a", "pop")


def picked(track: Track) -> Recommendation:
    return Recommendation(track, None, ListeningMode.MATCH, Reason.CHOSEN)


def test_a_song_plays_and_the_next_is_ready_before_it_ends(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.start()
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    b.wait_for(lambda: b.playback.now.upcoming is not None)
    assert b.started == [0]
    upcoming = b.playback.now.upcoming
    assert upcoming is not None and upcoming.track.id == 1


def test_a_finished_song_is_followed_by_the_next(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(4)])
    b.playback.start()
    b.wait_for(lambda: b.started == [0] and len(b.queue) == 2)
    b.qtbot.wait(50)
    b.pass_time(5.5)
    b.wait_for(lambda: b.started == [0, 1])
    (ended,) = b.ended
    assert ended[:2] == (0, Ending.FINISHED)
    assert 4500 <= ended[2] <= 5000


def test_skipping_previous_pausing_and_seeking(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([make_track(n, seconds=60) for n in range(6)])
    b.playback.start()
    b.wait_for(lambda: b.started == [0])
    b.pass_time(2)
    b.playback.skip()
    b.wait_for(lambda: b.started == [0, 1])
    assert b.ended[0][:2] == (0, Ending.SKIPPED)
    b.playback.previous()
    b.wait_for(lambda: b.started == [0, 1, 0])
    b.playback.pause()
    assert str(b.playback.now.state) == "paused"
    before = b.playback.position()[0]
    b.now_s += 10
    assert b.playback.position()[0] == before
    b.playback.start()
    assert str(b.playback.now.state) == "playing"
    b.playback.seek(DurationMs(40_000))
    assert b.playback.position()[0] == 40_000
    b.pass_time(1)
    assert b.playback.heard_ms <= 3100, "seeking is not hearing"
    b.playback.previous()
    assert b.playback.position()[0] == 0
    assert b.started == [0, 1, 0]


def test_after_three_failures_in_a_row_songs_without_network_take_over(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([web(n) for n in range(100, 120)], [make_track(n) for n in range(3)])
    b.playback.start()
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    assert b.failed == [(100 + n, "offline") for n in range(MAX_FAILURES)]
    assert b.asked_local[: MAX_FAILURES + 1] == [False] * MAX_FAILURES + [True]
    assert b.started == [0]
    pause = b.playback.now.network_pause
    assert pause is not None and pause.code == "offline"


def test_songs_that_are_gone_do_not_cause_a_storm(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([web(n) for n in range(100, 200)], [make_track(n) for n in range(5)], "video_gone")
    b.playback.start()
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    b.qtbot.wait(200)
    assert len(b.failed) <= 2 * MAX_FAILURES


def test_files_that_no_player_can_play_end_in_a_word_and_not_in_a_loop(
    bench: Callable[..., Bench], tmp_path: Path, make_track: MakeTrack
) -> None:
    broken = []
    for number in range(40):
        path = tmp_path / f"broken{number}.wav"
        path.write_bytes(b"")
        broken.append(replace(web(number), uri=path.as_uri()))
    b = bench(list(broken), list(broken))
    b.playback.start()
    b.wait_for(lambda: b.exhausted == ["track_unplayable"])
    b.qtbot.wait(300)
    assert len(b.failed) <= 10
    assert b.playback.now.state is NowState.IDLE


def test_an_empty_library_is_said_once(bench: Callable[..., Bench]) -> None:
    b = bench([])
    b.playback.start()
    assert b.exhausted == ["library_empty"]
    assert b.playback.now.state is NowState.IDLE


class SlowWeb(UnreachableWeb):
    """Never answers; it gives up when it is told to."""

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        while not track.is_local and not cancelled():
            time.sleep(0.01)
        return super().resolve(track, cancelled)


def test_skipping_a_song_that_is_looked_for_looks_for_another(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([web(100), make_track(2)])
    b.playback._resolver = SlowWeb()
    b.playback.start()
    looked_for = b.playback.now.recommendation
    assert looked_for is not None and looked_for.track.id == 100
    b.playback.skip()
    b.wait_for(lambda: b.started == [2])
    assert b.failed == []


def test_a_slow_song_is_bridged_by_one_that_is_there(
    qtbot: QtBot, bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([web(100)], [make_track(1)])
    b.playback._resolver = SlowWeb()
    b.playback._bridge.setInterval(100)
    b.playback.start()
    assert b.playback.now.state is NowState.RESOLVING
    b.wait_for(lambda: b.started == [1])
    upcoming = b.playback.now.upcoming
    assert upcoming is not None and upcoming.track.id == 100


def test_replacing_the_next_song_leaves_the_playing_one(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(5)])
    b.playback.start()
    b.wait_for(lambda: b.playback.now.upcoming is not None)
    b.playback.replace_upcoming()
    b.wait_for(lambda: b.playback.now.upcoming is not None)
    upcoming = b.playback.now.upcoming
    assert upcoming is not None and upcoming.track.id == 2
    assert b.started == [0]


def test_files_in_use_are_named_and_let_go(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(3)])
    seen: list[frozenset[Path]] = []
    b.playback.files_in_use.connect(seen.append)
    b.playback.start()
    b.wait_for(lambda: bool(seen) and len(seen[-1]) == 2)
    b.playback.stop()
    assert seen[-1] == frozenset()


def test_a_picked_song_plays_at_once_and_the_old_one_is_not_disliked(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.start()
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    endings: list[Ending] = []
    b.playback.ended.connect(lambda _song, ending, _ms: endings.append(ending))
    b.playback.play_chosen(picked(make_track(50)))
    b.wait_for(lambda: b.started[-1] == 50)
    assert endings == [Ending.STOPPED]


def test_a_picked_next_song_stays_whatever_the_emotion_does(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.start()
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    b.playback.queue_chosen(picked(make_track(50)))
    b.playback.replace_upcoming()
    b.wait_for(lambda: b.playback.now.upcoming is not None)
    b.playback.skip()
    b.wait_for(lambda: b.started[-1] == 50)


def test_a_picked_song_that_is_gone_is_said_and_music_goes_on(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([web(200), make_track(0)], [make_track(0)], "video_gone")
    b.playback.play_chosen(picked(web(100)))
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    assert b.failed[0] == (100, "video_gone")
    assert b.started == [0]


def test_the_web_is_asked_again_at_once_when_the_user_says_so(
    bench: Callable[..., Bench], make_track: MakeTrack
) -> None:
    b = bench([web(n) for n in range(100, 120)], [make_track(n) for n in range(3)])
    b.playback.start()
    b.wait_for(lambda: b.playback.now.network_pause is not None)
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    asked = len(b.asked_local)
    b.playback.retry_network()
    assert b.playback.now.network_pause is None
    assert b.asked_local[asked] is False
