"""Goes back and forward through days, weeks and months."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from feeling_manager.core.daily_summary import (
    DateSpan,
    day_span,
    month_span,
    week_span,
    year_span,
)
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import IconButton, label


class Period(str, Enum):
    """How much is shown at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


SPANS: Final[Mapping[Period, Callable[[date], DateSpan]]] = {
    Period.DAY: day_span,
    Period.WEEK: week_span,
    Period.MONTH: month_span,
    Period.YEAR: year_span,
}


def today() -> date:
    """The user's calendar day."""
    return datetime.now().astimezone().date()


class DayChooser(QWidget):
    """An arrow back, the time in words, an arrow forward; never beyond today.

    Signals:
        changed(): another span is chosen.
    """

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._day = today()
        self._period = Period.DAY
        self._back = IconButton(look, "chevron-left")
        self._forward = IconButton(look, "chevron-right")
        self._words = label("heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._back, self._words, self._forward):
            row.addWidget(widget)
        self._back.clicked.connect(self.go_back)
        self._forward.clicked.connect(self.go_forward)
        self.retranslate()

    @property
    def span(self) -> DateSpan:
        """The days that are chosen."""
        return SPANS[self._period](self._day)

    @property
    def period(self) -> Period:
        """How much is chosen."""
        return self._period

    @property
    def is_today(self) -> bool:
        """Whether the chosen days hold today, so that they still grow."""
        return self.span.first <= today() <= self.span.last

    def set_period(self, period: Period) -> None:
        """Show a day, its week or its month."""
        self._period = period
        self._show()
        self.changed.emit()

    def open_day(self, day: date) -> None:
        """Show one day, as when somebody picked it in a calendar."""
        self._period = Period.DAY
        self._go(day)

    def go_back(self) -> None:
        """Show the span before."""
        self._go(self.span.first - timedelta(days=1))

    def go_forward(self) -> None:
        """Show the span after, up to today's."""
        self._go(min(today(), self.span.last + timedelta(days=1)))

    def retranslate(self) -> None:
        """Say everything anew."""
        self._back.set_name(self.tr("Earlier"))
        self._forward.set_name(self.tr("Later"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _go(self, day: date) -> None:
        self._day = day
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._words.setText(self._text())
        self._forward.setEnabled(self.span.last < today())

    def _text(self) -> str:
        span = self.span
        if self._period is Period.DAY:
            return self.tr("Today") if span.first == today() else long_date(span.first)
        if self._period is Period.WEEK:
            this_year = span.last.year == today().year
            pattern = self.tr("MMM d") if this_year else self.tr("MMM d, yyyy")
            first, last = (QLocale().toString(_q(day), pattern) for day in (span.first, span.last))
            return f"{first} – {last}"
        pattern = self.tr("MMMM yyyy") if self._period is Period.MONTH else self.tr("yyyy")
        return QLocale().toString(_q(span.first), pattern)


def long_date(day: date) -> str:
    """A day in words, with its weekday."""
    return QLocale().toString(_q(day), QLocale.FormatType.LongFormat)


def month_name(day: date) -> str:
    """The short name of a day's month."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
