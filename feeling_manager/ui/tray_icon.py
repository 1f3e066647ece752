"""Draws what stands beside the clock: a face in its colour, on panels light and dark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from feeling_manager.ui.status import Status
from feeling_manager.ui.theme import LIGHT, Look

SIZES_PX: Final = (16, 22, 24, 32, 48, 64)
GLYPH_SHARE: Final = 0.7
STROKE: Final = 2.6
"""Thicker than elsewhere: most panels show 22 pixels."""

ROUND_FACES: Final = frozenset({"angry", "frown", "meh", "smile"})
"""Icons whose circle is the disc itself."""

BADGE_SHARE: Final = 0.5
BADGE: Final = QColor("#1a2030")


def tray_icon(look: Look, status: Status, paused: bool) -> QIcon:
    """White lines on a disc in the status's colour; two bars in a corner while paused.

    The panel's own colour is unknown. The colours of the light theme have at least 3:1 towards
    white and are bright enough for a dark panel; the white lines stand out from the disc by 3:1.
    """
    icon = QIcon()
    for side in SIZES_PX:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(status.hue(LIGHT)))
        painter.drawEllipse(QRectF(0, 0, side, side))
        is_face = status.icon in ROUND_FACES
        room = side if is_face else side * GLYPH_SHARE
        place = QRectF((side - room) / 2, (side - room) / 2, room, room)
        look.drawing(status.icon, "#ffffff", STROKE, circle=not is_face).render(painter, place)
        if paused:
            _draw_pause(painter, side)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _draw_pause(painter: QPainter, side: int) -> None:
    badge = side * BADGE_SHARE
    painter.setBrush(BADGE)
    painter.drawEllipse(QRectF(side - badge, side - badge, badge, badge))
    painter.setBrush(Qt.GlobalColor.white)
    width, height = badge * 0.16, badge * 0.5
    top = side - badge / 2 - height / 2
    for share in (0.36, 0.64):
        left = side - badge + badge * share - width / 2
        painter.drawRect(QRectF(left, top, width, height))
