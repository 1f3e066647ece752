"""Carries the music from one run to the next."""

from __future__ import annotations

from feeling_manager.core.desktop_state import HeldMusic, HeldSong
from feeling_manager.core.recommender import Recommendation
from feeling_manager.runtime.session import Session
from feeling_manager.storage.track_library import TrackLibrary


def held_music(session: Session) -> HeldMusic | None:
    """What plays or is paused now; None while there is no song."""
    now = session.playback.now
    if now.recommendation is None:
        return None
    position_ms, _ = session.playback.position()
    return HeldMusic(
        _held(now.recommendation),
        position_ms,
        session.is_music_wanted,
        _held(now.upcoming) if now.upcoming is not None else None,
    )


def take_up(session: Session, music: HeldMusic) -> None:
    """Go on where the run before ended; a song that is no longer there is forgotten."""
    song = _found(session.library, music.song)
    if song is None:
        return
    upcoming = _found(session.library, music.upcoming) if music.upcoming is not None else None
    session.playback.take_up(song, music.position_ms, music.is_playing, upcoming)


def _held(recommendation: Recommendation) -> HeldSong:
    return HeldSong(
        recommendation.track.id,
        recommendation.emotion,
        recommendation.mode,
        recommendation.reason,
    )


def _found(library: TrackLibrary, held: HeldSong) -> Recommendation | None:
    track = library.get(held.track_id)
    if track is None or library.by_uri(track.uri) is None:
        return None  # it was removed
    found = Recommendation(track, held.emotion, held.mode, held.reason)
    page = library.found_uri(track.id)
    return found if page is None else found.at(page)
