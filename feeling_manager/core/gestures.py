"""Hands at the head as a cue of tension: which gesture a face and hands show, by geometry alone.

It says what is seen, not what somebody feels: a hand at the chin may be boredom, thought or habit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.values import FaceBox, MonoMs, Point

LANDMARK_COUNT: Final = 21
WRIST: Final = 0
"""Points of a hand in MediaPipe's order: the wrist, then four of each finger from the thumb on."""

GESTURE_INTERVAL_S: Final = 5.0
"""Hands rest at a head for many seconds; looking more often costs and tells no more."""

MIN_COVERED: Final = 0.45
"""Of the face's area, how much lies behind hands that cover it. Measured on rendered hands: one
hand over a face covers 0.42 to 0.97 of it, a cheek or chin on a hand at most 0.49. Whether eyes
and nose are hidden says less: the detector puts hidden ones where it still sees skin."""

FACE_RADIUS_U: Final = 0.42
"""The face in its box is an ellipse as high as the box."""

COVER_MARGIN: Final = 0.06
"""How far a hand's flesh reaches beyond the lines between its joints, in widths of the face box."""

HEAD_CENTER_V: Final = 0.25
HEAD_RADIUS_U: Final = 0.85
HEAD_RADIUS_V: Final = 0.9
"""The head's outline with its hair, as an ellipse around the box, which ends at brows and ears."""

HAIR_MAX_V: Final = 0.12
"""Hair is above the brows, which lie here in the box."""

SIDE_HAIR_MIN_U: Final = 0.5
SIDE_HAIR_MAX_V: Final = 0.4
"""Beside the box hair reaches down to the eyes: the temples."""

MIN_HAIR_SHARE: Final = 0.3
"""Of a hand's points; fewer are fingertips at the brow."""

JAW_CENTER_V: Final = 0.88
JAW_RADIUS_U: Final = 0.55
JAW_RADIUS_V: Final = 0.42
"""Where a hand touches that carries a head, an ellipse: cheeks below the eyes, jaw, and just below
the chin. A fist that is raised beside the face stays outside."""

MIN_JAW_POINTS: Final = 5
MIN_WRIST_V: Final = 0.85
MIN_CENTER_V: Final = 0.45
"""A hand that carries comes from below: its wrist and its middle are low."""


class Gesture(str, Enum):
    """What hands do at the head."""

    NONE = "none"
    CHIN_ON_HAND = "chin_on_hand"
    HAND_IN_HAIR = "hand_in_hair"
    HAND_OVER_FACE = "hand_over_face"

    def __str__(self) -> str:
        return self.value


TENSION_GESTURES: Final[tuple[Gesture, ...]] = tuple(g for g in Gesture if g is not Gesture.NONE)


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand's 21 landmarks in frame pixels; some may lie outside the frame."""

    points: Sequence[Point]

    def __post_init__(self) -> None:
        if len(self.points) != LANDMARK_COUNT:
            raise ValueError(f"expected {LANDMARK_COUNT} points, got {len(self.points)}")


@dataclass(frozen=True, slots=True)
class GestureLook:
    """What one look for hands showed."""

    captured_at_mono_ms: MonoMs
    gesture: Gesture
    total_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class GestureEvent:
    """A stretch of time with one gesture; both times are aware UTC."""

    gesture: Gesture
    started_at: datetime
    ended_at: datetime


_Points = npt.NDArray[np.float64]


def read_gesture(face: FaceBox, hands: Sequence[Hand]) -> Gesture:
    """Return what the hands do at this face; the rarer gesture where two fit."""
    if face.width <= 0 or face.height <= 0:
        return Gesture.NONE
    placed = [_in_face_units(face, hand.points) for hand in hands]
    if _covered(placed) >= MIN_COVERED:
        return Gesture.HAND_OVER_FACE
    if any(_in_hair(points) for points in placed):
        return Gesture.HAND_IN_HAIR
    if any(_carries_chin(points) for points in placed):
        return Gesture.CHIN_ON_HAND
    return Gesture.NONE


def _in_face_units(face: FaceBox, points: Sequence[Point]) -> _Points:
    """Points as (n, 2) of u and v, on a head that is turned upright by its eyes.

    u is 0 at the box's middle and ±0.5 at its sides; v is 0 at its top and 1 at its bottom.
    """
    offsets = np.array([(p.x - face.center.x, p.y - face.center.y) for p in points], dtype=float)
    roll = _roll(face)
    x = offsets[:, 0] * math.cos(roll) + offsets[:, 1] * math.sin(roll)
    y = offsets[:, 1] * math.cos(roll) - offsets[:, 0] * math.sin(roll)
    return np.stack([x / face.width, y / face.height + 0.5], axis=1)


def _roll(face: FaceBox) -> float:
    """How far the head leans, in radians; 0 where no eyes are known."""
    if face.left_eye is None or face.right_eye is None:
        return 0.0
    return math.atan2(face.right_eye.y - face.left_eye.y, face.right_eye.x - face.left_eye.x)


def _covered(hands: Sequence[_Points]) -> float:
    """The share of the face's area behind the hands' outlines."""
    hidden = np.zeros(len(_FACE_GRID), dtype=bool)
    for points in hands:
        hidden |= _inside(_FACE_GRID, _hull(points))
    return float(np.mean(hidden))


def _in_hair(points: _Points) -> bool:
    u, v = points[:, 0], points[:, 1]
    on_head = (u / HEAD_RADIUS_U) ** 2 + ((v - HEAD_CENTER_V) / HEAD_RADIUS_V) ** 2 <= 1
    hair = (v <= HAIR_MAX_V) | ((np.abs(u) >= SIDE_HAIR_MIN_U) & (v <= SIDE_HAIR_MAX_V))
    return float(np.mean(on_head & hair)) >= MIN_HAIR_SHARE


def _carries_chin(points: _Points) -> bool:
    u, v = points[:, 0], points[:, 1]
    jaw = (u / JAW_RADIUS_U) ** 2 + ((v - JAW_CENTER_V) / JAW_RADIUS_V) ** 2 <= 1
    from_below = float(v[WRIST]) >= MIN_WRIST_V and float(np.mean(v)) >= MIN_CENTER_V
    return from_below and int(np.sum(jaw)) >= MIN_JAW_POINTS


def _hull(points: _Points) -> _Points:
    """The convex outline, counter-clockwise (Andrew's monotone chain)."""
    ordered = [(float(x), float(y)) for x, y in sorted({(p[0], p[1]) for p in points.tolist()})]

    def half(line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for point in line:
            while len(kept) >= 2 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept

    lower, upper = half(ordered), half(ordered[::-1])
    return np.array(lower[:-1] + upper[:-1] or ordered)


def _turn(a: Sequence[float], b: Sequence[float], c: Sequence[float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _inside(points: _Points, hull: _Points) -> npt.NDArray[np.bool_]:
    """Which of (n, 2) points lie inside a convex outline or at most the margin outside of it."""
    edges = np.roll(hull, -1, axis=0) - hull
    lengths = np.maximum(np.hypot(edges[:, 0], edges[:, 1]), 1e-9)
    away = points[:, None, :] - hull[None, :, :]
    left = edges[:, 0] * away[..., 1] - edges[:, 1] * away[..., 0]
    along = np.clip(np.sum(away * edges, axis=2) / lengths**2, 0.0, 1.0)
    gaps = away - edges * along[..., None]
    near = np.min(np.hypot(gaps[..., 0], gaps[..., 1]), axis=1) <= COVER_MARGIN
    within: npt.NDArray[np.bool_] = near | (np.all(left >= 0, axis=1) & (len(hull) > 2))
    return within


def _face_grid() -> _Points:
    """Evenly spread points of a face in face units, (n, 2)."""
    u, v = np.meshgrid(np.linspace(-0.5, 0.5, 15), np.linspace(0.0, 1.0, 15))
    face = (u / FACE_RADIUS_U) ** 2 + ((v - 0.5) / 0.5) ** 2 <= 1
    return np.stack([u[face], v[face]], axis=1)


_FACE_GRID: Final = _face_grid()
