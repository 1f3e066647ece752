"""The thread that owns the camera."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal

from feeling_manager.core.errors import CameraError
from feeling_manager.core.ports import Camera
from feeling_manager.runtime.latest_frame import LatestFrame

logger = logging.getLogger(__name__)

RETRY_S: Final = 3.0
IDLE_S: Final = 0.25
"""How long to sleep over a source that piles nothing up; switching it off waits no longer."""


class CameraState(str, Enum):
    """What the camera is doing."""

    OFF = "off"
    STARTING = "starting"
    ON = "on"
    WAITING = "waiting"
    ENDED = "ended"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """The camera's state; `problem` is a `CameraError` code while it is WAITING or has ENDED."""

    state: CameraState
    problem: str | None = None


class CaptureThread(QThread):
    """Opens the camera, keeps the mailbox fresh, and tries again when the camera is gone.

    Signals:
        status_changed(CameraStatus): the camera's state is another one.
    """

    status_changed = Signal(object)

    def __init__(
        self,
        make_camera: Callable[[], Camera],
        frames: LatestFrame,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("capture")
        self._make_camera = make_camera
        self._frames = frames
        self._changed = threading.Condition()
        self._on = True
        self._generation = 0
        self._stopping = False
        self._reported: CameraStatus | None = None

    def set_on(self, on: bool) -> None:
        """Claim or release the camera. Thread: any; does not wait."""
        with self._changed:
            self._on = on
            self._changed.notify_all()

    def use(self, make_camera: Callable[[], Camera]) -> None:
        """Change to another camera, or start an ended video again. Thread: any."""
        with self._changed:
            self._make_camera = make_camera
            self._generation += 1
            self._changed.notify_all()

    def stop(self) -> None:
        """Ask the thread to release the camera and end. Thread: any; does not wait."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def run(self) -> None:
        """Own the camera until `stop`."""
        try:
            while not self._stopping:
                self._wait_until_on()
                if not self._stopping:
                    self._use_camera()
        except Exception:
            logger.exception("the capture thread ended by a bug")
            self._report(CameraStatus(CameraState.WAITING, "camera_lost"))
        finally:
            self._frames.clear()

    def _wait_until_on(self) -> None:
        with self._changed:
            if self._on or self._stopping:
                return
        self._frames.clear()
        self._report(CameraStatus(CameraState.OFF))
        with self._changed:
            self._changed.wait_for(lambda: self._on or self._stopping)

    def _use_camera(self) -> None:
        with self._changed:
            generation, make_camera = self._generation, self._make_camera
        if self._reported is None or self._reported.state is not CameraState.WAITING:
            self._report(CameraStatus(CameraState.STARTING))
        camera = make_camera()
        try:
            camera.open()
            self._pump(camera, generation)
            return
        except CameraError as error:
            logger.info("camera: %s (%s)", error.code, error.detail)
            code = error.code
        finally:
            camera.close()
        self._frames.clear()
        ended = code == "camera_ended"
        self._report(CameraStatus(CameraState.ENDED if ended else CameraState.WAITING, code))
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopping or not self._on or self._generation != generation,
                None if ended else RETRY_S,
            )

    def _pump(self, camera: Camera, generation: int) -> None:
        """Read frames until the camera is to be released. Raises: CameraError."""
        self._frames.put(camera.read())
        self._report(CameraStatus(CameraState.ON))
        while self._on and not self._stopping and self._generation == generation:
            if self._frames.wanted:
                self._frames.put(camera.read())
            elif camera.must_be_drained or not self._frames.wait_until_wanted(IDLE_S):
                camera.skip()

    def _report(self, status: CameraStatus) -> None:
        if status != self._reported:
            self._reported = status
            self.status_changed.emit(status)
