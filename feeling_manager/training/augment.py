"""Disturbs faces the way cameras, rooms and people do. Images are uint8 (H, W), grey."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from feeling_manager.core.face_crop import CROP_SIZE_PX, Square, sample_square
from feeling_manager.core.values import Image, Point

Rng = np.random.Generator

MAX_SHIFT: Final = 0.065
"""How far the crop moves, in units of its side."""

ROTATION_STD_DEG: Final = 8.0


def moved(face: Image, rng: Rng, scales: tuple[float, float]) -> Image:
    """Cut the face anew: mirrored or not, turned, shifted, scaled; 48 × 48 pixels.

    `scales` bounds the side of the cut square in units of the picture's side, smaller is closer.
    The program's own sampler is used, so that training and program cut alike.
    """
    side = face.shape[0]
    if rng.random() < 0.5:
        face = face[:, ::-1]
    shift_x, shift_y = rng.uniform(-MAX_SHIFT, MAX_SHIFT, 2) * side
    roll = math.radians(float(np.clip(rng.normal(0, ROTATION_STD_DEG), -25, 25)))
    center = Point(side / 2 + shift_x, side / 2 + shift_y)
    square = Square(center, side * rng.uniform(*scales), roll)
    return sample_square(np.ascontiguousarray(face), square, CROP_SIZE_PX)


def brightness(face: Image, levels: float) -> Image:
    """Add grey levels, -255 to 255."""
    return _clipped(face.astype(np.float32) + levels)


def contrast(face: Image, factor: float) -> Image:
    """Stretch around middle grey; below 1 is flatter."""
    return _clipped((face.astype(np.float32) - 128) * factor + 128)


def gamma(face: Image, exponent: float) -> Image:
    """Bend the grey curve; above 1 darkens the middle."""
    return _clipped(255 * np.power(face / 255, exponent))


def shadow(face: Image, depth: float, direction_rad: float, sharpness: float = 10.0) -> Image:
    """Darken one side by a share `depth`, 0-1, as a window or a lamp from the side does."""
    height, width = face.shape
    y, x = np.mgrid[0:height, 0:width]
    across = (x / (width - 1) - 0.5) * math.cos(direction_rad)
    across += (y / (height - 1) - 0.5) * math.sin(direction_rad)
    return _clipped(face * (1 - depth / (1 + np.exp(-across * sharpness))))


def blur(face: Image, sigma_px: float) -> Image:
    """Out of focus."""
    blurred: Image = cv2.GaussianBlur(face, (0, 0), sigma_px)
    return blurred


def low_resolution(face: Image, side_px: int) -> Image:
    """As if the face had only `side_px` pixels."""
    size = (face.shape[1], face.shape[0])
    small = cv2.resize(face, (side_px, side_px), interpolation=cv2.INTER_AREA)
    large: Image = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR)
    return large


def jpeg(face: Image, quality: int) -> Image:
    """Compressed by a webcam; quality 1-100."""
    _, data = cv2.imencode(".jpg", face, [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded: Image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    return decoded


def noise(face: Image, std: float, rng: Rng) -> Image:
    """Sensor noise with a standard deviation in grey levels."""
    return _clipped(face + rng.normal(0, std, face.shape))


def grain(face: Image, std: float, rng: Rng) -> Image:
    """Noise as a webcam leaves it after noise reduction: grains of two pixels of the crop."""
    height, width = face.shape
    coarse = rng.normal(0, std, (height // 2, width // 2)).astype(np.float32)
    return _clipped(face + cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC))


def exposed(face: Image, factor: float, noise_std: float, rng: Rng) -> Image:
    """Less or more light on a sensor whose noise stays; above 1 the highlights are clipped."""
    return _clipped(face.astype(np.float32) * factor + rng.normal(0, noise_std, face.shape))


def cut_by_edge(face: Image, edge: str, share: float) -> Image:
    """A share of the face lies beyond the frame's edge "left", "right", "top" or "bottom".

    The border is repeated there, as the program's crop does.
    """
    turns = ("top", "right", "bottom", "left").index(edge)
    turned = np.rot90(face, turns).copy()
    lost = min(round(turned.shape[0] * share), turned.shape[0] - 1)
    turned[:lost] = turned[lost]
    return np.ascontiguousarray(np.rot90(turned, -turns))


def cutout(face: Image, top: int, left: int, height: int, width: int, level: int) -> Image:
    """A hand, hair, anything: a rectangle of one grey level."""
    covered = face.copy()
    covered[top : top + height, left : left + width] = level
    return covered


def glasses(face: Image, level: int) -> Image:
    """Two dark frames and a bridge where eyes are in an upright crop."""
    result, side = face.copy(), face.shape[0]
    eye_y, radius = round(side * 0.38), round(side * 0.13)
    for eye_x in (round(side * 0.31), round(side * 0.69)):
        cv2.circle(result, (eye_x, eye_y), radius, level, max(1, side // 24))
    cv2.line(result, (round(side * 0.44), eye_y), (round(side * 0.56), eye_y), level, 1)
    return result


def mask(face: Image, level: int) -> Image:
    """Nose and mouth covered."""
    side = face.shape[0]
    top, left = round(side * 0.58), round(side * 0.16)
    return cutout(face, top, left, side - top, side - 2 * left, level)


def disturbed(face: Image, rng: Rng) -> Image:
    """One draw of light, focus and cover, as training uses it; most faces get one or two."""
    for chance, disturb in _DRAWS:
        if rng.random() < chance:
            face = disturb(face, rng)
    return face


def _random_cutout(face: Image, rng: Rng) -> Image:
    side = face.shape[0]
    height, width = (int(n) for n in rng.integers(side // 8, side * 3 // 8, 2))
    top, left = int(rng.integers(0, side - height)), int(rng.integers(0, side - width))
    return cutout(face, top, left, height, width, int(rng.integers(0, 256)))


_DRAWS: Final[tuple[tuple[float, Callable[[Image, Rng], Image]], ...]] = (
    (0.12, lambda face, rng: blur(face, rng.uniform(0.4, 1.4))),
    (0.08, lambda face, rng: low_resolution(face, int(rng.integers(18, 40)))),
    (0.50, lambda face, rng: contrast(face, rng.uniform(0.5, 1.5))),
    (0.40, lambda face, rng: brightness(face, rng.uniform(-40, 40))),
    (0.25, lambda face, rng: gamma(face, rng.uniform(0.5, 2.0))),
    (0.20, lambda face, rng: shadow(face, rng.uniform(0.2, 0.7), rng.uniform(0, 2 * math.pi))),
    (0.30, lambda face, rng: noise(face, rng.uniform(2, 12), rng)),
    (0.05, lambda face, rng: jpeg(face, int(rng.integers(15, 60)))),
    (0.05, lambda face, rng: glasses(face, int(rng.integers(0, 70)))),
    (0.03, lambda face, rng: mask(face, int(rng.integers(60, 256)))),
    (0.25, _random_cutout),
)


def _clipped(values: npt.NDArray[Any]) -> Image:
    clipped: Image = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return clipped
