"""Sustained instruments read from wave tables: pads, strings, reeds, leads, chip waves, basses."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .dsp import (
    RATE,
    Audio,
    as_audio,
    envelope,
    hertz,
    noise,
    partial_count,
    play_table,
    samples,
    table,
    times,
)
from .struck import Instrument


@lru_cache(maxsize=512)
def _saw(count: int, corner: float) -> Audio:
    """A saw whose partials fall faster above partial number `corner`."""
    k = np.arange(1, count + 1)
    return table(as_audio(1 / k / np.sqrt(1 + (k / corner) ** 4)))


@lru_cache(maxsize=128)
def _pulse(count: int, duty: float) -> Audio:
    """A band-limited pulse wave with the given duty cycle 0–0.5."""
    k = np.arange(1, count + 1)
    fade = np.cos(0.5 * np.pi * (k - 1) / count)
    return table(as_audio(np.sin(np.pi * k * duty) / k * fade), np.full(count, 0.5 * np.pi))


@lru_cache(maxsize=128)
def _triangle(count: int) -> Audio:
    """A slightly stepped triangle: odd partials, with a little grit on top."""
    k = np.arange(1, count + 1)
    odd = (k % 2 == 1) * np.where(k % 4 == 1, 1.0, -1.0) / k**2
    return table(as_audio(odd + 0.02 * (k > 8) / k))


@lru_cache(maxsize=128)
def _reed(count: int, corner: float) -> Audio:
    """A free reed: strong low partials, a nasal hump and a long tail."""
    k = np.arange(1, count + 1)
    tilt = 1 / k**0.75 / np.sqrt(1 + (k / corner) ** 4)
    return table(as_audio(tilt * np.where(k % 2 == 0, 0.75, 1.0)))


def _cycles(f0: float, n: int, cents: Audio | float, rng: np.random.Generator) -> Audio:
    """Running phase in cycles at `f0` Hz, bent by `cents`, from a random start."""
    speed = f0 / RATE * 2 ** (np.broadcast_to(cents, n) / 1200)
    return as_audio(np.cumsum(speed) + rng.random())


def _ensemble(
    attack: float, release: float, dark: float, bright: float, spread: float, vibrato: float
) -> Instrument:
    """Six detuned saws across the stereo field.

    `dark` and `bright` are filter corners in Hz between which the sound opens, `spread` the
    detuning and `vibrato` its depth, in cents.
    """

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi)
        n = samples(seconds + release)
        t = times(n)
        count = partial_count(f0, 12_000)
        low, high = (_saw(count, max(1.0, round(c / f0, 1))) for c in (dark, bright))
        opening = np.minimum(t / (attack * 2), 1) * np.exp(-t / 6.0) * (0.4 + 0.6 * velocity)
        out = np.zeros((2, n))
        for index, offset in enumerate(np.linspace(-1, 1, 6)):
            rate = rng.uniform(4.4, 5.8)
            wave = vibrato * np.clip(t / 0.6, 0, 1) * np.sin(2 * np.pi * (rate * t + rng.random()))
            cycles = _cycles(f0, n, as_audio(offset * spread + wave + rng.normal(0, 1)), rng)
            tone = play_table(low, cycles) * (1 - opening) + play_table(high, cycles) * opening
            side = 0.5 + 0.42 * (-1) ** index * (0.4 + 0.6 * abs(offset))
            out += np.stack([tone * np.sqrt(1 - side), tone * np.sqrt(side)])
        return as_audio(out * velocity * envelope(n, attack, release) * 0.3)

    return play


warm_pad = _ensemble(0.9, 1.8, 350.0, 1300.0, 9.0, 2.0)
strings = _ensemble(0.28, 0.7, 900.0, 2600.0, 7.0, 6.0)
stab_strings = _ensemble(0.03, 0.22, 1500.0, 4500.0, 8.0, 3.0)
super_saw = _ensemble(0.012, 0.18, 1800.0, 6000.0, 14.0, 0.0)
glass_pad = _ensemble(1.6, 2.6, 700.0, 2600.0, 5.0, 3.0)


def _solo(
    attack: float, release: float, corner: float, breath: float, vibrato: float
) -> Instrument:
    """A singing single line with late vibrato (cents) and some breath or bow noise."""

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi)
        n = samples(seconds + release)
        t = times(n)
        late = np.clip((t - 0.18) / 0.4, 0, 1)
        scoop = -22 * np.exp(-t / 0.035)
        cents = scoop + vibrato * late * np.sin(2 * np.pi * 5.2 * t + rng.uniform(0, 6))
        cycles = _cycles(f0, n, as_audio(cents), rng)
        count = partial_count(f0, 11_000)
        soft = play_table(_saw(count, max(1.0, round(corner * 0.5 / f0, 1))), cycles)
        full = play_table(_saw(count, max(1.0, round(corner / f0, 1))), cycles)
        press = np.clip(0.35 + 0.65 * velocity + 0.12 * np.sin(2 * np.pi * 5.2 * t) * late, 0, 1)
        air = np.convolve(noise(n, rng), np.ones(10) / 10, "same") * breath
        swell = 0.82 + 0.18 * np.sin(np.pi * np.clip(t / max(seconds, 0.1), 0, 1))
        tone = soft * (1 - press) + full * press + air * np.exp(-t / 0.25) + 0.25 * air
        return as_audio(tone * swell * velocity * envelope(n, attack, release))

    return play


flute_lead = _solo(0.045, 0.12, 900.0, 0.16, 11.0)
bowed_lead = _solo(0.11, 0.22, 2200.0, 0.05, 14.0)
synth_lead = _solo(0.012, 0.10, 3800.0, 0.02, 10.0)


def accordion(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
    """Two reeds tuned 14 cents apart and one an octave below, swelling with the bellows."""
    f0 = hertz(midi)
    n = samples(seconds + 0.07)
    t = times(n)
    bellows = 0.85 + 0.15 * np.sin(np.pi * np.clip(t / max(seconds, 0.15), 0, 1))
    reed = _reed(partial_count(f0, 9000), max(1.5, round(2400 / f0, 1)))
    low = _reed(partial_count(f0 / 2, 5000), max(1.5, round(1600 / f0, 1)))
    shake = 5.0 * np.clip((t - 0.22) / 0.25, 0, 1) * np.sin(2 * np.pi * 5.8 * t)
    left = play_table(reed, _cycles(f0, n, as_audio(-7 + shake), rng))
    right = play_table(reed, _cycles(f0, n, as_audio(7 + shake), rng))
    under = 0.3 * play_table(low, _cycles(f0 / 2, n, as_audio(shake), rng))
    both = np.stack([left + 0.45 * right + under, right + 0.45 * left + under])
    return as_audio(both * bellows * velocity * envelope(n, 0.022, 0.06) * 0.4)


def _chip(duty: float, fade: float) -> Instrument:
    """A game console's pulse voice that fades over `fade` seconds."""

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi)
        n = samples(seconds * 0.94 + 0.012)
        t = times(n)
        shake = 14 * np.clip((t - 0.16) / 0.1, 0, 1) * np.sin(2 * np.pi * 6.4 * t)
        tone = play_table(_pulse(partial_count(f0, 11_000), duty), _cycles(f0, n, shake, rng))
        fall = 0.45 + 0.55 * np.exp(-t / fade)
        return as_audio(tone * velocity * fall * envelope(n, 0.002, 0.01))

    return play


chip_lead = _chip(0.25, 0.25)
chip_echo = _chip(0.125, 0.12)
chip_square = _chip(0.5, 0.18)


def chip_bass(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
    """A game console's triangle bass."""
    n = samples(seconds * 0.9 + 0.012)
    tone = play_table(_triangle(60), _cycles(hertz(midi), n, 0.0, rng))
    return as_audio(tone * velocity * envelope(n, 0.002, 0.012))


def _bass(corner: float, pluck: float, fade: float) -> Instrument:
    """A bass whose filter closes after the pluck; `corner` in Hz, `fade` in seconds."""

    def play(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
        f0 = hertz(midi)
        n = samples(seconds + 0.06)
        t = times(n)
        cycles = _cycles(f0, n, 0.0, rng)
        dull = play_table(_saw(40, max(1.0, round(corner / f0, 1))), cycles)
        open_ = play_table(_saw(60, max(1.5, round(pluck / f0, 1))), cycles)
        bite = np.exp(-t / 0.09) * velocity
        tone = dull * (1 - bite) + open_ * bite
        return as_audio(tone * velocity * np.exp(-t / fade) * envelope(n, 0.004, 0.05))

    return play


finger_bass = _bass(190.0, 900.0, 1.6)
synth_bass = _bass(320.0, 2200.0, 0.9)
picked_bass = _bass(420.0, 2600.0, 1.4)
sub_bass = _bass(90.0, 160.0, 5.0)
