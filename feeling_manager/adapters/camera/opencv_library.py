"""Loads OpenCV when the first camera opens, quiet and impatient."""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import Any

import numpy as np

from feeling_manager.core.values import Image

_DEFAULTS = {
    # A V4L2 read waits ten seconds for a stalled camera; OpenCV asks for this at its first wait.
    "OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "2",
    # -8 is FFmpeg's AV_LOG_QUIET: a damaged video file is reported by us, once.
    "OPENCV_FFMPEG_LOGLEVEL": "-8",
}


def load_cv2() -> ModuleType:
    """Import OpenCV with its own messages switched off; every failure is reported by the cameras.

    Thread: any. Measured: the first call takes 0.1-0.2 s.
    """
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    if sys.platform == "darwin":
        # Outside the main thread OpenCV cannot wait for the permission dialog and gives up;
        # without its own question the system asks when the camera starts.
        os.environ.setdefault("OPENCV_AVFOUNDATION_SKIP_AUTH", "1")
    import cv2

    if "OPENCV_LOG_LEVEL" not in os.environ:
        cv2.setLogLevel(0)
    return cv2  # type: ignore[no-any-return,unused-ignore]


def to_rgb(bgr: Any, max_width: int, max_height: int) -> Image:
    """Turn an OpenCV picture into a read-only uint8 (H, W, 3) RGB array of at most this size.

    Shrinks before converting, and keeps the proportions.
    """
    cv2 = load_cv2()
    if bgr.ndim == 2:
        bgr = cv2.cvtColor(bgr, cv2.COLOR_GRAY2BGR)
    height, width = bgr.shape[:2]
    scale = min(max_width / width, max_height / height)
    if scale < 1:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        bgr = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)
    image: Image = np.ascontiguousarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
    image.flags.writeable = False
    return image
