from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.errors import DataError
from feeling_manager.core.genres import DEFAULT_GENRES, GENRE_ORDER
from feeling_manager.core.matching import same_song_key
from feeling_manager.core.moods import MOOD_ORDER
from feeling_manager.core.track_columns import TRACK_COLUMNS
from feeling_manager.core.values import Track
from feeling_manager.storage.database import open_database
from feeling_manager.storage.seed import build_seed, copy_seed, read_seed_csv
from feeling_manager.storage.track_library import TrackLibrary

ROOT = Path(__file__).resolve().parents[2]
CSV_FILE = ROOT / "data" / "seed_playlists.csv"
SQLITE_FILE = ROOT / "data" / "seed_playlists.sqlite"
STARTER_FILE = ROOT / "assets" / "starter_tracks" / "starter_tracks.csv"


@pytest.fixture(scope="module")
def songs() -> list[Track]:
    return list(read_seed_csv(CSV_FILE))


def test_there_are_many_songs_of_every_genre(songs: list[Track]) -> None:
    counts = Counter(song.genre for song in songs)
    assert set(counts) == set(GENRE_ORDER)
    assert len(songs) >= 700
    assert min(counts.values()) >= 50


def test_a_good_part_is_korean(songs: list[Track]) -> None:
    assert sum(song.language == "ko" for song in songs) >= 350


def test_values_lie_in_their_ranges(songs: list[Track]) -> None:
    for song in songs:
        assert 1 <= len(song.moods) <= 3 and set(song.moods) <= set(MOOD_ORDER), song
        assert 0 <= song.valence <= 1 and 0 <= song.energy <= 1, song
        assert song.year is not None and 1500 <= song.year <= 2026, song
        assert song.language == "instrumental" or re.fullmatch("[a-z]{2,3}", song.language), song
        assert song.title.strip() == song.title and song.artist, song


def test_every_mood_occurs(songs: list[Track]) -> None:
    counts = Counter(mood for song in songs for mood in song.moods)
    assert set(counts) == set(MOOD_ORDER)
    assert min(counts.values()) >= 12


def test_no_song_is_there_twice(songs: list[Track]) -> None:
    keys = Counter(same_song_key(song.artist, song.title) for song in songs)
    assert [key for key, count in keys.items() if count > 1] == []


def test_hangul_names_can_be_found_by_their_romanisation(songs: list[Track]) -> None:
    def hangul(text: str) -> bool:
        return any("HANGUL" in unicodedata.name(c, "") for c in text)

    for song in songs:
        assert not hangul(song.title) or song.title_romanised, song
        assert not hangul(song.artist) or song.artist_romanised, song


def test_songs_are_searched_for_and_no_video_is_invented(songs: list[Track]) -> None:
    assert all(song.uri.startswith("ytsearch:") for song in songs)


def test_the_sqlite_file_is_built_from_the_csv_byte_for_byte(tmp_path: Path) -> None:
    build_seed(CSV_FILE, tmp_path / "one.sqlite")
    build_seed(CSV_FILE, tmp_path / "two.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()
    assert (tmp_path / "one.sqlite").read_bytes() == SQLITE_FILE.read_bytes()


def test_the_seed_is_copied_once(tmp_path: Path, songs: list[Track]) -> None:
    db = open_database(tmp_path / "user.sqlite")
    library = TrackLibrary(db)
    assert copy_seed(SQLITE_FILE, library) == len(songs)
    assert copy_seed(SQLITE_FILE, library) == 0
    db.close()


def test_a_csv_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("title,artist\na,b\n")
    with pytest.raises(DataError):
        list(read_seed_csv(tmp_path / "bad.csv"))


def test_starter_tracks_are_there_small_and_serve_every_emotion() -> None:
    with STARTER_FILE.open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == TRACK_COLUMNS
    starters = list(read_seed_csv(STARTER_FILE))
    files = sorted(STARTER_FILE.parent.glob("*.opus"))
    assert sorted(f"starter:{path.name}" for path in files) == sorted(t.uri for t in starters)
    assert len(starters) >= 6
    assert sum(path.stat().st_size for path in files) < 8_000_000
    genres = {track.genre for track in starters}
    for emotion in EMOTION_ORDER:
        assert genres & set(DEFAULT_GENRES[emotion]), emotion


def test_starter_tracks_are_music_of_a_minute_or_two() -> None:
    import numpy as np
    import soundfile

    for path in STARTER_FILE.parent.glob("*.opus"):
        sound, rate = soundfile.read(path)
        seconds = len(sound) / rate
        assert 60 <= seconds <= 150, path
        assert np.abs(sound).max() <= 1.0, path
        level = 20 * np.log10(np.sqrt(np.mean(sound**2)))
        assert -26 < level < -10, path
        last = np.sqrt(np.mean(sound[-rate // 2 :] ** 2))
        middle = np.sqrt(np.mean(sound[len(sound) // 2 : len(sound) // 2 + 4 * rate] ** 2))
        assert last < middle / 4, f"{path} does not fade out"
