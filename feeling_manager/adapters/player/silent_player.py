"""A player without sound: the same states by the clock alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from feeling_manager.adapters.player.audio_container import read_extent
from feeling_manager.core.ports import PlaybackState, PlaybackStatus
from feeling_manager.core.values import DurationMs

_UNKNOWN_DURATION_MS = 180_000


class SilentPlayer:
    """Takes the time a song would take; three minutes where its length cannot be read cheaply.

    `clock` gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._state = PlaybackState.STOPPED
        self._duration_ms = 0
        self._position_ms = 0.0
        self._position_at_s = 0.0
        self._volume = 100

    def play(self, path: Path) -> None:
        """Start a file from its beginning; FAILED when there is none."""
        self._move_to(0.0)
        try:
            if path.stat().st_size == 0 or not path.is_file():
                raise OSError(f"nothing to play in {path}")
            duration_ms = read_extent(path).duration_ms
        except OSError:
            self._duration_ms = 0
            self._state = PlaybackState.FAILED
            return
        self._duration_ms = _UNKNOWN_DURATION_MS if duration_ms is None else duration_ms
        self._state = PlaybackState.PLAYING

    def pause(self) -> None:
        """Hold; nothing happens when nothing plays."""
        if self._current_state() is PlaybackState.PLAYING:
            self._move_to(self._current_position_ms())
            self._state = PlaybackState.PAUSED

    def resume(self) -> None:
        """Go on after `pause`."""
        if self._state is PlaybackState.PAUSED:
            self._move_to(self._position_ms)
            self._state = PlaybackState.PLAYING

    def stop(self) -> None:
        """End playback; the state becomes STOPPED."""
        self._state = PlaybackState.STOPPED
        self._duration_ms = 0
        self._move_to(0.0)

    def seek(self, position_ms: DurationMs) -> None:
        """Jump to a position, clipped to the file."""
        if self._current_state() in (PlaybackState.PLAYING, PlaybackState.PAUSED):
            self._move_to(min(max(0, position_ms), self._duration_ms))

    def set_volume(self, percent: int) -> None:
        """Keep the loudness, 0-100; nobody hears it."""
        self._volume = min(100, max(0, percent))

    def set_level_volume(self, level_volume: bool) -> None:
        """Nothing to level."""

    def prepare(self, path: Path) -> None:
        """Nothing to get to know."""

    def status(self) -> PlaybackStatus:
        """What would be heard now."""
        return PlaybackStatus(
            self._current_state(),
            DurationMs(int(self._current_position_ms())),
            DurationMs(self._duration_ms),
        )

    def close(self) -> None:
        """Stop; may be called twice."""
        self.stop()

    def _current_state(self) -> PlaybackState:
        if self._state is PlaybackState.PLAYING and self._passed_ms() >= self._duration_ms:
            return PlaybackState.ENDED
        return self._state

    def _current_position_ms(self) -> float:
        if self._state is PlaybackState.PLAYING:
            return min(self._passed_ms(), float(self._duration_ms))
        return self._position_ms

    def _passed_ms(self) -> float:
        return self._position_ms + (self._clock() - self._position_at_s) * 1000

    def _move_to(self, position_ms: float) -> None:
        self._position_ms = position_ms
        self._position_at_s = self._clock()
