"""Knows how much each song is to be turned down, so that all are equally loud."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Any, Final

from feeling_manager.adapters.player.libvlc import new_instance
from feeling_manager.adapters.player.loudness import gain_db
from feeling_manager.adapters.player.vlc_loudness import measure_lufs
from feeling_manager.core.errors import PlayerError

logger = logging.getLogger(__name__)

_MOST_WAITING: Final = 2
"""What plays and what comes next; who asks for more has changed their mind about the rest."""

_MOST_KNOWN: Final = 1000


class Leveller(threading.Thread):
    """Measures songs one after the other with a libVLC of its own, started for the first of them.

    Thread: `want`, `gain_db` and `close` are for any thread, the rest is its own.
    """

    def __init__(self, vlc: Any) -> None:
        # A daemon: a file system that never answers must not keep the program from ending.
        super().__init__(name="loudness", daemon=True)
        self._vlc = vlc
        self._changed = threading.Condition()
        self._waiting: list[Path] = []
        self._measuring: Path | None = None
        self._gains_db: dict[Path, float] = {}
        self._closing = False

    def want(self, path: Path) -> None:
        """Measure a song unless that is done or under way; what was wanted last comes first."""
        with self._changed:
            if path in self._gains_db or path == self._measuring or path in self._waiting:
                return
            self._waiting = [*self._waiting, path][-_MOST_WAITING:]
            self._changed.notify()

    def gain_db(self, path: Path) -> float | None:
        """By how much a song is turned up; None while not known."""
        with self._changed:
            return self._gains_db.get(path)

    def close(self) -> None:
        """Leave off measuring; the thread ends a moment later."""
        with self._changed:
            self._closing = True
            self._changed.notify()

    def run(self) -> None:
        """Measure what is wanted until closed."""
        instance = None
        while (path := self._next()) is not None:
            lufs = None
            try:
                instance = instance or new_instance(self._vlc)
                lufs = measure_lufs(self._vlc, instance, path, lambda: self._closing)
            except PlayerError as error:
                logger.warning("cannot measure how loud songs are: %s", error)
            except Exception:  # a thread's boundary: the next song may be measured again
                logger.exception("%s could not be measured", path)
            self._know(path, lufs)
        if instance is not None:
            instance.release()

    def _next(self) -> Path | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            self._measuring = None if self._closing else self._waiting.pop()
            return self._measuring

    def _know(self, path: Path, lufs: float | None) -> None:
        logger.info("%s: %s LUFS", path.name, "no" if lufs is None else round(lufs, 1))
        with self._changed:
            if len(self._gains_db) >= _MOST_KNOWN:
                self._gains_db.clear()
            self._gains_db[path] = gain_db(lufs)
            self._measuring = None
