"""Compose and render the starter tracks: `python packaging/starter_tracks/compose.py`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

# One thread adds up matrix products in one order, so that every run makes the same bytes.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import soundfile

if not __package__:
    # As a script the modules beside this file must still be importable as one package.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    __package__ = "starter_tracks"

from .catalogue import ARTIST, PIECES, YEAR, write_catalogue
from .dsp import RATE, Audio
from .mixer import Piece, render
from .ogg import set_serial

# libsndfile maps 0–1 to about 512–6 kbit/s for both channels; this gives about 68 kbit/s.
_COMPRESSION = 0.89


def encode(path: Path, audio: Audio, piece: Piece) -> None:
    """Write (2, n) audio as tagged Ogg Opus, 48 kHz stereo."""
    with soundfile.SoundFile(
        path, "w", RATE, 2, "OPUS", format="OGG", compression_level=_COMPRESSION
    ) as file:
        file.title, file.artist, file.album = piece.title, ARTIST, "Starter tracks"
        file.date, file.genre, file.license = str(YEAR), piece.genre, "CC0 1.0"
        file.write(audio.T)
    set_serial(path, piece.seed)


def main() -> int:
    """Render all pieces, or one, and write the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("assets/starter_tracks"))
    parser.add_argument("--only", metavar="NAME", help="file name without .opus")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = [build() for build in PIECES]
    names = [Path(piece.file).stem for piece in pieces]
    if options.only and options.only not in names:
        parser.error(f"no piece {options.only!r}; there are {', '.join(names)}")
    for name, piece in zip(names, pieces):
        if options.only in (None, name):
            begun = time.process_time()
            encode(options.out / piece.file, render(piece), piece)
            print(f"{piece.file}: {time.process_time() - begun:.1f} s of processor time")
    write_catalogue(options.out / "starter_tracks.csv", pieces)
    return 0


if __name__ == "__main__":
    sys.exit(main())
