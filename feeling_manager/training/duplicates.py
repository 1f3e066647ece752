"""Finds validation faces that are, nearly, training faces."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

NEAR: Final = 6.0
"""Mean absolute difference in grey levels below which two faces count as the same picture."""

BLOCK: Final = 256
SMALL_SIDE: Final = 8


def near_duplicates(
    faces: npt.NDArray[np.uint8], others: npt.NDArray[np.uint8], near: float = NEAR
) -> npt.NDArray[np.bool_]:
    """Which of `faces` (N, H, W) lie nearer than `near` to any of `others` (M, H, W).

    A mean over blocks never differs more than the pixels do, so small pictures rule most pairs out
    and only the rest are compared in full.
    """
    small, small_others = _shrink(faces), _shrink(others)
    result = np.zeros(len(faces), dtype=bool)
    for start in range(0, len(faces), BLOCK):
        block = small[start : start + BLOCK]
        for n, face in enumerate(block):
            distance = np.abs(small_others - face).mean(axis=1)
            candidates = np.flatnonzero(distance < near)
            full = faces[start + n].astype(np.int16)
            result[start + n] = any(
                np.abs(others[m].astype(np.int16) - full).mean() < near for m in candidates
            )
    return result


def _shrink(faces: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Block means of (N, H, W) as float32 (N, 64)."""
    count, height, width = faces.shape
    rows, columns = height // SMALL_SIDE, width // SMALL_SIDE
    cut = faces[:, : rows * SMALL_SIDE, : columns * SMALL_SIDE]
    blocks = cut.reshape(count, SMALL_SIDE, rows, SMALL_SIDE, columns)
    means: npt.NDArray[np.float32] = blocks.mean(axis=(2, 4), dtype=np.float32)
    return means.reshape(count, -1)
