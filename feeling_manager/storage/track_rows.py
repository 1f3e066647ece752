"""A song as a row of its table, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from feeling_manager.core.values import DurationMs, Track, TrackId

TRACK_COLUMNS: Final = (
    "id, uri, title, artist, title_romanised, artist_romanised, genre, moods, valence, energy,"
    " year, language, duration_ms"
)


def track_to_row(track: Track) -> dict[str, Any]:
    """A track as the columns of its table, without the id."""
    return {
        "uri": track.uri,
        "title": track.title,
        "artist": track.artist,
        "title_romanised": track.title_romanised,
        "artist_romanised": track.artist_romanised,
        "genre": track.genre,
        "moods": " ".join(track.moods),
        "valence": track.valence,
        "energy": track.energy,
        "year": track.year,
        "language": track.language,
        "duration_ms": track.duration_ms,
    }


def track_from_row(row: Mapping[str, Any]) -> Track:
    """The reverse of `track_to_row`; `id` may be missing."""
    duration = row["duration_ms"]
    return Track(
        id=TrackId(row.get("id", 0)),
        uri=row["uri"],
        title=row["title"],
        artist=row["artist"],
        title_romanised=row["title_romanised"] or "",
        artist_romanised=row["artist_romanised"] or "",
        genre=row["genre"],
        moods=tuple((row["moods"] or "").split()),
        valence=row["valence"],
        energy=row["energy"],
        year=row["year"],
        language=row["language"] or "",
        duration_ms=None if duration is None else DurationMs(duration),
    )
