"""The database's schema, as steps that are only ever appended to."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("feeling_manager")


@migrations()
def create_tracks(db: Database) -> None:
    """Songs, and the index that finds them by any part of title or artist."""
    db.table("tracks").create(
        {
            "id": int,
            "uri": str,
            "title": str,
            "artist": str,
            "title_romanised": str,
            "artist_romanised": str,
            "genre": str,
            "moods": str,
            "valence": float,
            "energy": float,
            "year": int,
            "language": str,
            "duration_ms": int,
            "found_uri": str,
            "source": str,
            "added_at_ms": int,
            "removed_at_ms": int,
            "problem": str,
        },
        pk="id",
        not_null={"uri", "title", "artist", "genre", "source", "added_at_ms"},
    )
    db.table("tracks").create_index(["uri"], unique=True)
    db.table("tracks").create_index(["genre"])
    db.execute("CREATE VIRTUAL TABLE tracks_search USING fts5(words, tokenize='unicode61')")


@migrations()
def create_log(db: Database) -> None:
    """Emotion events and plays; integer milliseconds since 1970 in UTC."""
    db.table("emotion_events").create(
        {
            "id": int,
            "emotion": str,
            "started_at_ms": int,
            "ended_at_ms": int,
            "mean_confidence": float,
        },
        pk="id",
        not_null={"emotion", "started_at_ms", "ended_at_ms", "mean_confidence"},
    )
    db.table("emotion_events").create_index(["started_at_ms"])
    db.table("plays").create(
        {
            "id": int,
            "track_id": int,
            "title": str,
            "artist": str,
            "genre": str,
            "emotion": str,
            "mode": str,
            "reason": str,
            "started_at_ms": int,
            "ended_at_ms": int,
            "played_ms": int,
            "ending": str,
        },
        pk="id",
        not_null={"track_id", "title", "artist", "started_at_ms", "ended_at_ms", "ending"},
    )
    db.table("plays").create_index(["started_at_ms"])


@migrations()
def create_taste(db: Database) -> None:
    """Ticked genres, and how songs were received."""
    db.table("preferences").create(
        {"emotion": str, "genre": str, "weight": float}, pk=("emotion", "genre")
    )
    db.table("preference_rows").create({"emotion": str}, pk="emotion")
    db.table("feedback").create(
        {"id": int, "track_id": int, "kind": str, "weight": float, "at_ms": int},
        pk="id",
        not_null={"track_id", "kind", "weight", "at_ms"},
    )
    db.table("feedback").create_index(["track_id"])


@migrations()
def help_the_library_page(db: Database) -> None:
    """Orders of the list of songs, and when a song was last checked."""
    db.execute(
        "CREATE INDEX idx_tracks_artist ON tracks (artist COLLATE NOCASE, title COLLATE NOCASE, id)"
    )
    db.execute(
        "CREATE INDEX idx_tracks_title ON tracks (title COLLATE NOCASE, artist COLLATE NOCASE, id)"
    )
    db.table("tracks").add_column("checked_at_ms", int)
    db.execute(
        "DELETE FROM tracks_search WHERE rowid IN"
        " (SELECT id FROM tracks WHERE removed_at_ms IS NOT NULL)"
    )


@migrations()
def create_corrections(db: Database) -> None:
    """What the user said of readings; `network` is the hash of the one that made the numbers."""
    db.table("corrections").create(
        {
            "id": int,
            "at_ms": int,
            "network": str,
            "emotion": str,
            "scores": bytes,
            "embedding": bytes,
        },
        pk="id",
        not_null={"at_ms", "network", "emotion", "scores", "embedding"},
    )


@migrations()
def create_gestures(db: Database) -> None:
    """Stretches of time with a hand at the head; integer milliseconds since 1970 in UTC."""
    db.table("gestures").create(
        {"id": int, "kind": str, "started_at_ms": int, "ended_at_ms": int},
        pk="id",
        not_null={"kind", "started_at_ms", "ended_at_ms"},
    )
    db.table("gestures").create_index(["started_at_ms"])


@migrations()
def create_own_genres(db: Database) -> None:
    """Genres that the user added; those that only songs have are not among them."""
    db.table("own_genres").create({"name": str}, pk="name")


@migrations()
def help_the_choice(db: Database) -> None:
    """What the choice of a song counts and picks by; it reads nothing else of the table."""
    db.execute(
        "CREATE INDEX idx_tracks_kind ON tracks (genre, valence, energy, uri, removed_at_ms)"
        " WHERE removed_at_ms IS NULL"
    )
