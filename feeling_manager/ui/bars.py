"""The six emotions as bars, lying and standing, painted by hand so that they are cheap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion
from feeling_manager.ui.accessible import Role, set_role
from feeling_manager.ui.charts import paint_column
from feeling_manager.ui.motion import Glide
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import Look

ICON_PX: Final = 18
FRAMES: Final = 5
"""Each picture of the gliding bars costs about a millisecond, and they glide once a second."""


class _Bars(QWidget):
    """What both kinds have in common: the values, the theme, the language."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._values: Mapping[Emotion, float] = {}
        self._shown: Mapping[Emotion, float] = {}
        self._before: Mapping[Emotion, float] = {}
        self._glide = Glide(self, look, self._on_glide, frames=FRAMES)
        set_role(self, Role.Chart)
        look.changed.connect(self.update)

    def set_values(self, values: Mapping[Emotion, float]) -> None:
        """Show other values; a missing one counts as 0."""
        if values == self._values:
            return
        self._before, self._values = self._shown, dict(values)
        self._describe()
        self._glide.go()

    def _on_glide(self, share: float) -> None:
        """Show values on the way from those before to those that hold."""
        self._shown = {
            emotion: self._before.get(emotion, 0.0)
            + share * (self.value(emotion) - self._before.get(emotion, 0.0))
            for emotion in self._values
        }
        self.update()

    def _length(self, emotion: Emotion) -> float:
        """The value that is painted; on its way it differs from the one that is written."""
        return self._shown.get(emotion, 0.0)

    def value(self, emotion: Emotion) -> float:
        """What is shown for an emotion."""
        return self._values.get(emotion, 0.0)

    def _describe(self) -> None:
        self.setAccessibleDescription(
            ", ".join(f"{emotion_name(e)} {self._text(v)}" for e, v in self._values.items())
        )

    def _text(self, value: float) -> str:
        return f"{value:.0f}"

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._describe()
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class ScoreBars(_Bars):
    """Six lying bars with icon, name and per cent; the values are shares of 1."""

    MIN_ROW_PX: Final = 25
    MAX_ROW_PX: Final = 42

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setMinimumHeight(self.MIN_ROW_PX * EMOTION_COUNT)
        self.setMaximumHeight(self.MAX_ROW_PX * EMOTION_COUNT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """All rows, not too close."""
        return QSize(280, 27 * EMOTION_COUNT)

    def _text(self, value: float) -> str:
        return f"{value * 100:.0f}%"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        name_px = max(metrics.horizontalAdvance(emotion_name(e)) for e in EMOTION_ORDER) + 2
        row_px = self.height() / EMOTION_COUNT
        top = max(self._values, key=self.value, default=None)
        for number, emotion in enumerate(EMOTION_ORDER):
            row = QRectF(0, number * row_px, self.width(), row_px)
            self._draw_row(painter, row, emotion, name_px, emotion is top)

    def _draw_row(
        self, painter: QPainter, row: QRectF, emotion: Emotion, name_px: int, strongest: bool
    ) -> None:
        colours, value = self._look.colours, self.value(emotion)
        middle = row.center().y()
        icon = self._look.emotion_icon(emotion)
        icon.paint(painter, 0, round(middle - ICON_PX / 2), ICON_PX, ICON_PX)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text))
        left = ICON_PX + 9.0
        painter.drawText(
            QRectF(left, row.top(), name_px, row.height()), flags, emotion_name(emotion)
        )
        value_px = self.fontMetrics().horizontalAdvance("100%") + 2
        left += name_px + 12
        full = max(10.0, self.width() - left - value_px - 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.field))
        painter.drawRoundedRect(QRectF(left, middle - 4, full, 8), 4, 4)
        if value > 0:
            painter.setBrush(self._look.emotion_colour(emotion))
            length = max(8.0, full * min(1.0, self._length(emotion)))
            painter.drawRoundedRect(QRectF(left, middle - 4, length, 8), 4, 4)
        painter.setPen(QColor(colours.text if strongest else colours.muted))
        right = QRectF(self.width() - value_px, row.top(), value_px, row.height())
        painter.drawText(right, flags | Qt.AlignmentFlag.AlignRight, self._text(value))


class CountColumns(_Bars):
    """Six standing bars with a count above and the emotion below."""

    BAR_PX: Final = 34
    GAP_PX: Final = 4

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setMinimumHeight(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """High enough to compare the bars."""
        return QSize(360, 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns on their ground line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line_px = self.fontMetrics().height() + self.GAP_PX
        ground = self.height() - line_px - ICON_PX - 2 * self.GAP_PX
        column_px = self.width() / EMOTION_COUNT
        biggest = max([*self._values.values(), 1.0])
        painter.setPen(QColor(self._look.colours.line))
        painter.drawLine(0, ground, self.width(), ground)
        for number, emotion in enumerate(EMOTION_ORDER):
            share = min(1.0, self._length(emotion) / biggest) if self.value(emotion) else 0.0
            box = QRectF(number * column_px, line_px, column_px, ground - line_px)
            self._draw_column(painter, box, emotion, share, line_px)

    def _draw_column(
        self, painter: QPainter, box: QRectF, emotion: Emotion, share: float, line_px: int
    ) -> None:
        colours = self._look.colours
        width = min(self.BAR_PX, box.width() * 0.6)
        height = max(3.0, box.height() * share) if share > 0 else 0.0
        bar = QRectF(box.center().x() - width / 2, box.bottom() - height, width, height)
        paint_column(painter, bar, self._look.emotion_colour(emotion))
        centre = Qt.AlignmentFlag.AlignHCenter
        painter.setPen(QColor(colours.text if share > 0 else colours.muted))
        above = QRectF(box.left(), bar.top() - line_px, box.width(), line_px)
        painter.drawText(above, centre, self._text(self.value(emotion)))
        icon = self._look.emotion_icon(emotion)
        y = round(box.bottom()) + self.GAP_PX
        icon.paint(painter, round(box.center().x() - ICON_PX / 2), y, ICON_PX, ICON_PX)
        painter.setPen(QColor(colours.muted))
        below = QRectF(box.left(), y + ICON_PX + self.GAP_PX / 2, box.width(), line_px)
        name = QFontMetrics(self.font()).elidedText(
            emotion_name(emotion), Qt.TextElideMode.ElideRight, round(box.width())
        )
        painter.drawText(below, centre, name)
