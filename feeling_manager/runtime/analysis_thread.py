"""The thread that owns the detector and the classifier."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal

from feeling_manager.core.errors import KnownError
from feeling_manager.core.gesture_watch import GestureWatch
from feeling_manager.core.personal import PersonalHead
from feeling_manager.core.pipeline import Pipeline
from feeling_manager.core.ports import GestureReader
from feeling_manager.core.values import Frame, Observation
from feeling_manager.runtime.latest_frame import LatestFrame

logger = logging.getLogger(__name__)

FRAME_TIMEOUT_S: Final = 1.0


class AnalysisThread(QThread):
    """Looks at a fresh frame at a steady interval.

    The times to look are fixed multiples of the interval, so the interval never drifts; a step
    that takes longer than the interval leaves times out, it never queues work. Hands are looked
    for after the expression was told, in the time of the same step.

    Signals:
        ready(): the models are loaded.
        observed(Observation): one step is done.
        looked_for_hands(GestureLook): every few seconds while `set_gestures` says so.
        gestures_failed(str): they cannot be looked for until they are switched on again; why.
        failed(str, str): a `KnownError`'s code and detail; the thread has ended.
    """

    ready = Signal()
    observed = Signal(object)
    looked_for_hands = Signal(object)
    gestures_failed = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        make_pipeline: Callable[[], Pipeline],
        frames: LatestFrame,
        interval_s: float,
        parent: QObject | None = None,
        make_gestures: Callable[[], GestureReader] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("analysis")
        self._make_pipeline = make_pipeline
        self._frames = frames
        self._interval_s = interval_s
        self._changed = threading.Condition()
        self._stopping = False
        self._personal: PersonalHead | None = None
        self._make_gestures = make_gestures
        self._gestures_wanted = False
        self._watch: GestureWatch | None = None

    def set_gestures(self, wanted: bool) -> None:
        """Load the hand models with the next step and look for hands, or free them. Thread: any."""
        with self._changed:
            self._gestures_wanted = wanted

    def set_interval_s(self, interval_s: float) -> None:
        """Change how often a frame is read. Thread: any."""
        with self._changed:
            self._interval_s = interval_s
            self._changed.notify_all()

    def set_personal(self, head: PersonalHead | None) -> None:
        """Read as this user's expressions look from the next frame on. Thread: any."""
        self._personal = head

    def stop(self) -> None:
        """Ask the thread to end. Thread: any; does not wait."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def run(self) -> None:
        """Load the models, then look until `stop`."""
        try:
            pipeline = self._make_pipeline()
        except KnownError as error:
            logger.warning("no analysis: %s (%s)", error.code, error.detail)
            self.failed.emit(error.code, error.detail)
            return
        except Exception as error:
            logger.exception("the analysis could not start")
            self.failed.emit("bug", repr(error))
            return
        try:
            self.ready.emit()
            self._look(pipeline)
        except Exception as error:
            logger.exception("the analysis thread ended by a bug")
            self.failed.emit("bug", repr(error))
        finally:
            pipeline.close()
            self._free_gestures()

    def _look(self, pipeline: Pipeline) -> None:
        due = time.monotonic()
        while self._sleep_until(due):
            frame = self._frames.request(FRAME_TIMEOUT_S)
            if frame is not None and not self._stopping:
                pipeline.personal = self._personal
                try:
                    observation = pipeline.analyse(frame)
                    self.observed.emit(observation)
                    self._look_for_hands(frame, observation)
                except KnownError as error:
                    logger.warning("a step failed: %s (%s)", error.code, error.detail)
            if not self._gestures_wanted:
                self._free_gestures()
            due = self._next_due(due)

    def _look_for_hands(self, frame: Frame, observation: Observation) -> None:
        if not self._gestures_wanted or self._make_gestures is None:
            return
        try:
            if self._watch is None:
                self._watch = GestureWatch(self._make_gestures(), time.perf_counter)
            look = self._watch.look(frame, observation)
        except KnownError as error:
            logger.warning("no gestures: %s (%s)", error.code, error.detail)
            self.set_gestures(False)
            self.gestures_failed.emit(error.detail)
            return
        if look is not None:
            self.looked_for_hands.emit(look)

    def _free_gestures(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.close()

    def _next_due(self, due: float) -> float:
        late_s = time.monotonic() - due
        return due + self._interval_s * max(1, int(late_s / self._interval_s) + 1)

    def _sleep_until(self, due: float) -> bool:
        """Wait; False when the thread is to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping, max(0.0, due - time.monotonic()))
            return not self._stopping
