"""Learns how this user's expressions look, from what they say of readings."""

from __future__ import annotations

from datetime import datetime, timezone

from PySide6.QtCore import QObject, Signal

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.errors import DataError, KnownError
from feeling_manager.core.personal import Correction, PersonalFit, fit_personal
from feeling_manager.core.values import Classification
from feeling_manager.runtime.background_tasks import BackgroundTasks, TaskId
from feeling_manager.storage.corrections import Corrections

NOTHING = PersonalFit(None, 0, 0, 0)


class PersonalReading(QObject):
    """Keeps corrections and what was learnt of them. Thread: the GUI thread.

    Signals:
        learnt(PersonalFit): something else was learnt; its head is to be used from now on.
        failed(KnownError): corrections cannot be read or written.
    """

    learnt = Signal(object)
    failed = Signal(object)

    def __init__(self, corrections: Corrections, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._corrections = corrections
        self._task_id: TaskId | None = None
        self._tasks = BackgroundTasks(threads=1, parent=self)
        self._tasks.finished.connect(self._on_fitted)
        self._tasks.failed.connect(self._on_failed)
        self.fit = NOTHING

    def start(self) -> None:
        """Learn from what was kept before."""
        self._learn()

    def correct(self, emotion: Emotion, reading: Classification) -> None:
        """Keep what the user says of a reading, and learn from it."""
        try:
            self._corrections.add(Correction(emotion, reading), datetime.now(timezone.utc))
        except DataError as error:
            self.failed.emit(error)
        self._learn()

    def undo(self) -> None:
        """Forget the newest correction."""
        try:
            self._corrections.remove_last()
        except DataError as error:
            self.failed.emit(error)
        self._learn()

    def forget(self) -> None:
        """Forget every correction."""
        try:
            self._corrections.remove_all()
        except DataError as error:
            self.failed.emit(error)
        self._learn()

    def close(self) -> None:
        """Stop learning."""
        self._tasks.close()

    def _learn(self) -> None:
        if self._task_id is not None:
            self._tasks.cancel(self._task_id)
        try:
            corrections = self._corrections.all()
        except DataError as error:
            self.failed.emit(error)
            return
        self._task_id = self._tasks.start(lambda _cancelled: fit_personal(corrections))

    def _on_fitted(self, _task_id: int, fit: PersonalFit) -> None:
        self._task_id = None
        self.fit = fit
        self.learnt.emit(fit)

    def _on_failed(self, _task_id: int, error: KnownError) -> None:
        self._task_id = None
        self.failed.emit(error)
