"""Bar charts by matplotlib, in the window and into files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QDate, QLocale

from feeling_manager.core.daily_summary import DailySummary, merge
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import DataError
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import LIGHT, Colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FILE_SIZE_IN: Final = (9.0, 4.5)
MAX_TICKS: Final = 8
FADED: Final = 0.25
MARGINS_PX: Final = (34, 8, 12, 38)


def draw_chart(
    figure: Figure,
    days: Sequence[DailySummary],
    colours: Colours,
    font: Any,
    chosen: Emotion | None = None,
) -> None:
    """Draw one day as six bars, several days as stacked bars; the height is the count.

    Args:
        figure: cleared first; each bar's `gid` is its emotion's name.
        days: at least one.
        colours: of the theme.
        font: matplotlib's font properties, with Hangul.
        chosen: the emotion that stands out, the others stepping back.
    """
    figure.clear()
    figure.set_facecolor(colours.card)
    axes = figure.add_subplot()
    axes.set_facecolor(colours.card)
    if len(days) == 1:
        _one_day(axes, days[0], colours)
    else:
        _many_days(axes, days, colours)
    for bar in axes.patches:
        if chosen is not None and bar.get_gid() != chosen.value:
            bar.set_alpha(FADED)
    _dress(axes, colours, font)
    _use_room(figure)


def _use_room(figure: Figure) -> None:
    """Fixed margins in pixels, whatever the figure's size."""
    width_px, height_px = figure.get_size_inches() * figure.dpi
    left, right, top, bottom = MARGINS_PX
    if width_px > left + right and height_px > top + bottom:
        figure.subplots_adjust(
            left=left / width_px,
            right=1 - right / width_px,
            top=1 - top / height_px,
            bottom=bottom / height_px,
        )


def chart_font(fonts_dir: Path) -> Any:
    """The shipped font, which has Hangul, as matplotlib's font properties."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(fonts_dir / "Pretendard-Regular.otf"))


def save_chart(days: Sequence[DailySummary], path: Path, fonts_dir: Path) -> None:
    """Write the chart as a PNG. Raises: DataError when it cannot be written."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=FILE_SIZE_IN, dpi=120)
    FigureCanvasAgg(figure)
    draw_chart(figure, days, LIGHT, chart_font(fonts_dir))
    try:
        figure.savefig(path, format="png", facecolor=LIGHT.card)
    except OSError as error:
        raise DataError(str(error), "folder_readonly") from error


def _one_day(axes: Axes, day: DailySummary, colours: Colours) -> None:
    counts = [day.counts[emotion] for emotion in EMOTION_ORDER]
    bars = axes.bar(range(len(counts)), counts, width=0.5, color=_hues(colours))
    for bar, emotion, count in zip(bars, EMOTION_ORDER, counts):
        bar.set_gid(emotion.value)
        bar.set_picker(True)
        middle = bar.get_x() + bar.get_width() / 2
        axes.annotate(
            str(count),
            (middle, count),
            ha="center",
            va="bottom",
            xytext=(0, 3),
            textcoords="offset points",
            color=colours.text,
        )
    axes.set_xticks(range(len(counts)), [emotion_name(emotion) for emotion in EMOTION_ORDER])
    axes.set_ylim(0, max([*counts, 1]) * 1.15)


def _many_days(axes: Axes, days: Sequence[DailySummary], colours: Colours) -> None:
    bottom = [0.0] * len(days)
    for emotion, hue in zip(EMOTION_ORDER, _hues(colours)):
        counts = [day.counts[emotion] for day in days]
        for bar in axes.bar(range(len(days)), counts, bottom=bottom, width=0.7, color=hue):
            bar.set_gid(emotion.value)
            bar.set_picker(True)
        bottom = [below + count for below, count in zip(bottom, counts)]
    step = max(1, len(days) // MAX_TICKS)
    shown = range(0, len(days), step)
    axes.set_xticks(list(shown), [_day_label(days[n], len(days)) for n in shown])
    axes.set_ylim(0, max([*bottom, 1]) * 1.1)


def _day_label(summary: DailySummary, days: int) -> str:
    day = QDate(summary.day.year, summary.day.month, summary.day.day)
    return QLocale().toString(day, "ddd" if days <= 7 else "d")


def _hues(colours: Colours) -> list[str]:
    hues: Mapping[Emotion, str] = colours.emotions
    return [hues[emotion] for emotion in EMOTION_ORDER]


def _dress(axes: Axes, colours: Colours, font: Any) -> None:
    from matplotlib.ticker import MaxNLocator

    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(colours.line)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.grid(axis="y", color=colours.line, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=colours.muted, length=0, labelsize=10)
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels(), *axes.texts):
        text.set_fontproperties(font)


def total(days: Sequence[DailySummary]) -> DailySummary:
    """All days together."""
    return merge(days, days[0].day)
