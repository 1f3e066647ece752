from __future__ import annotations

import random
from pathlib import Path

import pytest

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.preferences import default_preferences
from feeling_manager.core.recommender import Request, recommend
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.database import open_database
from feeling_manager.storage.track_library import TrackLibrary
from tests.song_list import SongList

GENRES = ("pop", "idol", "jazz")
SOUNDS = ((0.5, 0.5), (0.85, 0.7))


def song(number: int) -> Track:
    scheme = "file:" if number % 4 == 0 else "https://example.org"
    return Track(
        TrackId(0),
        f"{scheme}/{number:03}",
        f"t{number}",
        "a",
        GENRES[number % 3],
        (),
        *SOUNDS[number % 2],
    )


@pytest.mark.parametrize("only_local", [False, True])
@pytest.mark.parametrize("emotion", [None, Emotion.HAPPINESS])
def test_the_database_gives_the_same_choices_as_a_list(
    tmp_path: Path, emotion: Emotion | None, only_local: bool
) -> None:
    db = open_database(tmp_path / "user.sqlite")
    library = TrackLibrary(db)
    library.add_many((song(number) for number in range(60)), "user")
    library.remove([TrackId(5), TrackId(9)])
    tracks = sorted(library.all_tracks(), key=lambda track: track.uri)
    feedback = {TrackId(number): number % 5 - 2.0 for number in range(1, 20)}
    request = Request(emotion, recent=(TrackId(3), TrackId(5), TrackId(33)), only_local=only_local)

    def chosen(songs: TrackLibrary | SongList) -> list[int]:
        stock = songs.stock if isinstance(songs, TrackLibrary) else songs
        found = [
            recommend(request, stock, default_preferences(), feedback, random.Random(seed))
            for seed in range(400)
        ]
        return [r.track.id for r in found if r]

    assert library.stock.counts(only_local) == SongList(tracks).counts(only_local)
    assert chosen(library) == chosen(SongList(tracks))
    assert {TrackId(5), TrackId(9)}.isdisjoint(chosen(library))
    db.close()


def test_the_choice_reads_nothing_but_its_index(tmp_path: Path) -> None:
    """Else it reads the whole table, which takes a quarter of a second for 50,000 songs."""
    db = open_database(tmp_path / "user.sqlite")
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    for only_local in (False, True):
        TrackLibrary(db).stock.counts(only_local)
    db.conn.set_trace_callback(None)
    for query in asked:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert plan == ["SCAN tracks USING COVERING INDEX idx_tracks_kind"]
    db.close()
