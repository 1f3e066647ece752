"""The quiet pieces: a piano prelude, a ballad and an ambient piece."""

from __future__ import annotations

import numpy as np

from .arrange import broken, held
from .dsp import Audio, as_audio, bell, envelope, high_pass, low_pass, noise, samples, times
from .effects import echo, equalised
from .mixer import Piece, Stem
from .score import Clock, Note, phrased, tune
from .struck import felt_piano, harp, nylon_guitar, soft_bell
from .sustained import bowed_lead, glass_pad, strings, sub_bass, warm_pad
from .theory import progression


def first_light() -> Piece:
    """A felt-piano prelude in D major: intro, A, B, A', coda."""
    a_chords = "D A/C# Bm7 Gmaj7 | D/F# Em7 A7sus4 A7"
    b_chords = "Bm7 F#m7 Gmaj7 D/F# | Gm6 D/A E9 A7sus4:2 A7:2"
    end_chords = "D A/C# Bm7 Gmaj7 | D/F# Em7 A7sus4:2 A7:2 D | Gm6/D D"
    first = "F#5:1.5 E5:.5 D5:1 A4 | E5:1.5 F#5:.5 E5:2 | D5:1.5 C#5:.5 B4:1 F#4 | B4:3 r:1"
    rise = "F#5:1.5 E5:.5 D5:1 A5 | G5:1.5 F#5:.5 E5:2"
    a_tune = f"{first} | {rise} | D5:1 E5 F#5 E5 | E5:1.5 D5:.5 C#5:2"
    b_tune = (
        "D5:1 F#5 B5:2 | A5:1.5 B5:.5 A5:1 F#5 | G5:1.5 F#5:.5 G5:1 A5 | F#5:3 r:1 |"
        "E5:1 G5 Bb5:1.5 G5:.5 | A5:2 F#5:1 D5 | B4:1 D5 F#5:1.5 E5:.5 | D5:1 E5 C#5:2"
    )
    turned = "F#5:1 A5:.5 E5 D5:1 A4 | E5:1.5 F#5:.5 E5:2 | D5:1.5 C#5:.5 B4:1 F#4 | B4:3 r:1"
    end_tune = f"{turned} | {rise} | D5:1 E5 G5 C#5 | D5:3 A4:1 | Bb4:1.5 A4:.5 G4:2 | F#4:4"
    melody = (
        tune(a_tune, 8, velocity=0.62)
        + tune(b_tune, 40, velocity=0.74)
        + tune(end_tune, 72, velocity=0.6)
    )
    intro = progression("D Gmaj7", 0)
    body = progression(f"{a_chords} {b_chords} {end_chords}", 8)
    flow = broken(intro + body[:-1], [0, 2, 4, 5, 4, 2, 3, 2], 38, ring=2.0, velocity=0.42)
    close = [Note(108 + 0.14 * i, 4.0, p, 0.4) for i, p in enumerate((38, 45, 54, 57, 62))]
    inner = held(progression(b_chords, 40), 52, 66, 0.4, 3)
    clock = Clock(82, 112, rubato=0.045, phrase=16, slow_last=10)
    return Piece(
        "first_light.opus",
        "First Light",
        "classical",
        ("relaxing", "beautiful"),
        0.64,
        0.18,
        clock,
        intro + body,
        melody,
        [
            Stem("melody", felt_piano, phrased(melody, 16), 0.0, 0.12, 0.3, 9.0),
            Stem("flow", felt_piano, phrased(flow + close, 16), -4.0, -0.15, 0.28, 8.0),
            Stem("haze", strings, phrased(inner, 16), -13.0, 0.0, 0.6, 20.0),
        ],
        reverb=2.6,
        glue=0.15,
        tail=4.4,
    )


def letters_i_kept() -> Piece:
    """A melancholic ballad in A minor: guitar verse, bowed chorus, guitar again."""
    a_chords = "Am F C G/B | Am F Dm7 E7sus4:2 E7:2"
    b_chords = "F G Em7 Am7 | Dm7 G7 Cmaj7 E7/G#"
    a_tune = (
        "E5:1.5 D5:.5 C5:1 A4 | C5:3 r:.5 A4:.5 | G4:1 C5 E5:1.5 D5:.5 | D5:3 r:1 |"
        "E5:1.5 F5:.5 E5:1 A5 | A5:1 G5:.5 F5:.5 C5:2 | F5:1.5 E5:.5 D5:1 A4 | B4:2 G#4"
    )
    b_tune = (
        "A5:2 G5:.5 F5 A5:1 | B5:1.5 A5:.5 G5:2 | G5:1.5 E5:.5 B4:1 G5 | A5:2 E5 |"
        "F5:1.5 E5:.5 D5:1 F5 | G5:1 F5:.5 D5 B4:1 D5 | E5:3 r:.5 E5 | E5:1 D5 B4 G#4"
    )
    end_tune = (
        "E5:1.5 D5:.5 C5:1 A4 | C5:3 r:.5 A4:.5 | F5:1.5 E5:.5 D5:1 C5 | B4:2 G#4:1 B4 | A4:4"
    )
    intro, verse = progression("Am F", 0), progression(a_chords, 8)
    chorus, last = progression(b_chords, 40), progression("Am F Dm7 E7 Amadd9", 72)
    figure = [0, 2, 3, 4, 5, 4, 3, 2]
    piano = broken(intro + verse + last[:-1], figure, 40, ring=1.5, velocity=0.45)
    piano += broken(chorus, [0, 3, 4, 5, 6, 5, 4, 3], 38, ring=1.5, velocity=0.58)
    piano += [Note(88 + 0.15 * i, 7.0, p, 0.4) for i, p in enumerate((45, 52, 59, 60, 64))]
    sung = tune(a_tune, 8, velocity=0.68) + tune(end_tune, 72, velocity=0.62)
    lows = [Note(s.start, s.beats, s.chord.bass_pitch(33), 0.6) for s in chorus + last]
    choir = held(chorus, 55, 74, 0.5, 3) + held(last, 52, 69, 0.34, 3)
    warm = equalised(bell(180, 2.0), high_pass(70, 1))
    return Piece(
        "letters_i_kept.opus",
        "Letters I Kept",
        "ballad",
        ("sad", "beautiful"),
        0.22,
        0.24,
        Clock(70, 92, rubato=0.035, phrase=16, slow_last=10),
        intro + verse + chorus + last,
        sung + tune(b_tune, 40),
        [
            Stem("guitar", nylon_guitar, phrased(sung, 16), 0.0, 0.1, 0.3, 9.0, 1.05, (warm,)),
            Stem(
                "bow",
                bowed_lead,
                phrased(tune(b_tune, 40), 16, 0.3),
                -1.0,
                0.05,
                0.4,
                10.0,
                1.0,
                (equalised(low_pass(5200, 2), bell(2600, -3.0)),),
            ),
            Stem("piano", felt_piano, phrased(piano, 16), -3.5, -0.15, 0.26, 8.0),
            Stem("strings", strings, choir, -8.5, 0.0, 0.5, 18.0),
            Stem("bass", sub_bass, lows, -9.0, 0.0, 0.05, 12.0),
        ],
        reverb=2.4,
        glue=0.3,
        tail=5.0,
        fade_out=4.5,
    )


def _surf(midi: float, seconds: float, velocity: float, rng: np.random.Generator) -> Audio:
    """A wave running up a beach: noise whose level and brightness swell and sink."""
    n = samples(seconds)
    t = times(n) / seconds
    left, right = noise(n, rng), noise(n, rng)
    swell = np.sin(np.pi * t**0.7) ** 2
    dull = np.ones(14) / np.sqrt(14)
    sides = np.stack([np.convolve(c, dull, "same") for c in (left, right)])
    out = sides * (1 - 0.4 * swell) + 0.3 * np.stack([left, right]) * swell
    return as_audio(out * swell * velocity * envelope(n, 0.3, 0.3))


def slow_tide() -> Piece:
    """An ambient piece in E flat: slow pads, scattered harp and piano, distant bells."""
    chords = "Ebmaj9 Cm9 Abmaj9 Bb9sus4 | Ebmaj9/G Abmaj7#11 Fm9 Bb9sus4"
    spans = progression(chords, 0, 8.0) + progression("Ebadd9:12", 64)
    melody = tune(
        "r:4 | Bb4:1.5 F5:.5 Eb5:2 | r:1 G5:1.5 F5:.5 D5:1 | Eb5:3 r:1 |"
        "r:1 C5:.5 Eb5 G5:2 | F5:1.5 Eb5:.5 C5:2 | r:1 F5:1 C6:2 | Bb5:1.5 G5:.5 F5:2 |"
        "r:.5 Bb4:.5 F5:1 Eb5:2 | r:1 G5:1 Bb5:1.5 G5:.5 |"
        "r:1 D6:1.5 C6:.5 Bb5:1 | G5:1.5 Eb5:.5 C5:2 |"
        "r:1 Ab5:1.5 G5:.5 Eb5:1 | C5:3 r:1 | r:1 C5:.5 Eb5 F5:2 | Eb5:1.5 C5:.5 Bb4:2 |"
        "r:.5 Bb4:.5 F5:1 Eb5:2 | G5:4 | r:4",
        0, velocity=0.6,
    )  # fmt: skip
    ripples = broken(spans[1:-1], [2, 4, 5, 6, 7, 6, 5, 4], 39, step=0.5, ring=2.5, velocity=0.42)
    ripples = [n for n in ripples if int(n.start) % 8 < 5]
    bells = [Note(s.start + 6.5, 5.0, s.chord.ladder(70, 4)[k % 3 + 1], 0.42)
             for k, s in enumerate(spans[:-1])]  # fmt: skip
    lows = [Note(s.start, s.beats + 0.5, s.chord.bass_pitch(31), 0.6) for s in spans]
    waves = [Note(at, 9.0, 0, 0.6) for at in np.arange(0, 72, 6.4)]
    far = echo(0.75, 0.55, 0.5)
    return Piece(
        "slow_tide.opus", "Slow Tide", "other", ("dreamy", "relaxing"), 0.56, 0.10,
        Clock(58, 76), spans, melody,
        [
            Stem("piano", felt_piano, phrased(melody, 16), 0.0, 0.0, 0.55, 14.0, 1.4, (far,)),
            Stem("pad", warm_pad, held(spans, 50, 69, 0.6), -4.0, 0.0, 0.4, 30.0, 1.0),
            Stem("glass", glass_pad, held(spans, 65, 82, 0.4, 3), -11.0, 0.0, 0.6, 60.0),
            Stem("harp", harp, phrased(ripples, 8, 0.4), -7.0, -0.3, 0.5, 12.0, 1.0, (far,)),
            Stem("bells", soft_bell, bells, -11.0, 0.35, 0.8, 20.0, 1.0, (far,)),
            Stem("bass", sub_bass, lows, -6.5, 0.0, 0.05, 10.0),
            Stem("surf", _surf, waves, -17.0, 0.0, 0.1, 200.0, 1.0,
                 (equalised(low_pass(3000, 1), high_pass(150, 1)),)),
        ],
        reverb=4.5, glue=0.2, tail=5.5, fade_out=5.0,
    )  # fmt: skip
