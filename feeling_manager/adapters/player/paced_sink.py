"""Takes decoded sound from libVLC in place of a sound card, at the speed of one."""

from __future__ import annotations

import ctypes
import threading
import time
from collections import deque
from typing import Any

import numpy as np

from feeling_manager.adapters.player.wav_writer import WavWriter

RATE_HZ = 48000
CHANNELS = 2
_BYTES_PER_FRAME = 2 * CHANNELS


class PacedSink:
    """Plays to a file, or to nobody, in real time.

    libVLC hands sound over about a second before it is to be heard; here it waits for its moment,
    so that a pause, a jump or another volume takes effect at once. Taking it without delay
    matters: libVLC drops blocks that are taken late, as they would be whenever Python is busy.
    And without waiting for the last block, libVLC would take a song for over a second early.

    Thread: libVLC's own threads call the callbacks, which call nothing of libVLC; the rest is
    for the VLC worker.
    """

    def __init__(self, vlc: Any, writer: WavWriter | None, percent: float) -> None:
        self._writer = writer
        self._lock = threading.Lock()
        self._waiting: deque[bytes] = deque()
        self._all_heard = threading.Event()
        self._started_at_mono_s: float | None = None
        self._heard_frames = 0
        self._aborted = False
        self._gain = 1.0
        self.set_volume(percent)
        # libVLC keeps only the addresses: these must live as long as its player. It would throw
        # sound away at every pause if there were no callbacks for that.
        decorators = vlc.CallbackDecorators
        self._callbacks = (
            decorators.AudioPlayCb(self._on_play),
            decorators.AudioPauseCb(self._on_pause_or_resume),
            decorators.AudioResumeCb(self._on_pause_or_resume),
            decorators.AudioFlushCb(self._on_flush),
            decorators.AudioDrainCb(self._on_drain),
        )

    @property
    def is_recording(self) -> bool:
        """Whether the sound goes anywhere."""
        return self._writer is not None

    def attach(self, media_player: Any) -> None:
        """Make this the output of a libVLC player that has not played yet."""
        media_player.audio_set_callbacks(*self._callbacks, None)
        media_player.audio_set_format("S16N", RATE_HZ, CHANNELS)

    def set_volume(self, percent: float) -> None:
        """Loudness 0-100 by the cubic law libVLC uses for sound cards."""
        self._gain = (percent / 100) ** 3

    def play_due(self, held: bool) -> None:
        """Let be heard what is due by now; nothing while `held`. To be called often."""
        due = self._take_due(held, time.monotonic())
        if self._writer is not None:
            for pcm in due:
                self._writer.write(self._levelled(pcm))

    def abort(self) -> None:
        """Drop what waits, so that libVLC's `stop` returns at once."""
        with self._lock:
            self._aborted = True
            self._waiting.clear()
        self._all_heard.set()

    def _take_due(self, held: bool, now_mono_s: float) -> list[bytes]:
        due: list[bytes] = []
        with self._lock:
            if held or not self._waiting:
                # The clock starts anew, so that a gap is not made up for by a burst.
                self._started_at_mono_s = None
            elif self._started_at_mono_s is None:
                self._started_at_mono_s = now_mono_s
                self._heard_frames = 0
            else:
                due_frames = (now_mono_s - self._started_at_mono_s) * RATE_HZ
                while self._waiting and self._heard_frames < due_frames:
                    due.append(self._waiting.popleft())
                    self._heard_frames += len(due[-1]) // _BYTES_PER_FRAME
            if not self._waiting:
                self._all_heard.set()
        return due

    def _on_play(self, _data: Any, samples: int, frames: int, _pts: int) -> None:
        pcm = ctypes.string_at(samples, frames * _BYTES_PER_FRAME)
        with self._lock:
            if not self._aborted:
                self._waiting.append(pcm)
                self._all_heard.clear()

    def _on_pause_or_resume(self, _data: Any, _pts: int) -> None:
        """Nothing to do: the worker holds this by `play_due`."""

    def _on_flush(self, _data: Any, _pts: int) -> None:
        with self._lock:
            self._waiting.clear()
        self._all_heard.set()

    def _on_drain(self, _data: Any) -> None:
        self._all_heard.wait()

    def _levelled(self, pcm: bytes) -> bytes:
        if self._gain >= 1.0:
            return pcm
        samples = np.frombuffer(pcm, dtype=np.int16).astype(np.float32) * self._gain
        return samples.astype(np.int16).tobytes()
