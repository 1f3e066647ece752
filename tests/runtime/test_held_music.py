from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feeling_manager.core.desktop_state import DesktopState, HeldMusic, HeldSong
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.recommender import Reason, Recommendation
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import DurationMs, Track, TrackId
from feeling_manager.runtime.playback import NowState
from feeling_manager.storage.desktop_state_file import DesktopStateFile
from tests.runtime.test_playback import Bench, bench, picked, web

__all__ = ["bench"]

MakeTrack = Callable[..., Track]
MakeBench = Callable[..., Bench]


def for_sadness(track: Track) -> Recommendation:
    return Recommendation(track, Emotion.SADNESS, ListeningMode.CALM, Reason.GENRE_OF_EMOTION)


def test_a_song_that_played_goes_on_where_it_was(bench: MakeBench, make_track: MakeTrack) -> None:
    b = bench([make_track(n) for n in range(3)])
    held = make_track(10, seconds=60)
    b.playback.take_up(for_sadness(held), DurationMs(40_000), True)
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    assert b.started == [10]
    assert b.playback.position() == (40_000, 60_000)
    b.pass_time(5)
    assert b.playback.position()[0] == 45_000
    assert 4000 < b.playback.heard_ms <= 5000


def test_a_paused_song_waits_there_unplayed(bench: MakeBench, make_track: MakeTrack) -> None:
    b = bench([make_track(n) for n in range(3)])
    held = make_track(10, seconds=60)
    b.playback.take_up(for_sadness(held), DurationMs(40_000), False)
    assert b.playback.now.state is NowState.PAUSED
    assert b.playback.now.recommendation == for_sadness(held)
    b.qtbot.wait(200)
    assert b.started == []
    assert b.playback.position() == (40_000, 60_000)
    b.playback.seek(DurationMs(20_000))
    b.playback.start()
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    assert b.playback.position() == (20_000, 60_000)


@pytest.mark.parametrize("is_playing", [True, False])
def test_what_was_next_stays_next(
    bench: MakeBench, make_track: MakeTrack, is_playing: bool
) -> None:
    b = bench([make_track(n) for n in range(3)])
    song, then = for_sadness(make_track(10)), picked(make_track(11))
    b.playback.take_up(song, DurationMs(0), is_playing, then)
    assert b.playback.now.upcoming == then
    b.playback.replace_upcoming()
    b.playback.start()
    b.wait_for(lambda: b.playback.current == song)
    b.playback.replace_upcoming()
    assert b.playback.now.upcoming == then
    b.wait_for(lambda: b.playback.now.state is NowState.PLAYING)
    b.playback.skip()
    b.wait_for(lambda: b.started == [10, 11])


def test_next_leaves_the_held_song(bench: MakeBench, make_track: MakeTrack) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.take_up(for_sadness(make_track(10)), DurationMs(3000), False)
    b.playback.skip()
    b.wait_for(lambda: b.started == [0])


def test_a_song_picked_as_the_next_one_comes_after_the_held_one(
    bench: MakeBench, make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.take_up(for_sadness(make_track(10)), DurationMs(3000), False, for_sadness(web(9)))
    b.playback.queue_chosen(picked(make_track(11)))
    b.playback.start()
    b.wait_for(lambda: b.started == [10])
    upcoming = b.playback.now.upcoming
    assert upcoming is not None and upcoming.track.id == 11


def test_a_song_picked_to_play_now_takes_the_place_of_the_held_one(
    bench: MakeBench, make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.take_up(for_sadness(make_track(10)), DurationMs(3000), False)
    b.playback.play_chosen(picked(make_track(11)))
    b.wait_for(lambda: b.started == [11])


def test_a_held_song_that_is_gone_gives_way(bench: MakeBench, make_track: MakeTrack) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.take_up(for_sadness(web(9)), DurationMs(3000), True, picked(make_track(11)))
    b.wait_for(lambda: b.started == [11])
    assert b.playback.position()[0] < 3000
    assert b.failed == [(9, "offline")]


def test_a_pause_while_a_song_is_looked_for_can_be_taken_back(
    bench: MakeBench, make_track: MakeTrack
) -> None:
    b = bench([make_track(n) for n in range(3)])
    b.playback.start()
    b.playback.pause()
    assert b.playback.now.state is NowState.PAUSED
    b.qtbot.wait(100)
    assert b.started == []
    b.playback.start()
    b.wait_for(lambda: b.started == [0])


def test_the_state_survives_and_a_broken_file_counts_as_none(tmp_path: Path) -> None:
    file = DesktopStateFile(tmp_path / "deep" / "state.json")
    assert file.load() == DesktopState()
    song = HeldSong(TrackId(3), None, ListeningMode.LIFT, Reason.CHOSEN)
    then = HeldSong(TrackId(4), Emotion.FEAR, ListeningMode.MATCH, Reason.ONLY_LOCAL)
    state = DesktopState(
        "library", "geometry", "mini", True, HeldMusic(song, DurationMs(5), True, then)
    )
    file.save(state)
    assert file.load() == state
    for broken in ("{", "[]", '{"music": {"song": {"track_id": "x"}}}', '{"music": 3}', "\0"):
        (tmp_path / "deep" / "state.json").write_text(broken)
        assert file.load() == DesktopState()
