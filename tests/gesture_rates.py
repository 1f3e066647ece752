"""How often gestures are read rightly: `python -m tests.gesture_rates POSES [SEED] [PICTURE…]`.

Hands are rendered in random poses onto portraits of one face each, with the noise of a camera; a
JSON line per kind of pose. Without pictures the portrait that matplotlib carries is used.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector
from feeling_manager.adapters.gesture.mediapipe_gestures import MediaPipeGestures
from feeling_manager.adapters.image.opencv_image import read_image
from feeling_manager.core.gestures import Gesture
from feeling_manager.core.values import FaceBox, Frame, Image, MonoMs
from tests.rendered_hands import HandPose, lay_hand
from tests.training.faces import portrait

FACE_PX = 110
AROUND_PX = 220
PALM = 0.58
"""A palm's length in sides of the face box, about as people have it."""

Spread = Callable[[float], float]
Poses = Callable[[Spread, int], list[HandPose]]


def _back(x: float, y: float, curl: float, turn: float, side: int, wobble: float) -> HandPose:
    return HandPose(x, y, PALM, curl, turn, 180 + wobble, mirrored=side < 0)


KINDS: dict[str, tuple[Gesture, Poses]] = {
    "fist below the chin": (
        Gesture.CHIN_ON_HAND,
        lambda n, s: [_back(n(0.12), 0.85 + n(0.04), 75 + n(6), n(10), s, n(12))],
    ),
    "fingers at the chin": (
        Gesture.CHIN_ON_HAND,
        lambda n, s: [
            _back(s * (0.3 + n(0.05)), 0.74 + n(0.05), 28 + n(6), -s * (28 + n(8)), s, n(12))
        ],
    ),
    "a cheek on the palm": (
        Gesture.CHIN_ON_HAND,
        lambda n, s: [
            HandPose(
                s * (0.42 + n(0.04)),
                0.6 + n(0.05),
                PALM,
                12 + n(4),
                -s * (8 + n(6)),
                s * (-60 + n(10)) + (180 if s < 0 else 0),
            )
        ],
    ),
    "a hand in the hair": (
        Gesture.HAND_IN_HAIR,
        lambda n, s: [
            _back(s * (0.5 + n(0.05)), -0.55 + n(0.06), 18 + n(6), -s * (32 + n(10)), s, n(12))
        ],
    ),
    "both hands in the hair": (
        Gesture.HAND_IN_HAIR,
        lambda n, _s: [
            _back(q * (0.46 + n(0.04)), -0.58 + n(0.05), 18 + n(5), -q * (34 + n(8)), q, n(10))
            for q in (-1, 1)
        ],
    ),
    "a hand over the face": (
        Gesture.HAND_OVER_FACE,
        lambda n, s: [_back(n(0.05), 0.12 + n(0.04), 8 + n(4), n(12), s, n(12))],
    ),
    "both hands over the face": (
        Gesture.HAND_OVER_FACE,
        lambda n, _s: [
            _back(q * (0.28 + n(0.03)), 0.18 + n(0.04), 7 + n(3), -q * (10 + n(4)), q, n(8))
            for q in (-1, 1)
        ],
    ),
    "waving": (
        Gesture.NONE,
        lambda n, s: [
            HandPose(
                s * (1.15 + n(0.08)), n(0.15), PALM, 7, n(10), n(15), 0, mirrored=s < 0
            )
        ],
    ),
    "a hand at the chest": (
        Gesture.NONE,
        lambda n, s: [_back(n(0.3), 1.75 + n(0.1), 10 + n(4), n(20), s, n(12))],
    ),
}  # fmt: skip


def at_a_desk(image: Image, detector: MediaPipeDetector) -> tuple[Image, FaceBox]:
    """The picture at the size that a face has at a desk, cut around it, and the face in it."""
    (face, *_) = detector.detect(Frame(image, MonoMs(0)))
    scale = FACE_PX / face.width
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    left = max(0, round(face.center.x * scale - AROUND_PX))
    top = max(0, round(face.center.y * scale - AROUND_PX))
    cut = small[top : top + 2 * AROUND_PX, left : left + 2 * AROUND_PX]
    cut = np.ascontiguousarray(cut)
    (face, *_) = detector.detect(Frame(cut, MonoMs(0)))
    return cut, face


def main(count: int, seed: int, pictures: list[Path]) -> None:
    """Measure and print."""
    rng = np.random.default_rng(seed)
    detector, reader = MediaPipeDetector(), MediaPipeGestures()
    images = [read_image(path) for path in pictures] or [portrait()]
    bases = [at_a_desk(image, detector) for image in images]

    def spread(sigma: float) -> float:
        return float(rng.normal(0, sigma))

    for kind, (expected, poses) in KINDS.items():
        read: Counter[str] = Counter()
        hands = 0
        for number in range(count):
            image, face = bases[number % len(bases)]
            side, size = int(rng.choice([-1, 1])), face.width * float(rng.uniform(0.9, 1.1))
            for pose in poses(spread, side):
                image = lay_hand(image, placed(pose, face, size), number)
            noisy = np.clip(image + rng.normal(0, 4, image.shape), 0, 255).astype(np.uint8)
            frame = Frame(noisy, MonoMs(0))
            found = detector.detect(frame)
            seen = found[0] if found else face
            hands += bool(reader.hands(frame, seen))
            read[reader.read(frame, seen).value] += 1
        line = {"kind": kind, "expected": expected.value, "n": count, "right": read[expected.value]}
        print(json.dumps({**line, "hand_found": hands, "read": dict(read)}), flush=True)


def placed(pose: HandPose, face: FaceBox, size: float) -> HandPose:
    """A pose in face boxes from the face's middle, as one in pixels."""
    x, y = face.center.x + pose.x * face.width, face.center.y + pose.y * face.height
    return replace(pose, x=x, y=y, unit_px=pose.unit_px * size)


if __name__ == "__main__":
    main(int(sys.argv[1]), int([*sys.argv, "0"][2]), [Path(p) for p in sys.argv[3:]])
