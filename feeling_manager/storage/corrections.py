"""What the user said of readings: numbers of the network and a label, never a picture."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from sqlite_utils import Database

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.personal import Correction
from feeling_manager.core.values import Classification, EmotionScores
from feeling_manager.storage.database import database_errors, to_ms


class Corrections:
    """Keeps corrections of one network; those of another mean nothing to it.

    Thread: the one that opened the database.
    """

    def __init__(self, db: Database, network: str) -> None:
        """Take the database and what names the network, as its hash."""
        self._db = db
        self._network = network

    def add(self, correction: Correction, at: datetime) -> None:
        """Keep one; a reading without an embedding cannot be kept."""
        embedding = correction.reading.embedding
        if embedding is None:
            raise ValueError("a correction needs the embedding of its reading")
        row = {
            "at_ms": to_ms(at),
            "network": self._network,
            "emotion": correction.emotion.value,
            "scores": correction.reading.scores.as_array().tobytes(),
            "embedding": embedding.astype(np.float16).tobytes(),
        }
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        with database_errors(), self._db.atomic():
            self._db.execute(f"INSERT INTO corrections ({names}) VALUES ({marks})", row)

    def all(self) -> list[Correction]:
        """All of this network, the oldest first."""
        with database_errors():
            rows = self._db.execute(
                "SELECT emotion, scores, embedding FROM corrections WHERE network = ?"
                " ORDER BY at_ms, id",
                [self._network],
            ).fetchall()
        return [_correction(*row) for row in rows]

    def remove_last(self) -> bool:
        """Take the newest back; False where there is none."""
        with database_errors(), self._db.atomic():
            cursor = self._db.execute(
                "DELETE FROM corrections WHERE id ="
                " (SELECT id FROM corrections WHERE network = ? ORDER BY at_ms DESC, id DESC"
                " LIMIT 1)",
                [self._network],
            )
        return cursor.rowcount > 0

    def remove_all(self) -> int:
        """Delete every correction, those of older networks too; how many there were."""
        with database_errors(), self._db.atomic():
            return int(self._db.execute("DELETE FROM corrections").rowcount)


def _correction(emotion: str, scores: bytes, embedding: bytes) -> Correction:
    reading = Classification(
        EmotionScores.from_array(np.frombuffer(scores, dtype=np.float32)),
        np.frombuffer(embedding, dtype=np.float16).astype(np.float32),
    )
    return Correction(Emotion(emotion), reading)
