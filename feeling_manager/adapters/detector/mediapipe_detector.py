"""Finds faces with MediaPipe's face detector, whose model lies inside the mediapipe wheel."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np

from feeling_manager.core.errors import ModelError
from feeling_manager.core.values import FaceBox, Frame, Image, Point

MIN_CONFIDENCE: Final = 0.6
MIN_TILE_CONFIDENCE: Final = 0.65
"""A face that only shows in a part of the picture must be surer: enlarged walls have faces too."""

TILE_SHARE: Final = 0.6
"""Side of a tile in units of the frame's smaller side; it enlarges far faces by 1.7."""

UNUSED_MODULES: Final = (
    "mediapipe.python.solutions.drawing_styles",
    "mediapipe.python.solutions.drawing_utils",
    "mediapipe.tasks.python.audio",
    "mediapipe.tasks.python.genai",
    "mediapipe.tasks.python.text",
)
"""Parts of the library that it loads but the program never calls; they bring matplotlib's pyplot
along. Measured: 41 MB of memory and 200 modules."""

MODEL_FILE: Final = "modules/face_detection/face_detection_short_range.tflite"


class MediaPipeDetector:
    """BlazeFace short range; where it finds nothing it looks again at parts of the picture.

    Thread: one only. The library is imported by the constructor.
    """

    def __init__(self, min_confidence: float = MIN_CONFIDENCE) -> None:
        """Load the model. Raises: ModelError."""
        model = _model_bytes()
        # Read by the library's logging when it is loaded: 2 leaves errors only.
        os.environ.setdefault("GLOG_minloglevel", "2")
        try:
            _leave_out(UNUSED_MODULES)
            import mediapipe
            from mediapipe.tasks.python.core.base_options import BaseOptions
            from mediapipe.tasks.python.vision import FaceDetector, FaceDetectorOptions

            options = FaceDetectorOptions(
                base_options=BaseOptions(model_asset_buffer=model),
                min_detection_confidence=min_confidence,
            )
            self._mediapipe = mediapipe
            self._detector: Any = FaceDetector.create_from_options(options)
        except (ImportError, RuntimeError, ValueError) as error:
            raise ModelError(f"face detector: {error}", "model_bad") from error

    def detect(self, frame: Frame) -> Sequence[FaceBox]:
        """All faces of a frame; none where it is no colour picture. Raises: ModelError."""
        # One picture that the library refuses makes every later call fail.
        if frame.image.ndim != 3 or frame.image.shape[2] != 3 or frame.image.size == 0:
            return []
        faces = self._detect(frame.image)
        if faces:
            return faces
        for left, top, side in _tiles(frame.width, frame.height):
            tile = frame.image[top : top + side, left : left + side]
            found = [f for f in self._detect(tile) if f.score >= MIN_TILE_CONFIDENCE]
            faces += [_moved(face, left, top) for face in found]
        return _without_doubles(faces)

    def close(self) -> None:
        """Free the model."""
        detector, self._detector = self._detector, None
        if detector is not None:
            # The library raises here what went wrong earlier, which `detect` has told already.
            with suppress(RuntimeError, ValueError):
                detector.close()

    def _detect(self, image: Image) -> list[FaceBox]:
        height, width = image.shape[:2]
        picture = self._mediapipe.Image(
            image_format=self._mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(image)
        )
        try:
            result = self._detector.detect(picture)
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"face detector: {error}", "model_bad") from error
        return [_face_box(detection, width, height) for detection in result.detections]


def _leave_out(names: Sequence[str]) -> None:
    """Let empty modules stand in for parts of the library that are not loaded yet."""
    for name in names:
        sys.modules.setdefault(name, ModuleType(name))


def _model_bytes() -> bytes:
    """The detector's model out of the installed wheel. Raises: ModelError."""
    spec = importlib.util.find_spec("mediapipe")
    if spec is None or spec.origin is None:
        raise ModelError("mediapipe is not installed")
    path = Path(spec.origin).parent / MODEL_FILE
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(str(error)) from error


def _face_box(detection: Any, width: int, height: int) -> FaceBox:
    """Translate one detection; its key points begin with eyes, nose tip and mouth centre."""
    box = detection.bounding_box
    points = [Point(p.x * width, p.y * height) for p in detection.keypoints[:4]]
    eyes, nose, mouth = points[:2], points[2:3], points[3:4]
    return FaceBox(
        origin_x=float(box.origin_x),
        origin_y=float(box.origin_y),
        width=float(box.width),
        height=float(box.height),
        score=float(detection.categories[0].score),
        left_eye=eyes[0] if len(eyes) == 2 else None,
        right_eye=eyes[1] if len(eyes) == 2 else None,
        nose_tip=nose[0] if nose else None,
        mouth_center=mouth[0] if mouth else None,
    )


def _tiles(width: int, height: int) -> list[tuple[int, int, int]]:
    """(left, top, side) of overlapping squares: the middle, and the two sides of a wide frame."""
    side = int(min(width, height) * TILE_SHARE)
    top = (height - side) // 3
    lefts = {(width - side) // 2, (width - side) // 6, (width - side) * 5 // 6}
    return [(left, top, side) for left in sorted(lefts)] if side >= 64 else []


def _moved(face: FaceBox, dx: float, dy: float) -> FaceBox:
    def move(point: Point | None) -> Point | None:
        return None if point is None else Point(point.x + dx, point.y + dy)

    return FaceBox(
        face.origin_x + dx,
        face.origin_y + dy,
        face.width,
        face.height,
        face.score,
        move(face.left_eye),
        move(face.right_eye),
        move(face.nose_tip),
        move(face.mouth_center),
    )


def _without_doubles(faces: list[FaceBox]) -> list[FaceBox]:
    """Keep the surest of faces whose centres lie within each other's boxes."""
    kept: list[FaceBox] = []
    for face in sorted(faces, key=lambda f: f.score, reverse=True):
        if not any(_contains(other, face.center) for other in kept):
            kept.append(face)
    return kept


def _contains(box: FaceBox, point: Point) -> bool:
    inside_x = box.origin_x <= point.x <= box.origin_x + box.width
    return inside_x and box.origin_y <= point.y <= box.origin_y + box.height
