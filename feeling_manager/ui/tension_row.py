"""How often and how long hands were seen at the head, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from feeling_manager.core.gesture_episodes import GestureTotal
from feeling_manager.core.gestures import TENSION_GESTURES, Gesture
from feeling_manager.ui.accessible import Role, set_role
from feeling_manager.ui.texts import gesture_name, minutes_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import Spoken, label

BAR_PX: Final = 6


class TensionRow(Spoken):
    """The three gestures side by side, each with a bar of its time against the longest."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._totals: Mapping[Gesture, GestureTotal] = {}
        self._heading = label()
        self._cells = {gesture: _Cell(look) for gesture in TENSION_GESTURES}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * SPACE)
        row.addWidget(self._heading)
        for cell in self._cells.values():
            row.addWidget(cell, 1)
        self.retranslate()

    def show_totals(self, totals: Mapping[Gesture, GestureTotal]) -> None:
        """Show other sums; a missing one counts as 0."""
        self._totals = dict(totals)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Tension"))
        self.setToolTip(
            self.tr("A cue from what hands do; it says how something looks, not how somebody is.")
        )
        longest = max([total.seconds for total in self._totals.values()], default=0.0)
        for gesture, cell in self._cells.items():
            total = self._totals.get(gesture, GestureTotal())
            share = total.seconds / longest if longest else 0.0
            figure = f"{total.count} · {minutes_text(total.seconds)}"
            cell.show_figure(gesture_name(gesture), figure, share)

    def figure(self, gesture: Gesture) -> str:
        """What is written beside a gesture."""
        return self._cells[gesture].figure.text()


class _Cell(QWidget):
    """A name, a figure and a bar below both."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_role(self, Role.Grouping)
        self._name, self.figure = label("small"), label("small")
        self._bar = _Bar(look)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self.figure, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._bar, 1, 0, 1, 2)

    def show_figure(self, name: str, figure: str, share: float) -> None:
        """Show a gesture; `share` is 0–1."""
        self._name.setText(name)
        self.figure.setText(figure)
        self._bar.set_share(share)
        self._bar.setAccessibleName(name)
        self._bar.setAccessibleDescription(figure)
        self.setAccessibleName(f"{name}: {figure}")


class _Bar(QWidget):
    """A thin bar, filled from the left."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        set_role(self, Role.Chart)
        self.setFixedHeight(BAR_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Fill another part of it, 0–1."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colours.field))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, BAR_PX / 2, BAR_PX / 2)
        if self._share > 0:
            whole.setWidth(max(float(BAR_PX), whole.width() * min(1.0, self._share)))
            painter.setBrush(QColor(self._look.colours.accent))
            painter.drawRoundedRect(whole, BAR_PX / 2, BAR_PX / 2)
