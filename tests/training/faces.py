"""Faces for tests: one real, in the public domain, and drawn ones."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from feeling_manager.adapters.image.opencv_image import read_image
from feeling_manager.core.values import Image


def portrait() -> Image:
    """A photograph with one face, uint8 (600, 512, 3) RGB."""
    spec = find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    return read_image(Path(spec.origin).parent / "mpl-data/sample_data/grace_hopper.jpg")


def drawn_face(mouth: float, rng: np.random.Generator, side: int = 48) -> Image:
    """A disc with eyes and a mouth that curves up (1) or down (-1); uint8 (side, side)."""
    y, x = np.mgrid[0:side, 0:side] / (side - 1) - 0.5
    face = np.where(x**2 + y**2 < 0.22, 190.0, 60.0)
    for eye in (-0.17, 0.17):
        face[(x - eye) ** 2 + (y + 0.13) ** 2 < 0.004] = 30
    curve = 0.18 + mouth * 0.12 * (1 - (x / 0.22) ** 2)
    face[(np.abs(x) < 0.22) & (np.abs(y - curve) < 0.03)] = 20
    noisy: Image = np.clip(face + rng.normal(0, 6, face.shape), 0, 255).astype(np.uint8)
    return noisy


def packed(faces: Sequence[Image]) -> dict[str, Any]:
    """The faces as a data set's file holds them: lossless WebP, one after the other."""
    encoded = [cv2.imencode(".webp", f, [cv2.IMWRITE_WEBP_QUALITY, 101])[1].ravel() for f in faces]
    return {
        "webp": np.concatenate(encoded),
        "offsets": np.cumsum([0, *(len(piece) for piece in encoded)]),
    }
