"""Writes the library to a file that other programs read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TextIO

from feeling_manager.core.errors import DataError
from feeling_manager.core.track_columns import TRACK_COLUMNS
from feeling_manager.core.values import Track
from feeling_manager.storage.track_rows import track_to_row


def export_tracks(tracks: Sequence[Track], path: Path) -> None:
    """Write songs as CSV, JSON or M3U, by the file's ending.

    Raises:
        DataError: `list_bad` for another ending, `folder_readonly` when it cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise DataError(f"{path.name} must end in {', '.join(_WRITERS)}", "list_bad")
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            write(tracks, file)
    except OSError as error:
        raise DataError(str(error), "folder_readonly") from error


def _write_csv(tracks: Sequence[Track], file: TextIO) -> None:
    writer = csv.DictWriter(file, TRACK_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(track_to_row(track) for track in tracks)


def _write_json(tracks: Sequence[Track], file: TextIO) -> None:
    json.dump([track_to_row(track) for track in tracks], file, ensure_ascii=False, indent=1)
    file.write("\n")


def _write_m3u(tracks: Sequence[Track], file: TextIO) -> None:
    file.write("#EXTM3U\n")
    for track in tracks:
        seconds = -1 if track.duration_ms is None else track.duration_ms // 1000
        file.write(f"#EXTINF:{seconds},{track.artist} - {track.title}\n{track.uri}\n")


_WRITERS: Final[Mapping[str, Callable[[Sequence[Track], TextIO], None]]] = {
    ".csv": _write_csv,
    ".json": _write_json,
    ".m3u": _write_m3u,
    ".m3u8": _write_m3u,
}
