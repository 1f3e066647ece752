"""Keeps what one run of the window leaves for the next."""

from __future__ import annotations

import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from feeling_manager.core.desktop_state import DesktopState, HeldMusic, HeldSong
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.recommender import Reason
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import DurationMs, TrackId
from feeling_manager.storage.json_file import read_object, write_object

logger = logging.getLogger(__name__)


class DesktopStateFile:
    """A file beside the settings; one that makes no sense counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> DesktopState:
        """Read the file; a missing or broken one gives what a first start has."""
        try:
            return _state(read_object(self._path))
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            logger.info("ignored %s: %r", self._path, error)
            return DesktopState()

    def save(self, state: DesktopState, durable: bool = False) -> None:
        """Write the file, every few seconds without waiting for the disk. Raises: DataError."""
        write_object(self._path, asdict(state), durable)


def _state(content: dict[str, Any]) -> DesktopState:
    music = content.get("music")
    return DesktopState(
        page=str(content.get("page", "")),
        window=str(content.get("window", "")),
        mini=str(content.get("mini", "")),
        mini_is_open=bool(content.get("mini_is_open", False)),
        music=_music(music) if music is not None else None,
    )


def _music(content: dict[str, Any]) -> HeldMusic:
    upcoming = content.get("upcoming")
    return HeldMusic(
        song=_song(content["song"]),
        position_ms=DurationMs(max(0, int(content["position_ms"]))),
        is_playing=bool(content["is_playing"]),
        upcoming=_song(upcoming) if upcoming is not None else None,
    )


def _song(content: dict[str, Any]) -> HeldSong:
    emotion = content["emotion"]
    return HeldSong(
        track_id=TrackId(int(content["track_id"])),
        emotion=Emotion(emotion) if emotion is not None else None,
        mode=ListeningMode(content["mode"]),
        reason=Reason(content["reason"]),
    )
