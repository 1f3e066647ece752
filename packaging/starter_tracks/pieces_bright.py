"""The bright pieces: a pop song and a game tune."""

from __future__ import annotations

from .arrange import bass, broken, comped, held
from .drums import CLAP, CRASH, HAT, KICK, OPEN, SHAKER, SNARE, TOM, acoustic_kit, chip_kit
from .dsp import bell, high_pass, low_pass
from .effects import echo, equalised
from .mixer import Piece, Stem
from .score import Clock, Note, beats_of, phrased, shifted, tune
from .struck import acoustic_guitar, glockenspiel, grand_piano
from .sustained import (
    chip_bass,
    chip_echo,
    chip_lead,
    chip_square,
    finger_bass,
    flute_lead,
    strings,
)
from .theory import Span, progression

_VERSE = (
    "B4:.5 D5 r D5 E5 D5 B4:1 | A4:.5 D5 r D5 E5 D5 A4:1 | G4:.5 B4 r B4 D5 B4 G4:1 |"
    "E5:1.5 D5:.5 G4:1 r | B4:.5 D5 r D5 E5 D5 B4:1 | A4:.5 D5 r D5 E5 F#5 A5:1 |"
    "G5:1 E5:.5 D5 E5:1 D5 | D5:1.5 r:.5 D5 E5 F#5 A5"
)
_CHORUS = (
    "G5:1! G5:.5 E5 G5:1 A5 | F#5:1.5 E5:.5 D5:1 r:.5 D5 | F#5:1! F#5:.5 D5 F#5:1 A5 |"
    "G5:1.5 E5:.5 B4:1 r | G5:1! G5:.5 E5 G5:1 B5 | A5:1.5 F#5:.5 D5:1 r:.5 D5 |"
    "B5:1! A5:.5 G5 D5:1 E5 | G5:2.5 r:1.5"
)


def paper_kites() -> Piece:
    """A sunny pop song in G: intro, verse, chorus, verse, chorus, chorus end."""
    verse = "G D/F# Em7 Cadd9 | G D/F# Cadd9 Dsus4:2 D:2"
    chorus = "Cadd9 D Bm7 Em7 | Cadd9 D G G/B"
    spans = progression(f"G D/F# Em7 Cadd9 {verse} {chorus} {verse} {chorus} Cadd9 D", 0)
    intro = tune(
        "r:2 B4:.5 D5 G5:1 | A5:1.5 F#5:.5 D5:2 | r:2 G4:.5 B4 D5:1 | E5:1.5 D5:.5 G4:1 r", 0
    )
    sung = tune(_VERSE, 16, velocity=0.68) + tune(_CHORUS, 48, velocity=0.78)
    sung += tune(_VERSE, 80, velocity=0.7) + tune(_CHORUS, 112, velocity=0.8)
    sung += tune("G5:1 G5:.5 E5 G5:1 B5 | A5:1 B5:.5 A5 F#5:1 D5 | G5:3 r:1", 144, velocity=0.72)
    sparkle = shifted(tune(_CHORUS, 48) + tune(_CHORUS, 112), 12, 0.8)
    sparkle = shifted(intro, 12, 0.8) + sparkle
    strums = comped(
        spans, ["0:1! 1:.5 1.5:.5! 2.5:.5 3:.5! 3.5:.5"], 50, 71, velocity=0.62, strum=0.022
    )
    strums += [Note(152 + 0.05 * i, 6, p, 0.6) for i, p in enumerate((43, 50, 55, 59, 62, 67))]
    keys = comped(spans[:4], ["0:3.8!"], 57, 74, velocity=0.5, voices=3)
    keys += comped(spans[12:], ["0:1.5! 1.5:1 2.5:1.5"], 57, 74, velocity=0.5, voices=3)
    keys += held(progression("Gadd9", 152), 55, 74, 0.5)
    steps = ["R:1.5! R:.5 R:1 5:.5 R:.5", "R:1.5! R:.5 8:1 5:1"]
    lows = bass(spans[2:4], ["R:4"], 31, velocity=0.5) + bass(spans[4:], steps, 31, velocity=0.75)
    lows.append(Note(152, 4, 31, 0.75))
    warm = held(spans[12:20] + spans[29:38], 55, 72, 0.5, 3)
    return Piece(
        "paper_kites.opus", "Paper Kites", "pop", ("joyful", "beautiful"), 0.88, 0.66,
        Clock(112, 156), spans, sung,
        [
            Stem("lead", flute_lead, phrased(sung, 16), 0.0, 0.0, 0.24, 8.0, 0.94,
                 (equalised(bell(2200, 2.5)), echo(0.402, 0.35, 0.16))),
            Stem("sparkle", glockenspiel, phrased(sparkle, 16), -10.0, 0.3, 0.3, 7.0),
            Stem("guitar", acoustic_guitar, phrased(strums, 16), -5.0, -0.4, 0.12, 6.0, 1.0,
                 (equalised(high_pass(130, 1), bell(3500, 2.0)),)),
            Stem("keys", grand_piano, keys, -8.0, 0.35, 0.15, 7.0),
            Stem("strings", strings, warm, -11.5, 0.0, 0.35, 12.0),
            Stem("bass", finger_bass, lows, -4.0, 0.0, 0.0, 5.0, 0.92),
            Stem("kit", acoustic_kit(41, hard=True), _pop_drums(), -4.0, 0.0, 0.09, 4.0),
        ],
        reverb=1.4, glue=0.4,
    )  # fmt: skip


def _pop_drums() -> list[Note]:
    """Shaker in the intro, a light verse, full choruses with claps, fills between."""
    verse_kick = beats_of(KICK, "X.....x.X.......|X.....x.X...x...", 16, 4)
    kick = verse_kick + beats_of(KICK, "X.....x.X.....x.|X..x..x.X.......", 48, 4)
    kick += [Note(n.start + 64, n.beats, n.pitch, n.velocity) for n in kick]
    kick += beats_of(KICK, "X.....x.X.....x.", 144, 2) + beats_of(KICK, "X...", 152)
    kick += beats_of(KICK, "o.......o.......", 8, 2)
    snare = beats_of(SNARE, "....X.......X...", 16, 7) + beats_of(SNARE, "....X...X.xoXxxX", 44)
    snare += beats_of(SNARE, "....X.......X...", 48, 15) + beats_of(SNARE, "....X...X.xoXxxX", 108)
    snare += beats_of(SNARE, "....X.......X...", 112, 10)
    claps = [n for a in (48, 112) for n in beats_of(CLAP, "....x.......x...", a, 8)]
    hats = beats_of(HAT, "x.o.x.o.x.o.x.o.", 16, 34) + beats_of(SHAKER, "xoxoxoxoxoxoxoxo", 0, 38)
    opens = [n for a in (48, 112) for n in beats_of(OPEN, "..............x.", a, 8)]
    toms = [Note(a + 3.5, 0.5, TOM, 0.6) for a in (44, 108)]
    crashes = [Note(a, 2, CRASH, 0.6) for a in (48, 80, 112, 144, 152)]
    return kick + snare + claps + hats + opens + toms + crashes


_HERO_A = (
    "E5:.5 G5 C6:1 B5:.5 C6 G5:1 | D5:.5 G5 B5:1 A5:.5 G5 D5:1 | C5:.5 E5 A5:1 G5:.5 A5 E5:1 |"
    "F5:.5 A5 C6:1 A5:.5 G5 F5:1 | E5:.5 G5 C6:1 D6:.5 C6 G5:1 | B5:.5 A5 G5:1 D5:.5 G5 B5:1 |"
    "A5:.75 F5 A5:.5 B5:.75 G5 B5:.5 | C6:1 G5:.5 E5 C5:1 r"
)
_HERO_B = (
    "C6:1.5 B5:.5 A5:1 E5 | A5:1.5 G5:.5 F5:1 C5 | E5:.5 G5 C6:1 E6 C6 | D6:1.5 B5:.5 G5:2 |"
    "C6:1.5 B5:.5 A5:1 C6 | A5:.5 C6 F6:1 E6:.5 C6 A5:1 | D6:.5 C6 A5 F5 D5:1 F5 |"
    "G5:.5 A5 B5 C6 D6:1 r"
)


def pocket_hero() -> Piece:
    """A chip tune in C that ends a whole tone higher: intro, A, A', B, A, B, A up, fanfare."""
    a, b = "C G/B Am F | C G F:2 G:2 C", "Am F C G | Am F Dm G7"
    low = progression(f"C G/B F:2 G:2 C {a} {a} {b} {a} {b}", 0)
    high = progression("D A/C# Bm G | D A G:2 A:2 D | G A D", 176)
    spans = low + high
    fanfare = (
        "C5:.5 E5 G5 C6:1 G5:.5 C6:1 | B5:.5 G5 D5 G5 B5:2 |"
        "A5:.75 F5 A5:.5 B5:.75 G5 B5:.5 | C6:3 r:1"
    )
    ending = "B5:.75 D6 B5:.5 G5:2 | C#6:.75 E6 C#6:.5 A5:2 | D6:.5 A5 F#5 A5 D6:2"
    lead = tune(fanfare, 0) + tune(_HERO_A, 16) + tune(_HERO_A, 48) + tune(_HERO_B, 80)
    lead += tune(_HERO_A, 112) + tune(_HERO_B, 144) + tune(_HERO_A, 176, shift=2, velocity=0.8)
    lead += tune(ending, 208, velocity=0.8)
    second = _thirds(lead, spans)
    runs = broken(spans[:-1], [2, 3, 4, 5, 4, 3, 5, 4], 48, step=0.25, ring=0.25, velocity=0.6)
    runs += held(spans[-1:], 60, 79, 0.6, 3)
    lows = bass(spans[:-1], ["R:.5! 8:.5 R:.5 8:.5 R:.5 8:.5 5:.5 8:.5"], 36, velocity=0.8)
    lows.append(Note(216, 4, 38, 0.8))
    kick = beats_of(KICK, "X...x...X...x.x.", 16, 50) + beats_of(KICK, "X...", 216)
    snare = beats_of(SNARE, "....X.......X...", 16, 50)
    for at in (44, 76, 108, 140, 172):
        snare += beats_of(SNARE, "........x.xxXxXX", at)
    hat = beats_of(HAT, "xoxoxoxoxoxoxoxo", 0, 54)
    crash = [Note(at, 2, CRASH, 0.8) for at in (0, 16, 48, 80, 112, 144, 176, 208, 216)]
    return Piece(
        "pocket_hero.opus", "Pocket Hero", "game", ("triumphant", "joyful", "amusing"), 0.90, 0.82,
        Clock(150, 220), spans, lead,
        [
            Stem("lead", chip_lead, phrased(lead, 16), 0.0, 0.0, 0.12, 2.0, 1.0,
                 (equalised(low_pass(7000, 2)), echo(0.3, 0.3, 0.22))),
            Stem("second", chip_square, second, -7.0, -0.35, 0.12, 2.0, 0.95),
            Stem("runs", chip_echo, runs, -8.0, 0.4, 0.1, 1.5, 0.9,
                 (equalised(low_pass(5500, 2)),)),
            Stem("bass", chip_bass, lows, -3.0, 0.0, 0.02, 1.5, 0.9),
            Stem("kit", chip_kit(51), kick + snare + hat + crash, -5.5, 0.0, 0.05, 1.5),
        ],
        reverb=0.9, glue=0.2, tail=4.0, fade_out=3.6,
    )  # fmt: skip


def _thirds(lead: list[Note], spans: list[Span]) -> list[Note]:
    """A second voice: the chord tone next below each longer note of the lead."""
    out = []
    for note in lead:
        if note.beats < 0.75:
            continue
        chord = next(s.chord for s in spans if s.start <= note.start < s.start + s.beats)
        below = next(
            p for p in range(note.pitch - 3, note.pitch - 15, -1) if p % 12 in chord.classes
        )
        out.append(Note(note.start, note.beats, below, note.velocity * 0.8))
    return out
