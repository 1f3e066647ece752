from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.genres import (
    GENRE_ORDER,
    MAX_GENRE_LENGTH,
    GenreNameProblem,
    clean_genre_name,
    genre_name_problem,
)
from feeling_manager.core.preferences import (
    LIKING_WEIGHTS,
    MAX_WEIGHT,
    MIN_WEIGHT,
    Liking,
    default_preferences,
    liking_of,
)
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.database import open_database
from feeling_manager.storage.taste import Taste
from feeling_manager.storage.track_library import TrackLibrary


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[tuple[Taste, TrackLibrary]]:
    db = open_database(tmp_path / "user.sqlite")
    yield Taste(db), TrackLibrary(db)
    db.close()


def add(library: TrackLibrary, number: int, genre: str) -> TrackId:
    return library.add(Track(TrackId(0), f"https://example.org/{number}", "t", "a", genre)).id


Shelf = tuple[Taste, TrackLibrary]


def test_genres_are_those_the_user_added_and_those_songs_have(shelf: Shelf) -> None:
    taste, library = shelf
    taste.genres.add("lo-fi")
    taste.genres.add("lo-fi")
    add(library, 1, "city pop")
    add(library, 2, "jazz")
    assert taste.genres.names() == ["city pop", "lo-fi"]
    assert taste.genres.all_names() == [*GENRE_ORDER, "city pop", "lo-fi"]
    assert taste.genres.kept() == ["lo-fi"]


def test_a_renamed_genre_takes_its_songs_and_its_weight_along(shelf: Shelf) -> None:
    taste, library = shelf
    song = add(library, 1, "city pop")
    taste.set_row(Emotion.FEAR, {"city pop": 2.5, "jazz": 1.0})
    taste.genres.rename("city pop", "City")
    assert taste.preferences().genres(Emotion.FEAR) == {"City": 2.5, "jazz": 1.0}
    assert taste.genres.songs("City") == [song]
    assert taste.genres.names() == ["City"]


def test_a_deleted_genre_leaves_its_songs_to_another_one(shelf: Shelf) -> None:
    taste, library = shelf
    song = add(library, 1, "city pop")
    taste.genres.add("city pop")
    taste.set_row(Emotion.FEAR, ["city pop"])
    taste.genres.delete("city pop", "other")
    assert taste.genres.names() == []
    assert taste.genres.songs("other") == [song]
    assert taste.preferences().genres(Emotion.FEAR) == {}


def test_a_snapshot_brings_rows_and_genres_back_and_leaves_defaults_alone(shelf: Shelf) -> None:
    taste, _ = shelf
    taste.genres.add("lo-fi")
    taste.set_row(Emotion.FEAR, {"lo-fi": 0.4})
    before = taste.snapshot()
    taste.genres.delete("lo-fi", "other")
    taste.set_row(Emotion.ANGER, ["pop"])
    taste.restore(before)
    assert taste.snapshot() == before
    assert taste.genres.names() == ["lo-fi"]
    assert taste.preferences().genres(Emotion.FEAR) == {"lo-fi": 0.4}
    assert taste.snapshot().rows.keys() == {Emotion.FEAR}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", GenreNameProblem.EMPTY),
        ("x" * MAX_GENRE_LENGTH, None),
        ("x" * (MAX_GENRE_LENGTH + 1), GenreNameProblem.TOO_LONG),
        ("JAZZ", GenreNameProblem.TAKEN),
        ("국악", None),
    ],
)
def test_a_name_is_neither_empty_nor_long_nor_taken(
    name: str, problem: GenreNameProblem | None
) -> None:
    assert genre_name_problem(name, GENRE_ORDER) is problem


@given(st.text())
def test_a_cleaned_name_stays_as_it_is(text: str) -> None:
    name = clean_genre_name(text)
    assert clean_genre_name(name) == name == name.strip()


@given(st.floats(MIN_WEIGHT, MAX_WEIGHT))
def test_every_weight_is_shown_as_the_nearest_level(weight: float) -> None:
    level = liking_of(weight)
    assert level is not Liking.OFF
    ratios = [max(weight / w, w / weight) for one, w in LIKING_WEIGHTS.items() if one]
    ratio = max(weight / LIKING_WEIGHTS[level], LIKING_WEIGHTS[level] / weight)
    assert ratio == min(ratios)


@pytest.mark.parametrize("level", list(Liking))
def test_a_level_that_is_set_is_the_level_that_is_shown(level: Liking) -> None:
    changed = default_preferences().with_liking(Emotion.ANGER, "rock", level)
    assert liking_of(changed.genres(Emotion.ANGER).get("rock", 0.0)) is level
    assert changed.genres(Emotion.FEAR) == default_preferences().genres(Emotion.FEAR)
