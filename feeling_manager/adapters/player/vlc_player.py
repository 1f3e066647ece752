"""Plays songs with libVLC, on the sound card or into a WAV file."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from pathlib import Path

from feeling_manager.adapters.player.libvlc import load_vlc, new_instance
from feeling_manager.adapters.player.paced_sink import CHANNELS, RATE_HZ
from feeling_manager.adapters.player.vlc_worker import Snapshot, VlcWorker, Wish
from feeling_manager.adapters.player.wav_writer import WavWriter
from feeling_manager.core.errors import PlayerError
from feeling_manager.core.ports import PlaybackState, PlaybackStatus
from feeling_manager.core.values import DurationMs

logger = logging.getLogger(__name__)

_CLOSE_S = 3.0
_HOLDABLE = (PlaybackState.OPENING, PlaybackState.PLAYING, PlaybackState.PAUSED)


class VlcPlayer:
    """A player whose methods only leave a wish for the thread that owns libVLC.

    With `audio_file` everything that would be heard goes into that file, songs one after the
    other, 48 kHz stereo in real time; nothing is written while nothing plays. On a Linux machine
    without a sound card songs play to nobody.

    Thread: one thread, which may be the GUI's. Measured: no method but `close` takes 1 ms.
    """

    def __init__(self, audio_file: Path | None = None) -> None:
        """Load libVLC (0.15-0.3 s) and create the audio file.

        Raises: PlayerError (`vlc_missing`, `audio_file_bad`).
        """
        vlc = load_vlc()
        instance = new_instance(vlc)
        writer = _open_audio_file(audio_file) if audio_file is not None else None
        self._worker = VlcWorker(vlc, instance, writer)
        self._shown: tuple[int, int, int] = (0, 0, 0)
        self._worker.start()

    @property
    def audible(self) -> bool | None:
        """False when nothing takes the sound, so that songs play to nobody; None while unknown."""
        return self._worker.audible

    def play(self, path: Path) -> None:
        """Start a file from its beginning, replacing what plays."""
        request = self._worker.wish.request + 1
        self._wish(request=request, path=path, paused=False, seeks=0, seek_ms=0)

    def pause(self) -> None:
        """Hold; nothing happens when nothing plays."""
        if self.status().state in _HOLDABLE:
            self._wish(paused=True)

    def resume(self) -> None:
        """Go on after `pause`."""
        self._wish(paused=False)

    def stop(self) -> None:
        """End playback; the state becomes STOPPED at once, the sound a moment later."""
        request = self._worker.wish.request + 1
        self._wish(request=request, path=None, paused=False, seeks=0, seek_ms=0)

    def seek(self, position_ms: DurationMs) -> None:
        """Jump to a position, clipped to the file; kept while the file is being opened."""
        if self.status().state in _HOLDABLE:
            self._wish(seeks=self._worker.wish.seeks + 1, seek_ms=max(0, position_ms))

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0-100, of this song and the next ones."""
        self._wish(volume=min(100, max(0, percent)))

    def set_level_volume(self, level_volume: bool) -> None:
        """Play songs as loud as they were measured to need, or as they are; fades over there."""
        self._wish(level_volume=level_volume)

    def prepare(self, path: Path) -> None:
        """Measure a song before it plays, while songs are levelled."""
        self._wish(next_path=path)

    def status(self) -> PlaybackStatus:
        """Look at the player without touching libVLC."""
        wish, snapshot = self._worker.wish, self._worker.snapshot
        if wish.path is None or wish.closing:
            return PlaybackStatus(PlaybackState.STOPPED, DurationMs(0), DurationMs(0))
        if snapshot.request != wish.request:
            state = PlaybackState.PAUSED if wish.paused else PlaybackState.OPENING
            return PlaybackStatus(state, DurationMs(wish.seek_ms), DurationMs(0))
        state = snapshot.state
        if wish.paused and state in _HOLDABLE:
            state = PlaybackState.PAUSED
        elif state is PlaybackState.PAUSED:
            state = PlaybackState.PLAYING
        position_ms = self._position_ms(wish, snapshot)
        return PlaybackStatus(state, DurationMs(position_ms), DurationMs(snapshot.duration_ms))

    def close(self) -> None:
        """Stop, free libVLC and end the audio file; waits up to three seconds; may be called twice.

        Measured: 1-60 ms.
        """
        self._wish(path=None, closing=True)
        self._worker.join(_CLOSE_S)
        if self._worker.is_alive():
            logger.warning("libVLC does not stop; the program goes on without it")

    def _wish(self, **changes: object) -> None:
        self._worker.wish_for(replace(self._worker.wish, **changes))  # type: ignore[arg-type]

    def _position_ms(self, wish: Wish, snapshot: Snapshot) -> int:
        """The position as shown: inside the file, and never going back but by a seek."""
        if snapshot.state is PlaybackState.ENDED:
            return snapshot.duration_ms
        if wish.seeks != snapshot.seeks:
            position = float(wish.seek_ms)
        else:
            position = snapshot.clock.at(time.monotonic())
        if snapshot.duration_ms:
            position = min(position, float(snapshot.duration_ms))
        request, seeks, shown = self._shown
        if (request, seeks) == (wish.request, wish.seeks):
            position = max(position, shown)
        self._shown = (wish.request, wish.seeks, int(position))
        return int(position)


def _open_audio_file(path: Path) -> WavWriter:
    try:
        return WavWriter(path, RATE_HZ, CHANNELS)
    except OSError as error:
        raise PlayerError(f"cannot write the audio file: {error}", "audio_file_bad") from error
