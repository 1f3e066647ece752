"""Basic signal tools; audio is float64 at `RATE`, mono (n,) or stereo (2, n)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

RATE = 48_000
Audio = npt.NDArray[np.float64]
_TABLE = 4096
_BLOCK = 512


def samples(seconds: float) -> int:
    """Number of samples in `seconds`, at least 1."""
    return max(1, round(seconds * RATE))


def times(n: int) -> Audio:
    """The times in seconds of `n` samples."""
    return np.arange(n, dtype=np.float64) / RATE


def hertz(midi: float) -> float:
    """Frequency in Hz of a MIDI number, equal temperament, A4 = 440 Hz."""
    return float(440.0 * 2.0 ** ((midi - 69.0) / 12.0))


def as_audio(values: Any) -> Audio:
    """The values as float64; NumPy's own annotations lose the type in arithmetic."""
    return np.asarray(values, dtype=np.float64)


def damped_modes(hz: Audio, amps: Audio, decays: Audio, n: int, phases: Audio) -> Audio:
    """Sum of exponentially decaying sines: Hz, linear amplitude, decay in 1/s, start phase.

    The sum over modes is a matrix product of coarse and fine phasors, far cheaper than one sine
    per sample and mode.
    """
    rate = (-decays + 2j * np.pi * hz) / RATE
    rows = -(-n // _BLOCK)
    coarse = np.exp(np.outer(np.arange(rows) * _BLOCK, rate)) * (amps * np.exp(1j * phases))
    fine = np.exp(np.outer(rate, np.arange(_BLOCK)))
    product = coarse.astype(np.complex64) @ fine.astype(np.complex64)
    return as_audio(product.imag.reshape(-1)[:n])


def fft_size(n: int) -> int:
    """The next length that is a power of two times 1, 3, 5 or 9, which transforms fast."""
    power = 1 << max(0, (n - 1).bit_length())
    for part in (power * 9 // 16, power * 5 // 8, power * 3 // 4):
        if part >= n:
            return part
    return power


def filtered(audio: Audio, response: Callable[[Audio], Audio]) -> Audio:
    """Filter by a zero-phase response, a function of the frequencies in Hz."""
    n = audio.shape[-1]
    size = fft_size(n + 4096)
    gains = response(np.fft.rfftfreq(size, 1 / RATE))
    return np.fft.irfft(np.fft.rfft(audio, size) * gains, size)[..., :n]


def low_pass(cutoff: float, order: int = 2) -> Callable[[Audio], Audio]:
    """Butterworth-like low-pass response; cutoff in Hz, 6 dB per octave and order."""
    return lambda f: as_audio(1 / np.sqrt(1 + (f / cutoff) ** (2 * order)))


def high_pass(cutoff: float, order: int = 2) -> Callable[[Audio], Audio]:
    """Butterworth-like high-pass response; cutoff in Hz."""
    return lambda f: as_audio(1 / np.sqrt(1 + (cutoff / np.maximum(f, 1e-3)) ** (2 * order)))


def bell(centre: float, gain_db: float, octaves: float = 1.0) -> Callable[[Audio], Audio]:
    """A bell-shaped boost or cut around `centre` Hz."""

    def response(f: Audio) -> Audio:
        away = np.log2(np.maximum(f, 1.0) / centre) / octaves
        return as_audio(10 ** (gain_db / 20 * np.exp(-2 * away**2)))

    return response


def chain(*parts: Callable[[Audio], Audio]) -> Callable[[Audio], Audio]:
    """The product of several responses."""

    def response(f: Audio) -> Audio:
        gains = np.ones_like(f)
        for part in parts:
            gains = gains * part(f)
        return as_audio(gains)

    return response


def noise(n: int, rng: np.random.Generator) -> Audio:
    """White noise with unit variance."""
    return rng.standard_normal(n)


def envelope(n: int, attack: float, release: float) -> Audio:
    """Raised-cosine fades at both ends, in seconds; the release ends with the last sample."""
    env = np.ones(n)
    a, r = min(n, samples(attack)), min(n, samples(release))
    env[:a] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(a) / a)
    env[n - r :] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(r) + 1) / r)
    return env


def damped(audio: Audio, hold: float, release: float) -> Audio:
    """Let a ringing sound die `release` seconds (time constant) after `hold` seconds."""
    t = times(audio.shape[-1])
    return as_audio(audio * np.exp(-np.maximum(t - hold, 0) / release))


def table(partials: Audio, phases: Audio | None = None) -> Audio:
    """One cycle of a wave from its partial amplitudes, with one guard sample at the end."""
    spectrum = np.zeros(_TABLE // 2 + 1, dtype=np.complex128)
    count = min(len(partials), _TABLE // 2 - 1)
    turn = np.zeros(count) if phases is None else phases[:count]
    spectrum[1 : count + 1] = -0.5j * partials[:count] * np.exp(1j * turn) * _TABLE
    wave = np.fft.irfft(spectrum, _TABLE)
    return np.concatenate([wave, wave[:1]])


def play_table(wave: Audio, cycles: Audio) -> Audio:
    """Read a wave table at running phases given in cycles."""
    place = (cycles - np.floor(cycles)) * _TABLE
    index = place.astype(np.int64)
    part = place - index
    return as_audio(wave[index] * (1 - part) + wave[index + 1] * part)


def partial_count(hz: float, top: float = 16_000.0) -> int:
    """How many partials of `hz` lie under `top` Hz, 1–400."""
    return int(np.clip(top / hz, 1, 400))


def pan(mono: Audio, position: float) -> Audio:
    """Constant-power panning of (n,) to (2, n); -1 is left, 1 is right."""
    angle = (position + 1) * np.pi / 4
    return np.stack([mono * np.cos(angle), mono * np.sin(angle)])


def mix_at(target: Audio, source: Audio, start: int) -> None:
    """Add `source` (2, k) into `target` (2, n) from sample `start`, cutting what hangs over."""
    end = min(target.shape[1], start + source.shape[1])
    if end > start >= 0:
        target[:, start:end] += source[:, : end - start]


def joined(parts: Sequence[Audio]) -> Audio:
    """The sum of sounds of unequal length, starting together."""
    total = np.zeros(max(len(p) for p in parts))
    for part in parts:
        total[: len(part)] += part
    return total
