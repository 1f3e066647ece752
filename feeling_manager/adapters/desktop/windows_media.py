"""Windows: the system's media transport controls, through PyWinRT."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from feeling_manager.core.media import MediaCommand, MediaOrder, MediaState, MediaStatus
from feeling_manager.core.values import DurationMs

logger = logging.getLogger(__name__)

COMMANDS: Final = {
    "PLAY": MediaCommand.PLAY,
    "PAUSE": MediaCommand.PAUSE,
    "STOP": MediaCommand.STOP,
    "NEXT": MediaCommand.NEXT,
    "PREVIOUS": MediaCommand.PREVIOUS,
}


class WindowsMediaControls:
    """Thread: the GUI thread; Windows asks in threads of its own."""

    def __init__(self) -> None:
        self._player: Any = None
        self._controls: Any = None
        self._tokens: tuple[Any, Any] | None = None
        self._duration_ms = DurationMs(0)
        self._order: Callable[[MediaOrder], None] = lambda _order: None
        self._position_ms: Callable[[], DurationMs] = lambda: DurationMs(0)

    def open(
        self, order: Callable[[MediaOrder], None], position_ms: Callable[[], DurationMs]
    ) -> None:
        """Appear; a Windows without these controls, as a server, goes without."""
        self._order, self._position_ms = order, position_ms
        try:
            from winrt.windows.media import MediaPlaybackType
            from winrt.windows.media.playback import MediaPlayer

            # A desktop program gets its controls from a player, even one that plays nothing.
            self._player = MediaPlayer()
            self._player.command_manager.is_enabled = False
            controls = self._player.system_media_transport_controls
            for name in ("play", "pause", "stop", "next", "previous"):
                setattr(controls, f"is_{name}_enabled", True)
            controls.display_updater.type = MediaPlaybackType.MUSIC
            pressed = controls.add_button_pressed(self._on_pressed)
            moved = controls.add_playback_position_change_requested(self._on_moved)
        except (ImportError, AttributeError, OSError, RuntimeError) as error:
            logger.info("no media controls: %s", error)
            self._player = None
            return
        self._tokens = (pressed, moved)
        self._controls = controls

    def show(self, state: MediaState) -> None:
        """Show another song or state."""
        if self._controls is None:
            return
        from winrt.windows.media import MediaPlaybackStatus

        self._controls.is_enabled = state.track is not None
        self._controls.playback_status = {
            MediaStatus.PLAYING: MediaPlaybackStatus.PLAYING,
            MediaStatus.PAUSED: MediaPlaybackStatus.PAUSED,
            MediaStatus.STOPPED: MediaPlaybackStatus.STOPPED,
        }[state.status]
        updater = self._controls.display_updater
        if state.track is not None:
            updater.music_properties.title = state.track.title
            updater.music_properties.artist = state.track.artist
        updater.update()
        self._show_position(self._position_ms(), state.duration_ms)

    def jumped(self, position_ms: DurationMs) -> None:
        """Tell where the music went on."""
        if self._controls is not None:
            self._show_position(position_ms, self._duration_ms)

    def close(self) -> None:
        """Disappear."""
        self._order = lambda _order: None
        if self._controls is not None and self._tokens is not None:
            pressed, moved = self._tokens
            self._controls.remove_button_pressed(pressed)
            self._controls.remove_playback_position_change_requested(moved)
            self._controls.is_enabled = False
            self._controls = None
        if self._player is not None:
            self._player.close()
            self._player = None

    def _show_position(self, position_ms: DurationMs, duration_ms: DurationMs) -> None:
        from winrt.windows.media import SystemMediaTransportControlsTimelineProperties

        self._duration_ms = duration_ms
        timeline = SystemMediaTransportControlsTimelineProperties()
        timeline.start_time = timeline.min_seek_time = timedelta(0)
        timeline.end_time = timeline.max_seek_time = timedelta(milliseconds=duration_ms)
        timeline.position = timedelta(milliseconds=position_ms)
        self._controls.update_timeline_properties(timeline)

    def _on_pressed(self, _controls: Any, arguments: Any) -> None:
        command = COMMANDS.get(arguments.button.name)
        if command is not None:
            self._order(MediaOrder(command))

    def _on_moved(self, _controls: Any, arguments: Any) -> None:
        position = arguments.requested_playback_position
        self._order(MediaOrder(MediaCommand.SEEK_TO, round(position.total_seconds() * 1000)))
