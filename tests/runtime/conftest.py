from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from feeling_manager.core.values import DurationMs, Track, TrackId
from feeling_manager.storage.database import open_database
from tests.sounds import write_wav


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "user.sqlite")
    yield database
    database.close()


@pytest.fixture
def make_track(tmp_path: Path) -> Callable[..., Track]:
    """Makes a track whose file really holds sound, `seconds` long."""

    def make(number: int, genre: str = "pop", seconds: float = 5.0) -> Track:
        path = tmp_path / f"song{number}.wav"
        write_wav(path, np.zeros(int(8000 * seconds), dtype=np.int16), 8000)
        return Track(
            TrackId(number),
            path.as_uri(),
            f"Song {number}",
            "Tester",
            genre,
            duration_ms=DurationMs(int(seconds * 1000)),
        )

    return make
