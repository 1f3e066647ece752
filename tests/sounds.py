"""Sound files for tests."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt


def write_wav(path: Path, samples: npt.NDArray[np.int16], rate_hz: int) -> None:
    """Write mono 16-bit samples."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())


def read_wav(path: Path) -> tuple[npt.NDArray[np.float64], int]:
    """Samples in -1 to 1, shape (frames, channels), and the rate in Hz."""
    with wave.open(str(path)) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
        return data.reshape(-1, file.getnchannels()) / 32768, file.getframerate()
