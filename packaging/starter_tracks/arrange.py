"""Accompaniment patterns made from chord progressions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .score import Note
from .theory import Chord, Span, voice

_DEGREES = {"3": (3, 4, 5), "5": (6, 7, 8), "7": (9, 10, 11)}


def held(
    spans: Sequence[Span], low: int, high: int, velocity: float = 0.6, voices: int = 4
) -> list[Note]:
    """Sustained chords, voice-led within the register."""
    notes = []
    for span, shape in zip(spans, voice(spans, low, high, voices)):
        notes += [Note(span.start, span.beats, p, velocity) for p in shape]
    return notes


def _at(spans: Sequence[Span], beat: float) -> int | None:
    """Index of the chord that sounds at `beat`."""
    for index, span in enumerate(spans):
        if span.start - 1e-6 <= beat < span.start + span.beats - 1e-6:
            return index
    return None


def _rhythm(text: str) -> list[tuple[float, float, float]]:
    """Read `0:1 1.5:.5!` as (offset, length, loudness) triples."""
    hits = []
    for token in text.split():
        loud = 1.0 if token.endswith("!") else 0.8
        offset, length = token.rstrip("!").split(":")
        hits.append((float(offset), float(length), loud))
    return hits


def comped(
    spans: Sequence[Span],
    rhythms: Sequence[str],
    low: int,
    high: int,
    *,
    velocity: float = 0.6,
    bar: float = 4.0,
    strum: float = 0.0,
    voices: int = 4,
) -> list[Note]:
    """Chords in rhythm, the bars taking turns through `rhythms`; `strum` beats between strings."""
    shapes = voice(spans, low, high, voices)
    start, end = spans[0].start, spans[-1].start + spans[-1].beats
    notes = []
    for number in range(round((end - start) / bar)):
        for stroke, (offset, length, loud) in enumerate(_rhythm(rhythms[number % len(rhythms)])):
            at = start + number * bar + offset
            index = _at(spans, at)
            if index is None:
                continue
            # Strokes alternate down and up, as a hand does.
            strings = shapes[index] if stroke % 2 == 0 else shapes[index][::-1]
            for order, p in enumerate(strings):
                notes.append(Note(at + order * strum, length, p, velocity * loud))
    return notes


def broken(
    spans: Sequence[Span],
    figure: Sequence[int],
    low: int,
    *,
    step: float = 0.5,
    ring: float = 1.0,
    velocity: float = 0.5,
) -> list[Note]:
    """Arpeggios: `figure` holds rungs of the chord's ladder from the bass, -1 rests."""
    notes = []
    for span in spans:
        ladder = span.chord.ladder(low, max(figure) + 1)
        for count in range(round(span.beats / step)):
            rung = figure[count % len(figure)]
            if rung < 0:
                continue
            at = count * step
            length = min(ring, span.beats - at)
            loud = velocity * (1.0 if count % len(figure) == 0 else 0.82)
            notes.append(Note(span.start + at, length, ladder[rung], loud))
    return notes


def _degree(chord: Chord, low: int, name: str) -> int:
    """Bass pitch of a degree name: R root, 3, 5, 7 or 8, an octave above the root."""
    root = chord.bass_pitch(low)
    if name == "R":
        return root
    if name == "8":
        return root + 12
    fallback = {"3": 4, "5": 7, "7": 10}[name]
    inside = [i for i in chord.intervals if i in _DEGREES[name]]
    if chord.bass != chord.root:
        # Over an inversion the octave is the only degree sure to fit.
        return root
    return root + (inside[0] if inside else fallback)


def bass(
    spans: Sequence[Span],
    figures: Sequence[str],
    low: int,
    *,
    velocity: float = 0.7,
    bar: float = 4.0,
) -> list[Note]:
    """Bass figures such as `R:1.5 R:.5 5:2`, the bars taking turns; `r` rests."""
    start, end = spans[0].start, spans[-1].start + spans[-1].beats
    notes = []
    for number in range(round((end - start) / bar)):
        at = start + number * bar
        for token in figures[number % len(figures)].split():
            name, _, length = token.rstrip("!").partition(":")
            index = _at(spans, at)
            if name != "r" and index is not None:
                loud = velocity * (1.15 if token.endswith("!") else 1.0)
                notes.append(Note(at, float(length), _degree(spans[index].chord, low, name), loud))
            at += float(length)
    return notes


def walking(spans: Sequence[Span], low: int, high: int, seed: int) -> list[Note]:
    """A walking bass: roots on the changes, chord tones between, a semitone into the next root."""
    rng = np.random.default_rng(seed)
    notes: list[Note] = []
    here = spans[0].chord.bass_pitch(low)
    for index, span in enumerate(spans):
        following = spans[(index + 1) % len(spans)].chord
        target = min(
            (p for p in range(low, high + 1) if p % 12 == following.bass),
            key=lambda p: abs(p - here) + 2 * float(rng.random()),
        )
        line = _walk(span, here, target, (low, high), rng)
        for count, p in enumerate(line):
            loud = 0.78 if count % 2 else 0.7
            notes.append(Note(span.start + count, 1.0, p, loud))
        here = target
    return notes


def _walk(
    span: Span, here: int, target: int, register: tuple[int, int], rng: np.random.Generator
) -> list[int]:
    """One chord's worth of walking bass, one note a beat."""
    tones = [p for p in range(*register) if p % 12 in span.chord.classes]
    line = [here]
    for left in range(round(span.beats) - 2, 0, -1):
        wish = here + (target - here) * (1 - left / (span.beats - 1)) + rng.normal(0, 3.0)
        choices = [p for p in tones if p != line[-1]]
        line.append(min(choices, key=lambda p: abs(p - wish)))
    if span.beats >= 2:
        approach = [p for p in (target - 1, target + 1, target + 2) if p != line[-1]]
        line.append(approach[int(rng.integers(len(approach)))])
    return line[: round(span.beats)]
