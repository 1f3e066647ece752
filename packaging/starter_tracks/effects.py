"""Effects and mastering on stereo audio (2, n)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .dsp import (
    RATE,
    Audio,
    as_audio,
    bell,
    chain,
    fft_size,
    filtered,
    high_pass,
    low_pass,
    samples,
    times,
)
from .loudness import integrated, true_peak

Effect = Callable[[Audio], Audio]
TARGET_LUFS = -16.0
# The lossy codec adds up to about a decibel to the peaks.
CEILING_DB = -2.3


def room(seconds: float, rng: np.random.Generator, *, predelay: float = 0.02) -> Audio:
    """A stereo impulse response (2, n) whose bass rings `seconds` and whose treble half of that."""
    n = samples(seconds * 1.1)
    t = times(n)
    raw = as_audio(rng.standard_normal((2, n)))
    dull = filtered(raw, low_pass(1800, 1))
    slow, fast = 10 ** (-3 * t / seconds), 0.5 * 10 ** (-3 * t / (seconds * 0.45))
    tail = as_audio(dull * slow + (raw - dull) * fast)
    # Diffusion builds up over the first instants instead of starting as a slap.
    tail = as_audio(tail * (1 - np.exp(-t / 0.012)))
    for late in rng.uniform(0.004, 0.07, 12):
        tail[rng.integers(2), samples(late)] += rng.choice([-1, 1]) * 3.0 * np.exp(-late / 0.04)
    tail = filtered(tail, chain(high_pass(180, 1), low_pass(7500, 1)))
    tail = np.concatenate([np.zeros((2, samples(predelay))), tail], axis=1)
    return as_audio(tail / np.sqrt(np.sum(tail**2) / 2))


def convolved(audio: Audio, response: Audio) -> Audio:
    """Convolve channel by channel, keeping the length of `audio`."""
    n = audio.shape[1]
    size = fft_size(n + response.shape[1])
    out = np.empty_like(audio)
    for channel in range(2):
        spectrum = np.fft.rfft(audio[channel], size) * np.fft.rfft(response[channel], size)
        out[channel] = np.fft.irfft(spectrum, size)[:n]
    return out


def echo(seconds: float, feedback: float, level: float) -> Effect:
    """A ping-pong echo whose repeats lose treble; `feedback` and `level` 0–1."""

    def apply(audio: Audio) -> Audio:
        out = audio.copy()
        wet = filtered(audio, chain(low_pass(3200, 1), high_pass(250, 1)))
        gain, late = level, samples(seconds)
        for turn in range(1, 7):
            shift = late * turn
            if shift >= audio.shape[1] or gain < 0.02:
                break
            source = wet.mean(axis=0)[: audio.shape[1] - shift]
            side = 0.85 if turn % 2 else 0.15
            out[0, shift:] += source * gain * np.sqrt(1 - side)
            out[1, shift:] += source * gain * np.sqrt(side)
            gain *= feedback
        return out

    return apply


def equalised(*parts: Callable[[Audio], Audio]) -> Effect:
    """Filter a stem by the product of the responses."""
    return lambda audio: filtered(audio, chain(*parts))


def amplifier(drive: float, treble: float = 4200.0) -> Effect:
    """A distorting guitar amplifier and its cabinet; `drive` in times, `treble` in Hz."""

    def apply(audio: Audio) -> Audio:
        n = audio.shape[1]
        tight = filtered(audio, chain(high_pass(110, 1), bell(750, 4.0)))
        level = np.sqrt(np.mean(tight[np.abs(tight) > 1e-3] ** 2))
        size = fft_size(n + 4096)
        # Twice the rate keeps the new overtones from folding back into the audible range.
        wide = np.fft.irfft(np.fft.rfft(tight, size), size * 2) * 2
        bent = np.tanh(drive * wide / level + 0.15) - np.tanh(0.15)
        spectrum = np.fft.rfft(bent)[:, : size // 2 + 1] / 2
        narrow = np.fft.irfft(spectrum, size)[:, :n]
        cabinet = chain(high_pass(85, 2), low_pass(treble, 4), bell(2300, 3.0), bell(350, -3.0))
        return filtered(as_audio(narrow), cabinet)

    return apply


def pumping(beats: Audio, depth: float, length: float) -> Effect:
    """Duck the stem at the given times (s) by `depth` 0–1, recovering over `length` seconds."""

    def apply(audio: Audio) -> Audio:
        gain = np.ones(audio.shape[1])
        shape = np.clip(times(samples(length)) / length, 0, 1) ** 1.5
        dip = 1 - depth * (1 - shape)
        for beat in beats:
            start = int(beat * RATE)
            size = min(len(dip), len(gain) - start)
            if size > 0:
                gain[start : start + size] = np.minimum(gain[start : start + size], dip[:size])
        smooth = np.hanning(samples(0.006))
        return as_audio(audio * np.convolve(gain, smooth / smooth.sum(), "same"))

    return apply


def _sliding_min(values: Audio, width: int) -> Audio:
    """Minimum over windows of `width` (a power of two) centred on each value."""
    out, step = values.copy(), 1
    padded = np.concatenate([out, np.ones(width)])
    while step < width:
        padded[: len(padded) - step] = np.minimum(padded[:-step], padded[step:])
        step *= 2
    half = width // 2
    lead = np.concatenate([np.full(half, padded[0]), padded])
    return as_audio(lead[: len(values)])


def limited(stereo: Audio, ceiling: float) -> Audio:
    """Hold peaks under `ceiling` (linear) by a look-ahead gain that moves over 10 ms."""
    peaks = np.max(np.abs(stereo), axis=0)
    need = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    if need.min() >= 1.0:
        return stereo
    width = 1024
    least = _sliding_min(as_audio(need), width)
    window = np.hanning(width // 2 + 1)
    return as_audio(stereo * np.convolve(least, window / window.sum(), "same"))


def _glued(stereo: Audio, amount: float) -> Audio:
    """Slow levelling: the 0.4 s level's swing around its mean shrinks by `amount` 0–1."""
    hop = RATE // 20
    steps = -(-stereo.shape[1] // hop)
    padded = np.zeros((2, steps * hop))
    padded[:, : stereo.shape[1]] = stereo
    power = np.mean(padded.reshape(2, steps, hop) ** 2, axis=(0, 2))
    kernel = np.hanning(17)[1:-1]
    level = np.sqrt(np.convolve(power, kernel / kernel.sum(), "same"))
    reference = np.sqrt(power.mean())
    gain = (np.maximum(level, reference * 0.4) / reference) ** -amount
    fine = np.interp(np.arange(stereo.shape[1]) / hop, np.arange(steps) + 0.5, gain)
    return as_audio(stereo * fine)


def mastered(stereo: Audio, *, glue: float, fade_out: float) -> Audio:
    """Remove DC, level gently, fade, bring to the target loudness and under the ceiling."""
    out = filtered(stereo, high_pass(32, 2))
    out = _glued(out, glue)
    n = out.shape[1]
    fade = np.ones(n)
    head, tail = samples(0.02), samples(fade_out)
    fade[:head] = np.linspace(0, 1, head)
    fade[n - tail :] = np.cos(0.5 * np.pi * np.linspace(0, 1, tail)) ** 2
    out = as_audio(out * fade)
    for _ in range(2):
        out = as_audio(out * 10 ** ((TARGET_LUFS - integrated(out)) / 20))
        over = max(0.0, true_peak(out) - 20 * np.log10(np.max(np.abs(out))))
        out = limited(out, 10 ** ((CEILING_DB - over) / 20))
    return out
