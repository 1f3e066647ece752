"""What a media key does to the music, and when a new song is told of."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from feeling_manager.adapters.desktop.recorded_media import RecordedMediaControls
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.media import MediaCommand, MediaOrder, MediaStatus
from feeling_manager.runtime.media_bridge import MediaBridge, SongNotices
from feeling_manager.runtime.playback import NowState, Playback
from tests.runtime.test_session import Stage, scores, stage

__all__ = ["stage"]


class RecordedNotices:
    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def notify(self, title: str, text: str) -> None:
        self.told.append((title, text))

    def close(self) -> None:
        pass


class Desk:
    """A session whose music is steered from outside."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage, self._qtbot = stage, qtbot
        self.controls = RecordedMediaControls()
        self.bridge = MediaBridge(stage.session, self.controls)
        self.bridge.start()

    @property
    def playback(self) -> Playback:
        return self.stage.session.playback

    def ask(self, command: MediaCommand, value: int = 0) -> None:
        self.controls.ask(MediaOrder(command, value))

    def until(self, state: NowState) -> None:
        self._qtbot.waitUntil(lambda: self.playback.now.state is state, timeout=10_000)

    def play(self) -> None:
        self.ask(MediaCommand.PLAY)
        self.until(NowState.PLAYING)

    def position_ms(self) -> int:
        return self.playback.position()[0]


@pytest.fixture
def desk(stage: Callable[..., Stage], qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(stage([scores(Emotion.HAPPINESS)]), qtbot)
    yield desk
    desk.bridge.close()


def test_the_desktop_sees_the_song_and_its_length(desk: Desk, qtbot: QtBot) -> None:
    assert desk.controls.states[-1].status is MediaStatus.STOPPED
    desk.play()
    qtbot.waitUntil(lambda: desk.controls.states[-1].duration_ms == 60_000, timeout=10_000)
    state, current = desk.controls.states[-1], desk.playback.current
    assert current is not None and state.track == current.track
    assert (state.status, state.volume) == (MediaStatus.PLAYING, 80)


def test_play_pause_and_toggle(desk: Desk) -> None:
    desk.play()
    desk.ask(MediaCommand.PAUSE)
    desk.until(NowState.PAUSED)
    desk.ask(MediaCommand.TOGGLE)
    desk.until(NowState.PLAYING)
    desk.ask(MediaCommand.TOGGLE)
    desk.until(NowState.PAUSED)
    assert desk.controls.states[-1].status is MediaStatus.PAUSED


def test_pause_before_any_music_keeps_nothing_from_playing(desk: Desk, qtbot: QtBot) -> None:
    desk.ask(MediaCommand.PAUSE)
    qtbot.wait(50)
    assert not desk.playback.paused


def test_next_previous_and_stop(desk: Desk, qtbot: QtBot) -> None:
    desk.play()
    first = desk.playback.current
    desk.ask(MediaCommand.NEXT)
    qtbot.waitUntil(lambda: desk.playback.current not in (None, first), timeout=10_000)
    desk.ask(MediaCommand.PREVIOUS)
    qtbot.waitUntil(lambda: desk.playback.current == first, timeout=10_000)
    desk.ask(MediaCommand.SEEK_TO, 30_000)
    desk.ask(MediaCommand.STOP)
    desk.until(NowState.PAUSED)
    qtbot.waitUntil(lambda: desk.position_ms() == 0)
    assert desk.playback.current == first


def test_seeking_forwards_backwards_and_past_the_end(desk: Desk, qtbot: QtBot) -> None:
    desk.play()
    first = desk.playback.current
    qtbot.waitUntil(lambda: desk.playback.position()[1] == 60_000, timeout=10_000)
    desk.ask(MediaCommand.SEEK_TO, 40_000)
    qtbot.waitUntil(lambda: 40_000 <= desk.position_ms() < 45_000)
    desk.ask(MediaCommand.SEEK_BY, -15_000)
    qtbot.waitUntil(lambda: 25_000 <= desk.position_ms() < 30_000)
    desk.ask(MediaCommand.SEEK_BY, -90_000)
    qtbot.waitUntil(lambda: desk.position_ms() < 5_000)
    assert desk.controls.jumps[0] == 40_000 and desk.controls.jumps[-1] == 0
    desk.ask(MediaCommand.SEEK_BY, 90_000)
    qtbot.waitUntil(lambda: desk.playback.current not in (None, first), timeout=10_000)


def test_what_the_music_cannot_do_is_handed_on(desk: Desk, qtbot: QtBot) -> None:
    asked: list[object] = []
    desk.bridge.volume_asked.connect(asked.append)
    desk.bridge.raise_asked.connect(lambda: asked.append("raise"))
    desk.bridge.quit_asked.connect(lambda: asked.append("quit"))
    desk.ask(MediaCommand.VOLUME, 35)
    desk.ask(MediaCommand.RAISE)
    desk.ask(MediaCommand.QUIT)
    qtbot.waitUntil(lambda: asked == [35, "raise", "quit"])


def test_an_order_of_another_thread_is_carried_out_in_this_one(desk: Desk, qtbot: QtBot) -> None:
    threads: list[int] = []
    desk.bridge.volume_asked.connect(lambda _percent: threads.append(threading.get_ident()))
    other = threading.Thread(target=desk.ask, args=(MediaCommand.VOLUME, 10))
    other.start()
    other.join()
    assert threads == []
    qtbot.waitUntil(lambda: threads == [threading.get_ident()])


@pytest.mark.parametrize(
    ("wanted", "in_front", "told"), [(True, False, 1), (True, True, 0), (False, False, 0)]
)
def test_a_new_song_is_told_of_only_where_nobody_sees_it(
    desk: Desk, qtbot: QtBot, wanted: bool, in_front: bool, told: int
) -> None:
    session = desk.stage.session
    session.apply(session.settings.with_value("notify", wanted))
    notices = RecordedNotices()
    SongNotices(session, notices, lambda: in_front, lambda _why: "because", session)
    desk.play()
    qtbot.wait(50)
    current = desk.playback.current
    assert current is not None
    expected = [(f"{current.track.title} – Tester", "because")] * told
    assert notices.told == expected


def test_a_song_picked_by_hand_is_not_told_of(desk: Desk, qtbot: QtBot) -> None:
    session = desk.stage.session
    session.apply(session.settings.with_value("notify", True))
    notices = RecordedNotices()
    SongNotices(session, notices, lambda: False, lambda _why: "", session)
    session.play_track(session.library.all_tracks()[0])
    desk.until(NowState.PLAYING)
    qtbot.wait(50)
    assert notices.told == []


def test_levelling_follows_its_setting_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bool] = []
    session = desk.stage.session
    monkeypatch.setattr(desk.stage.player, "set_level_volume", heard.append)
    for level in (False, False, True):
        session.apply(session.settings.with_value("level_volume", level))
    assert heard == [False, True]
