"""A WAV file that is valid at every moment, even when the program is killed."""

from __future__ import annotations

import logging
import struct
import threading
from pathlib import Path

logger = logging.getLogger(__name__)

_HEADER_BYTES = 44
_BYTES_PER_SAMPLE = 2
_MAX_DATA_BYTES = 0xFFFFFFFF - _HEADER_BYTES
"""The sizes in a WAV header have 32 bits: 6.2 hours of 48 kHz stereo."""


class WavWriter:
    """Appends signed 16-bit PCM; the header's sizes are brought up to date with every write.

    Thread: any; calls may overlap. A full disk ends the recording, not the music.
    """

    def __init__(self, path: Path, rate_hz: int, channels: int) -> None:
        """Create or replace the file.

        Raises: OSError.
        """
        self._lock = threading.Lock()
        self._rate_hz = rate_hz
        self._channels = channels
        self._data_bytes = 0
        # Unbuffered, so that what was written outlives kill -9.
        self._file = path.open("wb", buffering=0)
        self._file.write(self._header())

    def write(self, pcm: bytes) -> None:
        """Append interleaved little-endian samples; ignored once closed or full."""
        with self._lock:
            if self._file.closed:
                return
            if self._data_bytes + len(pcm) > _MAX_DATA_BYTES:
                logger.warning("the audio file has reached 4 GiB and ends here")
                self._file.close()
                return
            try:
                self._append(pcm)
            except OSError as error:
                logger.warning("the audio file cannot be written any more: %s", error)
                self._file.close()

    def close(self) -> None:
        """End the file; may be called twice."""
        with self._lock:
            self._file.close()

    def _append(self, pcm: bytes) -> None:
        # The sound first: a header that promises more than there is would be refused by readers.
        self._file.seek(_HEADER_BYTES + self._data_bytes)
        self._file.write(pcm)
        self._data_bytes += len(pcm)
        self._file.seek(0)
        self._file.write(self._header())

    def _header(self) -> bytes:
        block = self._channels * _BYTES_PER_SAMPLE
        return struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            *(b"RIFF", _HEADER_BYTES - 8 + self._data_bytes, b"WAVE"),
            *(b"fmt ", 16, 1, self._channels, self._rate_hz, self._rate_hz * block, block),
            8 * _BYTES_PER_SAMPLE,
            *(b"data", self._data_bytes),
        )
