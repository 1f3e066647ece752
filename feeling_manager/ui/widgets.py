"""Small pieces that several pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import SPACE, Look

ICON: Final = QSize(20, 20)


def label(name: str = "", wrap: bool = False) -> QLabel:
    """A text whose look is the style sheet's `name`."""
    widget = QLabel()
    widget.setObjectName(name)
    widget.setWordWrap(wrap)
    return widget


def card() -> tuple[QFrame, QVBoxLayout]:
    """A rounded surface and the layout of what lies on it."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    layout.setSpacing(SPACE)
    return frame, layout


def scrolled(widget: QWidget) -> QScrollArea:
    """A page that scrolls up and down where the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setObjectName("scrolled")
    area.setWidget(widget)
    return area


class IconButton(QToolButton):
    """A button that shows an icon and says its name to screen readers and as a tip."""

    def __init__(self, look: Look, icon: str, size_px: int = 20) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon
        self._colour: str | None = None
        self.setIconSize(QSize(size_px, size_px))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._on_look_changed()

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what it does, and by which key."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)

    def _on_look_changed(self) -> None:
        on_accent = self.objectName() == "play"
        colour = self._look.colours.on_accent if on_accent else None
        self.setIcon(self._look.icon(self._icon_name, colour))


class EmotionBars(QWidget):
    """Six bars with icon, name and value; `values` are shares of 1 or counts."""

    ROW_PX: Final = 26

    def __init__(self, look: Look, unit: str = "%") -> None:
        super().__init__()
        self._look = look
        self._unit = unit
        self._values: Mapping[Emotion, float] = {}
        self.setMinimumHeight(self.ROW_PX * len(EMOTION_ORDER))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """All rows, wide enough for the longest name."""
        return QSize(280, self.ROW_PX * len(EMOTION_ORDER))

    def set_values(self, values: Mapping[Emotion, float]) -> None:
        """Show other values."""
        self._values = dict(values)
        self.setAccessibleDescription(
            ", ".join(f"{emotion_name(e)} {self._text(v)}" for e, v in values.items())
        )
        self.update()

    def _text(self, value: float) -> str:
        return f"{value * 100:.0f}%" if self._unit == "%" else f"{value:.0f}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = [emotion_name(emotion) for emotion in EMOTION_ORDER]
        metrics = self.fontMetrics()
        name_px = max(metrics.horizontalAdvance(name) for name in names)
        value_px = metrics.horizontalAdvance("100%")
        biggest = 1.0 if self._unit == "%" else max([*self._values.values(), 1.0])
        for row, (emotion, name) in enumerate(zip(EMOTION_ORDER, names)):
            top = row * self.ROW_PX
            value = self._values.get(emotion, 0.0)
            self._look.emotion_icon(emotion).paint(painter, 0, top + 4, 18, 18)
            painter.setPen(QColor(self._look.colours.text))
            text_flags = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(26, top, name_px + 2, self.ROW_PX), text_flags, name)
            left = 26 + name_px + 12
            full = max(10.0, self.width() - left - value_px - 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.colours.field))
            painter.drawRoundedRect(QRectF(left, top + 9, full, 8), 4, 4)
            share = min(1.0, value / biggest)
            if share > 0:
                painter.setBrush(self._look.emotion_colour(emotion))
                painter.drawRoundedRect(QRectF(left, top + 9, max(8.0, full * share), 8), 4, 4)
            painter.setPen(QColor(self._look.colours.muted))
            right = QRectF(self.width() - value_px, top, value_px, self.ROW_PX)
            painter.drawText(right, text_flags | Qt.AlignmentFlag.AlignRight, self._text(value))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.update()
        super().changeEvent(event)
