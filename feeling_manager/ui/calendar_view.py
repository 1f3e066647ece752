"""A month or a year at a glance: each day with the face of what it showed most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from feeling_manager.core.daily_summary import DailySummary
from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.ui.accessible import Role, set_role
from feeling_manager.ui.day_chooser import long_date, month_name, today
from feeling_manager.ui.texts import emotion_name, read_text
from feeling_manager.ui.theme import EMOTION_ICONS, Look
from feeling_manager.ui.widgets import Spoken

DAYS_IN_WEEK: Final = 7
LONGEST_MONTH: Final = 31
GAP_PX: Final = 3
SMALLEST_ICON_PX: Final = 9
STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS_IN_WEEK,
    Qt.Key.Key_Down: DAYS_IN_WEEK,
}


class CalendarView(Spoken):
    """Weeks are rows in a month and columns in a year; a click or Enter opens the day.

    Signals:
        chosen(date): somebody wants to see this day.
    """

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._days: Mapping[date, DailySummary] = {}
        self._current = today()
        self.setMinimumSize(260, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        set_role(self, Role.Chart)
        look.changed.connect(self.update)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Six weeks of a month with a little room."""
        return QSize(330, 230)

    def show_days(self, days: Sequence[DailySummary]) -> None:
        """Show the days of one month or one year, whole."""
        self._days = {day.day: day for day in days}
        if self._current not in self._days and days:
            self._current = min(days[-1].day, max(days[0].day, today()))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.setAccessibleName(self.tr("Calendar of the expressions"))
        most = Counter(day.most_frequent for day in self._days.values())
        figures = [f"{emotion_name(e)} {most[e]}" for e in EMOTION_ORDER if most[e]]
        days = ", ".join(figures)
        text = self.tr("Days by what they showed most: {days}.").format(days=days) if days else ""
        self.setAccessibleDescription(f"{self._text(self._current)} {text}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names of days or months, and the days."""
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = self.font()
        small.setPixelSize(max(9, round(self.fontMetrics().height() * 0.62)))
        painter.setFont(small)
        self._paint_names(painter)
        for day, summary in self._days.items():
            self._paint_day(painter, self.place(day), summary)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._look.colours.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.place(self._current).adjusted(-1, -1, 1, 1), 5, 5)

    def place(self, day: date) -> QRectF:
        """Where a day is painted."""
        first = min(self._days)
        week = (day - _monday(first)).days // DAYS_IN_WEEK
        weeks = (max(self._days) - _monday(first)).days // DAYS_IN_WEEK + 1
        head = self._head_px
        if self._is_year:
            side = min(self.width() / weeks, (self.height() - head) / DAYS_IN_WEEK)
            left = (self.width() - side * weeks) / 2
            box = QRectF(left + week * side, head + day.weekday() * side, side, side)
        else:
            width, height = self.width() / DAYS_IN_WEEK, (self.height() - head) / weeks
            box = QRectF(day.weekday() * width, head + week * height, width, height)
        gap = 1 if self._is_year else GAP_PX / 2
        return box.adjusted(gap, gap, -gap, -gap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the days, and open one."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and self._is_year:  # there the weeks are columns
            step = DAYS_IN_WEEK * step if abs(step) == 1 else step // DAYS_IN_WEEK
        if step is not None and self._current + timedelta(days=step) in self._days:
            self._current += timedelta(days=step)
            self.retranslate()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._current)
        elif step is None:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a day."""
        day = self._day_at(event)
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._open(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what a day showed."""
        day = self._day_at(event)
        can_open = day is not None and day <= today()
        shape = Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        QToolTip.showText(event.globalPosition().toPoint(), self._text(day) if day else "", self)

    @property
    def _is_year(self) -> bool:
        return len(self._days) > LONGEST_MONTH

    @property
    def _head_px(self) -> int:
        return self.fontMetrics().height()

    def _open(self, day: date) -> None:
        if day <= today():
            self.chosen.emit(day)

    def _day_at(self, event: QMouseEvent) -> date | None:
        at = event.position()
        return next((day for day in self._days if self.place(day).contains(at)), None)

    def _text(self, day: date) -> str:
        summary = self._days.get(day)
        most = summary.most_frequent if summary else None
        if summary is None or most is None:
            return self.tr("{day}: nothing was read.").format(day=long_date(day))
        seen = read_text(summary.count, summary.total_seconds)
        return f"{long_date(day)}: {emotion_name(most)}. {seen}."

    def _paint_names(self, painter: QPainter) -> None:
        painter.setPen(QColor(self._look.colours.muted))
        centre = Qt.AlignmentFlag.AlignHCenter
        if self._is_year:
            for day in self._days:
                if day.day == 1:
                    box = self.place(day)
                    place = QRectF(box.left(), 0, self.width() / 12, self._head_px)
                    painter.drawText(place, Qt.AlignmentFlag.AlignLeft, month_name(day))
            return
        width = self.width() / DAYS_IN_WEEK
        for number in range(DAYS_IN_WEEK):
            name = QLocale().dayName(number + 1, QLocale.FormatType.ShortFormat)
            painter.drawText(QRectF(number * width, 0, width, self._head_px), centre, name)

    def _paint_day(self, painter: QPainter, box: QRectF, summary: DailySummary) -> None:
        colours, most = self._look.colours, summary.most_frequent
        ground = colours.emotions[most] if most else colours.field
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        radius = 2.5 if self._is_year else 6
        if most or summary.day <= today():
            painter.drawRoundedRect(box, radius, radius)
        if not self._is_year:
            painter.setPen(QColor(colours.card if most else colours.muted))
            number = box.adjusted(6, 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(number, flags, str(summary.day.day))
        side = round(min(box.width(), box.height()) * (0.86 if self._is_year else 0.62))
        if most and side >= SMALLEST_ICON_PX:
            icon = self._look.icon(EMOTION_ICONS[most], colours.card)
            shift = 0 if self._is_year else box.width() * 0.16
            x = round(box.center().x() + shift - side / 2)
            icon.paint(painter, x, round(box.center().y() - side / 2), side, side)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
