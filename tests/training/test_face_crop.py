from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.core.face_crop import (
    CROP_SIZE_PX,
    CropFraming,
    crop_face,
    face_square,
    network_input,
    sample_square,
    to_grey,
    whole_image_crop,
)
from feeling_manager.core.values import FaceBox, Point

RNG = np.random.default_rng(0)
PICTURE = RNG.integers(0, 256, (240, 320, 3), dtype=np.uint8)


@given(
    st.floats(-2000, 2000),
    st.floats(-2000, 2000),
    st.floats(0, 5000),
    st.floats(0, 5000),
    st.floats(0.5, 2),
)
def test_any_box_gives_a_whole_crop(
    x: float, y: float, width: float, height: float, scale: float
) -> None:
    crop = crop_face(PICTURE, FaceBox(x, y, width, height, 1.0), CropFraming(scale))
    assert crop.image.shape == (CROP_SIZE_PX, CROP_SIZE_PX)
    assert crop.image.dtype == np.uint8


def test_a_crop_is_a_copy() -> None:
    grey = to_grey(PICTURE).copy()
    crop = whole_image_crop(grey[:48, :48])
    grey[:] = 0
    assert crop.image.max() > 0


def test_a_picture_of_the_right_size_is_taken_as_it_is() -> None:
    face = RNG.integers(0, 256, (48, 48), dtype=np.uint8)
    assert (whole_image_crop(face).image == face).all()


def test_grey_is_the_usual_luma() -> None:
    import cv2

    ours = to_grey(PICTURE).astype(int)
    theirs = cv2.cvtColor(PICTURE, cv2.COLOR_RGB2GRAY).astype(int)
    assert np.abs(ours - theirs).max() <= 1


@pytest.mark.parametrize("roll_deg", [-25, -10, 0, 15, 30])
def test_eyes_are_levelled(roll_deg: float) -> None:
    picture = np.full((300, 300), 200, dtype=np.uint8)
    roll = math.radians(roll_deg)
    left = Point(150 - 50 * math.cos(roll), 140 - 50 * math.sin(roll))
    right = Point(150 + 50 * math.cos(roll), 140 + 50 * math.sin(roll))
    for eye in (left, right):
        picture[int(eye.y) - 6 : int(eye.y) + 6, int(eye.x) - 6 : int(eye.x) + 6] = 0
    box = FaceBox(75, 75, 150, 150, 1.0, left, right)
    crop = crop_face(picture, box, CropFraming()).image
    dark = crop < 100
    halves = dark[:, :24], dark[:, 24:]
    rows = [np.nonzero(half)[0].mean() for half in halves]
    assert abs(rows[0] - rows[1]) < 1.5


def test_eyes_that_cannot_be_right_do_not_turn_the_crop() -> None:
    swapped = FaceBox(0, 0, 100, 100, 1.0, Point(70, 40), Point(30, 40))
    steep = FaceBox(0, 0, 100, 100, 1.0, Point(40, 20), Point(50, 90))
    for box in (swapped, steep):
        assert face_square(box, CropFraming()).roll_rad == 0


def test_scale_and_raise_place_the_square() -> None:
    box = FaceBox(100, 100, 50, 50, 1.0)
    square = face_square(box, CropFraming(scale=1.4, raise_by=0.1))
    assert (square.side, square.center) == (70, Point(125, 120))


def test_large_faces_are_averaged_and_not_sampled() -> None:
    checks = (np.indices((960, 960)).sum(axis=0) % 2 * 255).astype(np.uint8)
    crop = whole_image_crop(checks).image
    assert np.abs(crop.astype(int) - 127).max() <= 2


def test_what_lies_outside_repeats_the_border() -> None:
    picture = np.full((100, 100), 77, dtype=np.uint8)
    crop = sample_square(picture, face_square(FaceBox(-80, -80, 100, 100, 1.0), CropFraming()))
    assert (crop == 77).all()


def test_the_network_sees_grey_levels() -> None:
    face = RNG.integers(0, 256, (48, 48), dtype=np.uint8)
    batch = network_input(whole_image_crop(face))
    assert batch.shape == (1, 48, 48, 1)
    assert batch.dtype == np.float32
    assert batch.max() > 1
