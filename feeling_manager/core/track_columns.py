"""The columns of a song in CSV files, in order."""

from __future__ import annotations

from typing import Final

TRACK_COLUMNS: Final = (
    "title",
    "artist",
    "title_romanised",
    "artist_romanised",
    "year",
    "genre",
    "moods",
    "valence",
    "energy",
    "language",
    "uri",
)
"""`moods` are separated by spaces; an empty `uri` means a search for artist and title."""
