"""One thing that is done in the background again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from feeling_manager.core.errors import KnownError
from feeling_manager.runtime.background_tasks import BackgroundTasks, Cancelled, TaskId


class Chore(QObject):
    """Runs one call at a time; its result arrives in the GUI thread.

    Signals:
        done(object): what the call returned.
        failed(KnownError): why it did not.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self, tasks: BackgroundTasks, work: Callable[[Cancelled], Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._work = work
        self._task_id: TaskId | None = None
        tasks.finished.connect(self._on_finished)
        tasks.failed.connect(self._on_failed)

    @property
    def running(self) -> bool:
        """Whether it is being done."""
        return self._task_id is not None

    def start(self) -> None:
        """Do it, unless it is being done already."""
        if not self.running:
            self._task_id = self._tasks.start(self._work)

    def _on_finished(self, task_id: int, result: object) -> None:
        if task_id == self._task_id:
            self._task_id = None
            self.done.emit(result)

    def _on_failed(self, task_id: int, error: KnownError) -> None:
        if task_id == self._task_id:
            self._task_id = None
            self.failed.emit(error)
