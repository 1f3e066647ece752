"""A video file in place of a webcam, played in real time."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from feeling_manager.adapters.camera.opencv_library import load_cv2, to_rgb
from feeling_manager.adapters.camera.pace import Pace
from feeling_manager.core.errors import CameraError
from feeling_manager.core.values import Frame

_MAX_WIDTH, _MAX_HEIGHT = 1280, 1280
_FALLBACK_FPS = 25.0
_MAX_FPS = 240.0

MOST_BEHIND: Final = 32
"""Frames that may pass before they are taken out of the file.

Measured: fifteen at once take 0.75 % of a core, one by one 1.24 %.
"""


class VideoFileCamera:
    """Plays a file by its own frame rate; whoever reads late misses frames, as with a webcam.

    Pictures larger than 1280 px are shrunk: a phone's 4K video shows nothing more of a face.
    """

    must_be_drained = False

    def __init__(
        self,
        path: Path,
        loop: bool = False,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._loop = loop
        self._clock = clock
        self._sleep = sleep
        self._capture: Any = None
        self._pace = Pace(_FALLBACK_FPS)
        self._next_index = 0
        self._grabbed = 0
        self._grabbed_since_rewind = 0

    def open(self) -> None:
        """Open the file; the video starts with the first `read`. Raises: CameraError."""
        self.close()
        if not self._path.is_file():
            raise CameraError(f"no such video file: {self._path}", "camera_missing")
        self._capture = self._open_capture()
        self._pace = Pace(self._frames_per_second(), self._clock, self._sleep)
        self._next_index = self._grabbed = 0

    def read(self) -> Frame:
        """Wait until a frame is due and give it. Raises: CameraError."""
        index = self._advance()
        decoded, picture = self._capture.retrieve()
        if not decoded:
            raise CameraError(f"damaged video file: {self._path}", "camera_lost")
        image = to_rgb(picture, _MAX_WIDTH, _MAX_HEIGHT)
        return Frame(image, self._pace.due_at_mono_ms(index))

    def skip(self) -> None:
        """Let one frame pass; many are taken out of the file at once. Raises: CameraError."""
        self._wait()
        if self._next_index - self._grabbed >= MOST_BEHIND:
            self._catch_up()

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _advance(self) -> int:
        """Wait for the next frame, drop those whose time is over, and return its number."""
        self._wait()
        self._catch_up()
        return self._next_index - 1

    def _wait(self) -> None:
        """Wait until the next frame is due; those whose time is over count as past."""
        if self._capture is None:
            raise CameraError("the video file is not open", "camera_lost")
        self._pace.wait_for(self._next_index)
        self._next_index = max(self._next_index, self._pace.current_index()) + 1

    def _catch_up(self) -> None:
        while self._grabbed < self._next_index:
            self._grab()
            self._grabbed += 1

    def _grab(self) -> None:
        if not self._capture.grab():
            if not self._loop or self._grabbed_since_rewind == 0:
                raise CameraError(f"the video is over: {self._path}", "camera_ended")
            # Opening anew is exact for every container; seeking to frame 0 is not.
            self._capture.release()
            self._capture = self._open_capture()
            if not self._capture.grab():
                raise CameraError(f"the video is over: {self._path}", "camera_ended")
        self._grabbed_since_rewind += 1

    def _open_capture(self) -> Any:
        cv2 = load_cv2()
        self._grabbed_since_rewind = 0
        # One thread: several cost more than they save at a webcam's size.
        one_thread = [cv2.CAP_PROP_N_THREADS, 1]
        capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG, one_thread)
        if not capture.isOpened():
            capture.release()
            raise CameraError(f"not a video file: {self._path}", "camera_missing")
        return capture

    def _frames_per_second(self) -> float:
        fps = float(self._capture.get(load_cv2().CAP_PROP_FPS))
        if not math.isfinite(fps) or not 0 < fps <= _MAX_FPS:
            return _FALLBACK_FPS
        return fps
