"""What a desktop's media controls show, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from feeling_manager.core.values import DurationMs, Track


class MediaCommand(str, Enum):
    """What a media key, a headset or another program may ask for."""

    PLAY = "play"
    PAUSE = "pause"
    TOGGLE = "toggle"
    STOP = "stop"
    NEXT = "next"
    PREVIOUS = "previous"
    SEEK_BY = "seek_by"
    """By so many milliseconds, forwards or backwards."""

    SEEK_TO = "seek_to"
    """To a position in milliseconds."""

    VOLUME = "volume"
    """To a loudness of 0–100."""

    RAISE = "raise"
    QUIT = "quit"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class MediaOrder:
    """A command with its number, where it has one."""

    command: MediaCommand
    value: int = 0


class MediaStatus(str, Enum):
    """What the controls show of the music."""

    PLAYING = "playing"
    PAUSED = "paused"
    STOPPED = "stopped"

    def __str__(self) -> str:
        return self.value


NO_DURATION: Final = DurationMs(0)


@dataclass(frozen=True, slots=True)
class MediaState:
    """What plays; `duration_ms` is 0 while it is not known, `volume` 0–100."""

    status: MediaStatus = MediaStatus.STOPPED
    track: Track | None = None
    duration_ms: DurationMs = NO_DURATION
    volume: int = 100
    can_go_back: bool = False

    @property
    def can_seek(self) -> bool:
        """Whether there is something to seek in."""
        return self.status is not MediaStatus.STOPPED and self.duration_ms > 0
