"""What was read and what was played, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from sqlite_utils import Database

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.listening import Ending
from feeling_manager.core.recommender import Recommendation
from feeling_manager.core.values import DurationMs, EmotionEvent, TrackId
from feeling_manager.storage.database import database_errors, from_ms, to_ms
from feeling_manager.storage.gesture_log import GestureLog

EventId = NewType("EventId", int)
PlayId = NewType("PlayId", int)


@dataclass(frozen=True, slots=True)
class Play:
    """One song that was played; times are aware UTC, `emotion` None for a random choice."""

    id: PlayId
    track_id: TrackId
    title: str
    artist: str
    genre: str
    emotion: Emotion | None
    mode: str
    reason: str
    started_at: datetime
    ended_at: datetime
    played_ms: DurationMs
    ending: Ending


class EmotionLog:
    """Writes events and plays as they happen. Thread: the one that opened the database.

    Open rows are written at once and their end moved on by heartbeats, so that a crash or a power
    cut costs only the time since the last one.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self.gestures = GestureLog(db)

    def start_event(self, event: EmotionEvent) -> EventId:
        """Write an event that has just begun."""
        with database_errors(), self._db.atomic():
            cursor = self._db.execute(
                "INSERT INTO emotion_events"
                " (emotion, started_at_ms, ended_at_ms, mean_confidence) VALUES (?, ?, ?, ?)",
                [
                    event.emotion.value,
                    to_ms(event.started_at),
                    to_ms(event.ended_at),
                    event.mean_confidence,
                ],
            )
        assert cursor.lastrowid is not None
        return EventId(cursor.lastrowid)

    def extend_event(self, event_id: EventId, event: EmotionEvent) -> None:
        """Move the end of an event on."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE emotion_events SET ended_at_ms = ?, mean_confidence = ? WHERE id = ?",
                [to_ms(event.ended_at), event.mean_confidence, event_id],
            )

    def events_between(self, start: datetime, end: datetime) -> list[EmotionEvent]:
        """Events that touch the time from `start` to `end`, in order."""
        with database_errors():
            rows = self._db.query(
                "SELECT emotion, started_at_ms, ended_at_ms, mean_confidence FROM emotion_events"
                " WHERE started_at_ms < ? AND ended_at_ms >= ? ORDER BY started_at_ms, id",
                [to_ms(end), to_ms(start)],
            )
            return [
                EmotionEvent(
                    Emotion(row["emotion"]),
                    from_ms(row["started_at_ms"]),
                    from_ms(row["ended_at_ms"]),
                    row["mean_confidence"],
                )
                for row in rows
            ]

    def start_play(self, recommendation: Recommendation, at: datetime) -> PlayId:
        """Write that a song has begun to sound."""
        track, emotion = recommendation.track, recommendation.emotion
        row = {
            "track_id": track.id,
            "title": track.title,
            "artist": track.artist,
            "genre": track.genre,
            "emotion": emotion.value if emotion else None,
            "mode": recommendation.mode.value,
            "reason": recommendation.reason.value,
            "started_at_ms": to_ms(at),
            "ended_at_ms": to_ms(at),
            "played_ms": 0,
            "ending": Ending.PLAYING.value,
        }
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        with database_errors(), self._db.atomic():
            cursor = self._db.execute(f"INSERT INTO plays ({names}) VALUES ({marks})", row)
        assert cursor.lastrowid is not None
        return PlayId(cursor.lastrowid)

    def extend_play(
        self, play_id: PlayId, at: datetime, played_ms: DurationMs, ending: Ending = Ending.PLAYING
    ) -> None:
        """Move the end of a play on, or say how it ended."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE plays SET ended_at_ms = ?, played_ms = ?, ending = ? WHERE id = ?",
                [to_ms(at), played_ms, ending.value, play_id],
            )

    def close_interrupted(self) -> int:
        """Mark plays that a crash left open; returns how many.

        Only to be called by the one program that holds the data folder.
        """
        with database_errors(), self._db.atomic():
            cursor = self._db.execute(
                "UPDATE plays SET ending = ? WHERE ending = ?",
                [Ending.INTERRUPTED.value, Ending.PLAYING.value],
            )
        return cursor.rowcount

    def plays_between(
        self, start: datetime, end: datetime, emotion: Emotion | None = None
    ) -> list[Play]:
        """Songs that began from `start` (included) to `end` (excluded), in order."""
        return self.newest_plays(start, end, emotion)[::-1]

    def newest_plays(
        self,
        start: datetime,
        end: datetime,
        emotion: Emotion | None = None,
        limit: int = -1,
        offset: int = 0,
    ) -> list[Play]:
        """A page of the same songs, the newest first; a negative limit is none."""
        where, parameters = _plays_where(start, end, emotion)
        with database_errors():
            rows = self._db.query(
                f"SELECT * FROM plays WHERE {where} ORDER BY started_at_ms DESC, id DESC"
                " LIMIT ? OFFSET ?",
                [*parameters, limit, offset],
            )
            return [_play(row) for row in rows]

    def count_plays(self, start: datetime, end: datetime, emotion: Emotion | None = None) -> int:
        """How many songs `plays_between` finds."""
        where, parameters = _plays_where(start, end, emotion)
        with database_errors():
            row = self._db.execute(f"SELECT count(*) FROM plays WHERE {where}", parameters)
            return int(row.fetchone()[0])

    def recent_track_ids(self, limit: int = 50) -> Sequence[TrackId]:
        """The songs heard last, the newest last."""
        rows = self._db.execute("SELECT track_id FROM plays ORDER BY id DESC LIMIT ?", [limit])
        return [TrackId(row[0]) for row in rows.fetchall()][::-1]

    def delete_before(self, limit: datetime | None) -> int:
        """Delete what ended before `limit`, everything for None; returns the number of rows."""
        where, parameters = (
            ("", []) if limit is None else (" WHERE ended_at_ms < ?", [to_ms(limit)])
        )
        deleted = 0
        with database_errors(), self._db.atomic():
            for table in ("emotion_events", "plays", "gestures"):
                deleted += self._db.execute(f"DELETE FROM {table}{where}", parameters).rowcount
        return deleted


def _plays_where(
    start: datetime, end: datetime, emotion: Emotion | None
) -> tuple[str, list[object]]:
    where = "started_at_ms >= ? AND started_at_ms < ?"
    parameters: list[object] = [to_ms(start), to_ms(end)]
    if emotion is None:
        return where, parameters
    return f"{where} AND emotion = ?", [*parameters, emotion.value]


def _play(row: dict[str, object]) -> Play:
    values: dict[str, object] = dict(row)
    started_at_ms, ended_at_ms = values.pop("started_at_ms"), values.pop("ended_at_ms")
    emotion = values.pop("emotion")
    ending = values.pop("ending")
    return Play(
        **values,  # type: ignore[arg-type]
        emotion=Emotion(emotion) if emotion else None,
        ending=Ending(ending),
        started_at=from_ms(int(str(started_at_ms))),
        ended_at=from_ms(int(str(ended_at_ms))),
    )
