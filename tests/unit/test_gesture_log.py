from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlite_utils import Database

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.gestures import Gesture, GestureEvent
from feeling_manager.core.values import EmotionEvent
from feeling_manager.storage.database import open_database
from feeling_manager.storage.emotion_log import EmotionLog


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "user.sqlite")
    yield database
    database.close()


NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def chin(start: datetime, seconds: float) -> GestureEvent:
    return GestureEvent(Gesture.CHIN_ON_HAND, start, start + timedelta(seconds=seconds))


def test_a_gesture_is_written_at_once_and_its_end_later(db: Database) -> None:
    log = EmotionLog(db).gestures
    number = log.start(chin(NOON, 0))
    assert log.between(NOON, NOON + timedelta(days=1)) == [chin(NOON, 0)]
    log.extend(number, chin(NOON, 35))
    assert log.between(NOON, NOON + timedelta(days=1)) == [chin(NOON, 35)]
    assert log.between(NOON + timedelta(seconds=30), NOON + timedelta(days=1)) == [chin(NOON, 35)]
    assert log.between(NOON + timedelta(minutes=1), NOON + timedelta(days=1)) == []


def test_nothing_but_kind_and_time_is_kept(db: Database) -> None:
    columns = [column.name for column in db.table("gestures").columns]
    assert columns == ["id", "kind", "started_at_ms", "ended_at_ms"]


def test_deleting_the_log_deletes_gestures_too(db: Database) -> None:
    log = EmotionLog(db)
    log.gestures.start(chin(NOON, 5))
    log.gestures.start(chin(NOON + timedelta(days=2), 5))
    assert log.delete_before(NOON + timedelta(days=1)) == 1
    assert len(log.gestures.between(NOON, NOON + timedelta(days=9))) == 1
    assert log.delete_before(None) == 1


def test_a_database_without_gestures_is_upgraded_and_keeps_its_log(tmp_path: Path) -> None:
    path = tmp_path / "user.sqlite"
    db = open_database(path)
    EmotionLog(db).start_event(EmotionEvent(Emotion.FEAR, NOON, NOON, 0.5))
    db.execute("DROP TABLE gestures")
    db.table("_sqlite_migrations").delete_where("name = ?", ["create_gestures"])
    db.close()
    db = open_database(path)
    log = EmotionLog(db)
    assert len(log.events_between(NOON, NOON + timedelta(days=1))) == 1
    log.gestures.start(chin(NOON, 5))
    db.close()
    (backup,) = tmp_path.glob("user-before-upgrade-*.sqlite")
    with sqlite3.connect(backup) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "emotion_events" in tables and "gestures" not in tables
