"""One cell of the table of genres: how often a genre is wanted, as filled levels."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.preferences import Liking
from feeling_manager.ui.theme import Look

BAR_PX: Final = 6
BAR_GAP_PX: Final = 3
BAR_HEIGHTS_PX: Final = (7, 12, 17)
"""Three bars that grow, as those of a signal's strength."""

EMPTY_ALPHA: Final = 90
GROUND_ALPHA: Final = 34
SIZE: Final = QSize(46, 32)
ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
STEP_KEYS: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
OFF_KEYS: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class LikingCell(QAbstractSlider):
    """A click goes one level up and from the highest to off, with Shift or the right button down.

    Keys: Space and Enter as a click, + and -, 0 to 3, Delete for off. It is a slider to screen
    readers. The wheel turns only the cell that has the focus: the page scrolls over all others.

    Signals:
        liked(Liking): the user chose a level.
        left(int, int): an arrow key goes so many rows down and columns to the right.
    """

    liked = Signal(object)
    left = Signal(int, int)

    def __init__(self, look: Look, emotion: Emotion) -> None:
        super().__init__()
        self._look = look
        self._emotion = emotion
        self.setRange(Liking.OFF, Liking.OFTEN)
        self.setSingleStep(1)
        self.setPageStep(1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.valueChanged.connect(self._on_value)
        look.changed.connect(self.update)

    @property
    def liking(self) -> Liking:
        """The level that is shown."""
        return Liking(self.value())

    def show_liking(self, liking: Liking) -> None:
        """Show a level, without `liked`."""
        self.blockSignals(True)
        self.setValue(liking)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        """Room for the bars, and large enough to be hit."""
        return SIZE

    def minimumSizeHint(self) -> QSize:
        """As large as it is."""
        return SIZE

    def step(self, by: int = 1) -> None:
        """Go so many levels up; behind the highest comes off, and the other way round."""
        self.setValue((self.value() + by) % len(Liking))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """One level up or down."""
        down = event.button() is Qt.MouseButton.RightButton
        down = down or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.step(-1 if down else 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press did it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One level, of the cell with the focus."""
        if not self.hasFocus() or not event.angleDelta().y():
            event.ignore()
            return
        self.setValue(self.value() + (1 if event.angleDelta().y() > 0 else -1))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Levels, and the way to the next cell; the area that scrolls would take the arrows."""
        key = event.key()
        if key in ARROWS:
            self.left.emit(*ARROWS[Qt.Key(key)])
        elif key in STEP_KEYS:
            self.step()
        elif key in OFF_KEYS:
            self.setValue(Liking.OFF)
        elif event.text() in ("+", "-"):
            self.setValue(self.value() + (1 if event.text() == "+" else -1))
        elif event.text() and event.text() in "0123":
            self.setValue(int(event.text()))
        else:
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Three bars, as many of them filled as the level says."""
        colours = self._look.colours
        hue = QColor(colours.emotions[self._emotion])
        empty = QColor(colours.disabled)
        empty.setAlpha(EMPTY_ALPHA)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._draw_ground(painter, ground, hue)
        width = 3 * BAR_PX + 2 * BAR_GAP_PX
        x, foot = ground.center().x() - width / 2, ground.center().y() + BAR_HEIGHTS_PX[-1] / 2
        for number, height in enumerate(BAR_HEIGHTS_PX):
            filled = number < self.value()
            bar = QRectF(x + number * (BAR_PX + BAR_GAP_PX), foot - height, BAR_PX, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue if filled else empty)
            painter.drawRoundedRect(bar, 2, 2)

    def _draw_ground(self, painter: QPainter, ground: QRectF, hue: QColor) -> None:
        colours = self._look.colours
        soft = QColor(hue)
        soft.setAlpha(GROUND_ALPHA)
        painter.setBrush(soft if self.value() else QColor(colours.field))
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
        elif self.underMouse():
            painter.setPen(QPen(hue, 1))
        painter.drawRoundedRect(ground, 8, 8)

    def _on_value(self, value: int) -> None:
        self.liked.emit(Liking(value))
