"""One song in libVLC, from opening to its end."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

from feeling_manager.adapters.player.audio_container import read_extent
from feeling_manager.adapters.player.paced_sink import PacedSink
from feeling_manager.adapters.player.position_clock import PositionClock
from feeling_manager.core.ports import PlaybackState

logger = logging.getLogger(__name__)

_OPENING_S = 10.0
"""Long enough for a sleeping hard disk; a local file opens in 10-20 ms."""

_MUTE_LOOKS = 50
_STUCK_LOOKS = 100
"""Looks, ten a second, after which a song without sound or progress counts as unplayable.

Looks and not seconds: while the computer sleeps nobody looks.
"""


class VlcSong:
    """A libVLC media player of its own for every song, so that nothing is left of the last one.

    Thread: the VLC worker only; `close` may block for as long as the sound driver does.
    """

    def __init__(self, vlc: Any, instance: Any, path: Path, sink: PacedSink | None) -> None:
        self._vlc = vlc
        self._path = path
        self._sink = sink
        self._player = instance.media_player_new()
        if sink is not None:
            sink.attach(self._player)
        # By path only: a location would be parsed, and could carry options.
        self._media = instance.media_new_path(str(path))
        self._player.set_media(self._media)
        self._opened_at_mono_s = time.monotonic()
        self._looks_without_sound = 0
        self._looks_without_progress = 0
        self._volume: float | None = None
        self._announced_volume = False
        self.duration_ms = 0
        self._player.play()

    def obey(self, volume: float, paused: bool) -> None:
        """Bring loudness and pause to what is wanted; cheap when nothing changes."""
        state = self._vlc_state()
        if volume != self._volume:
            self._set_volume(volume)
        elif state == self._vlc.State.Playing and not self._announced_volume:
            # Some outputs forget what was set before their stream began.
            self._announced_volume = True
            self._set_volume(volume)
        if paused and state == self._vlc.State.Playing:
            self._player.set_pause(1)
        elif not paused and state == self._vlc.State.Paused:
            self._player.set_pause(0)

    def seek(self, position_ms: int) -> bool:
        """Jump, clipped to the file; False while it is too early."""
        if self._vlc_state() not in (self._vlc.State.Playing, self._vlc.State.Paused):
            return False
        self._player.set_time(self.clipped(position_ms))
        return True

    def clipped(self, position_ms: int) -> int:
        """A position inside the file."""
        end = self.duration_ms or max(0, self._player.get_length())
        return max(0, min(position_ms, end)) if end else max(0, position_ms)

    def look(self, clock: PositionClock, held: bool) -> tuple[PlaybackState, PositionClock]:
        """What it is doing now, and the clock brought up to date.

        `held`: a pause was asked for, which libVLC takes a moment to follow.
        """
        if self._sink is not None:
            self._sink.play_due(held)
        now = time.monotonic()
        state = self._state(clock)
        raw_ms = max(0, self._player.get_time())
        self.duration_ms = max(0, self._player.get_length())
        running = state is PlaybackState.PLAYING and not held
        return state, clock.set_running(running, now).observed(raw_ms, now)

    def audible(self) -> bool | None:
        """Whether what is decoded reaches a sound card or file; None while unknown."""
        if self._sink is not None:
            return self._sink.is_recording
        decoded, played = self._blocks()
        if played:
            return True
        return False if decoded > _MUTE_LOOKS else None

    def close(self) -> None:
        """Stop and free it."""
        if self._sink is not None:
            self._sink.abort()
        self._player.stop()
        self._player.release()
        self._media.release()

    def _state(self, clock: PositionClock) -> PlaybackState:
        state = self._vlc_state()
        known = self._vlc.State
        if state == known.Ended:
            return self._how_it_ended()
        if state in (known.Error, known.Stopped):
            return PlaybackState.FAILED
        if state == known.Playing:
            return self._playing_state(clock)
        if state == known.Paused:
            return PlaybackState.PAUSED
        if time.monotonic() - self._opened_at_mono_s > _OPENING_S:
            logger.warning("%s does not open", self._path)
            return PlaybackState.FAILED
        return PlaybackState.OPENING

    def _how_it_ended(self) -> PlaybackState:
        """The end, unless nothing was heard or the file stops before its end."""
        if self._blocks()[0] == 0:
            logger.info("no sound in %s", self._path)
            return PlaybackState.FAILED
        try:
            breaks_off = read_extent(self._path).breaks_off
        except OSError:
            breaks_off = False
        if breaks_off:
            logger.info("%s breaks off before its end", self._path)
        return PlaybackState.FAILED if breaks_off else PlaybackState.ENDED

    def _playing_state(self, clock: PositionClock) -> PlaybackState:
        self._looks_without_sound = 0 if self._blocks()[0] else self._looks_without_sound + 1
        moved = self._player.get_time() != clock.raw_ms
        self._looks_without_progress = 0 if moved else self._looks_without_progress + 1
        if self._looks_without_sound > _MUTE_LOOKS or self._looks_without_progress > _STUCK_LOOKS:
            logger.warning("%s makes no sound", self._path)
            return PlaybackState.FAILED
        return PlaybackState.PLAYING

    def _blocks(self) -> tuple[int, int]:
        """How many blocks of sound were decoded and given to the output."""
        statistics = self._vlc.MediaStats()
        if not self._media.get_stats(statistics):
            return 0, 0
        return int(statistics.decoded_audio), int(statistics.played_abuffers)

    def _set_volume(self, percent: float) -> None:
        self._volume = percent
        if self._sink is not None:
            self._sink.set_volume(percent)
        else:
            self._player.audio_set_volume(round(percent))

    def _vlc_state(self) -> Any:
        return self._player.get_state()
