"""Drums and noises; a kit is an instrument whose pitch is a General MIDI drum number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from .dsp import (
    Audio,
    as_audio,
    chain,
    damped_modes,
    envelope,
    filtered,
    high_pass,
    low_pass,
    noise,
    pan,
    samples,
    times,
)

KICK, RIM, SNARE, CLAP, TOM = 36, 37, 38, 39, 45
HAT, PEDAL, OPEN, CRASH, RIDE, BRUSH, SHAKER, HEART = 42, 44, 46, 49, 51, 53, 70, 80


def _band(n: int, low: float, high: float, rng: np.random.Generator) -> Audio:
    """Noise between two frequencies in Hz, unit RMS."""
    out = filtered(noise(n, rng), chain(high_pass(low, 3), low_pass(high, 3)))
    return as_audio(out / np.sqrt(np.mean(out**2)))


def _kick(top: float, base: float, length: float, click: float, rng: np.random.Generator) -> Audio:
    """A drum head falling from `top` to `base` Hz, with a beater click."""
    n = samples(length)
    t = times(n)
    sweep = base * t + (top - base) * 0.022 * (1 - np.exp(-t / 0.022))
    head = np.sin(2 * np.pi * sweep) * np.exp(-t / (length * 0.26))
    head += 0.25 * np.sin(4 * np.pi * sweep) * np.exp(-t / (length * 0.1))
    beater = _band(n, 900, 5000, rng) * np.exp(-t / 0.004) * click
    return as_audio(np.tanh(1.4 * (head + beater)) * envelope(n, 0.0008, 0.03))


def _snare(ring: float, wires: float, rng: np.random.Generator) -> Audio:
    """A snare: two head modes in front of rattling wires that last `wires` seconds."""
    n = samples(max(0.2, wires * 4))
    t = times(n)
    hz = np.array([186.0, 283.0, 331.0, 480.0])
    head = damped_modes(hz, np.array([1.0, 0.5, 0.6, 0.2]), np.full(4, 1 / ring), n, np.zeros(4))
    rattle = _band(n, 1200, 9500, rng) * (np.exp(-t / wires) + 0.9 * np.exp(-t / 0.008))
    return as_audio((0.55 * head + 0.33 * rattle) * envelope(n, 0.0008, 0.03))


def _metal(low: float, length: float, shimmer: float, rng: np.random.Generator) -> Audio:
    """A cymbal: many inharmonic modes over shaped noise; `length` is its time constant."""
    n = samples(min(length * 4.5, 3.5))
    t = times(n)
    # Modes this dense and this uneven melt into a wash in which no single pitch sticks out.
    hz = rng.uniform(low, 13_000, 240)
    decays = (1 + hz / 6000) / length * rng.uniform(0.8, 2.5, 240)
    amps = rng.uniform(0.02, 0.07, 240)
    modes = damped_modes(hz, amps, as_audio(decays), n, rng.uniform(0, 6, 240))
    hiss = _band(n, low * 1.4, 14_000, rng) * np.exp(-t / (length * 0.7))
    tap = _band(n, 3000, 12_000, rng) * np.exp(-t / 0.006)
    return as_audio((modes + shimmer * hiss + 0.5 * tap) * envelope(n, 0.0006, 0.08) * 0.5)


def _brush(rng: np.random.Generator) -> Audio:
    """A brush swept over the snare head."""
    n = samples(0.34)
    t = times(n)
    sweep = np.exp(-(((t - 0.05) / 0.055) ** 2)) + 0.5 * np.exp(-t / 0.02)
    return as_audio(_band(n, 900, 7500, rng) * sweep * envelope(n, 0.004, 0.06) * 0.4)


def _clap(rng: np.random.Generator) -> Audio:
    """Several hands, a few milliseconds apart."""
    n = samples(0.32)
    t = times(n)
    hands = np.zeros(n)
    for late in (0.0, 0.011, 0.019, 0.028):
        hands += np.where(t >= late, np.exp(-(t - late) / 0.007), 0)
    hands += 0.7 * np.where(t >= 0.03, np.exp(-(t - 0.03) / 0.06), 0)
    return as_audio(_band(n, 800, 6500, rng) * hands * envelope(n, 0.001, 0.05) * 0.4)


def _short(low: float, high: float, length: float, rng: np.random.Generator) -> Audio:
    """A short burst of noise with a soft start, for shakers and chip drums."""
    n = samples(length * 5)
    fall = np.exp(-times(n) / length) * envelope(n, 0.004, 0.02)
    return as_audio(_band(n, low, high, rng) * fall)


def _rim(rng: np.random.Generator) -> Audio:
    """A stick across the rim: short woody modes."""
    n = samples(0.12)
    hz = np.array([420.0, 980.0, 1720.0, 2600.0])
    amps, decays = np.array([0.7, 1.0, 0.5, 0.25]), np.array([60.0, 75.0, 95.0, 130.0])
    return damped_modes(hz, amps, decays, n, rng.uniform(0, 1, 4)) * envelope(n, 0.0006, 0.02)


def _heart(rng: np.random.Generator) -> Audio:
    """A dull double thud, like a heartbeat."""
    n = samples(0.6)
    one = _kick(90.0, 44.0, 0.3, 0.05, rng)
    out = np.zeros(n)
    out[: len(one)] += one
    late = samples(0.23)
    out[late : late + len(one)] += 0.65 * one[: n - late]
    return out


@dataclass
class Kit:
    """A drum kit: sounds by drum number, each with a level and a place from -1 to 1."""

    sounds: Mapping[int, tuple[Audio, float, float]]
    _bright: dict[int, Audio] = field(default_factory=dict)

    def __call__(
        self, midi: float, seconds: float, velocity: float, rng: np.random.Generator
    ) -> Audio:
        """One hit; a softer hit is duller, too."""
        sound, level, place = self.sounds[round(midi)]
        if round(midi) not in self._bright:
            self._bright[round(midi)] = filtered(sound, low_pass(2600, 1))
        share = min(1.0, 0.35 + 0.8 * velocity + rng.normal(0, 0.05))
        hit = sound * share + self._bright[round(midi)] * (1 - share)
        return pan(as_audio(hit * level * velocity**1.2), place)


def acoustic_kit(seed: int, *, hard: bool) -> Kit:
    """A full kit, played hard (rock, pop) or softly."""
    rng = np.random.default_rng(seed)
    kick = _kick(165.0, 52.0, 0.42, 0.5 if hard else 0.2, rng)
    snare = _snare(0.07, 0.085 if hard else 0.06, rng)
    return Kit(
        {
            KICK: (kick, 1.0, 0.0),
            SNARE: (snare, 1.6 if hard else 1.0, 0.05),
            RIM: (_rim(rng), 0.35, 0.1),
            CLAP: (_clap(rng), 0.9, -0.1),
            TOM: (_kick(190.0, 98.0, 0.5, 0.25, rng), 0.75, -0.3),
            HAT: (_metal(5200.0, 0.045, 0.5, rng), 0.38, 0.3),
            OPEN: (_metal(4600.0, 0.28, 0.5, rng), 0.34, 0.3),
            CRASH: (_metal(1900.0, 0.9, 0.35, rng), 0.55, -0.35),
            RIDE: (_metal(2600.0, 0.6, 0.12, rng), 0.3, 0.35),
            SHAKER: (_short(4200.0, 12_000.0, 0.03, rng), 0.16, -0.4),
        }
    )


def jazz_kit(seed: int) -> Kit:
    """Ride, pedalled hat, brushes and a soft kick."""
    rng = np.random.default_rng(seed)
    return Kit(
        {
            KICK: (_kick(120.0, 58.0, 0.35, 0.08, rng), 0.55, 0.0),
            BRUSH: (_brush(rng), 0.55, -0.12),
            RIM: (_rim(rng), 0.22, -0.12),
            PEDAL: (_metal(4800.0, 0.05, 0.4, rng), 0.3, -0.3),
            RIDE: (_metal(2300.0, 0.4, 0.3, rng), 0.42, 0.3),
            CRASH: (_metal(1800.0, 0.9, 0.2, rng), 0.3, 0.35),
        }
    )


def dusty_kit(seed: int) -> Kit:
    """A dull, warm kit for slow beats, and a heartbeat."""
    rng = np.random.default_rng(seed)
    dull = chain(low_pass(5200, 2), high_pass(40, 1))
    return Kit(
        {
            KICK: (filtered(_kick(130.0, 50.0, 0.45, 0.2, rng), dull), 1.0, 0.0),
            SNARE: (filtered(_snare(0.05, 0.075, rng), dull), 0.85, 0.0),
            RIM: (_rim(rng), 0.3, 0.1),
            HAT: (filtered(_metal(5000.0, 0.04, 0.5, rng), low_pass(8000, 2)), 0.34, 0.2),
            OPEN: (filtered(_metal(4500.0, 0.2, 0.5, rng), low_pass(8000, 2)), 0.3, 0.2),
            SHAKER: (_short(3800.0, 9000.0, 0.03, rng), 0.12, -0.3),
        }
    )


def dance_kit(seed: int) -> Kit:
    """A club kit with a deep kick, claps, hats, toms and a heartbeat."""
    rng = np.random.default_rng(seed)
    clap = _clap(rng)
    snare = _snare(0.06, 0.09, rng)
    clap[: len(snare)] += 0.7 * snare[: len(clap)]
    return Kit(
        {
            KICK: (_kick(210.0, 46.0, 0.45, 0.45, rng), 1.0, 0.0),
            CLAP: (clap, 0.75, 0.0),
            HAT: (_metal(6000.0, 0.03, 0.6, rng), 0.36, 0.25),
            OPEN: (_metal(5200.0, 0.14, 0.6, rng), 0.34, -0.25),
            CRASH: (_metal(2200.0, 1.0, 0.5, rng), 0.6, 0.0),
            TOM: (_kick(150.0, 70.0, 0.6, 0.2, rng), 0.8, 0.2),
            HEART: (_heart(rng), 1.0, 0.0),
        }
    )


def chip_kit(seed: int) -> Kit:
    """Noise-channel drums of a game console, with a falling pulse as kick."""
    rng = np.random.default_rng(seed)
    return Kit(
        {
            KICK: (_kick(240.0, 62.0, 0.2, 0.3, rng), 0.9, 0.0),
            SNARE: (_short(700.0, 8000.0, 0.05, rng), 0.36, 0.0),
            HAT: (_short(5000.0, 13_000.0, 0.014, rng), 0.2, 0.15),
            OPEN: (_short(4500.0, 13_000.0, 0.06, rng), 0.2, 0.15),
            CRASH: (_short(2500.0, 12_000.0, 0.25, rng), 0.3, 0.0),
        }
    )
