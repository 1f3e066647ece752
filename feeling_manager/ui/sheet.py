"""A card over the dimmed window, in place of a dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import Spoken, card

DIM = QColor(10, 12, 18, 140)


class Sheet(Spoken):
    """Keeps mouse and keyboard until it is answered.

    Signals:
        dismissed(): Esc was pressed.
    """

    dismissed = Signal()

    def __init__(self, over: QWidget, width_px: int) -> None:
        super().__init__(over)
        self._over = over
        self._before: QWidget | None = None
        self._frame, self.inside = card("sheet")
        self._frame.setFixedWidth(width_px)
        self.inside.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column = QVBoxLayout(self)
        column.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def open(self, first: QWidget) -> None:
        """Lie over the window; the keyboard goes to `first`."""
        if not self.isVisible():
            self._before = self._over.focusWidget()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_away(self) -> None:
        """Give mouse and keyboard back."""
        before, self._before = self._before or self._over, None
        # First: a widget that is hidden hands the keyboard on, here to what is hidden with it.
        before.setFocus()
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Stay as large as the window."""
        super().showEvent(event)
        self._over.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look after the window's size no more."""
        super().hideEvent(event)
        self._over.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the card."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and _takes_tab(widget)
        ]
        now = self._over.focusWidget()
        if not stops:
            return False
        number = stops.index(now) + (1 if forward else -1) if now in stops else 0
        stops[number % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, Esc answers nothing."""
        focused = self._over.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif enter and isinstance(focused, QPushButton) and self.isAncestorOf(focused):
            focused.click()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        QPainter(self).fillRect(self.rect(), DIM)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
