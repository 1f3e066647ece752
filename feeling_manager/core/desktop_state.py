"""What one run of the window leaves for the next: where it was, and what played."""

from __future__ import annotations

from dataclasses import dataclass

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.recommender import Reason
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import DurationMs, TrackId


@dataclass(frozen=True, slots=True)
class HeldSong:
    """A song of the library, and why it was chosen."""

    track_id: TrackId
    emotion: Emotion | None
    mode: ListeningMode
    reason: Reason


@dataclass(frozen=True, slots=True)
class HeldMusic:
    """The song that played or was paused, how far it was, and what was to come next."""

    song: HeldSong
    position_ms: DurationMs
    is_playing: bool
    upcoming: HeldSong | None = None


@dataclass(frozen=True, slots=True)
class DesktopState:
    """Where the windows were; the geometries are text that only the window itself reads."""

    page: str = ""
    window: str = ""
    mini: str = ""
    mini_is_open: bool = False
    music: HeldMusic | None = None
