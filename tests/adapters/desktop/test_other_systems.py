"""Windows and macOS: what is told to stand-ins for their modules.

The stand-ins have the names of PyWinRT 4.1 and PyObjC 12.2; the real ones run there only.
"""

from __future__ import annotations

import enum
import sys
from datetime import timedelta
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from feeling_manager.adapters.desktop.mac_media import MacMediaControls
from feeling_manager.adapters.desktop.windows_media import WindowsMediaControls
from feeling_manager.core.media import MediaCommand, MediaOrder, MediaState, MediaStatus
from feeling_manager.core.values import DurationMs, Track, TrackId

SONG = Track(TrackId(7), "starter:x.opus", "밤편지", "아이유", "ballad")
PLAYING = MediaState(MediaStatus.PLAYING, SONG, DurationMs(200_000))


class Button(enum.IntEnum):
    PLAY = 0
    RECORD = 3
    NEXT = 6


class Status(enum.IntEnum):
    STOPPED = 2
    PLAYING = 3
    PAUSED = 4


class Controls(SimpleNamespace):
    """Keeps its handlers by number, as WinRT does."""

    def __init__(self) -> None:
        super().__init__(handlers={}, timeline=None, updates=0)
        self.display_updater = SimpleNamespace(
            music_properties=SimpleNamespace(), update=self._count
        )

    def _count(self) -> None:
        self.updates += 1

    def add_button_pressed(self, handler: Any) -> int:
        self.handlers[1] = handler
        return 1

    def add_playback_position_change_requested(self, handler: Any) -> int:
        self.handlers[2] = handler
        return 2

    def remove_button_pressed(self, token: int) -> None:
        del self.handlers[token]

    def remove_playback_position_change_requested(self, token: int) -> None:
        del self.handlers[token]

    def update_timeline_properties(self, timeline: Any) -> None:
        self.timeline = timeline


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Controls:
    controls = Controls()
    media: Any = ModuleType("winrt.windows.media")
    media.MediaPlaybackType = SimpleNamespace(MUSIC=1)
    media.MediaPlaybackStatus = Status
    media.SystemMediaTransportControlsTimelineProperties = SimpleNamespace
    playback: Any = ModuleType("winrt.windows.media.playback")
    playback.MediaPlayer = lambda: SimpleNamespace(
        command_manager=SimpleNamespace(),
        system_media_transport_controls=controls,
        close=lambda: None,
    )
    for module in (ModuleType("winrt"), ModuleType("winrt.windows"), media, playback):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return controls


def test_windows_is_told_and_asks(windows: Controls) -> None:
    orders: list[MediaOrder] = []
    controls = WindowsMediaControls()
    controls.open(orders.append, lambda: DurationMs(61_000))
    controls.show(PLAYING)
    assert windows.display_updater.music_properties.title == "밤편지"
    assert (windows.playback_status, windows.is_enabled) == (Status.PLAYING, True)
    assert windows.timeline.position == timedelta(seconds=61)
    assert windows.timeline.end_time == timedelta(seconds=200)
    controls.jumped(DurationMs(5_000))
    assert windows.timeline.position == timedelta(seconds=5)
    assert windows.timeline.end_time == timedelta(seconds=200)
    for button in Button:
        windows.handlers[1](windows, SimpleNamespace(button=button))
    moved = SimpleNamespace(requested_playback_position=timedelta(seconds=90))
    windows.handlers[2](windows, moved)
    assert orders == [
        MediaOrder(MediaCommand.PLAY),
        MediaOrder(MediaCommand.NEXT),
        MediaOrder(MediaCommand.SEEK_TO, 90_000),
    ]
    controls.show(MediaState())
    assert (windows.playback_status, windows.is_enabled) == (Status.STOPPED, False)
    controls.close()
    controls.close()
    assert windows.handlers == {}


class Command(SimpleNamespace):
    def __init__(self) -> None:
        super().__init__(handler=None, enabled=False)

    def setEnabled_(self, enabled: bool) -> None:
        self.enabled = enabled

    def addTargetWithHandler_(self, handler: Any) -> str:
        self.handler = handler
        return "target"

    def removeTarget_(self, target: str) -> None:
        assert target == "target"
        self.handler = None


class Center(SimpleNamespace):
    """The remote commands by name, each the same one whenever it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if not name.endswith("Command"):
            raise AttributeError(name)
        command = Command()
        setattr(self, name, lambda: command)
        return getattr(self, name)


class Info(SimpleNamespace):
    info: Any = None
    state: Any = None

    def setNowPlayingInfo_(self, info: Any) -> None:
        self.info = info

    def nowPlayingInfo(self) -> Any:
        return self.info

    def setPlaybackState_(self, state: Any) -> None:
        self.state = state


def test_macos_is_told_and_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = ModuleType("MediaPlayer")
    for name in ("Title", "Artist", "Genre", "PlaybackDuration"):
        setattr(module, f"MPMediaItemProperty{name}", name)
    for name in ("ElapsedPlaybackTime", "PlaybackRate"):
        setattr(module, f"MPNowPlayingInfoProperty{name}", name)
    for name in ("Playing", "Paused", "Stopped"):
        setattr(module, f"MPNowPlayingPlaybackState{name}", name)
    center, info = Center(), Info()
    module.MPRemoteCommandCenter = SimpleNamespace(sharedCommandCenter=lambda: center)
    module.MPNowPlayingInfoCenter = SimpleNamespace(defaultCenter=lambda: info)
    monkeypatch.setitem(sys.modules, "MediaPlayer", module)
    orders: list[MediaOrder] = []
    controls = MacMediaControls()
    controls.open(orders.append, lambda: DurationMs(61_000))
    controls.show(PLAYING)
    assert (info.state, info.info["Title"], info.info["PlaybackDuration"]) == (
        "Playing", "밤편지", 200.0,
    )  # fmt: skip
    assert (info.info["ElapsedPlaybackTime"], info.info["PlaybackRate"]) == (61.0, 1.0)
    controls.jumped(DurationMs(5_000))
    assert info.info["ElapsedPlaybackTime"] == 5.0
    assert center.togglePlayPauseCommand().handler(None) == 0
    center.changePlaybackPositionCommand().handler(SimpleNamespace(positionTime=lambda: 90.0))
    assert orders == [MediaOrder(MediaCommand.TOGGLE), MediaOrder(MediaCommand.SEEK_TO, 90_000)]
    controls.close()
    assert info.info is None and center.playCommand().handler is None


@pytest.mark.parametrize("make", [WindowsMediaControls, MacMediaControls])
def test_a_system_without_them_goes_without(
    make: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("winrt", "winrt.windows", "winrt.windows.media", "MediaPlayer"):
        monkeypatch.setitem(sys.modules, name, None)
    controls = make()
    controls.open(lambda _order: None, lambda: DurationMs(0))
    controls.show(PLAYING)
    controls.jumped(DurationMs(1))
    controls.close()
