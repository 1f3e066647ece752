"""Cameras: a webcam, a video file, a portrait for demonstrations."""

from __future__ import annotations

import re
from pathlib import Path

from feeling_manager.adapters.camera.camera_names import camera_names
from feeling_manager.adapters.camera.demo_camera import DemoCamera
from feeling_manager.adapters.camera.opencv_camera import OpenCvCamera
from feeling_manager.adapters.camera.video_file_camera import VideoFileCamera
from feeling_manager.core.ports import Camera
from feeling_manager.core.settings import DEMO_CAMERA

__all__ = [
    "DemoCamera",
    "OpenCvCamera",
    "VideoFileCamera",
    "camera_from_text",
    "camera_names",
]

_VIDEO_SUFFIXES = {".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ogv", ".webm"}


def camera_from_text(text: str, loop: bool = False) -> Camera:
    """Make the camera that `INDEX|NAME|FILE|demo` means; nothing is opened yet.

    A text that looks like a file stays one when there is no such file, so that the error says so.
    An empty text is the first camera.
    """
    text = text.strip()
    if text == DEMO_CAMERA:
        return DemoCamera()
    if re.fullmatch(r"[0-9]*", text):
        return OpenCvCamera(int(text or 0))
    device = re.fullmatch(r"/dev/video([0-9]+)", text)
    if device:
        return OpenCvCamera(int(device[1]))
    path = Path(text).expanduser()
    if path.is_file() or path.suffix.lower() in _VIDEO_SUFFIXES:
        return VideoFileCamera(path, loop)
    return OpenCvCamera(text)
