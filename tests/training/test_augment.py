from __future__ import annotations

import numpy as np

from feeling_manager.core.face_crop import CROP_SIZE_PX
from feeling_manager.core.values import Image
from feeling_manager.training import augment
from tests.training.faces import drawn_face

RNG = np.random.default_rng(1)
FACE = drawn_face(0.5, RNG)


def sharpness(face: Image) -> float:
    return float(np.abs(np.diff(face.astype(int), axis=1)).mean())


def test_moving_keeps_the_size_and_mirrors_half_of_the_time() -> None:
    lopsided = np.zeros((48, 48), dtype=np.uint8)
    lopsided[:, 36:] = 255
    rng = np.random.default_rng(0)
    moved = [augment.moved(lopsided, rng, (0.9, 1.1)) for _ in range(200)]
    assert {face.shape for face in moved} == {(CROP_SIZE_PX, CROP_SIZE_PX)}
    left = sum(face[:, :10].mean() > face[:, -10:].mean() for face in moved)
    assert 70 < left < 130


def test_moving_turns_and_shifts() -> None:
    rng = np.random.default_rng(0)
    moved = [augment.moved(FACE, rng, (1.0, 1.0)) for _ in range(20)]
    assert all(np.abs(a.astype(int) - FACE).mean() > 1 for a in moved)


def test_a_smaller_square_is_closer() -> None:
    rng = np.random.default_rng(0)
    dot = np.zeros((48, 48), dtype=np.uint8)
    dot[20:28, 20:28] = 255
    near = np.mean([augment.moved(dot, rng, (0.6, 0.6)).mean() for _ in range(20)])
    far = np.mean([augment.moved(dot, rng, (1.4, 1.4)).mean() for _ in range(20)])
    assert near > 3 * far


def test_brightness() -> None:
    assert augment.brightness(FACE, 30).mean() > FACE.mean() + 20
    assert augment.brightness(FACE, -300).max() == 0


def test_contrast() -> None:
    assert augment.contrast(FACE, 0.5).std() < 0.6 * FACE.std()
    assert augment.contrast(FACE, 1.5).std() > 1.1 * FACE.std()


def test_gamma() -> None:
    assert augment.gamma(FACE, 2).mean() < FACE.mean() - 10 < augment.gamma(FACE, 0.5).mean()


def test_shadow_darkens_one_side() -> None:
    flat = np.full((48, 48), 200, dtype=np.uint8)
    shaded = augment.shadow(flat, 0.6, 0.0)
    assert shaded[:, -5:].mean() < 120 < 180 < shaded[:, :5].mean()


def test_blur() -> None:
    assert sharpness(augment.blur(FACE, 1.5)) < 0.6 * sharpness(FACE)


def test_low_resolution() -> None:
    coarse = augment.low_resolution(FACE, 12)
    assert coarse.shape == FACE.shape
    assert sharpness(coarse) < 0.6 * sharpness(FACE)


def test_jpeg() -> None:
    change = np.abs(augment.jpeg(FACE, 10).astype(int) - FACE).mean()
    assert change > np.abs(augment.jpeg(FACE, 95).astype(int) - FACE).mean() > 0


def test_noise() -> None:
    flat = np.full((48, 48), 128, dtype=np.uint8)
    assert 8 < augment.noise(flat, 10, np.random.default_rng(0)).std() < 12


def test_cutout() -> None:
    covered = augment.cutout(FACE, 5, 6, 10, 12, 99)
    assert (covered[5:15, 6:18] == 99).all()
    assert (covered != FACE).sum() <= 120
    assert (FACE[5:15, 6:18] != 99).any()


def test_glasses_lie_on_the_eyes() -> None:
    changed = np.nonzero(augment.glasses(FACE, 255) != FACE)
    assert len(changed[0]) > 20
    assert changed[0].min() >= 10 and changed[0].max() <= 27


def test_a_mask_covers_the_mouth_and_not_the_eyes() -> None:
    masked = augment.mask(FACE, 240)
    assert (masked[:27] == FACE[:27]).all()
    assert (masked[32:46, 12:36] == 240).all()


def test_a_seed_repeats_and_others_differ() -> None:
    draws = [augment.disturbed(FACE, np.random.default_rng(seed)) for seed in (1, 1, 2, 3)]
    assert (draws[0] == draws[1]).all()
    assert any((draws[0] != other).any() for other in draws[2:])
