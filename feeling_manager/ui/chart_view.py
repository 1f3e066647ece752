"""The chart of the chosen days; its bars can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from feeling_manager.core.daily_summary import DailySummary, merge
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.ui.accessible import Role, set_role
from feeling_manager.ui.charts import Bar, paint_chart
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import Spoken

MIN_HEIGHT_PX: Final = 110
MARGIN_PX: Final = 4


class ChartView(Spoken):
    """Bars of days, with all their numbers as words for who does not see them.

    Signals:
        clicked(Emotion): a bar of this emotion was clicked.
    """

    clicked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._days: Sequence[DailySummary] = ()
        self._chosen: Emotion | None = None
        self.bars: Sequence[Bar] = ()
        self.setMinimumHeight(MIN_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        set_role(self, Role.Chart)
        look.changed.connect(self.update)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(640, 240)

    def show_days(self, days: Sequence[DailySummary], chosen: Emotion | None) -> None:
        """Draw days, one emotion standing out where one is chosen."""
        self._days, self._chosen = days, chosen
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.setAccessibleName(self.tr("Chart of the expressions"))
        total = merge(self._days, self._days[0].day).counts if self._days else {}
        self.setAccessibleDescription(
            ", ".join(f"{emotion_name(e)} {total[e]}" for e in EMOTION_ORDER if e in total)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        if not self._days:
            return
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(0, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
        self.bars = paint_chart(painter, area, self._days, self._look.colours, self._chosen)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the emotion of a bar."""
        bar = self._bar_at(event)
        if bar is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(bar.emotion)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what a bar is."""
        bar = self._bar_at(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.ArrowCursor)
        text = f"{emotion_name(bar.emotion)}: {bar.count}" if bar else ""
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def _bar_at(self, event: QMouseEvent) -> Bar | None:
        at = event.position()
        return next((bar for bar in self.bars if bar.place.contains(at)), None)
