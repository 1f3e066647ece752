"""matplotlib's canvas in a page; the library is loaded when the view is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from feeling_manager.core.daily_summary import DailySummary
from feeling_manager.core.emotions import Emotion
from feeling_manager.ui.theme import Look

MIN_HEIGHT_PX: Final = 150


class ChartView(QWidget):
    """Bars that can be clicked.

    Signals:
        clicked(Emotion): a bar of this emotion was clicked.
    """

    clicked = Signal(object)

    def __init__(self, look: Look, fonts_dir: Path) -> None:
        super().__init__()
        self._look = look
        self._fonts_dir = fonts_dir
        self.canvas: Any = None
        self._font: Any = None
        self._days: Sequence[DailySummary] = ()
        self._chosen: Emotion | None = None
        self.setMinimumHeight(MIN_HEIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._draw)

    def show_days(self, days: Sequence[DailySummary], chosen: Emotion | None) -> None:
        """Draw days, one emotion standing out where one is chosen."""
        self._days, self._chosen = days, chosen
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._draw()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Load the library, now that somebody looks."""
        if self.canvas is None:
            self._load()
        self._draw()

    def _load(self) -> None:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        from feeling_manager.ui.charts import chart_font

        self._font = chart_font(self._fonts_dir)
        canvas: Any = FigureCanvasQTAgg
        self.canvas = canvas(Figure(dpi=100))
        self.canvas.mpl_connect("pick_event", self._on_pick)
        self.canvas.mpl_connect("resize_event", self._on_resized)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.canvas)

    def _draw(self) -> None:
        if self.canvas is None or not self._days:
            return
        from feeling_manager.ui.charts import draw_chart

        colours = self._look.colours
        draw_chart(self.canvas.figure, self._days, colours, self._font, self._chosen)
        self.canvas.draw_idle()

    def _on_resized(self, _event: Any) -> None:
        self._draw()  # its margins are pixels of the size it was drawn for

    def _on_pick(self, event: Any) -> None:
        self.clicked.emit(Emotion(event.artist.get_gid()))
