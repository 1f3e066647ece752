"""A portrait in place of a webcam, for machines without one."""

from __future__ import annotations

import importlib.util
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from feeling_manager.adapters.camera.opencv_library import load_cv2, to_rgb
from feeling_manager.adapters.camera.pace import Pace
from feeling_manager.core.errors import CameraError
from feeling_manager.core.values import Frame, Image

_WIDTH, _HEIGHT, _FPS = 640, 480, 15.0
_PORTRAIT = Path("mpl-data", "sample_data", "grace_hopper.jpg")
_CENTRE_X_PX, _CENTRE_Y_PX = 256.0, 222.0
_ZOOM = 1.34


class DemoCamera:
    """The public-domain portrait of Grace Hopper that matplotlib carries, slowly moving.

    Frames are 640 x 480 at 15 a second; the picture depends on the frame's number only, which
    counts from `open`.
    """

    must_be_drained = False

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._portrait: Any = None
        self._pace = Pace(_FPS)
        self._next_index = 0

    def open(self) -> None:
        """Load the portrait. Raises: CameraError."""
        cv2 = load_cv2()
        # Not imread: it cannot open a path with Korean letters on Windows.
        encoded = np.frombuffer(_portrait_bytes(), dtype=np.uint8)
        self._portrait = cv2.imdecode(encoded, cv2.IMREAD_COLOR)
        if self._portrait is None:
            raise CameraError("the demo portrait is damaged", "camera_missing")
        self._pace = Pace(_FPS, self._clock, self._sleep)
        self._next_index = 0

    def read(self) -> Frame:
        """Wait until the next frame is due and draw it. Raises: CameraError."""
        index = self._advance()
        return Frame(self._draw(index), self._pace.due_at_mono_ms(index))

    def skip(self) -> None:
        """Let one frame pass without drawing it. Raises: CameraError."""
        self._advance()

    def close(self) -> None:
        """Drop the portrait; may be called twice."""
        self._portrait = None

    def _advance(self) -> int:
        if self._portrait is None:
            raise CameraError("the demo camera is not open", "camera_lost")
        self._pace.wait_for(self._next_index)
        index = max(self._next_index, self._pace.current_index())
        self._next_index = index + 1
        return index

    def _draw(self, index: int) -> Image:
        cv2 = load_cv2()
        zoom, centre_x, centre_y = _view(index / _FPS)
        # Maps portrait to frame pixels: the centre of the view comes to the middle of the frame.
        matrix = np.array(
            [
                [zoom, 0.0, _WIDTH / 2 - zoom * centre_x],
                [0.0, zoom, _HEIGHT / 2 - zoom * centre_y],
            ]
        )
        picture = cv2.warpAffine(
            self._portrait,
            matrix,
            (_WIDTH, _HEIGHT),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return to_rgb(picture, _WIDTH, _HEIGHT)


def _view(seconds: float) -> tuple[float, float, float]:
    """Zoom and centre (portrait px): a sway of 11 s, a nod of 7 s, a breath of 4 s."""
    sway = math.sin(2 * math.pi * seconds / 11)
    nod = math.sin(2 * math.pi * seconds / 7)
    breath = math.sin(2 * math.pi * seconds / 4)
    zoom = _ZOOM + 0.03 * sway * nod + 0.006 * breath
    return zoom, _CENTRE_X_PX + 9 * sway, _CENTRE_Y_PX + 4 * nod + 1.5 * breath


def _portrait_bytes() -> bytes:
    # find_spec does not run matplotlib, whose import takes half a second.
    spec = importlib.util.find_spec("matplotlib")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / _PORTRAIT
        if path.is_file():
            return path.read_bytes()
    raise CameraError("matplotlib's sample portrait is not installed", "camera_missing")
