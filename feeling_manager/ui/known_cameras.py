"""The names of the webcams, asked for in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from feeling_manager.core.settings import AUTO_CAMERA, DEMO_CAMERA
from feeling_manager.runtime.session import Session
from feeling_manager.ui.chore import Chore


class KnownCameras(QObject):
    """On some systems listing cameras takes a second, too long for the window to wait.

    Signals:
        changed(): there are other cameras than before, or the demo portrait stands in.
    """

    changed = Signal()

    def __init__(self, session: Session, find: Callable[[], Sequence[str]]) -> None:
        super().__init__(session)
        self._session = session
        self.names: Sequence[str] = ()
        self.demo_stands_in = False
        self._chore = Chore(session.chores, lambda _cancelled: list(find()), self)
        self._chore.done.connect(self._on_found)

    @property
    def is_demo(self) -> bool:
        """Whether the picture is the demo portrait, as chosen or for want of a webcam."""
        camera = self._session.settings.camera
        return camera == DEMO_CAMERA or (self.demo_stands_in and camera == AUTO_CAMERA)

    def let_demo_stand_in(self) -> None:
        """Know that without a webcam the demo portrait is shown in its place."""
        self.demo_stands_in = True
        self.changed.emit()

    def refresh(self) -> None:
        """Look for cameras that came or went."""
        self._chore.start()

    def _on_found(self, names: Sequence[str]) -> None:
        if names != self.names:
            self.names = names
            self.changed.emit()
