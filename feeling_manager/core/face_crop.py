"""The one way a face is cut out of a picture, shared by the program and by training."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.values import FaceBox, FaceCrop, Image, Point

CROP_SIZE_PX: Final = 48
"""Side of the square the network reads."""

LUMA: Final = np.array([77, 150, 29], dtype=np.uint16)
"""Rec. 601 luma weights in 1/256, the grey that OpenCV makes too."""

MAX_ROLL_RAD: Final = math.radians(40)
"""Beyond this the eye keypoints are more often wrong than the head is tilted."""


@dataclass(frozen=True, slots=True)
class CropFraming:
    """How much of the face's surroundings is kept.

    Attributes:
        scale: side of the square, in units of the mean side of the detector's box.
        raise_by: how far the centre moves up, in units of the box's side (0.1 = 10 %).
        level: whether the square is turned so that the eyes are level.
    """

    scale: float = 1.0
    raise_by: float = 0.0
    level: bool = True


@dataclass(frozen=True, slots=True)
class Square:
    """A square of a picture in pixels; `roll_rad` turns it clockwise on the screen."""

    center: Point
    side: float
    roll_rad: float = 0.0


def to_grey(image: Image) -> Image:
    """Turn uint8 (H, W, 3) RGB or (H, W) grey into uint8 (H, W) grey."""
    if image.ndim == 2:
        return image
    # Channel by channel: summing over the last, short axis takes six times as long.
    red, green, blue = (image[..., n].astype(np.uint16) * LUMA[n] for n in range(3))
    weighted = red + green + blue
    grey: Image = (weighted >> 8).astype(np.uint8)
    return grey


def face_square(box: FaceBox, framing: CropFraming) -> Square:
    """Place the square of `framing` on a detected face, in frame pixels."""
    side = (box.width + box.height) / 2
    roll = _eye_roll(box) if framing.level else 0.0
    shift = framing.raise_by * side
    center = Point(
        box.center.x + shift * math.sin(roll),
        box.center.y - shift * math.cos(roll),
    )
    return Square(center, max(1.0, side * framing.scale), roll)


def _eye_roll(box: FaceBox) -> float:
    """Angle of the line between the eyes, 0 where the eyes are unknown or implausible."""
    if box.left_eye is None or box.right_eye is None:
        return 0.0
    dx, dy = box.right_eye.x - box.left_eye.x, box.right_eye.y - box.left_eye.y
    roll = math.atan2(dy, dx)
    return roll if dx > 0 and abs(roll) <= MAX_ROLL_RAD else 0.0


def sample_square(image: Image, square: Square, size_px: int = CROP_SIZE_PX) -> Image:
    """Sample a square of a picture into uint8 (size_px, size_px) grey.

    What lies outside the picture repeats its border, so the result is never empty. Downscaling
    averages over whole pixel blocks first, so that a large face does not alias.
    """
    grey, square = _surroundings(image, square)
    block = max(1, int(square.side / size_px))
    if block > 1:
        grey, square = _shrink(grey, square, block)
    steps = ((np.arange(size_px) + 0.5) / size_px - 0.5) * square.side
    cos, sin = math.cos(square.roll_rad), math.sin(square.roll_rad)
    x = square.center.x + steps[None, :] * cos - steps[:, None] * sin - 0.5
    y = square.center.y + steps[None, :] * sin + steps[:, None] * cos - 0.5
    return _bilinear(grey, x, y)


def _surroundings(image: Image, square: Square) -> tuple[Image, Square]:
    """Cut the part of the picture that the turned square touches, as grey."""
    height, width = image.shape[:2]
    reach = square.side * 0.7072 + 2
    left = int(np.clip(square.center.x - reach, 0, width - 1))
    top = int(np.clip(square.center.y - reach, 0, height - 1))
    right = int(np.clip(math.ceil(square.center.x + reach), left + 1, width))
    bottom = int(np.clip(math.ceil(square.center.y + reach), top + 1, height))
    center = Point(square.center.x - left, square.center.y - top)
    return to_grey(image[top:bottom, left:right]), Square(center, square.side, square.roll_rad)


def _shrink(grey: Image, square: Square, block: int) -> tuple[Image, Square]:
    """Average blocks of block × block pixels; the border is repeated to fill the last ones."""
    pad_y, pad_x = -grey.shape[0] % block, -grey.shape[1] % block
    padded = np.pad(grey, ((0, pad_y), (0, pad_x)), mode="edge")
    rows, columns = padded.shape[0] // block, padded.shape[1] // block
    flat = padded.reshape(rows, block, columns * block).sum(axis=1, dtype=np.uint32)
    sums = flat.reshape(rows, columns, block).sum(axis=2, dtype=np.uint32)
    means = sums.astype(np.float32) / np.float32(block * block)
    center = Point(square.center.x / block, square.center.y / block)
    shrunk = Square(center, square.side / block, square.roll_rad)
    return np.rint(means).astype(np.uint8), shrunk


def _bilinear(
    grey: Image, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
) -> npt.NDArray[np.uint8]:
    """Interpolate at the pixel positions (x, y), both of the result's shape."""
    height, width = grey.shape
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    left, top = np.floor(x).astype(np.intp), np.floor(y).astype(np.intp)
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    fx, fy = x - left, y - top
    upper = grey[top, left] * (1 - fx) + grey[top, right] * fx
    lower = grey[bottom, left] * (1 - fx) + grey[bottom, right] * fx
    sampled: Image = np.rint(upper * (1 - fy) + lower * fy).astype(np.uint8)
    return sampled


def crop_face(image: Image, box: FaceBox, framing: CropFraming) -> FaceCrop:
    """Cut the levelled face out of uint8 (H, W[, 3]) RGB or grey as the network reads it."""
    return FaceCrop(sample_square(image, face_square(box, framing)))


def whole_image_crop(image: Image) -> FaceCrop:
    """Take a picture that already is a face crop as it is, resampled to the network's size."""
    height, width = image.shape[:2]
    return FaceCrop(
        sample_square(image, Square(Point(width / 2, height / 2), float(min(height, width))))
    )


def network_input(crop: FaceCrop) -> npt.NDArray[np.float32]:
    """Give the network's input: float32 (1, size, size, 1), grey levels 0–255."""
    return crop.image.astype(np.float32)[None, :, :, None]
