"""The one thread that talks to libVLC, and the two values through which others talk to it."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feeling_manager.adapters.player.leveller import Leveller
from feeling_manager.adapters.player.loudness import UNMEASURED_GAIN_DB, volume_at_gain
from feeling_manager.adapters.player.paced_sink import PacedSink
from feeling_manager.adapters.player.position_clock import PositionClock
from feeling_manager.adapters.player.sound_device import sound_device_present
from feeling_manager.adapters.player.vlc_song import VlcSong
from feeling_manager.adapters.player.wav_writer import WavWriter
from feeling_manager.core.ports import PlaybackState

logger = logging.getLogger(__name__)

_POLL_S = {PlaybackState.OPENING: 0.02, PlaybackState.PLAYING: 0.1, PlaybackState.PAUSED: 0.5}
"""How often libVLC is asked; one look takes about 0.05 ms."""

_FADE_DB = 0.6
"""By how much a song that is heard gets louder or softer from one look to the next."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the player should be doing; each `play` has its own `request`, each seek `seeks`."""

    request: int = 0
    path: Path | None = None
    paused: bool = False
    seeks: int = 0
    seek_ms: int = 0
    volume: int = 100
    level_volume: bool = False
    next_path: Path | None = None
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What libVLC was doing when last looked at, and which wishes that answers."""

    request: int = 0
    seeks: int = 0
    state: PlaybackState = PlaybackState.STOPPED
    duration_ms: int = 0
    clock: PositionClock = field(default_factory=PositionClock)


class VlcWorker(threading.Thread):
    """Makes libVLC do what was last wished for.

    A wish replaces the one before, so that ten clicks on "next" while libVLC is busy start one
    song. No libVLC event is listened to: nothing of ours runs inside its callbacks but the sink.

    Thread: `wish`, `snapshot`, `audible` and `wish_for` are for any thread, the rest is its own.
    """

    def __init__(self, vlc: Any, instance: Any, writer: WavWriter | None) -> None:
        # A daemon: a sound driver that never returns must not keep the program from ending.
        super().__init__(name="vlc", daemon=True)
        self.wish = Wish()
        self.snapshot = Snapshot()
        self.audible: bool | None = None
        self._changed = threading.Condition()
        self._vlc = vlc
        self._instance = instance
        self._leveller = Leveller(vlc)
        self._gain_db = 0.0
        self._writer = writer
        self._song: VlcSong | None = None

    def wish_for(self, wish: Wish) -> None:
        """Replace the wish; returns at once."""
        with self._changed:
            self.wish = wish
            self._changed.notify()

    def run(self) -> None:
        """Follow the wishes until one of them is to close."""
        self._leveller.start()
        seen: Wish | None = None
        while True:
            with self._changed:
                if self.wish is seen:
                    self._changed.wait(self._patience_s())
                seen = self.wish
            if seen.closing:
                break
            try:
                self._follow(seen)
            except Exception:  # a thread's boundary: the next song may play again
                logger.exception("libVLC could not be driven")
                self._song = None
                self.snapshot = Snapshot(seen.request, seen.seeks, PlaybackState.FAILED)
        self._leveller.close()
        self._leave_song()
        if self._writer is not None:
            self._writer.close()
        self._instance.release()
        self._leveller.join()

    def _patience_s(self) -> float | None:
        """How long to wait for a new wish before looking at libVLC again; None when idle."""
        state = self.snapshot.state
        if state is PlaybackState.PAUSED and not self.wish.paused:
            # It is about to go on, which the position must not miss.
            state = PlaybackState.OPENING
        return _POLL_S.get(state)

    def _follow(self, wish: Wish) -> None:
        wanted_gain_db = self._wanted_gain_db(wish)
        if wish.request != self.snapshot.request:
            self._leave_song()
            self._gain_db = wanted_gain_db
            self.snapshot = self._begin(wish)
        song = self._song
        if song is None:
            return
        step_db = wanted_gain_db - self._gain_db
        self._gain_db += step_db if wish.paused else max(-_FADE_DB, min(step_db, _FADE_DB))
        song.obey(volume_at_gain(wish.volume, self._gain_db), wish.paused)
        clock = self.snapshot.clock
        if wish.seeks != self.snapshot.seeks and song.seek(wish.seek_ms):
            clock = clock.jumped(song.clipped(wish.seek_ms), time.monotonic())
            seeks = wish.seeks
        else:
            seeks = self.snapshot.seeks
        state, clock = song.look(clock, wish.paused)
        self.audible = song.audible()
        self.snapshot = Snapshot(wish.request, seeks, state, song.duration_ms, clock)
        if state in (PlaybackState.ENDED, PlaybackState.FAILED):
            self._leave_song()

    def _begin(self, wish: Wish) -> Snapshot:
        if wish.path is None:
            return Snapshot(wish.request, wish.seeks)
        failed = Snapshot(wish.request, wish.seeks, PlaybackState.FAILED)
        try:
            # libVLC would take a directory or a pipe for something to play.
            if not wish.path.is_file() or wish.path.stat().st_size == 0:
                return failed
        except OSError as error:
            logger.warning("cannot play %s: %s", wish.path, error)
            return failed
        volume = volume_at_gain(wish.volume, self._gain_db)
        sink = None
        if self._writer is not None or not sound_device_present():
            sink = PacedSink(self._vlc, self._writer, volume)
        self._song = VlcSong(self._vlc, self._instance, wish.path, sink)
        self._song.obey(volume, wish.paused)
        # The seeks of the song before are not meant for this one.
        return Snapshot(wish.request, 0, PlaybackState.OPENING)

    def _leave_song(self) -> None:
        song, self._song = self._song, None
        if song is not None:
            song.close()

    def _wanted_gain_db(self, wish: Wish) -> float:
        """How much louder than it was made a song should be; has measured what is not known."""
        if not wish.level_volume:
            return 0.0
        for path in (wish.next_path, wish.path):
            if path is not None:
                self._leveller.want(path)
        known_db = self._leveller.gain_db(wish.path) if wish.path is not None else None
        return UNMEASURED_GAIN_DB if known_db is None else known_db
