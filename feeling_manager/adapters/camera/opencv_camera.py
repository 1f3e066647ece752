"""A webcam through OpenCV."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

from feeling_manager.adapters.camera.camera_names import camera_names, index_of
from feeling_manager.adapters.camera.opencv_library import load_cv2, to_rgb
from feeling_manager.adapters.camera.patient_thread import PatientThread
from feeling_manager.core.errors import CameraError
from feeling_manager.core.values import Frame, MonoMs

logger = logging.getLogger(__name__)

_PLATFORM: str = sys.platform
_DEVICES = Path("/dev")

_OPEN_TIMEOUT_S = 15.0
"""Windows may take ten seconds to start a webcam whose driver it has unloaded."""

_FIRST_FRAME_TIMEOUT_S = 5.0
_READ_TIMEOUT_S = 2.5
"""A little more than the two seconds after which a V4L2 read gives up by itself."""

_FAILED_READS = 5
_RETRY_S = 0.05
_EARLY_SHARE = 0.75
"""A frame this share of the wanted interval after the last is not too early: cameras jitter."""


class OpenCvCamera:
    """A webcam by its index, or by part of its name.

    Frames are at most `width` x `height` and come at most `fps` times a second, whatever the
    device gives: what is too much is dropped before it is converted. Every call to the driver
    runs in a thread that can be given up, since some drivers never return.
    """

    must_be_drained = True

    def __init__(
        self, source: int | str, width: int = 640, height: int = 480, fps: float = 15
    ) -> None:
        self._source = source
        self._width = width
        self._height = height
        self._fps = fps
        self._capture: Any = None
        self._thread: PatientThread | None = None
        self._last_frame_at_s = 0.0

    def open(self) -> None:
        """Claim the device and wait for its first frame.

        Raises: CameraError (`camera_missing`, `camera_busy`).
        """
        self.close()
        index = self._index()
        _check_node(index)
        self._thread = PatientThread("camera driver")
        try:
            self._capture = self._thread.call(lambda: self._start(index), _OPEN_TIMEOUT_S)
            if not self._thread.call(self._capture.grab, _FIRST_FRAME_TIMEOUT_S):
                raise CameraError(f"camera {index} gives no picture", "camera_busy")
        except TimeoutError as error:
            self.close()
            raise CameraError(f"camera {index} does not answer: {error}", "camera_busy") from error
        except CameraError:
            self.close()
            raise

    def read(self) -> Frame:
        """Wait for the next frame, 2.5 s at most. Raises: CameraError (`camera_lost`)."""
        while True:
            grabbed_at_s = self._grab()
            if grabbed_at_s - self._last_frame_at_s >= _EARLY_SHARE / self._fps:
                break
        self._last_frame_at_s = grabbed_at_s
        decoded, picture = self._call(self._capture.retrieve)
        if not decoded or picture is None:
            raise CameraError("the camera's picture cannot be decoded", "camera_lost")
        image = to_rgb(picture, self._width, self._height)
        return Frame(image, MonoMs(round(grabbed_at_s * 1000)))

    def skip(self) -> None:
        """Take one frame from the device without decoding it. Raises: CameraError."""
        self._grab()

    def close(self) -> None:
        """Release the device, which puts its light out; may be called twice."""
        thread, self._thread = self._thread, None
        capture, self._capture = self._capture, None
        if thread is not None and not thread.end(lambda: capture and capture.release()):
            logger.warning("the camera's driver hangs; the camera may stay on")

    def _index(self) -> int:
        if isinstance(self._source, int):
            return self._source
        return index_of(self._source, camera_names())

    def _start(self, index: int) -> Any:
        """Open the device. Thread: the driver's."""
        cv2 = load_cv2()
        capture = cv2.VideoCapture(index, _backend(cv2))
        if not capture.isOpened():
            capture.release()
            raise CameraError(f"camera {index} cannot be opened", _code_when_closed(index))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, self._width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self._height)
        capture.set(cv2.CAP_PROP_FPS, self._fps)
        return capture

    def _grab(self) -> float:
        """Take the next frame from the device; the moment it came, monotonic seconds."""
        for attempt in range(_FAILED_READS):
            if attempt:
                # A single frame damaged on the wire is no reason to give the camera up.
                time.sleep(_RETRY_S)
            started_at_s = time.monotonic()
            if self._call(lambda: self._capture.grab()):
                return time.monotonic()
            if time.monotonic() - started_at_s > 1:
                break
        raise CameraError("the camera gives no more pictures", "camera_lost")

    def _call(self, function: Any) -> Any:
        if self._thread is None:
            raise CameraError("the camera is not open", "camera_lost")
        try:
            return self._thread.call(function, _READ_TIMEOUT_S)
        except TimeoutError as error:
            raise CameraError(f"the camera hangs: {error}", "camera_lost") from error


def _backend(cv2: Any) -> int:
    """The system's own interface: left alone, OpenCV would try a dozen.

    WORKAROUND opencv 4: Media Foundation may take minutes to open a webcam (opencv#17687), so
    DirectShow on Windows; remove when that issue is closed.
    """
    if _PLATFORM == "win32":
        return int(cv2.CAP_DSHOW)
    if _PLATFORM == "darwin":
        return int(cv2.CAP_AVFOUNDATION)
    return int(cv2.CAP_V4L2)


def _check_node(index: int) -> None:
    """On Linux the device's node tells missing, forbidden and busy apart."""
    if not _PLATFORM.startswith("linux"):
        return
    node = _DEVICES / f"video{index}"
    try:
        os.close(os.open(node, os.O_RDWR | os.O_NONBLOCK))
    except OSError as error:
        missing = error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO)
        code = "camera_missing" if missing else "camera_busy"
        raise CameraError(f"{node}: {error.strerror}", code) from error


def _code_when_closed(index: int) -> str:
    """Why OpenCV could not open it: on Linux there is a node, elsewhere nobody can tell."""
    if _PLATFORM.startswith("linux"):
        return "camera_busy"
    with contextlib.suppress(OSError):
        return "camera_busy" if len(camera_names()) > index else "camera_missing"
    return "camera_missing"
