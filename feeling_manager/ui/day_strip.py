"""A day from left to right: when the expression looked how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, QTime
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip

from feeling_manager.core.daily_summary import DateSpan
from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.values import EmotionEvent
from feeling_manager.ui.accessible import Role, set_role
from feeling_manager.ui.texts import emotion_name, time_text
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import Spoken

BAR_PX: Final = 12
FEWEST_HOURS: Final = 8
MOST_LABELS: Final = 7
NARROWEST_PX: Final = 1.5
TOLD: Final = 24
"""Of how many stretches a screen reader hears, the newest ones."""


class DayStrip(Spoken):
    """Stretches in the colours of their emotions over the hours of the day."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._events: Sequence[EmotionEvent] = ()
        self._first = self._last = datetime.now().astimezone()
        set_role(self, Role.Chart)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        look.changed.connect(self.update)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """The strip, and the hours below."""
        return QSize(300, BAR_PX + 4 + self.fontMetrics().height())

    def show_events(self, events: Sequence[EmotionEvent], span: DateSpan) -> None:
        """Show the stretches of one day, from its first hour to its last one."""
        start, end = (at.astimezone() for at in span.bounds())
        self._events = [e for e in events if e.started_at < end and e.ended_at > start]
        if self._events:
            begun = max(start, self._events[0].started_at.astimezone())
            over = min(end, max(event.ended_at for event in self._events).astimezone())
            self._first = begun.replace(minute=0, second=0, microsecond=0)
            self._last = min(end, max(over, self._first + timedelta(hours=FEWEST_HOURS)))
        self.setVisible(bool(self._events))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.setAccessibleName(self.tr("The day hour by hour"))
        told = self._events[-TOLD:]
        self.setAccessibleDescription(", ".join(map(_text, told)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stretches and the hours."""
        painter = QPainter(self)
        bar = QRectF(0, 0, self.width(), BAR_PX)
        painter.fillRect(bar, QColor(self._look.colours.field))
        hues = {emotion: self._look.emotion_colour(emotion) for emotion in EMOTION_ORDER}
        for one in self._events:
            left, right = self._x(one.started_at), self._x(one.ended_at)
            place = QRectF(left, 0, max(NARROWEST_PX, right - left), BAR_PX)
            painter.fillRect(place, hues[one.emotion])
        self._round_ends(painter, bar)
        self._paint_hours(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which stretch it is."""
        x = event.position().x()
        under = [e for e in self._events if self._x(e.started_at) <= x <= self._x(e.ended_at) + 1]
        text = _text(under[-1]) if under else ""
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def _round_ends(self, painter: QPainter, bar: QRectF) -> None:
        """Cover the corners; to clip hundreds of stretches by a round path takes 50 ms."""
        corners = QPainterPath()
        corners.addRect(bar)
        corners.addRoundedRect(bar, BAR_PX / 2, BAR_PX / 2)  # odd-even: what is inside is left out
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(corners, QColor(self._look.colours.card))

    def _paint_hours(self, painter: QPainter) -> None:
        font = painter.font()
        font.setPixelSize(round(painter.fontInfo().pixelSize() * 0.8))
        painter.setFont(font)
        painter.setPen(QColor(self._look.colours.muted))
        hours = max(1, round((self._last - self._first).total_seconds() / 3600))
        every = -(-hours // MOST_LABELS)
        for number in range(0, hours, every):
            at = self._first + timedelta(hours=number)
            name = QLocale().toString(QTime(at.hour, 0), self.tr("h AP"))
            place = QPointF(self._x(at), BAR_PX + 4 + painter.fontMetrics().ascent())
            if place.x() + painter.fontMetrics().horizontalAdvance(name) <= self.width():
                painter.drawText(place, name)

    def _x(self, at: datetime) -> float:
        length_s = max(1.0, (self._last - self._first).total_seconds())
        return self.width() * (at - self._first).total_seconds() / length_s


def _text(event: EmotionEvent) -> str:
    begun, over = time_text(event.started_at), time_text(event.ended_at)
    return f"{begun} – {over} {emotion_name(event.emotion)}"
