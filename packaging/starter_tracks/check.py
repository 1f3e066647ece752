"""Measure the rendered tracks: `python packaging/starter_tracks/check.py`; fails out of bounds.

Loudness is integrated loudness after ITU-R BS.1770-4 with both gates.
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

if not __package__:
    # As a script the modules beside this file must still be importable as one package.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    __package__ = "starter_tracks"

from .catalogue import COLUMNS, PIECES
from .dsp import RATE, Audio, as_audio
from .loudness import integrated, true_peak
from .proofread import clashes

_MOODS = {
    "amusing", "joyful", "erotic", "beautiful", "relaxing", "sad", "dreamy", "triumphant",
    "anxious", "scary", "annoying", "defiant", "pumped_up",
}  # fmt: skip
_GENRES = {
    "classical", "jazz", "pop", "trot", "idol", "rock", "ballad", "game", "hiphop", "other",
}  # fmt: skip
_MAX_TOTAL_BYTES = 8_000_000
_BOUNDS = {
    "seconds": (60.0, 150.0),
    "lufs": (-17.0, -15.0),
    "peak_db": (-12.0, -1.0),
    "crest_db": (7.0, 22.0),
    "silence": (0.0, 0.08),
    "longest_gap": (0.0, 1.0),
    "centroid_hz": (150.0, 4500.0),
    "dc": (0.0, 0.001),
    "ending_db": (-35.0, 3.0),
    "fade_db": (-200.0, -30.0),
    "jump": (0.0, 0.5),
    "side": (0.01, 0.9),
    "onsets": (0.3, 14.0),
}


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of one file.

    `silence` is the share of 50 ms windows under -50 dBFS and `longest_gap` its longest run in s
    before the fade-out; `ending_db` and `fade_db` are the levels 3 s before the end and in the
    last 0.3 s against the whole, so that a fade-out has something to fade; `jump` the largest step
    between neighbouring samples; `side` the share of the difference channel; `onsets` per second.
    """

    seconds: float
    lufs: float
    peak_db: float
    crest_db: float
    silence: float
    longest_gap: float
    centroid_hz: float
    dc: float
    ending_db: float
    fade_db: float
    jump: float
    side: float
    onsets: float
    bpm: float


def _decibels(value: float) -> float:
    return 20 * float(np.log10(max(value, 1e-9)))


def _rms(audio: Audio) -> float:
    return float(np.sqrt(np.mean(audio**2)))


def _spectra(mono: Audio) -> Audio:
    """Magnitudes of windows of 2048 samples every 512, (windows, bins)."""
    windows = np.lib.stride_tricks.sliding_window_view(mono, 2048)[::512]
    return as_audio(np.abs(np.fft.rfft(windows * np.hanning(2048), axis=1)))


def _rhythm(spectra: Audio) -> tuple[float, float]:
    """Onsets per second and the strongest beat rate between 55 and 180 per minute."""
    flux = np.maximum(np.diff(np.log1p(30 * spectra), axis=0), 0).sum(axis=1)
    flux -= np.convolve(flux, np.ones(43) / 43, "same")
    flux = np.maximum(flux, 0)
    rate = RATE / 512
    limit = 1.2 * flux.std()
    peaks = (flux[1:-1] > flux[:-2]) & (flux[1:-1] >= flux[2:]) & (flux[1:-1] > limit)
    power = np.abs(np.fft.rfft(flux - flux.mean(), 1 << 16)) ** 2
    match = np.fft.irfft(power)
    lags = np.arange(int(rate * 60 / 180), int(rate * 60 / 55))
    weight = np.exp(-0.5 * (np.log2(60 * rate / lags / 110) / 0.7) ** 2)
    best = lags[int(np.argmax(match[lags] * weight))]
    return float(peaks.sum() * rate / len(flux)), float(60 * rate / best)


def _quiet(mono: Audio) -> tuple[float, float]:
    """Share of silent windows and the longest run of them before the last five seconds, in s."""
    hop = RATE // 20
    count = len(mono) // hop
    levels = np.sqrt(np.mean(mono[: count * hop].reshape(count, hop) ** 2, axis=1))
    silent = levels < 10 ** (-50 / 20)
    run = longest = 0
    for flag in silent[: count - 100]:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return float(silent.mean()), longest / 20


def measure(path: Path) -> Measures:
    """Decode and measure one file."""
    data, rate = soundfile.read(path, always_2d=True)
    if rate != RATE or data.shape[1] != 2:
        raise ValueError(f"{path.name} is not 48 kHz stereo")
    stereo = as_audio(data.T)
    mono = as_audio(stereo.mean(axis=0))
    rms = _rms(stereo)
    spectra = _spectra(mono)
    mean = spectra.mean(axis=0)
    silence, gap = _quiet(mono)
    onsets, bpm = _rhythm(spectra)
    peak = true_peak(stereo)
    return Measures(
        seconds=stereo.shape[1] / RATE,
        lufs=integrated(stereo),
        peak_db=peak,
        crest_db=peak - _decibels(rms),
        silence=silence,
        longest_gap=gap,
        centroid_hz=float((mean * np.fft.rfftfreq(2048, 1 / RATE)).sum() / mean.sum()),
        dc=float(np.max(np.abs(stereo.mean(axis=1)))),
        ending_db=_decibels(_rms(stereo[:, -RATE * 7 // 2 : -RATE * 3]) / rms),
        fade_db=_decibels(_rms(stereo[:, -RATE * 3 // 10 :]) / rms),
        jump=float(np.max(np.abs(np.diff(stereo, axis=1)))),
        side=float(np.std(stereo[0] - stereo[1]) / (2 * rms)),
        onsets=onsets,
        bpm=bpm,
    )


def _faults(measures: Measures) -> list[str]:
    """What lies out of its bounds."""
    return [
        f"{name} {getattr(measures, name):.3g} is not in {low:g}–{high:g}"
        for name, (low, high) in _BOUNDS.items()
        if not low <= getattr(measures, name) <= high
    ]


def _check_row(row: dict[str, str]) -> list[str]:
    """What is wrong with one line of the catalogue."""
    moods = row["moods"].split(" ")
    wrong = []
    if not 1 <= len(moods) <= 3 or not set(moods) <= _MOODS:
        wrong.append(f"moods {row['moods']!r}")
    if row["genre"] not in _GENRES:
        wrong.append(f"genre {row['genre']!r}")
    wrong += [key for key in ("valence", "energy") if not 0 <= float(row[key]) <= 1]
    if not row["uri"].startswith("starter:"):
        wrong.append(f"uri {row['uri']!r}")
    return wrong


def _check_catalogue(folder: Path) -> list[str]:
    """What is wrong with the CSV file and the set of files."""
    with (folder / "starter_tracks.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    wrong = [] if tuple(reader.fieldnames or ()) == COLUMNS else ["columns of the catalogue"]
    for row in rows:
        wrong += [f"{row['title']}: {fault}" for fault in _check_row(row)]
    files = list(folder.glob("*.opus"))
    if {f"starter:{file.name}" for file in files} != {row["uri"] for row in rows}:
        wrong.append("the catalogue and the files differ")
    total = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {total / 1e6:.2f} MB")
    if total > _MAX_TOTAL_BYTES:
        wrong.append(f"{total} bytes are too much")
    return wrong


def _report(path: Path, m: Measures) -> None:
    print(
        f"{path.name:26} {m.seconds:6.1f} s {path.stat().st_size / 1000:5.0f} kB"
        f" {m.lufs:6.2f} LUFS  peak {m.peak_db:5.2f} dBTP  crest {m.crest_db:4.1f} dB"
        f"  silent {m.silence:.3f} gap {m.longest_gap:.2f} s  centroid {m.centroid_hz:4.0f} Hz"
        f"  ending {m.ending_db:3.0f} fade {m.fade_db:4.0f} dB"
        f"  jump {m.jump:.2f}  side {m.side:.2f}  onsets {m.onsets:4.1f}/s  tempo {m.bpm:3.0f}"
    )


def main() -> int:
    """Check the files, the catalogue and the written harmony; 0 if all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, default=Path("assets/starter_tracks"))
    folder: Path = parser.parse_args().dir
    wrong: list[str] = []
    loud: list[float] = []
    for path in sorted(folder.glob("*.opus")):
        measures = measure(path)
        _report(path, measures)
        loud.append(measures.lufs)
        wrong += [f"{path.name}: {fault}" for fault in _faults(measures)]
    if loud and max(loud) - min(loud) > 1.0:
        wrong.append(f"loudness differs by {max(loud) - min(loud):.2f} dB")
    wrong += _check_catalogue(folder)
    for build in PIECES:
        wrong += clashes(build())
    for line in wrong:
        print(f"FAIL {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
