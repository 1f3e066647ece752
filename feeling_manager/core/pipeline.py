"""One analysis step: from a frame to an observation."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from feeling_manager.core.face_crop import CropFraming, crop_face
from feeling_manager.core.personal import PersonalHead
from feeling_manager.core.ports import EmotionClassifier, FaceDetector
from feeling_manager.core.quality import head_pose, judge, judge_empty
from feeling_manager.core.values import (
    Classification,
    EmotionScores,
    FaceBox,
    Frame,
    MonoMs,
    Observation,
    Quality,
    StepTimes,
)

CENTER_PENALTY: Final = 0.5
"""How much of its size a face loses at the frame's corner when the nearest one is chosen."""

DOUBTED_SCORE: Final = 0.4
"""A face loses in proportion as its detection score comes down to this."""

UPRIGHT_DEG: Final = 20.0
UPSIDE_DEG: Final = 60.0
"""Between these tilts of the eyes a face loses up to nine tenths: prints and hands seem tilted.

Measured: `python -m feeling_manager.training.quality_study --scenes FOLDER`. In 217 frames of
people signing in printed shirts, something else than the face was chosen in 23 by size and place
alone, in 9 with score and tilt, in 5 with the face of a second before too.
"""

FAMILIAR: Final = 2.0
"""How many times nearer somebody must come to be read in place of who was read before."""

MEMORY_MS: Final = 5000
"""How long a face that is not seen is waited for."""


def choose_face(
    faces: Sequence[FaceBox], width: int, height: int, before: FaceBox | None = None
) -> FaceBox | None:
    """Return the nearest face near the centre of a frame of that size, None without faces.

    A face where there was one `before` is preferred; doubtful ones come last.
    """

    def rank(face: FaceBox) -> float:
        dx = (face.center.x - width / 2) / max(1, width / 2)
        dy = (face.center.y - height / 2) / max(1, height / 2)
        off_center = min(1.0, math.hypot(dx, dy) / math.sqrt(2))
        size = math.sqrt(max(0.0, face.width * face.height))
        familiar = FAMILIAR if before is not None and _within(face, before) else 1.0
        return size * (1 - CENTER_PENALTY * off_center) * _credibility(face) * familiar

    return max(faces, key=rank, default=None)


def _credibility(face: FaceBox) -> float:
    """How much a detection looks like a face, above 0, at most 1."""
    pose = head_pose(face)
    tilt = 0.0 if pose is None else abs(pose.roll_deg)
    upright = 1 - max(0.0, tilt - UPRIGHT_DEG) / (UPSIDE_DEG - UPRIGHT_DEG)
    sure = (face.score - DOUBTED_SCORE) / (1 - DOUBTED_SCORE)
    return max(0.1, upright) * max(0.1, sure)


def _within(face: FaceBox, before: FaceBox) -> bool:
    """Whether the face's centre lies in the other's box."""
    dx, dy = face.center.x - before.center.x, face.center.y - before.center.y
    return abs(dx) < before.width / 2 and abs(dy) < before.height / 2


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
        self._before: FaceBox | None = None
        self._seen_at = MonoMs(0)

    def analyse(self, frame: Frame) -> Observation:
        """Read one frame. Raises: ModelError."""
        started = self._clock_s()
        faces = self._detector.detect(frame)
        face = self._choose(faces, frame)
        detected = self._clock_s()
        others = [other for other in faces if other is not face]
        quality, general = self._read(frame, face, others)
        scores = self._personal_scores(general)
        ended = self._clock_s()
        times = StepTimes(
            detect=(detected - started) * 1000,
            classify=(ended - detected) * 1000 if scores else 0.0,
            total=(ended - started) * 1000,
        )
        return Observation(frame.captured_at_mono_ms, quality, face, scores, times, general)

    def _read(
        self, frame: Frame, face: FaceBox | None, others: Sequence[FaceBox]
    ) -> tuple[Quality, Classification | None]:
        """Judge the chosen face, and ask the network only where that is worth while."""
        if face is None:
            return judge_empty(frame.image), None
        crop = crop_face(frame.image, face, self._framing)
        quality = judge(face, crop, frame.width, frame.height, others)
        return quality, self._classifier.classify(crop) if quality is Quality.OK else None

    def _personal_scores(self, general: Classification | None) -> EmotionScores | None:
        head = self.personal
        if general is None:
            return None
        return (head.adjust(general) if head else general).scores

    def _choose(self, faces: Sequence[FaceBox], frame: Frame) -> FaceBox | None:
        now = frame.captured_at_mono_ms
        if not 0 <= now - self._seen_at <= MEMORY_MS:
            self._before = None
        face = choose_face(faces, frame.width, frame.height, self._before)
        if face is not None:
            self._before, self._seen_at = face, now
        return face

    def close(self) -> None:
        """Free both models."""
        self._detector.close()
        self._classifier.close()
