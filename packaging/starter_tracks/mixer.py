"""Turns a piece's stems into one stereo recording."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .dsp import RATE, Audio, as_audio, mix_at, pan, samples
from .effects import Effect, convolved, mastered, room
from .loudness import quick
from .score import Clock, Note
from .struck import Instrument
from .theory import Span

_REFERENCE_LUFS = -20.0


@dataclass(frozen=True, slots=True)
class Stem:
    """One instrument's part.

    `level` is its loudness in dB relative to the lead, `place` -1 (left) to 1, `send` its share
    of reverb 0–1, `sloppy` the spread of its timing in ms, `legato` the sounding share of a note.
    """

    name: str
    play: Instrument
    notes: Sequence[Note]
    level: float = 0.0
    place: float = 0.0
    send: float = 0.2
    sloppy: float = 7.0
    legato: float = 1.0
    effects: Sequence[Effect] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece with what the catalogue says of it; `valence` and `energy` are 0–1.

    `harmony` and `melody` are what the proofreading compares, `tail` and `fade_out` seconds.
    """

    file: str
    title: str
    genre: str
    moods: Sequence[str]
    valence: float
    energy: float
    clock: Clock
    harmony: Sequence[Span]
    melody: Sequence[Note]
    stems: Sequence[Stem]
    reverb: float = 1.8
    glue: float = 0.3
    tail: float = 4.6
    fade_out: float = 4.0

    @property
    def seed(self) -> int:
        """A seed that depends on the file name alone."""
        return zlib.crc32(self.file.encode())


def _sorted(notes: Sequence[Note]) -> list[Note]:
    """In order of time, so that the random touch does not depend on how a part was written."""
    return sorted(notes, key=lambda n: (n.start, n.pitch))


def stem_audio(stem: Stem, clock: Clock, n: int, seed: int) -> Audio:
    """Render one part with human timing and touch, then its effects and level."""
    rng = np.random.default_rng([seed, zlib.crc32(stem.name.encode())])
    out = np.zeros((2, n))
    notes = _sorted(stem.notes)
    begins = clock.seconds([note.start for note in notes])
    ends = clock.seconds([note.start + note.beats for note in notes])
    last = float(clock.seconds([clock.beats])[0])
    for note, begin, end in zip(notes, begins, ends):
        if end >= last - 1e-3 and note.beats >= 1:
            # The closing chord rings on under the fade-out.
            end = n / RATE
        late = rng.normal(0, stem.sloppy / 1000)
        touch = float(np.clip(note.velocity * (1 + rng.normal(0, 0.05)), 0.03, 1.0))
        sound = stem.play(note.pitch, max(0.04, (end - begin) * stem.legato), touch, rng)
        if sound.ndim == 1:
            sound = pan(sound, stem.place)
        mix_at(out, sound, max(0, samples(max(begin + late, 0.0) + 0.05)))
    for effect in stem.effects:
        out = effect(out)
    gain = _REFERENCE_LUFS + stem.level - quick(out)
    return as_audio(out * 10 ** (gain / 20))


def render(piece: Piece) -> Audio:
    """The finished recording, (2, n) float64."""
    length = float(piece.clock.seconds([piece.clock.beats])[0]) + piece.tail
    n = int(length * RATE)
    dry, wet = np.zeros((2, n)), np.zeros((2, n))
    for stem in piece.stems:
        audio = stem_audio(stem, piece.clock, n, piece.seed)
        dry += audio
        wet += audio * stem.send
    response = room(piece.reverb, np.random.default_rng([piece.seed, 7]))
    return mastered(dry + convolved(wet, response), glue=piece.glue, fade_out=piece.fade_out)
