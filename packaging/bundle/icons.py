"""The program's icon in the forms that desktops ask for, drawn from its one SVG file."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from bundle.identity import NAME, ROOT

SVG: Final = ROOT / "packaging" / "linux" / f"{NAME}.svg"

SIZES_PX: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)

ICO_SIZES_PX: Final = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows shows at 100, 125, 150 and 200 %."""

ICNS_KINDS: Final = (
    *(("ic11", 32), ("ic12", 64), ("ic07", 128), ("ic13", 256)),
    *(("ic08", 256), ("ic14", 512), ("ic09", 512), ("ic10", 1024)),
)
"""(kind, pixels): 16 to 512 points, from 16 on at twice the pixels too."""


def write_hicolor(svg: Path, theme: Path, name: str) -> None:
    """Write the SVG file and PNG files into a `hicolor` icon theme."""
    scalable = theme / "scalable" / "apps" / f"{name}.svg"
    scalable.parent.mkdir(parents=True)
    scalable.write_bytes(svg.read_bytes())
    for size in SIZES_PX:
        path = theme / f"{size}x{size}" / "apps" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(svg, size))


def write_for_executable(folder: Path, platform: str) -> Path | None:
    """Write the icon that is part of the executable into a folder; Linux has none there."""
    if platform not in CONTAINERS:
        return None
    suffix, pack = CONTAINERS[platform]
    path = folder / f"{NAME}{suffix}"
    path.write_bytes(pack(SVG))
    return path


def ico(svg: Path) -> bytes:
    """The icon as Windows wants it: a table, then the PNG files."""
    pictures = [(size, png(svg, size)) for size in ICO_SIZES_PX]
    table = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(table) + 16 * len(pictures)
    for size, data in pictures:
        # 0 stands for 256; one plane of 32 bits.
        side = size % 256
        table += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return table + b"".join(data for _, data in pictures)


def icns(svg: Path) -> bytes:
    """The icon as macOS wants it: PNG files, each behind its kind and length."""
    body = b""
    for kind, size in ICNS_KINDS:
        data = png(svg, size)
        body += struct.pack(">4sI", kind.encode(), len(data) + 8) + data
    return struct.pack(">4sI", b"icns", len(body) + 8) + body


def png(svg: Path, size_px: int) -> bytes:
    """Draw the icon at one size. Raises: OSError."""
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise OSError(f"cannot draw {svg}")
    return bytes(data.data())


CONTAINERS: Final[dict[str, tuple[str, Callable[[Path], bytes]]]] = {
    "win32": (".ico", ico),
    "darwin": (".icns", icns),
}
"""The file's suffix, and what packs it, by platform."""
