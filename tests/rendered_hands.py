"""Hands rendered as smooth bodies of capsules, laid on a photograph: pictures for gesture tests."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from feeling_manager.core.values import Image

Floats = npt.NDArray[np.float64]

# Joints of a left hand, its palm to the viewer and its fingers up; 1 is from wrist to middle
# knuckle. x to the right, y up, z to the viewer.
KNUCKLES = {
    "index": (-0.31, 0.95),
    "middle": (-0.09, 1.0),
    "ring": (0.12, 0.95),
    "little": (0.31, 0.83),
}
BONES = {
    "index": (0.46, 0.27, 0.2),
    "middle": (0.51, 0.31, 0.21),
    "ring": (0.47, 0.29, 0.2),
    "little": (0.36, 0.2, 0.17),
}
SPREAD = {"index": -7.0, "middle": -1.0, "ring": 5.0, "little": 13.0}
THUMB = ((-0.2, 0.2, 0.02), (-0.46, 0.5, 0.1), (-0.62, 0.78, 0.14), (-0.7, 1.02, 0.14))

Capsule = tuple[Floats, Floats, float, float]


@dataclass(frozen=True)
class HandPose:
    """Where a hand is and how it is held.

    `x`, `y` are the middle of the palm in picture pixels, `unit_px` the length of the palm.
    `curl` bends every finger joint by that many degrees; `turn` rolls the hand clockwise in the
    picture, `yaw` turns it around its own length (180 shows its back), `pitch` tips the fingers
    towards the viewer.
    """

    x: float
    y: float
    unit_px: float
    curl: float = 8.0
    turn: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    mirrored: bool = False
    spread: float = 1.0


def plain_picture(height: int, width: int, level: int = 127) -> Image:
    """One grey, uint8 (height, width, 3)."""
    return np.full((height, width, 3), level, np.uint8)


def _capsules(pose: HandPose) -> list[Capsule]:
    parts: list[Capsule] = []

    def add(a: Floats, b: Floats, start: float, end: float) -> None:
        parts.append((a, b, start, end))

    wrist = np.zeros(3)
    for name, (x, y) in KNUCKLES.items():
        knuckle = np.array([x, y, 0.0])
        add(np.array([x * 0.55, 0.12, 0.0]), knuckle, 0.17, 0.125)
        side, bend, joint = math.radians(SPREAD[name] * pose.spread), 0.0, knuckle
        for number, length in enumerate(BONES[name]):
            bend += math.radians(pose.curl)
            ahead = np.array(
                [math.sin(side) * math.cos(bend), math.cos(side) * math.cos(bend), math.sin(bend)]
            )
            tip = joint + ahead * length
            radius = 0.118 - 0.014 * number
            add(joint, tip, radius, radius - 0.012)
            joint = tip
    joints = [np.array(point) for point in THUMB]
    for (a, b), radius in zip(pairwise(joints), (0.17, 0.125, 0.11)):
        add(a, b, radius, radius - 0.015)
    add(np.array([0.0, 0.1, 0.0]), wrist - (0, 0.25, 0), 0.22, 0.2)
    add(wrist - (0, 0.2, 0), wrist - (0, 2.4, 0.0), 0.2, 0.32)
    return parts


def _rotation(pose: HandPose) -> Floats:
    turn, yaw, pitch = (math.radians(v) for v in (-pose.turn, pose.yaw, pose.pitch))
    roll = np.array(
        [[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1]]
    )
    around = np.array(
        [[math.cos(yaw), 0, math.sin(yaw)], [0, 1, 0], [-math.sin(yaw), 0, math.cos(yaw)]]
    )
    tip = np.array(
        [[1, 0, 0], [0, math.cos(pitch), -math.sin(pitch)], [0, math.sin(pitch), math.cos(pitch)]]
    )
    mirror = np.diag([-1.0 if pose.mirrored else 1.0, 1.0, 1.0])
    whole: Floats = roll @ tip @ around @ mirror
    return whole


def _distance(points: Floats, parts: list[Capsule], blend: float = 0.05) -> Floats:
    """Distance of (n, 3) points to the body; capsules flow into each other (smooth minimum)."""
    total = np.zeros(len(points))
    for a, b, start, end in parts:
        axis = b - a
        t = np.clip((points - a) @ axis / (axis @ axis), 0, 1)
        away = np.linalg.norm(points - a - t[:, None] * axis, axis=1) - (start + (end - start) * t)
        total += np.exp(-np.minimum(away, 4.0) / (blend * 0.4))
    return np.asarray(-blend * 0.4 * np.log(np.maximum(total, 1e-40)))


def _near(flat: Floats, parts: list[Capsule]) -> npt.NDArray[np.bool_]:
    """Which (n, 2) places of the picture a part may show at."""
    near = np.zeros(len(flat), bool)
    for a, b, start, end in parts:
        axis, left = (b - a)[:2], flat - a[:2]
        t = np.clip(left @ axis / max(1e-9, float(axis @ axis)), 0, 1)
        near |= np.hypot(*(left - t[:, None] * axis).T) < max(start, end) + 0.06
    return near


def lay_hand(picture: Image, pose: HandPose, seed: int = 0) -> Image:
    """The picture with a hand in front of it, lit from the upper left; uint8 (H, W, 3)."""
    height, width = picture.shape[:2]
    turn = _rotation(pose)
    middle = np.array([0.0, 0.6, 0.0])
    parts = [
        (turn @ (a - middle), turn @ (b - middle), start, end)
        for a, b, start, end in _capsules(pose)
    ]
    ys, xs = np.mgrid[0:height, 0:width]
    flat = np.stack([(xs - pose.x) / pose.unit_px, -(ys - pose.y) / pose.unit_px], -1)
    flat = flat.reshape(-1, 2)
    near = np.flatnonzero(_near(flat, parts))
    rays = np.column_stack([flat[near], np.full(len(near), 2.6)])
    closest = np.full(len(near), 9.0)
    alive = np.ones(len(near), bool)
    for _ in range(48):
        away = _distance(rays[alive], parts)
        closest[alive] = np.minimum(closest[alive], away)
        rays[alive, 2] -= np.maximum(away, 0.004) * 0.9
        alive[alive] = (away > 0.002) & (rays[alive, 2] > -2.6)
        if not alive.any():
            break
    pixel = 1 / pose.unit_px
    edge = np.clip(1.0 - closest / pixel, 0, 1)
    hit = edge > 0
    colour = _shade(rays[hit], parts, seed)
    laid = picture.astype(float).reshape(-1, 3).copy()
    share = edge[hit][:, None]
    laid[near[hit]] = laid[near[hit]] * (1 - share) + colour * share
    return np.clip(laid, 0, 255).astype(np.uint8).reshape(picture.shape)


def _shade(points: Floats, parts: list[Capsule], seed: int) -> Floats:
    step = 0.01
    normal = np.stack(
        [
            _distance(points + offset, parts) - _distance(points - offset, parts)
            for offset in np.eye(3) * step
        ],
        axis=1,
    )
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    lamp = np.array([-0.45, 0.6, 0.66])
    light = np.clip(normal @ (lamp / np.linalg.norm(lamp)), 0, 1)
    # Little room above a point means that it lies in a fold.
    open_sky = np.clip(_distance(points + normal * 0.14, parts) / 0.14, 0, 1)
    brightness = (0.34 + 0.66 * light) * (0.45 + 0.55 * open_sky)
    skin = np.array([222.0, 172.0, 148.0])
    deep = np.array([150.0, 82.0, 66.0])
    colour = deep + (skin - deep) * brightness[:, None]
    grain = np.random.default_rng(seed).normal(0, 3.0, (len(points), 1))
    return np.asarray(colour * (0.35 + 0.7 * brightness[:, None]) + grain)
