"""macOS: Now Playing and the remote commands, through PyObjC."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from feeling_manager.core.media import MediaCommand, MediaOrder, MediaState, MediaStatus
from feeling_manager.core.values import DurationMs

logger = logging.getLogger(__name__)

COMMANDS: Final = {
    "playCommand": MediaCommand.PLAY,
    "pauseCommand": MediaCommand.PAUSE,
    "togglePlayPauseCommand": MediaCommand.TOGGLE,
    "stopCommand": MediaCommand.STOP,
    "nextTrackCommand": MediaCommand.NEXT,
    "previousTrackCommand": MediaCommand.PREVIOUS,
}
SUCCESS: Final = 0
"""MPRemoteCommandHandlerStatusSuccess."""


class MacMediaControls:
    """Thread: the GUI thread; macOS may ask in another."""

    def __init__(self) -> None:
        self._media: Any = None
        self._targets: list[tuple[Any, Any]] = []
        self._order: Callable[[MediaOrder], None] = lambda _order: None
        self._position_ms: Callable[[], DurationMs] = lambda: DurationMs(0)

    def open(
        self, order: Callable[[MediaOrder], None], position_ms: Callable[[], DurationMs]
    ) -> None:
        """Appear in the control centre."""
        self._order, self._position_ms = order, position_ms
        try:
            import MediaPlayer
        except ImportError as error:
            logger.info("no media controls: %s", error)
            return
        self._media = MediaPlayer
        center = MediaPlayer.MPRemoteCommandCenter.sharedCommandCenter()
        for name, command in COMMANDS.items():
            self._listen(getattr(center, name)(), partial(self._on_command, command))
        self._listen(center.changePlaybackPositionCommand(), self._on_moved)

    def show(self, state: MediaState) -> None:
        """Show another song or state."""
        if self._media is None:
            return
        media, track = self._media, state.track
        center = media.MPNowPlayingInfoCenter.defaultCenter()
        is_playing = state.status is MediaStatus.PLAYING
        if track is None:
            center.setNowPlayingInfo_(None)
        else:
            center.setNowPlayingInfo_(
                {
                    media.MPMediaItemPropertyTitle: track.title,
                    media.MPMediaItemPropertyArtist: track.artist,
                    media.MPMediaItemPropertyGenre: track.genre,
                    media.MPMediaItemPropertyPlaybackDuration: state.duration_ms / 1000,
                    media.MPNowPlayingInfoPropertyElapsedPlaybackTime: self._position_ms() / 1000,
                    media.MPNowPlayingInfoPropertyPlaybackRate: 1.0 if is_playing else 0.0,
                }
            )
        center.setPlaybackState_(
            {
                MediaStatus.PLAYING: media.MPNowPlayingPlaybackStatePlaying,
                MediaStatus.PAUSED: media.MPNowPlayingPlaybackStatePaused,
                MediaStatus.STOPPED: media.MPNowPlayingPlaybackStateStopped,
            }[state.status]
        )

    def jumped(self, position_ms: DurationMs) -> None:
        """Tell where the music went on."""
        if self._media is None:
            return
        center = self._media.MPNowPlayingInfoCenter.defaultCenter()
        info = dict(center.nowPlayingInfo() or {})
        if info:
            info[self._media.MPNowPlayingInfoPropertyElapsedPlaybackTime] = position_ms / 1000
            center.setNowPlayingInfo_(info)

    def close(self) -> None:
        """Disappear."""
        self._order = lambda _order: None
        for command, target in self._targets:
            command.removeTarget_(target)
        self._targets = []
        if self._media is not None:
            self._media.MPNowPlayingInfoCenter.defaultCenter().setNowPlayingInfo_(None)
            self._media = None

    def _listen(self, command: Any, handler: Callable[[Any], int]) -> None:
        command.setEnabled_(True)
        self._targets.append((command, command.addTargetWithHandler_(handler)))

    def _on_command(self, command: MediaCommand, _event: Any) -> int:
        self._order(MediaOrder(command))
        return SUCCESS

    def _on_moved(self, event: Any) -> int:
        self._order(MediaOrder(MediaCommand.SEEK_TO, round(event.positionTime() * 1000)))
        return SUCCESS
