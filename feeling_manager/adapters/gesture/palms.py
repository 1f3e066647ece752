"""Decodes MediaPipe's palm detector: from raw tensors to turned squares around hands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

PALM_INPUT_PX: Final = 192

STRIDES_PX: Final = (8, 16)
ANCHORS_A_CELL: Final = (2, 6)
"""Source: palm_detection_cpu.pbtxt of MediaPipe 0.10: strides 8, 16, 16, 16 with two anchors of
one fixed size each."""

MIN_PALM_SCORE: Final = 0.5
MAX_OVERLAP: Final = 0.3
MAX_PALMS: Final = 3

HAND_SCALE: Final = 2.6
HAND_SHIFT: Final = 0.5
"""Source: hand_detection_to_roi.pbtxt: the square is 2.6 palms wide and reaches towards the
fingers by half a palm."""

WRIST_POINT: Final = 0
MIDDLE_FINGER_POINT: Final = 2
POINTS: Final = 7

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class HandSquare:
    """A square around a whole hand, in units of the palm detector's picture (0–1).

    `angle` is by how many radians the hand is turned clockwise from pointing up.
    """

    center_x: float
    center_y: float
    side: float
    angle: float
    score: float


def make_anchors() -> Floats:
    """Centres of the 2016 anchors, (2016, 2) of x and y in 0–1."""
    layers = []
    for stride, count in zip(STRIDES_PX, ANCHORS_A_CELL):
        cells = PALM_INPUT_PX // stride
        y, x = np.mgrid[0:cells, 0:cells]
        centers = (np.stack([x, y], axis=-1).reshape(-1, 2) + 0.5) / cells
        layers.append(np.repeat(centers, count, axis=0))
    anchors: Floats = np.concatenate(layers).astype(np.float32)
    return anchors


def find_hands(boxes: Floats, logits: Floats, anchors: Floats) -> list[HandSquare]:
    """Decode the detector's tensors of shape (2016, 18) and (2016,), the surest hand first."""
    scores = 1 / (1 + np.exp(-np.clip(logits, -80, 80)))
    sure = np.flatnonzero(scores >= MIN_PALM_SCORE)
    sure = sure[np.argsort(-scores[sure])]
    found = boxes[sure] / PALM_INPUT_PX
    # Every pair but the second, which is width and height, is an offset from the anchor.
    centers = found[:, :2] + anchors[sure]
    sizes = found[:, 2:4]
    points = found[:, 4:].reshape(-1, POINTS, 2) + anchors[sure][:, None, :]
    kept: list[int] = []
    for number in range(len(sure)):
        if all(_overlap(centers, sizes, number, other) <= MAX_OVERLAP for other in kept):
            kept.append(number)
    return [
        _square(centers[n], float(sizes[n].max()), points[n], float(scores[sure[n]]))
        for n in kept[:MAX_PALMS]
    ]


def _overlap(centers: Floats, sizes: Floats, a: int, b: int) -> float:
    """Intersection over union of two boxes."""
    low = np.maximum(centers[a] - sizes[a] / 2, centers[b] - sizes[b] / 2)
    high = np.minimum(centers[a] + sizes[a] / 2, centers[b] + sizes[b] / 2)
    shared = float(np.prod(np.maximum(high - low, 0)))
    return shared / max(1e-9, float(np.prod(sizes[a]) + np.prod(sizes[b])) - shared)


def _square(center: Floats, side: float, points: Floats, score: float) -> HandSquare:
    dx, dy = points[MIDDLE_FINGER_POINT] - points[WRIST_POINT]
    angle = math.atan2(float(dx), -float(dy))
    return HandSquare(
        float(center[0]) + HAND_SHIFT * side * math.sin(angle),
        float(center[1]) - HAND_SHIFT * side * math.cos(angle),
        side * HAND_SCALE,
        angle,
        score,
    )
