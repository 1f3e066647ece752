"""A cascade of boxes against MediaPipe's detector: what each finds, and how well it can be read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.face_crop import CropFraming, crop_face, to_grey
from feeling_manager.core.pipeline import choose_face
from feeling_manager.core.ports import EmotionClassifier, FaceDetector
from feeling_manager.core.values import FaceBox, Frame, Image, MonoMs
from feeling_manager.training.dataset import load_colour
from feeling_manager.training.framing import read_reel, video_frames

HAAR_SCALES: Final = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.1)
HAAR_RAISES: Final = (-0.08, -0.04, 0.0, 0.04)
"""The cascade's box is framed in its own way; the best of these is taken, on the same pictures, so
the comparison leans its way."""

SMALLEST_PX: Final = 40
CLIP_STEP: Final = 5
ROOM: Final = 0.5
"""Cropped photographs get half their side of border on each side, as a camera's picture has."""


class HaarDetector:
    """OpenCV's cascade for upright faces.

    Source: Viola & Jones 2001, "Rapid Object Detection using a Boosted Cascade of Simple Features".
    """

    def __init__(self) -> None:
        file = Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_default.xml"
        self._cascade = cv2.CascadeClassifier(str(file))

    def detect(self, frame: Frame) -> Sequence[FaceBox]:
        """All faces of a frame; the cascade knows no eyes and no sureness."""
        grey = cv2.equalizeHist(to_grey(frame.image))
        smallest = (SMALLEST_PX, SMALLEST_PX)
        boxes = self._cascade.detectMultiScale(grey, 1.1, 5, minSize=smallest)
        return [
            FaceBox(float(x), float(y), float(width), float(height), 1.0)
            for x, y, width, height in boxes
        ]

    def close(self) -> None:
        """Nothing to free."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A frame in which one face is to be found, and what it shows where that is known."""

    kind: str
    frame: Frame
    emotion: Emotion | None = None


def pictures(photographs: Path | None, reel: Path | None, scenes: Path | None) -> list[Picture]:
    """The photographs with room around them, the reel once a second, and clips of people."""
    found: list[Picture] = []
    if photographs is not None:
        images, labels = load_colour(photographs)
        for image, label in zip(images, labels):
            room = round(image.shape[0] * ROOM)
            wide = cv2.copyMakeBorder(image, room, room, room, room, cv2.BORDER_REPLICATE)
            large = cv2.resize(wide, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
            found.append(Picture("photographs", _frame(large), EMOTION_ORDER[label]))
    if reel is not None:
        for item in read_reel(reel, reel.with_suffix(".json")):
            if item.emotion is not None:
                found.append(Picture("reel", item.frame, item.emotion))
    if scenes is not None:
        for name, clips in (
            ("turning head", "intel_head-pose*"),
            ("two metres away", "intel_asl*"),
        ):
            for path in sorted(scenes.glob(clips)):
                frames = list(video_frames(path))[::CLIP_STEP]
                found += [Picture(name, frame) for frame in frames]
    return found


def compare(
    items: Sequence[Picture], classifier: EmotionClassifier, framing: CropFraming
) -> dict[str, Any]:
    """Found faces, milliseconds a picture and accuracy, for each detector."""
    haar = measure(items, HaarDetector(), classifier, _haar_framings())
    program = measure(items, MediaPipeDetector(), classifier, [framing])
    return {"haar": haar, "mediapipe": program}


def measure(
    items: Sequence[Picture],
    detector: FaceDetector,
    classifier: EmotionClassifier,
    framings: Sequence[CropFraming],
) -> dict[str, Any]:
    """One detector; of several framings the one that reads most faces right.

    Returns:
        For each kind of picture `n`, `found` 0-1 and, where labels are known, `accuracy` over all
        of them, a face that is not found being wrong; beside them `ms`, the median, and `framing`.
    """
    faces, took = [], []
    for item in items:
        began = time.perf_counter()
        boxes = detector.detect(item.frame)
        took.append((time.perf_counter() - began) * 1000)
        faces.append(choose_face(boxes, item.frame.width, item.frame.height))
    detector.close()
    right = {framing: _read_right(items, faces, classifier, framing) for framing in framings}
    best = max(framings, key=lambda framing: sum(right[framing]))
    result: dict[str, Any] = {"ms": round(float(np.median(took)), 2), "framing": asdict(best)}
    for kind in dict.fromkeys(item.kind for item in items):
        chosen = [n for n, item in enumerate(items) if item.kind == kind]
        row = {"n": len(chosen), "found": _share([faces[n] is not None for n in chosen])}
        if items[chosen[0]].emotion is not None:
            row["accuracy"] = _share([right[best][n] for n in chosen])
        result[kind] = row
    return result


def _read_right(
    items: Sequence[Picture],
    faces: Sequence[FaceBox | None],
    classifier: EmotionClassifier,
    framing: CropFraming,
) -> list[bool]:
    right = []
    for item, face in zip(items, faces):
        if face is None or item.emotion is None:
            right.append(False)
        else:
            crop = crop_face(item.frame.image, face, framing)
            right.append(classifier.classify(crop).scores.top is item.emotion)
    return right


def _haar_framings() -> list[CropFraming]:
    return [CropFraming(scale, up, level=False) for scale in HAAR_SCALES for up in HAAR_RAISES]


def _frame(image: Image) -> Frame:
    return Frame(np.ascontiguousarray(image), MonoMs(0))


def _share(values: Sequence[bool]) -> float:
    return round(float(np.mean(values)), 4)
