"""What the judge makes of photographs, the reel and clips of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from feeling_manager.core.face_crop import CropFraming, crop_face
from feeling_manager.core.pipeline import Pipeline, choose_face
from feeling_manager.core.ports import EmotionClassifier, FaceDetector
from feeling_manager.core.quality import head_pose, judge
from feeling_manager.core.smoothing import Smoother, SmoothingParameters
from feeling_manager.core.values import FaceBox, FaceCrop, Frame, Image, MonoMs
from feeling_manager.training.dataset import load_named
from feeling_manager.training.evaluate import reframed
from feeling_manager.training.framing import KnownFaces, ReelFrame, video_frames
from feeling_manager.training.quality_figure import Timeline

SENSOR_NOISE: Final = 3.0
"""Grey levels of noise that a webcam leaves in the crop of a dim room. Assumed."""


def walled(image: Image) -> Frame:
    """A face with half its side of wall around it, made of its own border."""
    wall = image.shape[0] // 2
    framed = cv2.copyMakeBorder(image, wall, wall, wall, wall, cv2.BORDER_REPLICATE)
    if framed.ndim == 2:
        framed = cv2.cvtColor(framed, cv2.COLOR_GRAY2RGB)
    return Frame(framed, MonoMs(0))


def photograph_line(detector: FaceDetector, path: Path) -> str:
    """How many photographs are refused."""
    counts: Counter[str] = Counter()
    for image in load_named(path).images:
        frame = walled(image)
        found = detector.detect(frame)
        face = choose_face(found, frame.width, frame.height)
        crop = reframed(image, CropFraming(1.0, 0.04))
        if face is None:
            counts["no_face"] += 1
        else:
            counts[judge(face, crop, frame.width, frame.height).value] += 1
    return f"photographs: {dict(counts)}"


def reel_line(frames: Sequence[ReelFrame], classifier: EmotionClassifier) -> str:
    """Share of the seconds with a face that have a reading, and the codes of all."""
    pipeline = Pipeline(KnownFaces(frames), classifier, CropFraming(1.0, 0.04), lambda: 0.0)
    smoother = Smoother(SmoothingParameters())
    counts: Counter[str] = Counter()
    read = []
    for item in frames:
        observation = pipeline.analyse(item.frame)
        reading = smoother.update(observation)
        if item.emotion is not None:
            counts[observation.quality.value] += 1
            read.append(reading is not None)
    return f"reel: {np.mean(read):.1%} of {len(read)} s with a face have a reading; {dict(counts)}"


def dark_line(detector: FaceDetector, frames: Sequence[ReelFrame]) -> str:
    """Share of faces found as the light goes down, by the frame's mean grey level."""
    rng = np.random.default_rng(0)
    cells = []
    for factor in (1.0, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02):
        found, level = [], []
        for item in frames[::6]:
            noisy = item.frame.image * factor + rng.normal(0, SENSOR_NOISE, item.frame.image.shape)
            image = np.clip(np.rint(noisy), 0, 255).astype(np.uint8)
            found.append(bool(detector.detect(Frame(image, MonoMs(0)))))
            level.append(image.mean())
        cells.append(f"{np.mean(level):.0f}: {np.mean(found):.0%}")
    return "faces found by the frame's mean grey level: " + ", ".join(cells)


def choice_table(detector: FaceDetector, folder: Path) -> str:
    """In how many frames of the signing people something else than the face is chosen."""
    wrong: Counter[str] = Counter()
    total = 0
    for path in sorted(folder.glob("intel_asl_*")):
        chosen: list[FaceBox] = []
        for number, frame in enumerate(video_frames(path)):
            faces = detector.detect(frame)
            if not faces:
                continue
            total += 1
            size = frame.width, frame.height
            alone = choose_face(faces, *size)
            before = chosen[number - 30] if len(chosen) > number - 30 >= 0 else None
            known = choose_face(faces, *size, before)
            assert alone is not None and known is not None
            chosen.append(known)
            highest = min(faces, key=lambda face: face.center.y)
            wrong["size and place"] += _is_wrong(_by_size(faces, *size), highest, frame)
            wrong["score and tilt"] += _is_wrong(alone, highest, frame)
            wrong["and a second before"] += _is_wrong(known, highest, frame)
    return f"not the face was chosen, in {total} frames: {dict(wrong)}"


def _by_size(faces: Sequence[FaceBox], width: int, height: int) -> FaceBox:
    """What is chosen when every detection is taken for a sure and upright face."""
    blank = [replace(face, score=1.0, left_eye=None) for face in faces]
    chosen = choose_face(blank, width, height)
    return faces[[face is chosen for face in blank].index(True)]


def _is_wrong(face: FaceBox, highest: FaceBox, frame: Frame) -> bool:
    """The signing people stand: their face is what lies highest, and in the upper half."""
    return face is not highest or face.center.y > frame.height * 0.4


def turning_head(
    detector: FaceDetector, classifier: EmotionClassifier, folder: Path
) -> Timeline | None:
    """Pose and surest score over the frames of the clip of one head."""
    rows = []
    for path in sorted(folder.glob("intel_head-pose*")):
        for frame in video_frames(path):
            face = choose_face(detector.detect(frame), frame.width, frame.height)
            pose = head_pose(face) if face is not None else None
            if face is None or pose is None:
                continue
            crop: FaceCrop = crop_face(frame.image, face, CropFraming(1.0, 0.04))
            surest = max(classifier.classify(crop).scores.values)
            rows.append((frame.captured_at_mono_ms / 1000, pose.yaw, pose.pitch, surest))
    if not rows:
        return None
    values = np.array(rows)
    print(
        f"turning head: {len(rows)} frames, yaw {values[:, 1].min():.2f} to "
        f"{values[:, 1].max():.2f}, pitch {values[:, 2].min():.2f} to {values[:, 2].max():.2f}"
    )
    return Timeline(values[:, 0], values[:, 1], values[:, 2], values[:, 3])
