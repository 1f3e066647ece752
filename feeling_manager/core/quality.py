"""Whether a detected face can be read at all, and if not, what stands in the way.

Measures are taken from the crop as the network reads it and from the face's box and key points.
The network standardises its input, so neither darkness nor flat contrast harm it by themselves:
what harms is noise as large as the face's own contrast, clipped highlights, and lost detail.
The figures of all limits: docs/model/QUALITY.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.values import FaceBox, FaceCrop, Image, Point, Quality

CLIPPED_LEVEL: Final = 250
"""From this grey level on a pixel carries no more detail; JPEG keeps few at 255 itself."""

BLOCK_PX: Final = 3
"""Noise and sharpness are taken over blocks of this side.

Finer detail is not what the network reads, and a webcam's noise is not finer: its noise reduction
and compression leave grains of several pixels, which pixel by pixel look smooth.
"""

FRAME_STEP_PX: Final = 8
"""Every eighth pixel each way tells a frame's light."""

Grey = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """Where reading ends: refuse where fewer than about 60 % of such faces are read right.

    Measured, all, by `python -m feeling_manager.training.quality_study`: FER+ validation faces,
    disturbed, through the shipped network (84 % undisturbed); pose on the same faces as they are,
    with the program's detector. docs/model/QUALITY.md has the tables.

    Attributes:
        luminance: mean grey level below which the face is too dark. Measured: 60 % right between 6
            and 20, by the noise assumed; 54 % of the refused.
        signal: contrast in units of the noise below which the face is too dark. Measured: 60 %
            right at 2.2 with noise in single pixels, at 2.6 with grain; 49 % of the refused.
        clipped: share of clipped pixels above which the face is too bright. Measured: 60 % right
            here; 46 % of the refused.
        sharpness: detail in units of contrast below which the face is blurred. Measured: 60 %
            right here, for blur and for few pixels alike; 44 % of the refused.
        side_px: smaller side of the box. Measured: 60 % right at 13 px of true detail. Assumed: a
            webcam's pixels hold half of that, after its filter, noise reduction and compression.
        inside: share of the box that the frame must hold. Measured: about 70 % right here, of
            faces cut at the left, right or top; more was not tried.
        below: share of the box that may reach out of the frame's lower edge; the mouth is there.
            Measured: 62 % right here, 50 % at 0.4.
        yaw: distance of the nose from the middle between the eyes, in units of the eyes' distance.
            Measured: 56 % right of the 48 faces beyond.
        pitch: lowest and highest place of the nose between the eyes' line (0) and the mouth (1).
            Assumed: only three faces lie outside.
        roll_deg: how far the line between the eyes may tilt. Measured: 50 % right of the 28 faces
            beyond.
        rival_size: side of a second face, in units of the chosen one's, from which on nobody can
            tell whose face is meant. Assumed: heads differ by a tenth, seats by a little more.
        rival_score: a second face less sure than this does not count. Assumed; of the prints and
            hands in the signing clips 2 of 28 are surer than this.
        frame_luminance: mean grey level of a whole frame below which a missing face is put down
            to the dark. Measured: at 12 all of the reel's faces are found, at 9 88 %, at 4 12 %.
    """

    luminance: float = 12.0
    signal: float = 2.4
    clipped: float = 0.85
    sharpness: float = 0.5
    side_px: float = 26.0
    inside: float = 0.5
    below: float = 0.3
    yaw: float = 0.75
    pitch: tuple[float, float] = (0.1, 0.9)
    roll_deg: float = 50.0
    rival_size: float = 0.75
    rival_score: float = 0.75
    frame_luminance: float = 12.0


LIMITS: Final = QualityLimits()

BRIGHT_LUMINANCE: Final = 200.0
"""A face without any contrast is called too bright from this mean grey level on."""


@dataclass(frozen=True, slots=True)
class CropMeasures:
    """What a crop is worth, over the ellipse in which faces lie.

    Attributes:
        luminance: mean grey level, 0-255.
        signal: standard deviation of the blocks in units of their noise's; about 1 for noise alone.
        clipped: share of pixels at `CLIPPED_LEVEL` or above.
        sharpness: standard deviation of the Laplacian over blocks, in units of the blocks' own;
            independent of contrast. 0 for one grey level.
    """

    luminance: float
    signal: float
    clipped: float
    sharpness: float


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Where the nose lies among eyes and mouth; no angles, but they grow with them.

    Attributes:
        yaw: distance of the nose tip from the middle between the eyes along the eyes' line, in
            units of the eyes' distance; positive when it lies further right. With a nose tip about
            0.6 eye distances before the eyes' plane, it is 0.6 tan(angle): 0.75 is about 50
            degrees.
        pitch: place of the nose tip from the eyes' line (0) to the mouth (1); looking up is lower.
        roll_deg: tilt of the eyes' line, clockwise on the screen.
    """

    yaw: float
    pitch: float
    roll_deg: float


def judge(
    face: FaceBox,
    crop: FaceCrop,
    frame_width: int,
    frame_height: int,
    others: Sequence[FaceBox] = (),
    limits: QualityLimits = LIMITS,
) -> Quality:
    """Say whether a face can be read, and name what to mend first if not.

    Light comes first, because in the dark every other measure fails too; `others` are the faces
    of the frame that were not chosen.

    Measured: under 0.1 ms; `tests/unit/test_quality.py` allows 0.3.
    """
    measures = measure_crop(crop)
    light = _light(measures, limits)
    if light is not Quality.OK:
        return light
    if min(face.width, face.height) < limits.side_px:
        return Quality.TOO_SMALL
    if _cut_off(face, frame_width, frame_height, limits):
        return Quality.CUT_OFF
    if any(_is_rival(other, face, limits) for other in others):
        return Quality.SEVERAL_PEOPLE
    if measures.sharpness < limits.sharpness:
        return Quality.BLURRED
    return Quality.TURNED_AWAY if _turned_away(head_pose(face), limits) else Quality.OK


def judge_empty(image: Image, limits: QualityLimits = LIMITS) -> Quality:
    """Say why no face was found in uint8 (H, W, 3) RGB or (H, W) grey: the dark, or nobody."""
    sample = image[::FRAME_STEP_PX, ::FRAME_STEP_PX]
    dark = sample.size > 0 and float(sample.mean()) < limits.frame_luminance
    return Quality.TOO_DARK if dark else Quality.NO_FACE


def measure_crop(crop: FaceCrop) -> CropMeasures:
    """Measure light, noise and detail of uint8 (size, size) grey."""
    grey = crop.image.astype(np.float32)
    face = grey[_ellipse(grey.shape[0], grey.shape[1])]
    if face.size == 0:
        return CropMeasures(0.0, 0.0, 0.0, 0.0)
    blocks = _blocks(grey)
    contrast = float(blocks.std())
    return CropMeasures(
        luminance=float(face.mean()),
        signal=contrast / max(_noise(blocks), _ROUNDING),
        clipped=float((face >= CLIPPED_LEVEL).mean()),
        sharpness=_laplacian_std(blocks) / contrast if contrast > _ROUNDING else 0.0,
    )


def head_pose(face: FaceBox) -> HeadPose | None:
    """Place the nose among eyes and mouth; None where a key point is missing or eyes coincide.

    Source: the six key points of MediaPipe's face detector (Bazarevsky et al. 2019, BlazeFace,
    arXiv 1907.05047), of which it gives eyes, nose tip and mouth centre first.
    """
    left, right, nose, mouth = face.left_eye, face.right_eye, face.nose_tip, face.mouth_center
    if left is None or right is None or nose is None or mouth is None:
        return None
    dx, dy = right.x - left.x, right.y - left.y
    distance = math.hypot(dx, dy)
    if not math.isfinite(distance) or distance < 1e-6:
        return None
    middle = Point((left.x + right.x) / 2, (left.y + right.y) / 2)

    def along(point: Point) -> float:
        return ((point.x - middle.x) * dx + (point.y - middle.y) * dy) / distance

    def across(point: Point) -> float:
        return ((point.y - middle.y) * dx - (point.x - middle.x) * dy) / distance

    depth = across(mouth)
    pitch = across(nose) / depth if depth > 1e-6 else math.inf
    return HeadPose(along(nose) / distance, pitch, math.degrees(math.atan2(dy, dx)))


def share_inside(face: FaceBox, frame_width: int, frame_height: int) -> float:
    """Share of the box's area that lies within the frame, 0-1."""
    width = _overlap(face.origin_x, face.width, frame_width)
    height = _overlap(face.origin_y, face.height, frame_height)
    return width * height


def share_below(face: FaceBox, frame_height: int) -> float:
    """Share of the box's height that lies below the frame's lower edge, 0-1."""
    if face.height <= 0:
        return 0.0
    return min(1.0, max(0.0, (face.origin_y + face.height - frame_height) / face.height))


def _overlap(start: float, length: float, frame_length: int) -> float:
    if length <= 0:
        return 0.0
    return max(0.0, min(start + length, frame_length) - max(start, 0.0)) / length


def _light(measures: CropMeasures, limits: QualityLimits) -> Quality:
    if measures.luminance < limits.luminance:
        return Quality.TOO_DARK
    if measures.clipped > limits.clipped:
        return Quality.TOO_BRIGHT
    if measures.signal < limits.signal:
        # Noise as strong as the face comes from too little light, unless it is all white.
        bright = measures.luminance > BRIGHT_LUMINANCE
        return Quality.TOO_BRIGHT if bright else Quality.TOO_DARK
    return Quality.OK


def _cut_off(face: FaceBox, width: int, height: int, limits: QualityLimits) -> bool:
    inside = share_inside(face, width, height)
    return inside < limits.inside or share_below(face, height) > limits.below


def _is_rival(other: FaceBox, face: FaceBox, limits: QualityLimits) -> bool:
    size = min(other.width, other.height)
    as_near = size >= limits.rival_size * min(face.width, face.height)
    return as_near and other.score >= limits.rival_score


def _turned_away(pose: HeadPose | None, limits: QualityLimits) -> bool:
    if pose is None:
        return False
    lowest, highest = limits.pitch
    return (
        abs(pose.yaw) > limits.yaw
        or not lowest <= pose.pitch <= highest
        or abs(pose.roll_deg) > limits.roll_deg
    )


_ROUNDING: Final = 1 / math.sqrt(12) / BLOCK_PX
"""Standard deviation that rounding to whole grey levels makes: no picture has less noise."""


@lru_cache(maxsize=8)
def _ellipse(height: int, width: int) -> npt.NDArray[np.bool_]:
    """The middle of a crop, where a face lies; its corners are wall and hair."""
    y, x = np.mgrid[0:height, 0:width]
    away_x = (x + 0.5 - width / 2) / (width * 0.42)
    away_y = (y + 0.5 - height / 2) / (height * 0.5)
    inside: npt.NDArray[np.bool_] = away_x**2 + away_y**2 <= 1
    return inside


def _blocks(grey: Grey) -> Grey:
    """Means of blocks; a single one where there is not one whole block."""
    rows, columns = grey.shape[0] // BLOCK_PX, grey.shape[1] // BLOCK_PX
    if min(rows, columns) < 1:
        return np.full((1, 1), grey.mean(), np.float32)
    whole = grey[: rows * BLOCK_PX, : columns * BLOCK_PX]
    means: Grey = whole.reshape(rows, BLOCK_PX, columns, BLOCK_PX).mean(axis=(1, 3))
    return means


def _noise(blocks: Grey) -> float:
    """Standard deviation of the noise, in grey levels.

    Source: Immerkaer 1996, "Fast Noise Variance Estimation". A face's own detail counts as noise
    too, so that it comes out too high for clean faces; what matters is that it is right for noisy
    ones.
    """
    if min(blocks.shape) < 3:
        return 0.0
    rows = blocks[2:] - 2 * blocks[1:-1] + blocks[:-2]
    both = rows[:, 2:] - 2 * rows[:, 1:-1] + rows[:, :-2]
    return float(np.abs(both).mean()) * math.sqrt(math.pi / 2) / 6


def _laplacian_std(blocks: Grey) -> float:
    if min(blocks.shape) < 3:
        return 0.0
    around = blocks[1:-1, :-2] + blocks[1:-1, 2:] + blocks[:-2, 1:-1] + blocks[2:, 1:-1]
    return float((around - 4 * blocks[1:-1, 1:-1]).std())
