"""Pieces that sway: a jazz trio, a lo-fi beat and a two-beat trot."""

from __future__ import annotations

import numpy as np

from . import drums
from .arrange import bass, broken, comped, held, walking
from .drums import BRUSH, CRASH, HAT, KICK, OPEN, PEDAL, RIDE, RIM, SHAKER, SNARE
from .dsp import Audio, as_audio, bell, high_pass, low_pass, noise, pan, samples, times
from .effects import echo, equalised
from .mixer import Piece, Stem
from .score import Clock, Note, beats_of, phrased, tune
from .struck import electric_piano, grand_piano, kalimba, muted_guitar, nylon_guitar, upright_bass
from .sustained import accordion, strings
from .theory import progression


def _jazz_tune() -> list[Note]:
    """The 32-bar melody A A B A and its four-bar tag."""
    head = (
        "r:.5 D5 F5 A5:1 G5:.5 F5 D5 | E5:1.5 G5:.5 r:1 Bb4:.5 C5 |"
        "A4:.5 C5 E5:1 G5:.5 E5 C5:1 | Eb5:1 C5:.5 A4 F#4:1.5 r:.5 |"
        "r:.5 D5 F5 A5:1 Bb5:.5 A5 F5 | G5:1 E5:.5 Db5 C5:1 Bb4 |"
    )
    open_end = "A4:1.5 C5:.5 E5:1 C5 | D5:1 r:1 E5:.5 D5 C5:1"
    closed_end = "A4:1 C5:.5 D5 F5:2 | ~:1 r:1 C5:.5 D5 A4:1"
    bridge = (
        "Eb5:2 r:.5 G5 F5 Eb5 | C5:1.5 A4:.5 r:2 | D5:2 r:.5 F5 A5 F5 | D5:1.5 C5:.5 r:2 |"
        "F5:2 r:.5 A5 C6 A5 | B5:1.5 G5:.5 r:1 F5:.5 E5 | D5:1 F5 A5 Bb5 | A5:.5 G5 E5:1 r:1 C5"
    )
    last = (
        "r:.5 D5 F5 A5 C6:1 A5:.5 F5 | E5:1.5 G5:.5 r:.5 Db5 C5 Bb4 |"
        "A4:.5 C5 E5 G5 A5:1 G5:.5 E5 | Eb5:1 C5:.5 A4 F#4:1.5 r:.5 |"
        "r:.5 D5 F5 A5:1 Bb5:.5 A5 F5 | G5:1 E5:.5 Db5 C5:1 Bb4 | A4:1 C5:.5 D5 F5:2 | ~:2 r:2"
    )
    tag = "r:.5 D5 F5 A5:1 Bb5:.5 A5 F5 | G5:1 E5:.5 Db5 C5:1 Bb4 | A4:.5 C5 D5 E5 F5:2 | ~:4"
    return (
        tune(head + open_end, 16, velocity=0.68)
        + tune(head + closed_end, 48, velocity=0.72)
        + tune(bridge, 80, velocity=0.78)
        + tune(last, 112, velocity=0.74)
        + tune(tag, 144, velocity=0.68)
    )


def corner_table() -> Piece:
    """A swinging piano trio in F: intro, A A B A, tag."""
    half = "Gm7 C7 Fmaj7 D7b9 | Gm7 C7"
    form = (
        f"Gm7 C7 Fmaj7 D7b9 | {half} Fmaj7 Gm7:2 C7:2 | {half} F6 F6 |"
        f"Cm7 F7 Bbmaj7 Bbmaj7 | Dm7 G7 Gm7 C7 | {half} F6 D7b9 | Gm7 C7"
    )
    spans = progression(form, 0)
    line = walking(spans, 31, 50, seed=5)
    line += [Note(152, 3.0, 41, 0.75), Note(156, 4.0, 29, 0.7)]
    rhythms = ["0:1.4! 1.5:.4", "1:.4 2.5:1.2!", "0.5:.4 3:.9!", "1.5:1! 3.5:.4"]
    chords = comped(spans, rhythms, 50, 66, velocity=0.5, strum=0.012)
    chords += held(progression("Fmaj9", 152), 50, 66, 0.55) + held(
        progression("F6", 156), 50, 66, 0.45
    )
    ride = beats_of(RIDE, "x... X.o. x... X.o.", 0, 38, step=0.25)
    pedal = beats_of(PEDAL, "..X...X.", 0, 38, step=0.5)
    brush = beats_of(BRUSH, "o.x.o.x.", 0, 38, step=0.5, loud=0.8)
    kick = beats_of(KICK, "o.,.,.,.", 0, 38, step=0.5, loud=0.7)
    snaps = beats_of(RIM, "...............x|.....x......x...", 16, 4, step=0.5)
    end = [Note(152, 4, CRASH, 0.4), Note(156, 4, RIDE, 0.5)]
    return Piece(
        "corner_table.opus", "Corner Table", "jazz", ("amusing", "relaxing"), 0.74, 0.46,
        Clock(136, 160, swing=0.64, slow_last=8), spans, _jazz_tune(),
        [
            Stem("piano", grand_piano, phrased(_jazz_tune(), 32), 0.0, 0.15, 0.16, 9.0, 0.92),
            Stem("comp", grand_piano, chords, -7.0, -0.2, 0.16, 8.0, 0.9),
            Stem("bass", upright_bass, line, -2.5, 0.0, 0.06, 7.0, 0.95,
                 (equalised(bell(900, 3.0), high_pass(38, 2)),)),
            Stem("kit", drums.jazz_kit(11), ride + pedal + brush + kick + snaps + end, -9.5, 0.0,
                 0.12, 4.0),
        ],
        reverb=1.1, glue=0.3, tail=4.0, fade_out=3.5,
    )  # fmt: skip


def _vinyl(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
    """The crackle and hush of an old record."""
    n = samples(seconds)
    crackle = np.zeros(n)
    places = rng.integers(0, n, int(seconds * 9))
    crackle[places] = np.clip(rng.standard_normal(len(places)) ** 3, -2, 2)
    crackle = np.convolve(crackle, np.exp(-times(60) / 0.0002), "same")
    return pan(as_audio((crackle * 3 + 0.12 * noise(n, rng)) * velocity), 0.0)


def rain_on_the_window() -> Piece:
    """A lo-fi beat: intro, A A', B, A A', B', outro."""
    loop = "Dm9 G13 Cmaj9 Am7:2 A7b9:2"
    away = "Fmaj9 Em7 Dm9 Bbmaj9"
    spans = progression(f"Fmaj9 Em7 {loop} {loop} {away} {loop} {loop} {away} Dm9 G13 Cmaj9", 0)
    call = (
        "r:.5 A4 C5 E5:1.5 D5:1 | r:1 E5:.5 D5 B4:1 r:1 | r:.5 G4 B4 D5:1.5 E5:1 | C5:1 A4 G4 r |"
        "r:.5 A4 C5 E5:1 G5:.5 F5 E5 | D5:1.5 E5:.5 B4:2 | r:.5 E5 D5 B4:1.5 G4:1 | A4:1 C5 G4 r"
    )
    again = (
        "r:.5 A4 C5 E5:1.5 D5:1 | r:.5 E5 A5 G5 E5 D5 B4:1 |"
        "r:.5 G4 B4 D5:1.5 E5:1 | C5:1 A4 G4 r |"
        "r:.5 A4 C5 E5:1 G5:.5 A5 G5 | E5:1.5 D5:.5 B4:2 |"
        "r:.5 E5 G5 E5 D5 B4 G4:1 | A4:3 r:1"
    )
    bridge = (
        "A5:1.5 G5:.5 E5:1 C5 | G5:1.5 E5:.5 D5:1 B4 | F5:1 E5:.5 C5 A4:2 | D5:1.5 C5:.5 A4:1 r"
    )
    melody = tune(call, 8) + tune(bridge, 40, velocity=0.75) + tune(again, 56)
    melody += tune(bridge, 88, velocity=0.72)
    melody += tune("r:.5 A4 C5 E5:1.5 D5:1 | r:4 | G4:1 B4 D5:2", 104)
    keys = comped(spans[:-1], ["0:1.9! 2.5:1.3", "0:2.4! 3:.9"], 53, 70, velocity=0.5, strum=0.02)
    keys += held(spans[-1:], 53, 70, 0.45)
    lows = bass(spans[:-1], ["R:1.5! R:.5 r:.5 5:.5 8:1", "R:2! r:.5 R:.5 5:1"], 31)
    lows.append(Note(112, 4, 36, 0.7))
    kick = beats_of(KICK, "X......x..x.....|X.....x..x....o.", 8, 13)
    snare = beats_of(SNARE, "....X.......X...|....X......,X..,", 8, 13)
    hat = beats_of(HAT, "x.o.x.o.x.o.x.oo", 8, 26) + beats_of(SHAKER, ",o,o,o,o,o,o,o,o", 40, 4)
    lift = [Note(at, 0.5, OPEN, 0.5) for at in (39.5, 55.5, 87.5, 103.5)]
    beat = [n for n in kick + snare + hat + lift if n.start < 111]
    dust = Stem("dust", _vinyl, [Note(0, 124, 0, 0.6)], -21.0, 0.0, 0.0, 0.0)
    return Piece(
        "rain_on_the_window.opus", "Rain on the Window", "hiphop", ("relaxing", "dreamy"),
        0.50, 0.32,
        Clock(78, 116, swing=0.58, swing_unit=0.5), spans, melody,
        [
            Stem("melody", kalimba, phrased(melody, 16), -1.0, 0.12, 0.35, 12.0, 1.3,
                 (echo(0.577, 0.4, 0.3),)),
            Stem("shade", muted_guitar, phrased(melody, 16), -4.0, 0.05, 0.25, 10.0, 1.0),
            Stem("keys", electric_piano, phrased(keys, 16), -3.5, 0.0, 0.22, 9.0, 1.0,
                 (equalised(low_pass(3800, 2), high_pass(120, 1)),)),
            Stem("bass", upright_bass, lows, -3.5, 0.0, 0.02, 8.0, 0.95,
                 (equalised(low_pass(1600, 2), bell(700, 3.0)),)),
            Stem("kit", drums.dusty_kit(21), beat, -3.0, 0.0, 0.1, 6.0),
            dust,
        ],
        reverb=1.6, glue=0.35,
    )  # fmt: skip


def _graced(notes: list[Note]) -> list[Note]:
    """Slide into the long notes from below, as trot singers do."""
    out = []
    for note in notes:
        if note.beats >= 1.5:
            out.append(Note(note.start, 0.12, note.pitch - 1, note.velocity * 0.7))
            out.append(Note(note.start + 0.1, note.beats - 0.1, note.pitch, note.velocity))
        else:
            out.append(note)
    return out


def lantern_street() -> Piece:
    """A two-beat trot in A minor with a middle part in C: intro, A, A', B, A', end."""
    a_chords = "Am Am Dm Am | F Dm E7 Am"
    b_chords = "C G7 C Am | F Am Dm:2 E7:2 E7"
    a_start = "A4:1 C5:.5 B4 A4:1 E5 | E5:1.5 F5:.5 E5:1 C5 | F5:1.5 E5:.5 F5:1 A5 | E5:3 r:1 |"
    a_tune = a_start + (
        "F5:1 E5:.5 C5 A4:1 C5 | A4:1 B4:.5 C5 F5:1.5 E5:.5 | B4:1 C5:.5 B4 E5:1 G#4 | A4:3 r:1"
    )
    a_more = (
        "A5:1 C6:.5 B5 A5:1 E5 | E5:1.5 F5:.5 E5:1 C5 | F5:.5 E5 F5 A5 F5:1 A5 | E5:3 r:.5 E5 |"
        "F5:1 E5:.5 C5 A4:1 C5 | D5:1 E5:.5 F5 A5:1.5 F5:.5 | E5:1 C5:.5 B4 E5:1 G#4 | A4:3 r:1"
    )
    b_tune = (
        "G5:1.5 E5:.5 C5:1 E5 | D5:1 B4:.5 D5 G5:2 | E5:1 G5:.5 E5 C5:1 G4 | A4:1 C5 E5:2 |"
        "A5:1.5 F5:.5 C5:1 F5 | E5:1 A5:.5 E5 C5:2 | F5:1 D5 E5 B4 | E5:2 G#5:1 B5"
    )
    intro = "E5:1 A5:.5 G#5 A5:1 B5 | C6:1 B5:.5 A5 E5:2 | E5:.5 F5 E5 D5 B4:1 G#4 | A4:2 r:2"
    lead = tune(intro, 0, velocity=0.72) + tune(a_tune, 16) + tune(b_tune, 80, velocity=0.75)
    lead += tune(a_more, 112, velocity=0.78) + tune("A5:1 r:1 A4:2!", 144)
    guitar = tune(a_more, 48, velocity=0.75)
    chords = f"Am Am E7 Am {a_chords} {a_chords} {b_chords} {a_chords}"
    spans = progression(chords, 0)
    lows = bass(spans, ["R:1 r:1 5:1 r:1"], 33, velocity=0.75)
    lows += [Note(144, 1, 45, 0.8), Note(146, 2, 33, 0.8)]
    offbeats = ["1:.35! 3:.35", "1:.35! 2.5:.3 3:.35"]
    skank = comped(spans, offbeats, 55, 71, velocity=0.6, strum=0.015)
    skank += held(progression("Am6", 146, 2), 55, 71, 0.6)
    answers = broken(spans[4:20], [4, 5, 6, 5], 45, step=0.5, ring=0.5)
    answers = [n for n in answers if n.start % 8 >= 6]
    swell = held(progression(f"{b_chords} {a_chords}", 80), 55, 74, 0.5, 3)
    kick = beats_of(KICK, "X...x...", 0, 18, step=0.5)
    snare = beats_of(SNARE, "..x...x.|..x...xo", 0, 18, step=0.5, loud=0.8)
    hat = beats_of(HAT, "x.xox.xo", 0, 36, step=0.5)
    hat += [Note(a, 1, CRASH, 0.5) for a in (16, 80, 112, 146)]
    kit = drums.acoustic_kit(31, hard=False)
    return Piece(
        "lantern_street.opus", "Lantern Street", "trot", ("joyful", "amusing"), 0.68, 0.62,
        Clock(126, 148), spans, lead + guitar,
        [
            Stem("accordion", accordion, _graced(phrased(lead, 16)), 0.0, 0.0, 0.2, 8.0, 0.95,
                 (equalised(low_pass(6500, 2), bell(350, -2.0, 1.5)),)),
            Stem("guitar", nylon_guitar, _graced(phrased(guitar, 16)), 0.0, 0.1, 0.22, 8.0),
            Stem("skank", nylon_guitar, skank, -6.5, -0.35, 0.14, 6.0, 0.9),
            Stem("answers", nylon_guitar, answers, -9.0, 0.4, 0.2, 6.0),
            Stem("strings", strings, swell, -11.0, 0.0, 0.35, 12.0),
            Stem("bass", upright_bass, lows, -3.5, 0.0, 0.04, 6.0, 0.9,
                 (equalised(bell(900, 3.0)),)),
            Stem("kit", kit, kick + snare + hat, -6.0, 0.0, 0.1, 4.0),
        ],
        reverb=1.3, glue=0.3, tail=4.0, fade_out=3.5,
    )  # fmt: skip
