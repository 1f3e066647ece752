"""Small movements: short, cheap, and none where nobody sees them or wants them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from feeling_manager.ui.theme import Look

GLIDE_MS: Final = 240
PAGE_MS: Final = 140


def system_wants_motion(app: QApplication) -> bool:
    """Whether the desktop animates its own windows, as far as Qt knows."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return app.style().styleHint(hint) > 0


class Glide(QVariantAnimation):
    """Goes from 0 to 1 in a moment; a widget paints what lies between."""

    def __init__(
        self,
        widget: QWidget,
        look: Look,
        step: Callable[[float], object],
        duration_ms: int = GLIDE_MS,
        frames: int = 15,
    ) -> None:
        """Take what is called with each share; `frames` is how many there are at most."""
        super().__init__(widget)
        self._widget, self._look, self._step = widget, look, step
        self._frames, self._last = frames, -1
        self.setDuration(duration_ms)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._on_value)

    def go(self) -> None:
        """Begin anew, or be there at once where nothing moves."""
        self.stop()
        self._last = -1
        if self._look.moves and self._widget.isVisible():
            self.start()
        else:
            self._step(1.0)

    def _on_value(self, share: Any) -> None:
        frame = self.currentTime() * self._frames // max(1, self.duration())
        if frame != self._last or share == 1.0:
            self._last = frame
            self._step(float(share))


class PageFade(QWidget):
    """Lets a page come out of the window's own colour; it is there for that moment only."""

    def __init__(self, pages: QWidget, look: Look) -> None:
        super().__init__(pages)
        self._look = look
        self._share = 1.0
        self._glide = Glide(self, look, self._on_step, PAGE_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def begin(self) -> None:
        """Cover the page that has just been opened, and fade."""
        parent = self.parentWidget()
        if not self._look.moves or parent is None or not parent.isVisible():
            return
        self.setGeometry(parent.rect())
        self._share = 0.0
        self.raise_()
        self.show()
        self._glide.go()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover what lies below, ever less."""
        colour = QColor(self._look.colours.window)
        colour.setAlphaF(1 - self._share)
        QPainter(self).fillRect(event.rect(), colour)

    def _on_step(self, share: float) -> None:
        self._share = share
        self.setVisible(share < 1)
        self.update()
