"""Puts the music where a desktop expects it: media controls and notifications."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from feeling_manager.adapters.desktop import media_controls_here, notifier_here
from feeling_manager.core.ports import Notifier
from feeling_manager.runtime.media_bridge import MediaBridge, SongNotices
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import reason_text


class Desktop(QObject):
    """The program's place on the desktop. Thread: the GUI thread.

    Attributes:
        media: tells what is asked for that the music alone cannot do.
    """

    def __init__(
        self,
        session: Session,
        has_window: bool,
        in_front: Callable[[], bool] = lambda: False,
        notifier: Notifier | None = None,
    ) -> None:
        """Take the parts; `notifier` stands in where the system has none of its own."""
        super().__init__()
        self.media = MediaBridge(session, media_controls_here(has_window), self)
        notifier = notifier_here() or notifier
        self._notices: SongNotices | None = None
        if notifier is not None:
            self._notices = SongNotices(session, notifier, in_front, reason_text, self)

    def start(self) -> None:
        """Appear."""
        self.media.start()

    def close(self) -> None:
        """Disappear."""
        self.media.close()
        if self._notices is not None:
            self._notices.close()
