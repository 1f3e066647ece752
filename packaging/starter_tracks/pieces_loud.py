"""The loud pieces: a rock song and a dark dance track."""

from __future__ import annotations

import numpy as np

from .arrange import bass, broken, comped, held
from .drums import CLAP, CRASH, HAT, HEART, KICK, OPEN, SNARE, TOM, acoustic_kit, dance_kit
from .dsp import Audio, as_audio, bell, envelope, high_pass, low_pass, noise, samples, times
from .effects import amplifier, echo, equalised, pumping
from .mixer import Piece, Stem
from .score import Clock, Note, beats_of, phrased, shifted, tune
from .struck import electric_guitar, lead_guitar
from .sustained import picked_bass, stab_strings, super_saw, synth_bass, synth_lead, warm_pad
from .theory import Span, progression

_RIFF = "E2:.5! E2 E2 G2:1! E2:.5 A2:1! | E2:.5! E2 E2 Bb2:.5! A2:1 G2:1 |"
_ROCK_VERSE = (
    "r:1 B4:.5 D5 E5:1.5 D5:.5 | E5:.5 D5 B4:1 A4:.5 G4 A4:1 | r:1 B4:.5 D5 E5:1.5 G5:.5 |"
    "A5:.5 G5 E5:1 D5:.5 B4 D5:1 | r:1 B4:.5 D5 E5:1.5 D5:.5 | E5:.5 D5 B4:1 A4:.5 G4 A4:1 |"
    "r:1 E5:.5 G5 A5:1.5 B5:.5 | A5:.5 G5 E5:1 D5 B4"
)
_ROCK_CHORUS = (
    "G5:1.5! E5:.5 G5:1 A5 | B5:2! r:.5 D5 G5 A5 | A5:1.5! F#5:.5 D5:1 F#5 | G5:1 F#5:.5 E5 B4:2 |"
    "E5:1.5! G5:.5 C6:1 B5 | B5:1.5! A5:.5 G5:1 D5 | F#5:1 A5 D6 A5 | B5:2! D#5:1 F#5"
)


def _powered(roots: list[Note]) -> list[Note]:
    """Power chords on the roots; long or accented ones get the octave, too."""
    out = []
    for note in roots:
        out += [note, Note(note.start, note.beats, note.pitch + 7, note.velocity * 0.9)]
        if note.beats >= 1:
            out.append(Note(note.start, note.beats, note.pitch + 12, note.velocity * 0.8))
    return out


def _rock_roots() -> list[Note]:
    """The rhythm guitar's roots over the whole form."""
    drive = "{0}:1! {0}:.5 {0} {0}:1! {0}:.5 {0} |"
    tunes = {"C": "C3", "G": "G2", "D": "D3", "E": "E2", "B": "B2"}
    chorus = "".join(drive.format(tunes[c]) for c in "CGDECGDB").rstrip("|")
    half = "C3:4! | D3:4! | E3:4! | G3:2! D3! | C3:4! | D3:4! | B2:4! | B2:1! B2 B2 B2"
    riff2, riff8 = (_RIFF * 2).rstrip("|"), (_RIFF * 4).rstrip("|")
    roots = tune(riff2, 0, velocity=0.8) + tune(riff8, 16, velocity=0.7) + tune(chorus, 48)
    roots += tune(riff8, 80, velocity=0.72) + tune(half, 112) + tune(chorus, 144, velocity=0.8)
    return roots + tune(_RIFF + "E2:.5! E2 E2 G2:1! A2:.5 B2:1 | E2:4!", 176, velocity=0.85)


def _rock_harmony() -> list[Span]:
    """The chords that the riffs imply."""
    chorus = "C G D Em C G D B"
    return progression(f"Em:48 {chorus} Em:32 C D Em G:2 D:2 C D B B {chorus} Em:16", 0)


def break_the_line() -> Piece:
    """Driving rock in E minor: riff, verse, chorus, verse, half-time bridge, chorus, riff."""
    roots = _rock_roots()
    bridge = (
        "G5:2 E5:1 G5 | F#5:2 A5 | B5:3 A5:.5 G5 | D5:2 F#5 |G5:2 C6 | A5:2 D6 | D#5:2 F#5 | B5:4"
    )
    lead = tune(_ROCK_VERSE, 16, velocity=0.68) + tune(_ROCK_CHORUS, 48, velocity=0.8)
    lead += tune(_ROCK_VERSE, 80, velocity=0.72) + tune(bridge, 112, velocity=0.72)
    lead += tune(_ROCK_CHORUS, 144, velocity=0.85)
    lead += tune("r:4 | r:4 | r:2 D5:.5 E5 G5 A5 | E5:4!", 176)
    lows = [Note(n.start, n.beats, n.pitch - 12 if n.pitch > 45 else n.pitch, n.velocity)
            for n in roots]  # fmt: skip
    pads = held(progression("C D Em G:2 D:2 C D B B", 112), 52, 69, 0.5, 3)
    amp, solo = amplifier(5.0, 4300.0), amplifier(3.5, 3600.0)
    return Piece(
        "break_the_line.opus", "Break the Line", "rock", ("defiant", "pumped_up"), 0.46, 0.93,
        Clock(146, 192), _rock_harmony(), lead,
        [
            Stem("lead", lead_guitar, phrased(lead, 16), 0.0, 0.05, 0.2, 6.0, 0.98,
                 (solo, echo(0.411, 0.3, 0.2))),
            Stem("left", electric_guitar, _powered(roots), -3.5, -0.85, 0.06, 6.0, 0.86, (amp,)),
            Stem("right", electric_guitar, _powered(roots), -3.5, 0.85, 0.06, 6.0, 0.86, (amp,)),
            Stem("bass", picked_bass, lows, -3.0, 0.0, 0.0, 4.0, 0.92),
            Stem("pad", warm_pad, pads, -12.0, 0.0, 0.3, 10.0),
            Stem("kit", acoustic_kit(61, hard=True), _rock_drums(), -0.5, 0.0, 0.1, 3.0),
        ],
        reverb=1.2, glue=0.25, tail=4.0, fade_out=3.6,
    )  # fmt: skip


def _rock_drums() -> list[Note]:
    """Straight rock drums with fills into each part and a half-time bridge."""
    verse, chorus = "X...o...X.x.o...", "X..xX...X..xX.x."
    kick = beats_of(KICK, verse, 8, 10) + beats_of(KICK, chorus, 48, 8)
    kick += beats_of(KICK, verse, 80, 8) + beats_of(KICK, "X.........x.....", 112, 8)
    kick += beats_of(KICK, chorus, 144, 8) + beats_of(KICK, verse, 176, 3)
    back = "....X.......X..."
    snare = beats_of(SNARE, back, 8, 26) + beats_of(SNARE, "........X.......", 112, 7)
    snare += beats_of(SNARE, "X...X...X.X.XXXX", 140) + beats_of(SNARE, back, 144, 11)
    fills = [n for at in (46, 78, 110) for n in beats_of(SNARE, "xxXX....", at)]
    fills += [n for at in (46, 78, 110, 142) for n in beats_of(TOM, "....XxXX", at)]
    hat = beats_of(HAT, "X.x.X.x.X.x.X.x.", 8, 10) + beats_of(OPEN, "X...X...X...X...", 48, 8)
    hat += beats_of(HAT, "X.x.X.x.X.x.X.x.", 80, 8) + beats_of(HAT, "X...x...X...x...", 112, 8)
    hat += beats_of(OPEN, "X...X...X...X...", 144, 11)
    crash = [Note(a, 2, CRASH, 0.9) for a in (8, 16, 48, 64, 80, 112, 128, 144, 160, 176, 188)]
    return kick + snare + fills + hat + crash + beats_of(KICK, "X...", 188)


def _riser(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
    """A rush of noise that grows brighter and louder, and stops."""
    n = samples(seconds)
    t = times(n) / seconds
    raw = noise(n, rng)
    dull = np.convolve(raw, np.ones(24) / np.sqrt(24), "same")
    rush = (dull * (1 - t) + 0.5 * raw * t) * t**2.2
    sway = 0.3 * np.sin(2 * np.pi * (2 * t + 5 * t**2))
    both = np.stack([rush * (1 + sway), rush * (1 - sway)])
    return as_audio(both * velocity * envelope(n, 0.05, 0.03))


_HUNT_HOOK = (
    "F#5:.5! r:.25 F#5 A5:.5 G#5 F#5:1 C#5 | B4:.5 D5 G5:1 F#5:.5 D5 B4:1 |"
    "D5:.5 F#5 B5:1 A5:.5 F#5 D5:1 | G#5:1.5 F5:.5 C#5:2"
)
_HUNT_ANSWER = (
    "F#5:.5! r:.25 F#5 A5:.5 B5 C#6:1 A5 | B5:.5 G5 D5:1 G5:.5 B5 D6:1 |"
    "C#6:.5 B5 F#5:1 B5:.5 D6 B5:1 | C#6:1.5 G#5:.5 F5:1 C#5"
)
_HUNT_VERSE = (
    "F#4:.5 r:1 G4:.5 F#4:1 r | r:1 C#5:.5 D5 C#5:1 A4 | B4:.5 r:1 B4:.5 C#5 D5 r:1 |"
    "r:1 G#4:.5 B4 C#5:2 | F#4:.5 r:1 G4:.5 F#4:1 A4 | r:1 D5:.5 F#5 D5:1 A4 |"
    "B4:.5 D5 F#5:1 E5:.5 D5 B4:1 | C#5:1 D5:.5 C#5 G#4:1 F4"
)


def nobody_there() -> Piece:
    """A tense dance track in F sharp minor: pulse, verse, chorus, break, chorus, pulse."""
    verse, hook = "F#m F#m Bm C#7 | F#m D Bm C#7", "F#m Gmaj7 Bm C#7"
    half = f"{verse} {hook} {hook}"
    spans = progression(f"F#m Gmaj7 F#m C#7 {half} {half} F#m Gmaj7", 0)
    lead = tune(_HUNT_VERSE, 16, velocity=0.62) + tune(_HUNT_VERSE, 80, velocity=0.66)
    for at in (48, 112):
        lead += tune(_HUNT_HOOK, at, velocity=0.8) + tune(_HUNT_ANSWER, at + 16, velocity=0.84)
    ticks = broken(spans, [2, 3, 4, 3, 5, 3, 4, 3], 54, step=0.25, ring=0.25, velocity=0.6)
    ticks = [n for n in ticks if n.start >= 8]
    lows = bass(spans[4:36], ["R:.5 R:.5! R:.5 R:.5! R:.5 R:.5! 8:.5 R:.5!"], 30, velocity=0.8)
    lows += [Note(144, 4, 30, 0.7), Note(148, 4, 31, 0.7), Note(152, 4, 30, 0.7)]
    chorus = spans[12:20] + spans[28:36]
    stabs = comped(chorus, ["0:.4! .75:.4 1.5:.6! 2.75:.4 3.5:.4!"], 57, 76, velocity=0.7, voices=3)
    cluster = held(progression("F#m Gmaj7 F#m C#7", 0), 50, 69, 0.5) + held(spans[36:], 50, 69, 0.5)
    cluster += held(progression("F#m", 152, 4), 50, 69, 0.5, 3) + held(spans[20:28], 50, 69, 0.4, 3)
    rises = [Note(at, 4, 0, 0.8) for at in (12, 44, 76, 108, 140)]
    fours = as_audio(np.arange(32, 144) * 60 / 128 + 0.05)
    pump = pumping(fours, 0.55, 0.32)
    return Piece(
        "nobody_there.opus", "Nobody There", "idol", ("anxious", "scary", "pumped_up"), 0.24, 0.80,
        Clock(128, 156), spans, lead,
        [
            Stem("lead", synth_lead, phrased(lead, 16), 0.0, 0.0, 0.22, 3.0, 0.92,
                 (equalised(low_pass(6500, 2)), echo(0.352, 0.4, 0.28))),
            Stem("double", super_saw, [n for n in lead if n.velocity > 0.72], -7.0, 0.0, 0.2, 3.0,
                 0.9),
            Stem("ticks", stab_strings, ticks, -9.0, 0.0, 0.25, 3.0, 0.7, (pump,)),
            Stem("stabs", super_saw, stabs, -6.0, 0.0, 0.2, 3.0, 0.9,
                 (equalised(high_pass(180, 2), bell(300, -2.0)), pump)),
            Stem("cluster", warm_pad, cluster, -7.0, 0.0, 0.4, 10.0),
            Stem("low octave", stab_strings, shifted(cluster, -12, 0.7), -13.0, 0.0, 0.4, 10.0),
            Stem("bass", synth_bass, lows, -3.0, 0.0, 0.0, 2.0, 0.85, (pump,)),
            Stem("rise", _riser, rises, -11.0, 0.0, 0.2, 0.0, 1.0, (equalised(high_pass(300, 1)),)),
            Stem("kit", dance_kit(71), _hunt_drums(), -1.5, 0.0, 0.08, 2.0),
        ],
        reverb=2.0, glue=0.2, tail=5.0, fade_out=4.0,
    )  # fmt: skip


def _hunt_drums() -> list[Note]:
    """A heartbeat, then four on the floor, a break of toms and heartbeats, and the end."""
    heart = beats_of(HEART, "X.x.", 0, 4, step=1) + beats_of(HEART, "X.x.", 144, 3, step=1)
    kick = beats_of(KICK, "X...............X.....x.........", 16, 4)
    kick += beats_of(KICK, "X...", 48, 32)
    kick += beats_of(KICK, "X...x.......x...", 80, 8) + beats_of(KICK, "X...", 112, 32)
    clap = beats_of(CLAP, "........X.......", 16, 8) + beats_of(CLAP, "....X.......X...", 48, 8)
    clap += beats_of(CLAP, "........X.......", 80, 8) + beats_of(CLAP, "....X.......X...", 112, 8)
    hat = beats_of(HAT, "x.o.x.o.x.o.x.oo", 16, 8) + beats_of(OPEN, "..x...x...x...x.", 48, 8)
    hat += beats_of(HAT, "xoxoxoxoxoxoxoxo", 80, 8) + beats_of(OPEN, "..x...x...x...x.", 112, 8)
    toms = [n for at in (46, 78, 110) for n in beats_of(TOM, "x.xxX.XX", at)]
    crash = [Note(at, 2, CRASH, 0.8) for at in (48, 64, 80, 112, 128, 144)]
    return heart + kick + clap + hat + toms + crash
