"""Writes down which gestures are seen, as it happens."""

from __future__ import annotations

import time
from datetime import datetime, timezone

from PySide6.QtCore import QObject, Signal

from feeling_manager.core.errors import DataError
from feeling_manager.core.gesture_episodes import GestureMerger
from feeling_manager.core.gestures import Gesture, GestureEvent
from feeling_manager.core.values import MonoMs
from feeling_manager.storage.gesture_log import GestureId, GestureLog


class GestureDiary(QObject):
    """Keeps the open gesture in the log. Thread: the GUI thread.

    It writes with every look that sees one; looks are seconds apart.

    Signals:
        changed(Gesture): another gesture is seen, or none any more.
        written(): a stretch began or ended; open charts may want to follow.
        failed(str): the log could not be written; a `DataError` code. Looking goes on.
    """

    changed = Signal(object)
    written = Signal()
    failed = Signal(str)

    def __init__(self, log: GestureLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._merger = GestureMerger()
        self._open_id: GestureId | None = None
        self._seen = Gesture.NONE

    @property
    def seen(self) -> Gesture:
        """What the last look showed."""
        return self._seen

    def note(self, gesture: Gesture) -> None:
        """Take in what a look showed just now."""
        step = self._merger.update(gesture, datetime.now(timezone.utc), _mono_ms())
        if step.closed is not None:
            self._end(step.closed)
        if step.open is not None and gesture is not Gesture.NONE:
            self._keep(step.open)
        self._show(gesture)

    def close(self) -> None:
        """End what is open, as when the camera is switched off."""
        closed = self._merger.close(_mono_ms())
        if closed is not None:
            self._end(closed)
        self._show(Gesture.NONE)

    def _show(self, gesture: Gesture) -> None:
        if gesture is not self._seen:
            self._seen = gesture
            self.changed.emit(gesture)

    def _keep(self, event: GestureEvent) -> None:
        try:
            if self._open_id is not None:
                self._log.extend(self._open_id, event)
                return
            self._open_id = self._log.start(event)
        except DataError as error:
            self.failed.emit(error.code)
            return
        self.written.emit()

    def _end(self, event: GestureEvent) -> None:
        open_id, self._open_id = self._open_id, None
        if open_id is None:
            return
        try:
            self._log.extend(open_id, event)
        except DataError as error:
            self.failed.emit(error.code)
        self.written.emit()


def _mono_ms() -> MonoMs:
    return MonoMs(round(time.monotonic() * 1000))
