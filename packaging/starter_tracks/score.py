"""Written music: notes, tunes, drum patterns and the clock; times are in beats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .theory import pitch

_GRID = 48


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `start` and `beats` in beats, `pitch` as MIDI number, `velocity` 0–1."""

    start: float
    beats: float
    pitch: int
    velocity: float


def tune(
    text: str, start: float, *, bar: float = 4.0, velocity: float = 0.7, shift: int = 0
) -> list[Note]:
    """Read `D5:1.5 E5:.5 r:2 | ~:1`; `r` rests, `~` prolongs, `!` accents, bars must be full.

    A token without a length takes the length before it; `shift` transposes in semitones.
    """
    notes: list[Note] = []
    now, beats = start, 1.0
    for bar_text in text.split("|"):
        for token in bar_text.split():
            name, _, length = token.rstrip("!").partition(":")
            beats = float(length) if length else beats
            if name == "~":
                notes[-1] = replace(notes[-1], beats=notes[-1].beats + beats)
            elif name != "r":
                loud = velocity * (1.2 if token.endswith("!") else 1.0)
                notes.append(Note(now, beats, pitch(name) + shift, min(loud, 1.0)))
            now += beats
        if abs((now - start) / bar - round((now - start) / bar)) > 1e-6:
            raise ValueError(f"bar is not full: {bar_text.strip()!r}")
    return notes


def phrased(notes: Sequence[Note], phrase: float, depth: float = 0.18) -> list[Note]:
    """Let every phrase of `phrase` beats swell towards two thirds and sink again."""
    shaped = []
    for note in notes:
        place = (note.start % phrase) / phrase
        arc = np.sin(np.pi * place**1.4)
        accent = 0.04 if abs(note.start - round(note.start)) < 1e-6 else 0.0
        loud = note.velocity * (1.0 - depth / 2 + depth * arc) + accent
        shaped.append(replace(note, velocity=float(np.clip(loud, 0.05, 1.0))))
    return shaped


def shifted(notes: Sequence[Note], semitones: int, louder: float = 1.0) -> list[Note]:
    """The same notes `semitones` higher, velocities multiplied by `louder`."""
    return [
        replace(n, pitch=n.pitch + semitones, velocity=min(n.velocity * louder, 1.0)) for n in notes
    ]


_HITS = {"X": 1.0, "x": 0.75, "o": 0.4, ",": 0.22}


def beats_of(
    drum: int, text: str, start: float, times: int = 1, *, step: float = 0.25, loud: float = 1.0
) -> list[Note]:
    """Read a drum pattern: `X` accent, `x` hit, `o` soft, `,` ghost, `.` none."""
    cells = text.replace(" ", "").replace("|", "")
    notes = []
    for turn in range(times):
        for index, cell in enumerate(cells):
            if cell in _HITS:
                at = start + (turn * len(cells) + index) * step
                notes.append(Note(at, step, drum, _HITS[cell] * loud))
    return notes


@dataclass(frozen=True, slots=True)
class Clock:
    """Turns beats into seconds.

    `swing` is the share of the pair `swing_unit` that its first half takes (0.5 is straight),
    `rubato` the depth 0–0.1 of slowing at phrase ends, `slow_last` the beats of the closing
    ritardando.
    """

    bpm: float
    beats: float
    swing: float = 0.5
    swing_unit: float = 1.0
    rubato: float = 0.0
    phrase: float = 16.0
    slow_last: float = 0.0

    def seconds(self, beats: Sequence[float] | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Times in seconds of the given beats."""
        wanted = self._swung(np.asarray(beats, dtype=np.float64))
        grid = np.arange(0, self.beats + 64, 1 / _GRID)
        tempo = self.bpm * (1 - self.rubato * np.cos(2 * np.pi * grid / self.phrase))
        if self.slow_last:
            late = np.clip((grid - (self.beats - self.slow_last)) / self.slow_last, 0, 1)
            tempo *= 1 - 0.3 * late**1.5
        passed = np.concatenate([[0.0], np.cumsum(60.0 / tempo / _GRID)])[:-1]
        return np.interp(wanted, grid, passed)

    def _swung(self, beats: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Move the second half of each swing pair later."""
        whole = np.floor(beats / self.swing_unit + 1e-9)
        place = np.clip(beats / self.swing_unit - whole, 0, 1)
        bent = np.interp(place, [0.0, 0.5, 1.0], [0.0, self.swing, 1.0])
        moved: npt.NDArray[np.float64] = (whole + bent) * self.swing_unit
        return moved
