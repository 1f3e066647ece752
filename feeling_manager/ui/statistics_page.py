"""Bars by day, week and month; a bar that is clicked lists its emotion's songs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.daily_summary import DailySummary, summarise
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.runtime.session import Session
from feeling_manager.ui.day_chooser import DayChooser, Period
from feeling_manager.ui.plays_table import PlaysTable
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import card, label


class StatisticsPage(QWidget):
    """A chart and a list below it. matplotlib is loaded when it is first shown."""

    def __init__(self, session: Session, look: Look, fonts_dir: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._look = look
        self._fonts_dir = fonts_dir
        self._canvas: Any = None
        self._font: Any = None
        self._emotion: Emotion | None = None
        self._days_shown: list[DailySummary] = []
        self._title, self._totals, self._songs_title = (
            label("title"),
            label("muted"),
            label("heading"),
        )
        self._empty = QLabel()
        self._days = DayChooser(look)
        self._periods = QButtonGroup(self)
        self._plays = PlaysTable(look)
        self._lay_out()
        self._days.changed.connect(self.refresh)
        self._periods.idClicked.connect(self._on_period)
        session.diary.written.connect(self._on_written)
        look.changed.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        for number, _period in enumerate(Period):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(number == 0)
            self._periods.addButton(button, number)
            head.addWidget(button)
        head.addSpacing(SPACE)
        head.addWidget(self._days)
        chart_card, inside = card()
        self._chart_stack = QStackedLayout()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setMargin(6 * SPACE)
        self._chart_stack.addWidget(self._empty)
        inside.addLayout(self._chart_stack, 1)
        inside.addWidget(self._totals)
        list_card, list_inside = card()
        list_inside.addWidget(self._songs_title)
        list_inside.addWidget(self._plays, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        page.setSpacing(2 * SPACE)
        page.addLayout(head)
        page.addWidget(chart_card, 3)
        page.addWidget(list_card, 2)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("Statistics"))
        names = (self.tr("Day"), self.tr("Week"), self.tr("Month"))
        for number, name in enumerate(names):
            self._periods.button(number).setText(name)
        self._empty.setText(
            self.tr(
                "Nothing was read in this time. Switch the camera on and look at the screen as"
                " usual: the bars grow by themselves."
            )
        )
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Load the chart's library, now that somebody looks."""
        self._load_canvas()
        self.refresh()

    def refresh(self) -> None:
        """Count and draw anew."""
        if self._canvas is None or not self.isVisible():
            return
        from feeling_manager.ui.charts import draw_chart, total

        span = self._days.span
        self._days_shown = summarise(self._session.log.events_between(*span.bounds()), span)
        everything = total(self._days_shown)
        self._chart_stack.setCurrentIndex(1 if everything.count else 0)
        draw_chart(self._canvas.figure, self._days_shown, self._look.colours, self._font)
        self._canvas.draw_idle()
        self._totals.setText(
            self.tr("{count} times, {minutes} minutes in all").format(
                count=everything.count, minutes=round(everything.total_seconds / 60)
            )
            if everything.count
            else ""
        )
        self._canvas.setAccessibleDescription(
            ", ".join(f"{emotion_name(e)} {everything.counts[e]}" for e in EMOTION_ORDER)
        )
        self._show_songs()

    def _load_canvas(self) -> None:
        if self._canvas is not None:
            return
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        from feeling_manager.ui.charts import chart_font

        self._font = chart_font(self._fonts_dir)
        self._canvas = FigureCanvasQTAgg(Figure(dpi=100))
        self._canvas.setMinimumHeight(180)
        self._canvas.mpl_connect("pick_event", self._on_pick)
        self._chart_stack.addWidget(self._canvas)

    def _show_songs(self) -> None:
        plays = self._session.log.plays_between(*self._days.span.bounds(), self._emotion)
        self._plays.show_plays(plays)
        if self._emotion is None:
            self._songs_title.setText(self.tr("Songs – click a bar to see one emotion's"))
        else:
            name = emotion_name(self._emotion)
            self._songs_title.setText(self.tr("Songs for {emotion}").format(emotion=name))

    def _on_pick(self, event: Any) -> None:
        chosen = Emotion(event.artist.get_gid())
        self._emotion = None if chosen is self._emotion else chosen
        self._show_songs()

    def _on_period(self, number: int) -> None:
        self._days.set_period(list(Period)[number])

    def _on_written(self) -> None:
        if self._days.is_today:
            self.refresh()
