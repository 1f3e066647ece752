"""Runs blocking calls in a small pool of threads and brings their results home."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from typing import Any, NewType

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from feeling_manager.core.errors import KnownError

logger = logging.getLogger(__name__)

TaskId = NewType("TaskId", int)
Cancelled = Callable[[], bool]


class BackgroundTasks(QObject):
    """Starts tasks; each ends with one signal unless it is cancelled before.

    Thread: `start` and `cancel` belong to the thread that made this object, the signals arrive
    there too. Results of cancelled tasks are dropped.

    Signals:
        finished(int, object): task id and what it returned.
        failed(int, KnownError): task id and why; a bug arrives with the code `bug`.
    """

    finished = Signal(int, object)
    failed = Signal(int, object)
    _ended = Signal(int, object, object)

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._ids = itertools.count(1)
        self._cancellations: dict[TaskId, threading.Event] = {}
        self._ended.connect(self._on_ended)

    def start(self, work: Callable[[Cancelled], Any]) -> TaskId:
        """Run `work` in the pool; it is handed a function that says whether to give up."""
        task_id = TaskId(next(self._ids))
        cancellation = threading.Event()
        self._cancellations[task_id] = cancellation
        self._pool.start(_Task(task_id, work, cancellation, self._ended.emit))
        return task_id

    def cancel(self, task_id: TaskId) -> None:
        """Drop a task's result and ask it to give up."""
        cancellation = self._cancellations.pop(task_id, None)
        if cancellation is not None:
            cancellation.set()

    def close(self, timeout_ms: int = 3000) -> bool:
        """Cancel everything and wait; False when a task would not give up in time."""
        for task_id in list(self._cancellations):
            self.cancel(task_id)
        self._pool.clear()
        return self._pool.waitForDone(timeout_ms)

    def _on_ended(self, task_id: int, value: object, error: object) -> None:
        if self._cancellations.pop(TaskId(task_id), None) is None:
            return
        if error is None:
            self.finished.emit(task_id, value)
        else:
            self.failed.emit(task_id, error)


class _Task(QRunnable):
    def __init__(
        self,
        task_id: TaskId,
        work: Callable[[Cancelled], Any],
        cancellation: threading.Event,
        report: Callable[[int, object, object], None],
    ) -> None:
        super().__init__()
        self._task_id = task_id
        self._work = work
        self._cancellation = cancellation
        self._report = report

    def run(self) -> None:
        value: Any = None
        error: KnownError | None = None
        if self._cancellation.is_set():
            return
        try:
            value = self._work(self._cancellation.is_set)
        except KnownError as known:
            error = known
        except Exception as bug:
            logger.exception("a background task failed")
            error = KnownError(repr(bug), "bug")
        self._report(self._task_id, value, error)
