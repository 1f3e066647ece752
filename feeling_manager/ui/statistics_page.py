"""Bars and a calendar of days, weeks, months and years; an emotion lists its songs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from feeling_manager.core.daily_summary import DailySummary, by_month, merge
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.gesture_episodes import total_gestures
from feeling_manager.runtime.session import Session
from feeling_manager.ui.calendar_view import CalendarView
from feeling_manager.ui.chart_view import ChartView
from feeling_manager.ui.day_chooser import DayChooser, Period
from feeling_manager.ui.emotion_chips import EmotionChips
from feeling_manager.ui.plays_table import PlaysTable
from feeling_manager.ui.summary_reader import SummaryReader
from feeling_manager.ui.tension_row import TensionRow
from feeling_manager.ui.texts import emotion_name, minutes_text, read_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import EmptyState, Segments, Spoken, card, label, page_layout

PERIODS = tuple(Period)


class StatisticsPage(Spoken):
    """Figures, a chart and a list below it; all of them follow the chosen days."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._emotion: Emotion | None = None
        self._title, self._songs_title = label("title"), label("heading")
        self._figures = [label("number") for _ in range(4)]
        self._figure_names = [label("small") for _ in range(4)]
        self._empty = EmptyState(look, "chart-column")
        self.chart = ChartView(look)
        self.calendar = CalendarView(look)
        self._reader = SummaryReader(session.log, self)
        self.chips = EmotionChips(look)
        self.tension = TensionRow(look)
        self.days = DayChooser(look)
        self.periods = Segments(len(PERIODS))
        self.plays = PlaysTable(look)
        self._lay_out()
        self.days.changed.connect(self.refresh)
        self.periods.chosen.connect(self._on_period)
        self._reader.counted.connect(self._on_counted)
        self.chart.clicked.connect(self._on_bar)
        self.calendar.chosen.connect(self._on_day)
        self.chips.chosen.connect(self._on_chip)
        session.diary.written.connect(self._on_written)
        session.gestures.written.connect(self._on_written)
        self.retranslate()

    def _lay_out(self) -> None:
        self._choosers = QHBoxLayout()
        self._choosers.setSpacing(SPACE)
        self._choosers.addWidget(self.periods)
        self._choosers.addWidget(self.days)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self._title, 1)
        self._head.addLayout(self._choosers)
        chart_card, inside = card()
        figures = QHBoxLayout()
        for number, name in zip(self._figures, self._figure_names):
            figures.addLayout(_figure(number, name), 1)
        inside.addLayout(figures)
        self._chart_stack = QStackedLayout()
        self._chart_stack.addWidget(self._empty)
        charts = QWidget()
        self._charts = QBoxLayout(QBoxLayout.Direction.LeftToRight, charts)
        self._charts.setContentsMargins(0, SPACE, 0, 0)
        self._charts.setSpacing(2 * SPACE)
        self._charts.addWidget(self.chart, 5)
        self._charts.addWidget(self.calendar, 4)
        self._chart_stack.addWidget(charts)
        inside.addLayout(self._chart_stack, 1)
        inside.addWidget(self.chips)
        inside.addWidget(self.tension)
        list_card, list_inside = card()
        list_inside.addWidget(self._songs_title)
        list_inside.addWidget(self.plays, 1)
        page = page_layout(self)
        page.addLayout(self._head)
        page.addWidget(chart_card, 3)
        page.addWidget(list_card, 2)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("Statistics"))
        periods = (self.tr("Day"), self.tr("Week"), self.tr("Month"), self.tr("Year"))
        for number, name in enumerate(periods):
            self.periods.button(number).setText(name)
        for widget, name in zip(
            self._figure_names,
            (
                self.tr("expressions"),
                self.tr("time read"),
                self.tr("most often"),
                self.tr("songs"),
            ),
        ):
            widget.setText(name)
        self._empty.say(
            self.tr("Nothing was read in this time"),
            self.tr("Switch the camera on and work as usual: the bars grow by themselves."),
        )
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Count, now that somebody looks."""
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        self._arrange_head()
        super().resizeEvent(event)

    def _arrange_head(self) -> None:
        """Put the choosers below the title where both have no room."""
        needed = self._title.sizeHint().width() + self._choosers.sizeHint().width() + 6 * SPACE
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)

    def refresh(self) -> None:
        """Count and draw anew."""
        if not self.isVisible():
            return
        self._arrange_head()
        self._reader.count(self.days.span)
        self._show_tension()
        self._show_songs()

    def _on_counted(self, days: Sequence[DailySummary]) -> None:
        total = merge(days, days[0].day)
        self._chart_stack.setCurrentIndex(1 if total.count else 0)
        is_year = self.days.period is Period.YEAR
        self.chart.show_days(by_month(days) if is_year else days, self._emotion)
        is_long = is_year or self.days.period is Period.MONTH
        self.calendar.setVisible(is_long)
        way = QBoxLayout.Direction
        self._charts.setStretch(1, 7 if is_year else 4)
        self._charts.setDirection(way.BottomToTop if is_year else way.LeftToRight)
        if is_long:
            self.calendar.show_days(days)
        self.chips.show_figures(
            total.counts, {e: read_text(total.counts[e], total.seconds[e]) for e in EMOTION_ORDER}
        )
        self._show_figures(total)

    def _show_figures(self, total: DailySummary) -> None:
        songs = self._session.log.count_plays(*self.days.span.bounds())
        most = total.most_frequent
        texts = (
            QLocale().toString(total.count),
            minutes_text(total.total_seconds),
            emotion_name(most) if most else "–",
            QLocale().toString(songs),
        )
        for widget, name, text in zip(self._figures, self._figure_names, texts):
            widget.setText(text)
            widget.setAccessibleName(f"{text} {name.text()}")

    def _show_tension(self) -> None:
        bounds = self.days.span.bounds()
        totals = total_gestures(self._session.log.gestures.between(*bounds), *bounds)
        self.tension.show_totals(totals)
        any_seen = any(total.count or total.seconds for total in totals.values())
        self.tension.setVisible(any_seen or self._session.settings.gestures)

    def _show_songs(self) -> None:
        which = (*self.days.span.bounds(), self._emotion)
        log = self._session.log
        self.plays.show_plays(log.count_plays(*which), partial(log.newest_plays, *which))
        if self._emotion is None:
            self._songs_title.setText(self.tr("Songs – choose an emotion to see only its songs"))
        else:
            name = emotion_name(self._emotion)
            self._songs_title.setText(self.tr("Songs for {emotion}").format(emotion=name))

    def _on_bar(self, emotion: Emotion) -> None:
        self._on_chip(None if emotion is self._emotion else emotion)

    def _on_chip(self, emotion: Emotion | None) -> None:
        self._emotion = emotion
        self.chips.set_current(emotion)
        self.refresh()

    def _on_period(self, number: int) -> None:
        self.days.set_period(PERIODS[number])

    def _on_day(self, day: date) -> None:
        self.periods.set_current(PERIODS.index(Period.DAY))
        self.days.open_day(day)

    def _on_written(self) -> None:
        if self.days.is_today:
            self.refresh()


def _figure(number: QLabel, name: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(number)
    column.addWidget(name)
    return column
