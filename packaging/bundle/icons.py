"""The program's icon in the sizes that desktops ask for, drawn from its one SVG file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES_PX: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def write_hicolor(svg: Path, theme: Path, name: str) -> None:
    """Write the SVG file and PNG files into a `hicolor` icon theme."""
    scalable = theme / "scalable" / "apps" / f"{name}.svg"
    scalable.parent.mkdir(parents=True)
    scalable.write_bytes(svg.read_bytes())
    for size in SIZES_PX:
        write_png(svg, theme / f"{size}x{size}" / "apps" / f"{name}.png", size)


def write_png(svg: Path, path: Path, size_px: int) -> None:
    """Draw the icon at one size. Raises: OSError."""
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):
        raise OSError(f"cannot write {path}")
