"""Loudness after ITU-R BS.1770-4 (K-weighting, two gates) and true peak."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .dsp import RATE, Audio, as_audio, fft_size

_FLOOR = -70.0


def _biquad(
    b: tuple[float, float, float], a: tuple[float, float, float], f: Audio
) -> npt.NDArray[np.complex128]:
    """Frequency response of a biquad at `f` Hz."""
    z = np.exp(-2j * np.pi * f / RATE)
    return np.asarray((b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2))


@lru_cache(maxsize=3)
def _k_weighting(size: int) -> npt.NDArray[np.complex128]:
    """The standard's head shelf and RLB high-pass at the bins of a transform of `size` samples.

    The coefficients are the standard's own, for 48 kHz.
    """
    f = np.fft.rfftfreq(size, 1 / RATE)
    shelf = _biquad(
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
        f,
    )
    rlb = _biquad((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621), f)
    return np.asarray(shelf * rlb)


def _gated(powers: Audio) -> float:
    """Loudness in LUFS of block powers after the absolute and the relative gate."""
    levels = -0.691 + 10 * np.log10(np.maximum(powers, 1e-12))
    kept = powers[levels > _FLOOR]
    if not len(kept):
        return _FLOOR
    gate = -0.691 + 10 * np.log10(kept.mean()) - 10.0
    kept = powers[(levels > _FLOOR) & (levels > gate)]
    return float(-0.691 + 10 * np.log10(kept.mean()))


def integrated(stereo: Audio) -> float:
    """Integrated loudness in LUFS of (2, n), blocks of 400 ms overlapping by 75 %."""
    n = stereo.shape[1]
    size = fft_size(n + RATE)
    weights = _k_weighting(size)
    hop = RATE // 10
    steps = n // hop
    power = np.zeros(steps)
    for channel in stereo:
        weighted = np.fft.irfft(np.fft.rfft(channel, size) * weights, size)[: steps * hop]
        power += np.mean(weighted.reshape(steps, hop) ** 2, axis=1)
    return _gated(as_audio(np.convolve(power, np.ones(4) / 4, "valid")))


def quick(stereo: Audio) -> float:
    """Loudness in LUFS from the spectra of separate 400 ms blocks; exact within about 0.3 dB."""
    block = RATE * 2 // 5
    count = stereo.shape[1] // block
    cut = stereo[:, : count * block].reshape(2, count, block)
    weights = np.abs(_k_weighting(block)) ** 2 * 2 / block**2
    powers = [np.sum(np.abs(np.fft.rfft(cut[:, k])) ** 2 @ weights) for k in range(count)]
    return _gated(as_audio(powers))


def true_peak(stereo: Audio, chunk: int = 8192) -> float:
    """Peak in dBFS after fourfold oversampling, in overlapping chunks."""
    peak = float(np.max(np.abs(stereo)))
    edge = 512
    for start in range(0, stereo.shape[1], chunk - 2 * edge):
        piece = stereo[:, start : start + chunk]
        if piece.shape[1] < chunk or np.max(np.abs(piece)) < 0.5 * peak:
            continue
        spectrum = np.zeros((2, chunk * 2 + 1), dtype=np.complex128)
        spectrum[:, : chunk // 2 + 1] = np.fft.rfft(piece * np.hanning(chunk) ** 0.02)
        wide = np.fft.irfft(spectrum, chunk * 4)[:, edge * 4 : -edge * 4] * 4
        peak = max(peak, float(np.max(np.abs(wide))))
    return 20 * float(np.log10(max(peak, 1e-9)))
