"""Brings a newer yt-dlp in the background: when the user says so, or when songs fail."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, Signal

from feeling_manager.core.errors import KnownError
from feeling_manager.core.ports import YtDlpStatus, YtDlpUpdater, YtDlpUpdateResult
from feeling_manager.runtime.background_tasks import BackgroundTasks, Cancelled, TaskId

logger = logging.getLogger(__name__)

PAUSE: Final = timedelta(hours=24)
"""Between two updates that nobody asked for; yt-dlp is released every few weeks."""


class UpdateState(str, Enum):
    """How the last update went, or that it goes on."""

    IDLE = "idle"
    CHECKING = "checking"
    UPDATED = "updated"
    NEWEST = "newest"
    FAILED = "failed"

    def __str__(self) -> str:
        return self.value


def now_utc() -> datetime:
    """The clock on the wall."""
    return datetime.now(timezone.utc)


class YtDlpUpdates(QObject):
    """At most one update goes on at a time. Thread: the one that made it.

    Signals:
        changed(): anything that the properties tell.
        updated_by_itself(ActiveYtDlp): a newer version is in place, and nobody asked for it.
    """

    changed = Signal()
    updated_by_itself = Signal(object)
    _progressed = Signal(float)

    def __init__(
        self,
        updater: YtDlpUpdater,
        parent: QObject | None = None,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        super().__init__(parent)
        self._updater = updater
        self._clock = clock
        self._tried_at: datetime | None = None
        self._is_wanted = False
        self._task: TaskId | None = None
        self._status: YtDlpStatus | None = None
        self._tasks = BackgroundTasks(threads=1, parent=self)
        self._tasks.finished.connect(self._on_finished)
        self._tasks.failed.connect(self._on_failed)
        self._progressed.connect(self._on_progressed)
        self._state, self._code, self._percent = UpdateState.IDLE, "", 0

    @property
    def state(self) -> UpdateState:
        """How the last update went, or that it goes on."""
        return self._state

    @property
    def code(self) -> str:
        """Why the last update failed; else empty."""
        return self._code

    @property
    def percent(self) -> int:
        """How much is fetched, 0–100; 0 while the index is asked."""
        return self._percent

    @property
    def status(self) -> YtDlpStatus | None:
        """Which version is there, and from when on it is used; None before the first `look`."""
        return self._status

    def look(self) -> None:
        """Look into the user's folder; `changed` follows.

        Not at once: the libraries that read it take 100 ms to load.
        """
        self._tasks.start(lambda _cancelled: self._updater.status())

    def update_now(self) -> None:
        """Look for a newer version and fetch it; nothing happens while that goes on already."""
        self._is_wanted = True
        self._begin()

    def update_if_due(self) -> None:
        """The same without being asked, at most once in 24 hours."""
        if self._task is None and self._is_due():
            self._is_wanted = False
            self._begin()

    def close(self) -> None:
        """Give up what goes on."""
        self._task = None
        self._tasks.close()

    def _is_due(self) -> bool:
        """Whether the last attempt, of this run or one before, is long enough ago."""
        now = self._clock()
        last = [at for at in (self._tried_at, self._updater.asked_at()) if at is not None]
        # A time far in the future was written before the clock was set right.
        return not any(abs(now - at) < PAUSE for at in last)

    def _begin(self) -> None:
        if self._task is not None:
            return
        self._tried_at = self._clock()
        self._task = self._tasks.start(self._work)
        self._show(UpdateState.CHECKING)

    def _work(self, cancelled: Cancelled) -> YtDlpUpdateResult:
        """Thread: the pool's."""
        return self._updater.update(cancelled, self._progressed.emit)

    def _on_progressed(self, part: float) -> None:
        percent = round(part * 100)
        if percent != self._percent and self._task is not None:
            self._percent = percent
            self.changed.emit()

    def _on_finished(self, task_id: int, result: YtDlpUpdateResult | YtDlpStatus) -> None:
        if isinstance(result, YtDlpStatus):
            self._status = result
            self.changed.emit()
            return
        self._status = result.status
        if result.problem:
            self._show(UpdateState.FAILED, result.problem)
        else:
            self._show(UpdateState.UPDATED if result.updated else UpdateState.NEWEST)
        if result.updated and not self._is_wanted:
            self.updated_by_itself.emit(result.status.active)

    def _on_failed(self, task_id: int, error: KnownError) -> None:
        logger.info("yt-dlp was not updated: %s %s", error.code, error.detail[:200])
        if task_id != self._task:
            return  # a look: what was seen last still holds
        self._show(UpdateState.FAILED, error.code)

    def _show(self, state: UpdateState, code: str = "") -> None:
        self._state, self._code, self._percent = state, code, 0
        if state is not UpdateState.CHECKING:
            self._task = None
        self.changed.emit()
