"""Remembers from run to run where the windows were, and what played."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QTimer

from feeling_manager.core.desktop_state import DesktopState
from feeling_manager.core.errors import DataError
from feeling_manager.runtime.held_music import held_music, take_up
from feeling_manager.runtime.playback import NowPlaying
from feeling_manager.runtime.session import Session
from feeling_manager.ui.presence import Presence

logger = logging.getLogger(__name__)

EVERY_MS: Final = 5000
"""So much of a song's position is lost when the program is killed."""

SOON_MS: Final = 300


class DesktopMemory(QObject):
    """Writes the state every few seconds while something changes, and at the end."""

    def __init__(
        self,
        presence: Presence,
        session: Session,
        state: DesktopState,
        save: Callable[[DesktopState, bool], None],
    ) -> None:
        """Take the state of the run before; `save(state, durable)` writes another one."""
        super().__init__(presence)
        self._presence = presence
        self._session = session
        self._saved = state
        self._save = save
        self._failed = self._closed = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._on_timer)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._on_timer)

    def restore_windows(self) -> None:
        """Put the windows where they were; those of a screen that is gone come to another one."""
        if self._saved.window:
            place = QByteArray.fromBase64(self._saved.window.encode())
            self._presence.window.restoreGeometry(place)
        else:
            self._presence.window.fit_on_screen()
        self._presence.mini.restore_place(self._saved.mini)

    def begin(self) -> None:
        """Take the music up, and remember from now on."""
        if self._saved.music is not None:
            take_up(self._session, self._saved.music)
        self._session.playback.changed.connect(self._on_playback)
        self._timer.start()

    @property
    def mini_was_open(self) -> bool:
        """Whether the run before ended with the mini player."""
        return self._saved.mini_is_open

    def save_now(self) -> None:
        """Write how it is, and wait for the disk; call it before the session is closed."""
        self._write(durable=True)

    def close(self) -> None:
        """Remember no more: what is put away now is not how the user left it."""
        self._closed = True
        self._timer.stop()
        self._soon.stop()

    def state(self) -> DesktopState:
        """How it is now."""
        window = self._presence.window
        return DesktopState(
            page=window.page,
            window=bytes(window.saveGeometry().toBase64().data()).decode(),
            mini=self._presence.mini.place(),
            mini_is_open=self._presence.mini_is_open,
            # Until something plays, what played before is what there is to go on with.
            music=held_music(self._session) or self._saved.music,
        )

    def _on_playback(self, _now: NowPlaying) -> None:
        if not self._closed:
            self._soon.start()

    def _on_timer(self) -> None:
        self._write(durable=False)

    def _write(self, durable: bool) -> None:
        state = self.state()
        if self._closed or (state == self._saved and not durable):
            return
        self._saved = state
        try:
            self._save(state, durable)
        except DataError as error:
            if not self._failed:
                logger.warning("the desktop's state cannot be kept: %s", error.detail)
            self._failed = True
