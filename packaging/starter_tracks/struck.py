"""Struck and plucked instruments made of decaying modes, FM and Karplus–Strong strings.

Every instrument is a function of MIDI pitch, length in seconds, velocity 0–1 and a random
generator, and gives mono (n,) or stereo (2, n) audio.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .dsp import (
    RATE,
    Audio,
    as_audio,
    damped,
    damped_modes,
    envelope,
    hertz,
    noise,
    partial_count,
    samples,
    times,
)

Instrument = Callable[[float, float, float, np.random.Generator], Audio]


def _soft_noise(n: int, smooth: int, rng: np.random.Generator) -> Audio:
    """Noise with its treble averaged away over `smooth` samples."""
    kernel = np.hanning(smooth + 2)[1:-1]
    return np.convolve(noise(n + smooth, rng), kernel / np.sqrt(np.sum(kernel**2)), "valid")[:n]


def _piano(brightness: float, thump: float) -> Instrument:
    """A piano whose hammer lets partials up to about `brightness` Hz through."""

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi)
        ring = float(np.clip(9.0 * 2 ** (-(midi - 45) / 17), 1.2, 10.0))
        n = samples(min(seconds + 0.7, ring) + 0.05)
        k = np.arange(1, min(30, partial_count(f0, 9000)) + 1)
        hz = k * f0 * np.sqrt(1 + 2.2e-4 * 2 ** ((midi - 50) / 14) * k**2)
        cutoff = brightness * (0.45 + 0.9 * velocity) + 0.8 * f0
        amps = np.abs(np.sin(np.pi * k / 7.8)) * np.exp(-hz / cutoff) / k**0.35
        decays = 6.9 / ring * (1 + 0.05 * k**1.3)
        # Two strings a hair apart: the sound beats and rings on after the first decay.
        hz = np.concatenate([hz, hz * 2 ** (rng.uniform(0.5, 1.2) / 1200)])
        decays = np.concatenate([decays * 1.7, decays * 0.55])
        amps = np.concatenate([amps, 0.38 * amps])
        body = damped_modes(hz, amps, decays, n, rng.uniform(-0.4, 0.4, len(hz)))
        knock = _soft_noise(n, 90, rng) * np.exp(-times(n) / 0.014) * thump * np.sqrt(velocity)
        loud = velocity**1.4 / np.sqrt(np.sum(amps**2))
        tone = damped(body * loud + 0.02 * knock, seconds, 0.11)
        return as_audio(tone * envelope(n, 0.004 / (0.5 + velocity), 0.04))

    return play


felt_piano = _piano(760.0, 0.9)
grand_piano = _piano(1700.0, 0.5)


def _plucked(pluck_at: float, sustain: float, treble: float) -> Instrument:
    """A soft plucked string; `pluck_at` is the share of the string, `treble` in Hz."""

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi)
        ring = float(np.clip(sustain * 2 ** (-(midi - 50) / 20), 0.5, 7.0))
        n = samples(min(seconds + 0.35, ring) + 0.03)
        k = np.arange(1, min(36, partial_count(f0, 10_000)) + 1)
        hz = k * f0 * np.sqrt(1 + 4e-5 * k**2)
        soft = np.exp(-hz / (treble * (0.4 + velocity)))
        amps = np.abs(np.sin(np.pi * k * pluck_at)) / k * soft
        decays = 6.9 / ring * (1 + 0.16 * k + 0.012 * k**2)
        hz = np.concatenate([hz, hz * (1 + rng.uniform(2e-4, 6e-4))])
        both = np.concatenate([amps, amps * 0.4])
        tone = damped_modes(hz, both, np.tile(decays, 2), n, rng.uniform(0, 1, len(hz)))
        nail = _soft_noise(n, 12, rng) * np.exp(-times(n) / 0.004) * 0.03
        loud = velocity**1.2 / np.sqrt(np.sum(amps**2))
        return as_audio(damped(tone * loud + nail, seconds, 0.07) * envelope(n, 0.0015, 0.03))

    return play


nylon_guitar = _plucked(0.21, 4.5, 2600.0)
harp = _plucked(0.42, 6.0, 2000.0)
upright_bass = _plucked(0.33, 3.2, 900.0)
muted_guitar = _plucked(0.15, 1.3, 1800.0)


def _bars(ratios: tuple[float, ...], gains: tuple[float, ...], ring: float) -> Instrument:
    """A tuned bar or bell with the given mode ratios, gains and ring time in seconds."""
    ratio, gain = np.array(ratios), np.array(gains)

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi)
        long = ring * 2 ** (-(midi - 72) / 24)
        n = samples(min(seconds + 0.9, long) + 0.05)
        keep = f0 * ratio < 15_000
        hz = f0 * ratio[keep] * (1 + rng.normal(0, 2e-4, int(keep.sum())))
        amps = gain[keep] * (0.35 + 0.65 * velocity) ** np.arange(int(keep.sum()))
        decays = 6.9 / long * (1 + 0.9 * np.arange(len(hz)))
        body = damped_modes(hz, amps, decays, n, rng.uniform(-0.3, 0.3, len(hz)))
        stick = _soft_noise(n, 20, rng) * np.exp(-times(n) / 0.005) * 0.03
        tone = damped((body + stick) * velocity, seconds + 0.2, 0.25)
        return as_audio(tone * envelope(n, 0.002, 0.05))

    return play


vibraphone = _bars((1.0, 3.98, 9.6), (1.0, 0.22, 0.06), 4.0)
kalimba = _bars((1.0, 2.02, 5.4, 8.9), (1.0, 0.16, 0.20, 0.07), 1.6)
glockenspiel = _bars((1.0, 2.71, 5.15, 8.4), (1.0, 0.32, 0.18, 0.06), 2.6)
soft_bell = _bars((0.5, 1.0, 2.0, 2.52, 3.01, 4.1), (0.3, 1.0, 0.4, 0.2, 0.14, 0.1), 6.0)


def electric_piano(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
    """A tine piano by two FM pairs, with a slow stereo tremolo."""
    f0 = hertz(midi) * 2 ** (rng.normal(0, 1.5) / 1200)
    ring = float(np.clip(5.0 * 2 ** (-(midi - 55) / 24), 1.5, 7.0))
    n = samples(min(seconds + 0.5, ring) + 0.03)
    t = times(n)
    phase = 2 * np.pi * f0 * t
    index = (0.35 + 1.5 * velocity**1.5) * np.exp(-t / 0.55) + 0.18
    tone = np.sin(phase + index * np.sin(phase)) * np.exp(-t * 3.2 / ring)
    tine = np.sin(phase * 1.002 + 0.9 * velocity * np.exp(-t / 0.09) * np.sin(phase * 14.0))
    tone = 0.8 * tone + 0.28 * tine * np.exp(-t * 5 / ring)
    tone = damped(as_audio(tone * velocity**1.2), seconds, 0.09) * envelope(n, 0.003, 0.03)
    sway = 0.16 * np.sin(2 * np.pi * 4.3 * t + rng.uniform(0, 1))
    return np.stack([tone * (1 + sway), tone * (1 - sway)])


def _string_loop(
    period: int, n: int, damping: float, loss: float, rng: np.random.Generator
) -> Audio:
    """Karplus–Strong: a burst of noise circling through a three-tap low-pass of whole blocks."""
    burst = noise(period + 1, rng)
    burst = np.convolve(np.concatenate([burst[-4:], burst]), np.ones(5) / 5, "valid")
    burst -= burst.mean()
    out = np.zeros(n + 2 * period)
    out[: period + 1] = burst[: period + 1]
    here, block = period + 1, period - 1
    while here < len(out):
        size = min(block, len(out) - here)
        back = here - period
        middle = out[back : back + size]
        sides = out[back - 1 : back - 1 + size] + out[back + 1 : back + 1 + size]
        out[here : here + size] = loss * ((1 - 2 * damping) * middle + damping * sides)
        here += size
    return out[period : period + n]


def _bent(loop: Audio, speed: Audio) -> Audio:
    """Read a recording at a running speed, which tunes it exactly and carries vibrato."""
    place = np.cumsum(speed)
    return np.interp(place, np.arange(len(loop)), loop)


def _steel(damping: float, sustain: float, vibrato: float) -> Instrument:
    """A steel string; `sustain` is its ring time in seconds, `vibrato` its depth in cents."""

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi) * 2 ** (rng.normal(0, 1.5) / 1200)
        period = max(8, round(RATE / f0))
        n = samples(seconds + 0.25)
        loss = 10 ** (-3 / (sustain * f0))
        loop = _string_loop(period, round(n * 1.05) + 64, damping, loss, rng)
        t = times(n)
        depth = vibrato * np.clip((t - 0.25) / 0.3, 0, 1)
        cents = depth * np.sin(2 * np.pi * 5.6 * t)
        tone = _bent(loop, as_audio(f0 * period / RATE * 2 ** (cents / 1200)))
        tone *= velocity / (np.sqrt(np.mean(tone[: period * 8] ** 2)) + 1e-9)
        return as_audio(damped(tone, seconds, 0.05) * envelope(n, 0.001, 0.04) * 0.3)

    return play


acoustic_guitar = _steel(0.16, 3.5, 0.0)
electric_guitar = _steel(0.05, 5.0, 0.0)
lead_guitar = _steel(0.03, 12.0, 16.0)
