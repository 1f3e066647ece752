"""A cover drawn from a song's name."""

from __future__ import annotations

import zlib

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPixmap

from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.values import Track
from feeling_manager.ui.accessible import Role, set_role
from feeling_manager.ui.motion import Glide
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import Spoken


class Artwork(Spoken):
    """The same song looks the same every time; songs of a genre look related."""

    def __init__(self, look: Look, side_px: int, radius_px: int = 12) -> None:
        super().__init__()
        self._look = look
        self._radius_px = radius_px
        self._track: Track | None = None
        self._before: QPixmap | None = None
        self._share = 1.0
        self._glide = Glide(self, look, self._on_glide)
        self.set_side(side_px)
        set_role(self, Role.Graphic)
        look.changed.connect(self.update)
        self.retranslate()

    def set_side(self, side_px: int) -> None:
        """Make it larger or smaller."""
        self.setFixedSize(side_px, side_px)

    def show_track(self, track: Track | None) -> None:
        """Draw the cover of another song; a plain note for None."""
        if track == self._track:
            return
        self._before, self._track = self.grab() if self._look.moves else None, track
        self.retranslate()
        self._glide.go()

    def _on_glide(self, share: float) -> None:
        self._share = share
        self.update()

    def retranslate(self) -> None:
        """Say everything anew."""
        title = self._track.title if self._track else ""
        self.setAccessibleName(
            self.tr("Cover of {title}").format(title=title) if title else self.tr("No cover")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hue by the genre, circles by the name, a note on top."""
        painter = QPainter(self)
        if self._before is not None and self._share < 1:
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(self._share)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), self._radius_px, self._radius_px)
        painter.setClipPath(shape)
        if self._track is None:
            painter.fillRect(self.rect(), QColor(self._look.colours.field))
            self._draw_note(painter, self._look.colours.disabled)
            return
        number = zlib.crc32(f"{self._track.artist}\0{self._track.title}".encode())
        hue = (_genre_hue(self._track.genre) + number % 30) % 360
        gradient = QLinearGradient(0, 0, self.width(), self.height())
        gradient.setColorAt(0, QColor.fromHsv(hue, 120, 225))
        gradient.setColorAt(1, QColor.fromHsv((hue + 45) % 360, 165, 150))
        painter.fillRect(self.rect(), gradient)
        self._draw_circles(painter, number)
        self._draw_note(painter, "#ffffff")

    def _draw_circles(self, painter: QPainter, number: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for ring in range(3):
            bits = number >> (8 * ring)
            painter.setBrush(QColor(255, 255, 255, 26 + 12 * ring))
            side = self.width() * (0.4 + bits % 60 / 100)
            x = bits // 3 % self.width() - side / 2
            y = bits // 7 % self.height() - side / 2
            painter.drawEllipse(QRectF(x, y, side, side))

    def _draw_note(self, painter: QPainter, colour: str) -> None:
        side = round(self.width() * 0.34)
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        self._look.icon("music", colour).paint(painter, place)


def _genre_hue(genre: str) -> int:
    """Hues spread evenly over the built-in genres; a user's own genre gets one by its name."""
    if genre in GENRE_ORDER:
        return GENRE_ORDER.index(genre) * 360 // len(GENRE_ORDER)
    return zlib.crc32(genre.encode()) % 360
