from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from feeling_manager.core.addresses import Scheme
from feeling_manager.core.daily_summary import day_span
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.errors import DataError
from feeling_manager.core.listening import Ending, Vote
from feeling_manager.core.preferences import default_preferences
from feeling_manager.core.recommender import NEVER, Reason, Recommendation
from feeling_manager.core.settings import ListeningMode, Settings
from feeling_manager.core.values import DurationMs, EmotionEvent, Track, TrackId
from feeling_manager.storage.database import open_database, set_aside
from feeling_manager.storage.emotion_log import EmotionLog
from feeling_manager.storage.settings_file import SettingsFile
from feeling_manager.storage.taste import Taste
from feeling_manager.storage.track_library import TrackLibrary
from feeling_manager.storage.track_query import Playable, TrackQuery, TrackSort

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


@pytest.fixture
def db(tmp_path: Path):  # type: ignore[no-untyped-def]
    database = open_database(tmp_path / "user.sqlite")
    yield database
    database.close()


def song(number: int, title: str = "", artist: str = "a", **fields: Any) -> Track:
    uri = f"https://example.org/{number}"
    return Track(TrackId(0), uri, title or f"t{number}", artist, "pop", **fields)


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "user.sqlite"
    db = open_database(path)
    db.table("_sqlite_migrations").insert(
        {"migration_set": "feeling_manager", "name": "from_the_future", "applied_at": "2030"}
    )
    db.close()
    with pytest.raises(DataError) as caught:
        open_database(path)
    assert caught.value.code == "database_newer"
    with sqlite3.connect(path) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations")}
    assert "from_the_future" in names


def test_what_is_no_database_is_reported_and_can_be_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "user.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(DataError) as caught:
        open_database(path)
    assert caught.value.code == "database_bad"
    moved = set_aside(path)
    assert moved.read_bytes().startswith(b"this is no database")
    open_database(path).close()


def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(DataError) as caught:
        open_database(blocked / "user.sqlite")
    assert caught.value.code == "folder_readonly"


def test_an_upgrade_backs_the_database_up_first(tmp_path: Path) -> None:
    path = tmp_path / "user.sqlite"
    db = open_database(path)
    TrackLibrary(db).add(song(1, "kept"))
    db.execute("DROP TABLE feedback")
    db.table("_sqlite_migrations").delete_where("name = ?", ["create_taste"])
    db.execute("DROP TABLE preferences")
    db.execute("DROP TABLE preference_rows")
    db.close()
    open_database(path).close()
    (backup,) = tmp_path.glob("user-before-upgrade-*.sqlite")
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT title FROM tracks").fetchone() == ("kept",)


def test_tracks_come_back_as_they_went_in(db: Database) -> None:
    library = TrackLibrary(db)
    track = song(
        1,
        "99.9% \"quoted\" 'title' 😀; DROP TABLE tracks",
        "아이유",
        artist_romanised="IU",
        moods=("joyful", "dreamy"),
        valence=0.25,
        energy=0.75,
        year=2010,
        language="ko",
        duration_ms=DurationMs(1234),
    )
    stored = library.add(track)
    assert library.get(stored.id) == stored
    assert library.all_tracks() == [stored]
    assert (stored.title, stored.moods, stored.year) == (track.title, track.moods, 2010)


def test_the_same_address_is_added_once(db: Database) -> None:
    library = TrackLibrary(db)
    assert library.add_many([song(1), song(1), song(2)], "user") == 2
    assert library.add_many([song(1), song(3)], "user") == 1


def test_removing_hides_restoring_shows_and_a_seed_does_not_come_back(db: Database) -> None:
    library = TrackLibrary(db)
    stored = library.add(song(1))
    assert library.remove([stored.id])
    assert not library.remove([stored.id])
    assert library.all_tracks() == []
    assert library.add_many([song(1)], "seed") == 0
    assert library.all_tracks() == []
    library.restore([stored.id])
    assert library.all_tracks() == [stored]
    library.remove([stored.id])
    assert library.add(song(1)).id == stored.id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("좋은", True),
        ("은날", True),
        ("은 날", True),
        ("날", True),
        ("아이", True),
        ("이유", True),
        ("iu", True),
        ("good d", True),
        ("IU 날", True),
        ("ood", False),
        ('"', False),
        ("NOT", False),
        ("nothing", False),
    ],
)
def test_search_finds_hangul_inside_words_and_latin_from_the_start(
    db: Database, text: str, found: bool
) -> None:
    library = TrackLibrary(db)
    wanted = library.add(
        song(1, "좋은 날", "아이유", title_romanised="Good Day", artist_romanised="IU")
    )
    library.add(song(2, "Other", "Someone"))
    ids = [track.id for track in library.search(text)]
    assert (wanted.id in ids) is found or not text.strip('"').strip()


@given(st.text(max_size=30))
def test_no_search_text_is_an_error(text: str) -> None:
    database = Database(sqlite3.connect(":memory:"), execute_plugins=False)
    from feeling_manager.storage.migrations import migrations

    migrations.apply(database)
    library = TrackLibrary(database)
    library.add(song(1, "좋은 날"))
    library.search(text)
    database.close()


def recommendation(track: Track, emotion: Emotion | None = Emotion.FEAR) -> Recommendation:
    return Recommendation(track, emotion, ListeningMode.MATCH, Reason.GENRE_OF_EMOTION)


def test_a_play_is_written_at_once_and_its_end_later(db: Database) -> None:
    log, track = EmotionLog(db), TrackLibrary(db).add(song(1, "x"))
    play_id = log.start_play(recommendation(track), NOON)
    (open_play,) = log.plays_between(NOON, NOON + timedelta(days=1))
    assert open_play.ending is Ending.PLAYING
    log.extend_play(play_id, NOON + timedelta(seconds=30), DurationMs(29_000), Ending.SKIPPED)
    (play,) = log.plays_between(NOON, NOON + timedelta(days=1), Emotion.FEAR)
    assert (play.ending, play.played_ms, play.title) == (Ending.SKIPPED, 29_000, "x")
    assert log.plays_between(NOON, NOON + timedelta(days=1), Emotion.ANGER) == []


def test_what_a_crash_left_open_is_marked_interrupted(tmp_path: Path) -> None:
    db = open_database(tmp_path / "user.sqlite")
    track = TrackLibrary(db).add(song(1))
    EmotionLog(db).start_play(recommendation(track, None), NOON)
    db.close()
    db = open_database(tmp_path / "user.sqlite")
    assert EmotionLog(db).close_interrupted() == 1
    (play,) = EmotionLog(db).plays_between(NOON, NOON + timedelta(days=1))
    assert (play.ending, play.emotion) == (Ending.INTERRUPTED, None)
    db.close()


def test_events_are_found_by_the_time_they_touch(db: Database) -> None:
    log = EmotionLog(db)
    event = EmotionEvent(Emotion.SADNESS, NOON, NOON, 0.5)
    event_id = log.start_event(event)
    longer = EmotionEvent(Emotion.SADNESS, NOON, NOON + timedelta(seconds=90), 0.7)
    log.extend_event(event_id, longer)
    assert log.events_between(*day_span(date(2026, 3, 1)).bounds(timezone.utc)) == [longer]
    assert log.events_between(NOON + timedelta(seconds=60), NOON + timedelta(days=1)) == [longer]
    assert log.events_between(NOON + timedelta(seconds=91), NOON + timedelta(days=1)) == []


def test_deleting_keeps_what_is_younger(db: Database) -> None:
    log = EmotionLog(db)
    for days in range(4):
        at = NOON + timedelta(days=days)
        log.start_event(EmotionEvent(Emotion.FEAR, at, at, 1.0))
    assert log.delete_before(NOON + timedelta(days=2)) == 2
    assert log.delete_before(None) == 2


def test_preferences_have_defaults_rows_are_replaced_and_given_back(db: Database) -> None:
    taste = Taste(db)
    assert taste.preferences() == default_preferences()
    changed = taste.set_row(Emotion.ANGER, ["jazz", "trot"])
    assert taste.preferences() == changed
    assert list(changed.genres(Emotion.ANGER)) == ["jazz", "trot"]
    taste.set_row(Emotion.FEAR, {"jazz": 2.5})
    assert taste.preferences().genres(Emotion.FEAR) == {"jazz": 2.5}
    taste.set_row(Emotion.SADNESS, [])
    assert taste.preferences().genres(Emotion.SADNESS) == {}
    assert taste.reset() == default_preferences()


def test_a_vote_replaces_the_one_before_and_can_be_taken_back(db: Database) -> None:
    taste, track_id = Taste(db), TrackId(5)
    taste.vote(track_id, Vote.LIKE, NOON)
    taste.vote(track_id, Vote.DISLIKE, NOON)
    assert (taste.vote_of(track_id), taste.feedback()) == (Vote.DISLIKE, {track_id: -1.0})
    taste.add_implicit(track_id, 0.2, NOON)
    taste.vote(track_id, Vote.NEVER, NOON)
    assert taste.feedback() == {track_id: NEVER}
    taste.vote(track_id, None, NOON)
    assert (taste.vote_of(track_id), taste.feedback()) == (None, {track_id: 0.2})


def test_settings_survive_and_a_broken_file_gives_defaults(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "deep" / "settings.json")
    assert file.load() == Settings()
    changed = Settings().with_text("volume", "33").with_text("mode", "lift")
    file.save(changed)
    assert file.load() == changed
    (tmp_path / "deep" / "settings.json").write_text('{"volume": 900, "mode": "calm", "x": 1}')
    assert file.load() == Settings().with_text("mode", "calm")
    (tmp_path / "deep" / "settings.json").write_text("{")
    assert file.load() == Settings()


def test_fifty_thousand_songs_are_searched_without_reading_them_all(db: Database) -> None:
    rng = random.Random(0)
    words = ["사랑", "이별", "봄날", "love", "night", "blue", "rain", "여름밤"]
    library = TrackLibrary(db)
    tracks = [song(n, f"{rng.choice(words)} {n}", rng.choice(words)) for n in range(2000)]
    library.add_many(tracks, "user")
    plan = db.execute(
        "EXPLAIN QUERY PLAN SELECT rowid FROM tracks_search WHERE tracks_search MATCH '\"사\"*'"
    ).fetchall()
    assert "VIRTUAL TABLE INDEX" in plan[0][3]
    assert len(library.search("여름", limit=10)) == 10


def kept_song(number: int, **changes: Any) -> Track:
    known: dict[str, Any] = {"genre": "pop", "moods": ("sad",)} | changes
    return Track(TrackId(0), f"https://x.org/{number}", f"T{number}", f"A{9 - number}", **known)


def test_queries_narrow_sort_and_page(db: Database) -> None:
    library = TrackLibrary(db)
    library.add_many(
        [kept_song(n, genre="jazz" if n % 2 else "pop", year=2000 + n % 3) for n in range(8)],
        "user",
    )
    library.add(Track(TrackId(0), "file:///x.mp3", "T8", "Z", "pop", moods=("dreamy", "sad")))

    def found(**query: Any) -> list[str]:
        entries = library.find(TrackQuery(**query))
        assert library.count(TrackQuery(**query)) == len(entries)
        return [entry.track.title for entry in entries]

    assert found(genre="jazz") == ["T7", "T5", "T3", "T1"]
    assert found(mood="dreamy") == ["T8"]
    assert found(mood="dream") == []
    assert found(source=Scheme.FILE) == ["T8"]
    assert found(source=Scheme.WEB, genre="pop") == ["T6", "T4", "T2", "T0"]
    assert found(sort=TrackSort.TITLE) == [f"T{n}" for n in range(9)]
    assert found(sort=TrackSort.TITLE, descending=True) == [f"T{n}" for n in reversed(range(9))]
    assert found(text="t3") == ["T3"]
    assert found(text='"?') == [], "signs alone find nothing"
    pages = [library.find(TrackQuery(sort=TrackSort.YEAR), 4, at) for at in (0, 4, 8)]
    assert len({entry.track.id for page in pages for entry in page}) == 9


def test_a_changed_song_is_found_by_its_new_names_only(db: Database) -> None:
    library = TrackLibrary(db)
    old = library.add(kept_song(1))
    library.update([replace(old, title="밤의 편지", artist='O\'Neil "%"')])
    assert [track.id for track in library.search("편지 neil")] == [old.id]
    assert library.search("T1") == []
    library.update([old])
    assert [track.id for track in library.search("T1")] == [old.id]


def test_a_songs_own_problem_is_kept_until_it_plays(db: Database) -> None:
    library = TrackLibrary(db)
    one = library.add(kept_song(1))
    library.remember_found(one.id, "https://y.org/1", None)
    library.note_check(one.id, "video_gone")
    assert library.find(TrackQuery(playable=Playable.NO))[0].problem == "video_gone"
    assert library.found_uri(one.id) is None
    library.clear_problem(one.id)
    assert library.count(TrackQuery(playable=Playable.YES)) == 1
