"""One analysis step: from a frame to an observation."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from feeling_manager.core.face_crop import CropFraming, crop_face
from feeling_manager.core.personal import PersonalHead
from feeling_manager.core.ports import EmotionClassifier, FaceDetector
from feeling_manager.core.values import (
    Classification,
    EmotionScores,
    FaceBox,
    Frame,
    Observation,
    Quality,
    StepTimes,
)

MIN_FACE_PX: Final = 40
"""Below this side a box holds fewer pixels than the network reads."""

CENTER_PENALTY: Final = 0.5
"""How much of its size a face loses at the frame's corner when the nearest one is chosen."""


def choose_face(faces: Sequence[FaceBox], width: int, height: int) -> FaceBox | None:
    """Return the largest face near the centre of a frame of that size, None without faces."""

    def rank(face: FaceBox) -> float:
        dx = (face.center.x - width / 2) / max(1, width / 2)
        dy = (face.center.y - height / 2) / max(1, height / 2)
        off_center = min(1.0, math.hypot(dx, dy) / math.sqrt(2))
        return math.sqrt(max(0.0, face.width * face.height)) * (1 - CENTER_PENALTY * off_center)

    return max(faces, key=rank, default=None)


def box_quality(face: FaceBox) -> Quality:
    """Say whether a detected face can be read at all, by its box."""
    if min(face.width, face.height) < MIN_FACE_PX:
        return Quality.TOO_SMALL
    return Quality.OK


class Pipeline:
    """Detects, crops and classifies. Thread: the one that made its detector and classifier."""

    def __init__(
        self,
        detector: FaceDetector,
        classifier: EmotionClassifier,
        framing: CropFraming,
        clock_s: Callable[[], float],
    ) -> None:
        self._detector = detector
        self._classifier = classifier
        self._framing = framing
        self._clock_s = clock_s
        self.personal: PersonalHead | None = None
        """Learnt from the user's corrections; may be replaced by any thread between two steps."""

    def analyse(self, frame: Frame) -> Observation:
        """Read one frame. Raises: ModelError."""
        started = self._clock_s()
        face = choose_face(self._detector.detect(frame), frame.width, frame.height)
        detected = self._clock_s()
        quality = Quality.NO_FACE if face is None else box_quality(face)
        general: Classification | None = None
        scores: EmotionScores | None = None
        if face is not None and quality is Quality.OK:
            general = self._classifier.classify(crop_face(frame.image, face, self._framing))
            head = self.personal
            scores = (head.adjust(general) if head else general).scores
        ended = self._clock_s()
        times = StepTimes(
            detect=(detected - started) * 1000,
            classify=(ended - detected) * 1000 if scores else 0.0,
            total=(ended - started) * 1000,
        )
        return Observation(frame.captured_at_mono_ms, quality, face, scores, times, general)

    def close(self) -> None:
        """Free both models."""
        self._detector.close()
        self._classifier.close()
