"""Checks the written harmony: long or strong melody notes must agree with the chord."""

from __future__ import annotations

from collections.abc import Sequence

from .mixer import Piece
from .score import Note
from .theory import Span

# Semitones above a chord tone that grate when held; over a dominant the flat ninth is meant.
_GRATING = 1


def _chord_at(spans: Sequence[Span], beat: float) -> Span | None:
    """The span that sounds at `beat`."""
    return next((s for s in spans if s.start <= beat + 1e-6 < s.start + s.beats), None)


def _grates(note: Note, span: Span) -> bool:
    """Whether a note lies a semitone above a tone of the chord without belonging to it."""
    classes = span.chord.classes
    if note.pitch % 12 in classes:
        return False
    return (note.pitch - _GRATING) % 12 in classes


def clashes(piece: Piece) -> list[str]:
    """Melody notes on beats 1 and 3, or of a beat and more, that grate against their chord."""
    found = []
    for note in piece.melody:
        span = _chord_at(piece.harmony, note.start)
        strong = note.start % 2 < 1e-6 and note.beats >= 0.5
        if span is None or not (strong or note.beats >= 1):
            continue
        if _grates(note, span):
            found.append(
                f"{piece.file}: pitch {note.pitch} grates against {span.chord.name}"
                f" at beat {note.start:g}"
            )
    return found
