"""Which gesture was seen when; nothing else is kept of it."""

from __future__ import annotations

from datetime import datetime
from typing import NewType

from sqlite_utils import Database

from feeling_manager.core.gestures import Gesture, GestureEvent
from feeling_manager.storage.database import database_errors, from_ms, to_ms

GestureId = NewType("GestureId", int)


class GestureLog:
    """Writes stretches of gestures as they happen. Thread: the one that opened the database.

    `EmotionLog.delete_before` deletes them together with everything else of that time.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def start(self, event: GestureEvent) -> GestureId:
        """Write a stretch that has just begun. Raises: DataError."""
        with database_errors(), self._db.atomic():
            cursor = self._db.execute(
                "INSERT INTO gestures (kind, started_at_ms, ended_at_ms) VALUES (?, ?, ?)",
                [event.gesture.value, to_ms(event.started_at), to_ms(event.ended_at)],
            )
        assert cursor.lastrowid is not None
        return GestureId(cursor.lastrowid)

    def extend(self, gesture_id: GestureId, event: GestureEvent) -> None:
        """Move the end of a stretch on. Raises: DataError."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "UPDATE gestures SET ended_at_ms = ? WHERE id = ?",
                [to_ms(event.ended_at), gesture_id],
            )

    def between(self, start: datetime, end: datetime) -> list[GestureEvent]:
        """Stretches that touch the time from `start` to `end`, in order. Raises: DataError."""
        with database_errors():
            rows = self._db.query(
                "SELECT kind, started_at_ms, ended_at_ms FROM gestures"
                " WHERE started_at_ms < ? AND ended_at_ms >= ? ORDER BY started_at_ms, id",
                [to_ms(end), to_ms(start)],
            )
            return [
                GestureEvent(
                    Gesture(row["kind"]), from_ms(row["started_at_ms"]), from_ms(row["ended_at_ms"])
                )
                for row in rows
            ]
