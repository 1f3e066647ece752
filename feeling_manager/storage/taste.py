"""What this user likes: ticked genres, and how songs were received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.listening import VOTE_WEIGHT, Vote
from feeling_manager.core.preferences import GenreWeights, Preferences, default_preferences
from feeling_manager.core.recommender import NEVER
from feeling_manager.core.values import TrackId
from feeling_manager.storage.database import database_errors, to_ms
from feeling_manager.storage.own_genres import OwnGenres

_IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True)
class TasteSnapshot:
    """The rows that the user changed, the others keep their defaults, and the genres added."""

    rows: Mapping[Emotion, GenreWeights]
    genres: Sequence[str]


class Taste:
    """Reads and changes preferences and feedback. Thread: the one that opened the database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.genres = OwnGenres(db)

    def preferences(self) -> Preferences:
        """The ticked genres; rows the user never touched keep their defaults."""
        preferences = default_preferences()
        with database_errors():
            own = {row[0] for row in self._db.execute("SELECT emotion FROM preference_rows")}
            stored: dict[str, dict[str, float]] = {emotion: {} for emotion in own}
            for row in self._db.query("SELECT emotion, genre, weight FROM preferences"):
                stored.setdefault(row["emotion"], {})[row["genre"]] = row["weight"]
        for emotion in EMOTION_ORDER:
            if emotion.value in stored:
                preferences = preferences.with_row(emotion, stored[emotion.value])
        return preferences

    def set_row(self, emotion: Emotion, genres: Sequence[str] | GenreWeights) -> Preferences:
        """Replace one row, an empty one means any genre; returns all rows."""
        changed = self.preferences().with_row(emotion, genres)
        with database_errors(), self._db.atomic():
            self._clear_row(emotion)
            self._db.execute("INSERT INTO preference_rows (emotion) VALUES (?)", [emotion.value])
            for genre, weight in changed.genres(emotion).items():
                self._db.execute(
                    "INSERT INTO preferences (emotion, genre, weight) VALUES (?, ?, ?)",
                    [emotion.value, genre, weight],
                )
        return changed

    def reset(self, emotions: Sequence[Emotion] = EMOTION_ORDER) -> Preferences:
        """Give rows their defaults back."""
        with database_errors(), self._db.atomic():
            for emotion in emotions:
                self._clear_row(emotion)
        return self.preferences()

    def snapshot(self) -> TasteSnapshot:
        """What the user chose, so that `restore` can bring it back."""
        with database_errors():
            rows = self._db.execute("SELECT emotion FROM preference_rows").fetchall()
        preferences, changed = self.preferences(), {row[0] for row in rows}
        own = {one: preferences.genres(one) for one in EMOTION_ORDER if one.value in changed}
        return TasteSnapshot(own, self.genres.kept())

    def restore(self, snapshot: TasteSnapshot) -> None:
        """Bring back what was chosen at the time of a snapshot."""
        with database_errors(), self._db.atomic():
            self.reset()
            for emotion, genres in snapshot.rows.items():
                self.set_row(emotion, genres)
            self.genres.keep(snapshot.genres)

    def vote(self, track_id: TrackId, vote: Vote | None, at: datetime) -> None:
        """Set the user's one vote on a song, or take it back with None."""
        with database_errors(), self._db.atomic():
            self._db.execute(
                "DELETE FROM feedback WHERE track_id = ? AND kind <> ?", [track_id, _IMPLICIT]
            )
            if vote is not None:
                self._add(track_id, vote.value, VOTE_WEIGHT.get(vote, 0.0), at)

    def vote_of(self, track_id: TrackId) -> Vote | None:
        """The user's vote on a song."""
        row = self._db.execute(
            "SELECT kind FROM feedback WHERE track_id = ? AND kind <> ?", [track_id, _IMPLICIT]
        ).fetchone()
        return Vote(row[0]) if row else None

    def add_implicit(self, track_id: TrackId, weight: float, at: datetime) -> None:
        """Keep what the way a song ended says about it; 0 is not kept."""
        if weight:
            with database_errors(), self._db.atomic():
                self._add(track_id, _IMPLICIT, weight, at)

    def feedback(self) -> Mapping[TrackId, float]:
        """The sum over each song, `NEVER` for those never to be played again."""
        with database_errors():
            rows = self._db.query(
                "SELECT track_id, sum(weight) AS weight, max(kind = ?) AS never FROM feedback"
                " GROUP BY track_id",
                [Vote.NEVER.value],
            )
            return {
                TrackId(row["track_id"]): NEVER if row["never"] else row["weight"] for row in rows
            }

    def _add(self, track_id: TrackId, kind: str, weight: float, at: datetime) -> None:
        self._db.execute(
            "INSERT INTO feedback (track_id, kind, weight, at_ms) VALUES (?, ?, ?, ?)",
            [track_id, kind, weight, to_ms(at)],
        )

    def _clear_row(self, emotion: Emotion) -> None:
        for table in ("preferences", "preference_rows"):
            self._db.execute(f"DELETE FROM {table} WHERE emotion = ?", [emotion.value])
