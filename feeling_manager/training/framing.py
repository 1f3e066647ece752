"""Finds the crop framing under which the network reads real photographs and a camera best.

`python -m feeling_manager.training.framing --photographs NPZ [--reel MP4 --reel-labels JSON]`
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.face_crop import CropFraming
from feeling_manager.core.pipeline import Pipeline, choose_face
from feeling_manager.core.ports import EmotionClassifier, FaceDetector
from feeling_manager.core.smoothing import Smoother, SmoothingParameters
from feeling_manager.core.values import FaceBox, Frame, MonoMs
from feeling_manager.training.dataset import LabelledFaces, load_named
from feeling_manager.training.evaluate import evaluate

SCALES: Final = (0.9, 1.0, 1.1, 1.2)
RAISES: Final = (-0.04, 0.0, 0.04, 0.08, 0.12)
STEP_S: Final = 1.0
"""The program reads a face once a second."""


@dataclass(frozen=True, slots=True)
class ReelFrame:
    """One frame of the reel, its chosen face, and what it shows; None where nobody is."""

    frame: Frame
    face: FaceBox | None
    emotion: Emotion | None
    stretch: int


class KnownFaces:
    """A detector that gives remembered boxes back, so that a sweep detects only once."""

    def __init__(self, frames: Sequence[ReelFrame]) -> None:
        self._faces = {item.frame.captured_at_mono_ms: item.face for item in frames}

    def detect(self, frame: Frame) -> Sequence[FaceBox]:
        """The remembered face of that moment."""
        face = self._faces[frame.captured_at_mono_ms]
        return [] if face is None else [face]

    def close(self) -> None:
        """Nothing to free."""


def main() -> None:
    """Print a line per framing, best balanced recall first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--reel", type=Path)
    parser.add_argument("--reel-labels", type=Path)
    parser.add_argument("--model", type=Path, default=Path("models/emotion.tflite"))
    options = parser.parse_args()
    photographs = load_named(options.photographs)
    frames = read_reel(options.reel, options.reel_labels) if options.reel else []
    framings = [CropFraming(scale, raise_by) for scale in SCALES for raise_by in RAISES]
    rows = sweep(LiteRtClassifier(options.model), photographs, frames, framings)
    for row in sorted(rows, key=lambda row: -float(row["balanced"])):
        print(json.dumps(row))


def sweep(
    classifier: EmotionClassifier,
    photographs: LabelledFaces,
    frames: Sequence[ReelFrame],
    framings: Sequence[CropFraming],
) -> list[dict[str, Any]]:
    """Measure the photographs and the reel under each framing."""
    rows = []
    for framing in framings:
        figures = evaluate(photographs, classifier, False, framing)
        recall = figures["per_class_recall"]
        row = {
            "scale": framing.scale,
            "raise_by": framing.raise_by,
            "balanced": round(float(np.mean(list(recall.values()))), 4),
            **recall,
        }
        if frames:
            single, read, stretches = read_back(classifier, frames, framing)
            row |= {"reel_frames": single, "reel_readings": read, "reel_stretches": stretches}
        rows.append(row)
    return rows


def read_reel(video: Path, labels: Path) -> list[ReelFrame]:
    """Detect the face of one frame a second. Raises: ModelError."""
    segments = json.loads(labels.read_text(encoding="utf-8"))["segments"]
    detector: FaceDetector = MediaPipeDetector()
    source = cv2.VideoCapture(str(video))
    step = max(1, round(source.get(cv2.CAP_PROP_FPS) * STEP_S))
    frames: list[ReelFrame] = []
    try:
        while source.grab():
            number = int(source.get(cv2.CAP_PROP_POS_FRAMES)) - 1
            if number % step == 0:
                _, image = source.retrieve()
                rgb = np.ascontiguousarray(image[..., ::-1])
                frames.append(_reel_frame(rgb, number / step * STEP_S, segments, detector))
    finally:
        source.release()
        detector.close()
    return frames


def video_frames(path: Path) -> Iterator[Frame]:
    """Every frame of a video, with its time in the video."""
    source = cv2.VideoCapture(str(path))
    rate = source.get(cv2.CAP_PROP_FPS) or 30.0
    number = 0
    try:
        while True:
            there, image = source.read()
            if not there:
                return
            rgb = np.ascontiguousarray(image[..., ::-1])
            yield Frame(rgb, MonoMs(round(number * 1000 / rate)))
            number += 1
    finally:
        source.release()


def _reel_frame(image: Any, at_s: float, segments: Any, detector: FaceDetector) -> ReelFrame:
    frame = Frame(image, MonoMs(round(at_s * 1000)))
    face = choose_face(detector.detect(frame), frame.width, frame.height)
    for number, segment in enumerate(segments):
        if segment["start_s"] <= at_s < segment["end_s"]:
            names = {emotion.value: emotion for emotion in Emotion}
            return ReelFrame(frame, face, names.get(str(segment["emotion"])), number)
    return ReelFrame(frame, face, None, len(segments))


def read_back(
    classifier: EmotionClassifier, frames: Sequence[ReelFrame], framing: CropFraming
) -> tuple[float, float, int]:
    """Read a reel as the program does.

    Returns:
        The share of single frames read right, the share of smoothed readings that are right, and
        in how many stretches most smoothed readings are right.
    """
    pipeline = Pipeline(KnownFaces(frames), classifier, framing, lambda: 0.0)
    smoother = Smoother(SmoothingParameters())
    single: list[bool] = []
    smoothed: dict[int, list[bool]] = {}
    for item in frames:
        observation = pipeline.analyse(item.frame)
        reading = smoother.update(observation)
        if item.emotion is None:
            continue
        single.append(observation.scores is not None and observation.scores.top is item.emotion)
        right = reading is not None and reading.emotion is item.emotion
        smoothed.setdefault(item.stretch, []).append(right)
    readings = [right for stretch in smoothed.values() for right in stretch]
    stretches = sum(np.mean(stretch) > 0.5 for stretch in smoothed.values())
    return round(float(np.mean(single)), 3), round(float(np.mean(readings)), 3), int(stretches)


if __name__ == "__main__":
    main()
