"""The list of the pieces and its CSV file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from .mixer import Piece
from .pieces_bright import paper_kites, pocket_hero
from .pieces_groove import corner_table, lantern_street, rain_on_the_window
from .pieces_loud import break_the_line, nobody_there
from .pieces_quiet import first_light, letters_i_kept, slow_tide

ARTIST = "Feeling Manager"
YEAR = 2026
COLUMNS = (
    "title", "artist", "title_romanised", "artist_romanised", "year", "genre", "moods",
    "valence", "energy", "language", "uri",
)  # fmt: skip
PIECES: Sequence[Callable[[], Piece]] = (
    first_light,
    paper_kites,
    corner_table,
    letters_i_kept,
    rain_on_the_window,
    pocket_hero,
    break_the_line,
    slow_tide,
    lantern_street,
    nobody_there,
)


def _row(piece: Piece) -> list[str]:
    """One line of the catalogue."""
    return [
        piece.title, ARTIST, "", "", str(YEAR), piece.genre, " ".join(piece.moods),
        f"{piece.valence:.2f}", f"{piece.energy:.2f}", "instrumental", f"starter:{piece.file}",
    ]  # fmt: skip


def write_catalogue(path: Path, pieces: Sequence[Piece]) -> None:
    """Write the CSV file that the program reads, one line a piece."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_row(piece) for piece in pieces)
