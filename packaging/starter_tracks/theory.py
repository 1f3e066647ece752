"""Pitches, chords, scales and voice-leading; pitches are MIDI numbers, 60 is middle C."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1}
_NOTE = re.compile(r"([A-G])([#b]?)(-?\d)")
_CHORD = re.compile(r"([A-G])([#b]?)([^/]*)(?:/([A-G])([#b]?))?")
_QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7),
    "5": (0, 7),
    "6": (0, 4, 7, 9),
    "7": (0, 4, 7, 10),
    "7b9": (0, 4, 7, 10, 13),
    "7sus4": (0, 5, 7, 10),
    "9": (0, 4, 7, 10, 14),
    "13": (0, 4, 10, 14, 21),
    "add9": (0, 4, 7, 14),
    "dim": (0, 3, 6),
    "m": (0, 3, 7),
    "m6": (0, 3, 7, 9),
    "m7": (0, 3, 7, 10),
    "m7b5": (0, 3, 6, 10),
    "m9": (0, 3, 7, 10, 14),
    "madd9": (0, 3, 7, 14),
    "maj7": (0, 4, 7, 11),
    "maj7#11": (0, 4, 7, 11, 18),
    "maj9": (0, 4, 7, 11, 14),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "9sus4": (0, 5, 7, 10, 14),
}
SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
}


def pitch(name: str) -> int:
    """MIDI number (0–127) of a note name such as `F#4`."""
    match = _NOTE.fullmatch(name)
    if match is None:
        raise ValueError(f"not a note: {name!r}")
    letter, accidental, octave = match.groups()
    return _LETTERS[letter] + _ACCIDENTALS[accidental] + 12 * (int(octave) + 1)


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord; `root` and `bass` are pitch classes 0–11, `intervals` semitones above the root."""

    name: str
    root: int
    bass: int
    intervals: tuple[int, ...]

    @classmethod
    def named(cls, name: str) -> Chord:
        """Read a chord symbol such as `Bbmaj7`, `A/C#` or `Dm9`."""
        match = _CHORD.fullmatch(name)
        if match is None or match.group(3) not in _QUALITIES:
            raise ValueError(f"not a chord: {name!r}")
        root = (_LETTERS[match.group(1)] + _ACCIDENTALS[match.group(2)]) % 12
        bass = root
        if match.group(4):
            bass = (_LETTERS[match.group(4)] + _ACCIDENTALS[match.group(5)]) % 12
        return cls(name, root, bass, _QUALITIES[match.group(3)])

    @property
    def classes(self) -> tuple[int, ...]:
        """The pitch classes 0–11, root first."""
        return tuple((self.root + interval) % 12 for interval in self.intervals)

    def bass_pitch(self, lowest: int) -> int:
        """The bass note in the octave that begins at MIDI number `lowest`."""
        return lowest + (self.bass - lowest) % 12

    def ladder(self, lowest: int, count: int) -> list[int]:
        """The bass note and the next `count - 1` chord tones upwards, from `lowest`."""
        start = self.bass_pitch(lowest)
        above = [p for p in range(start + 1, start + 60) if p % 12 in self.classes]
        return [start, *above[: count - 1]]


@dataclass(frozen=True, slots=True)
class Span:
    """A chord that sounds from `start` for `beats`, both in beats."""

    chord: Chord
    start: float
    beats: float


def progression(text: str, start: float, bar: float = 4.0) -> list[Span]:
    """Read `Am F Dm7:2 E7:2`; a chord without a number of beats lasts one bar."""
    spans = []
    for token in text.replace("|", " ").split():
        name, _, beats = token.partition(":")
        span = Span(Chord.named(name), start, float(beats) if beats else bar)
        spans.append(span)
        start += span.beats
    return spans


def _candidates(classes: Sequence[int], low: int, high: int) -> list[tuple[int, ...]]:
    """Close and drop-two positions of the pitch classes within the register."""
    found = []
    for lowest in range(low, high):
        if lowest % 12 not in classes:
            continue
        rest = [c for c in classes if c != lowest % 12]
        close = sorted([lowest] + [lowest + (c - lowest) % 12 for c in rest])
        shapes = [close]
        if len(close) >= 4:
            shapes.append(sorted([*close[:-2], close[-2] - 12, close[-1]]))
        found += [tuple(s) for s in shapes if s[0] >= low and s[-1] <= high]
    return found


def _distance(one: Sequence[int], other: Sequence[int]) -> float:
    """Mean way in semitones from each voice to the nearest voice of the other chord."""
    there = sum(min(abs(a - b) for b in other) for a in one) / len(one)
    back = sum(min(abs(a - b) for b in one) for a in other) / len(other)
    return there + back


def voice(spans: Sequence[Span], low: int, high: int, voices: int = 4) -> list[tuple[int, ...]]:
    """Voice the chords in the register `low`–`high` so that every voice moves little."""
    result: list[tuple[int, ...]] = []
    middle = (low + high) / 2
    for span in spans:
        classes = list(dict.fromkeys(span.chord.classes))
        if len(classes) > voices:
            # The bass plays the root, so an extended chord is clearer without it.
            classes = classes[1:][-voices:]
        options = _candidates(classes, low, high)
        if not options:
            raise ValueError(f"no room for {span.chord.name} in {low}–{high}")

        def cost(shape: tuple[int, ...]) -> float:
            off_centre = abs(sum(shape) / len(shape) - middle)
            return 0.15 * off_centre + (_distance(shape, result[-1]) if result else off_centre)

        result.append(min(options, key=cost))
    return result
