"""Reads picture files through OpenCV."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from feeling_manager.core.errors import DataError
from feeling_manager.core.values import Image

IMAGE_SUFFIXES: Final = frozenset(
    {".bmp", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"}
)


def read_image(path: Path) -> Image:
    """Read a picture as uint8 (H, W, 3) RGB, turned upright by its EXIF orientation.

    Raises:
        DataError: `image_bad` when there is no such file or it is no picture.
    """
    import cv2

    try:
        # Not cv2.imread: it cannot open names outside the system's code page on Windows.
        data = np.fromfile(path, dtype=np.uint8)
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except (OSError, cv2.error) as error:
        raise DataError(f"{path}: {error}", "image_bad") from error
    if picture is None:
        raise DataError(f"{path} is not a picture that can be read", "image_bad")
    rgb: Image = np.ascontiguousarray(picture[..., ::-1])
    return rgb


def find_images(path: Path) -> list[Path]:
    """The file itself, or every picture below a folder in order of the names."""
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.rglob("*") if p.suffix.lower() in IMAGE_SUFFIXES and p.is_file())
