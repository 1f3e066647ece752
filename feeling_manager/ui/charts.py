"""Bar charts, in the window and into files, painted like the bars of the Now page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter

from feeling_manager.core.daily_summary import DailySummary
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import DataError
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import LIGHT, Colours

FILE_SIZE_PX: Final = (1080, 540)
FILE_FONT_PX: Final = 16
FILE_MARGIN_PX: Final = 24
OFFSCREEN: Final = ["feeling-manager", "-platform", "offscreen"]
FONT_FILE: Final = "Pretendard-Regular.otf"

LABEL_SHARE: Final = 0.9
MAX_LINES: Final = 5
MAX_LABELS: Final = 10
WEEK: Final = 7
BAR_SHARE: Final = 0.62
WIDEST_BAR_PX: Final = 56.0
BAR_RADIUS_PX: Final = 5.0
FADED: Final = 0.25


@dataclass(frozen=True, slots=True)
class Bar:
    """A painted bar: what it counts and where it is."""

    emotion: Emotion
    count: int
    place: QRectF


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where bars can be, and what height a count has."""

    room: QRectF
    most: int

    def height(self, count: float) -> float:
        return self.room.height() * count / self.most

    def column(self, number: int, columns: int) -> QRectF:
        width = self.room.width() / columns
        left = self.room.left() + number * width
        return QRectF(left, self.room.top(), width, self.room.height())


def paint_chart(
    painter: QPainter,
    area: QRectF,
    days: Sequence[DailySummary],
    colours: Colours,
    chosen: Emotion | None = None,
) -> list[Bar]:
    """Paint one day as six bars, several days or months as stacked bars; the height is the count.

    Args:
        painter: its font is the labels'.
        area: where to paint.
        days: at least one.
        colours: of the theme.
        chosen: the emotion that stands out, the others stepping back.

    Returns:
        Every bar that was painted, those of 0 left out.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(round(painter.fontInfo().pixelSize() * LABEL_SHARE))
    painter.setFont(font)
    one_day = len(days) == 1
    most = max(max(day.counts.values()) if one_day else day.count for day in days)
    frame = _paint_ground(painter, area, max(1, most), colours)
    if one_day:
        return _one_day(painter, frame, days[0], colours, chosen)
    return _many_days(painter, frame, days, colours, chosen)


def paint_column(painter: QPainter, place: QRectF, colour: QColor, rounded: bool = True) -> None:
    """A standing bar, round at the top only."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if not rounded:
        painter.drawRect(place)
        return
    painter.save()
    painter.setClipRect(place)
    radius = min(BAR_RADIUS_PX, place.width() / 2)
    painter.drawRoundedRect(place.adjusted(0, 0, 0, radius + 1), radius, radius)
    painter.restore()


def save_chart(days: Sequence[DailySummary], path: Path, fonts_dir: Path) -> None:
    """Write the chart as a PNG. Raises: DataError when it cannot be written."""
    # Text can be painted with an application only, which a command line has none of.
    app = QGuiApplication.instance() or QGuiApplication(OFFSCREEN)
    image = QImage(*FILE_SIZE_PX, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.card))
    number = QFontDatabase.addApplicationFont(str(fonts_dir / FONT_FILE))
    painter = QPainter(image)
    font = QFont(QFontDatabase.applicationFontFamilies(number) if number >= 0 else [])
    font.setPixelSize(FILE_FONT_PX)
    painter.setFont(font)
    margin = FILE_MARGIN_PX
    inner = QRectF(image.rect()).adjusted(margin, margin, -margin, -margin)
    paint_chart(painter, inner, days, LIGHT)
    painter.end()
    assert app is not None
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise DataError(str(path), "folder_readonly")


def _paint_ground(painter: QPainter, area: QRectF, most: int, colours: Colours) -> _Frame:
    """Lines with their counts, and room below for names."""
    metrics = painter.fontMetrics()
    line_px, step = metrics.height(), _step(most)
    top = -(-most // step) * step
    room = area.adjusted(metrics.horizontalAdvance(str(top)) + 10, line_px + 4, 0, -line_px - 8)
    frame = _Frame(room, top)
    for count in range(0, top + 1, step):
        y = round(room.bottom() - frame.height(count)) + 0.5
        painter.setPen(QColor(colours.line))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(QColor(colours.muted))
        beside = QRectF(area.left(), y - line_px / 2, room.left() - area.left() - 8, line_px)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(beside, flags, QLocale().toString(count))
    return frame


def _one_day(
    painter: QPainter, frame: _Frame, day: DailySummary, colours: Colours, chosen: Emotion | None
) -> list[Bar]:
    bars = []
    for number, emotion in enumerate(EMOTION_ORDER):
        column, count = frame.column(number, len(EMOTION_ORDER)), day.counts[emotion]
        place = _bar(frame, column, 0, count)
        if count:
            paint_column(painter, place, _hue(colours, emotion, chosen))
            bars.append(Bar(emotion, count, place))
        painter.setPen(QColor(colours.text if count else colours.muted))
        line_px = painter.fontMetrics().height()
        above = QRectF(column.left(), place.top() - line_px - 2, column.width(), line_px)
        painter.drawText(above, Qt.AlignmentFlag.AlignHCenter, QLocale().toString(count))
        _name(painter, frame, column, emotion_name(emotion), colours)
    return bars


def _many_days(
    painter: QPainter,
    frame: _Frame,
    days: Sequence[DailySummary],
    colours: Colours,
    chosen: Emotion | None,
) -> list[Bar]:
    bars = []
    months = all(day.day.day == 1 for day in days)
    every = 1 if months else max(1, -(-len(days) // MAX_LABELS))
    for number, day in enumerate(days):
        column, below = frame.column(number, len(days)), 0
        seen = [emotion for emotion in EMOTION_ORDER if day.counts[emotion]]
        for emotion in seen:
            place = _bar(frame, column, below, day.counts[emotion])
            paint_column(painter, place, _hue(colours, emotion, chosen), emotion is seen[-1])
            bars.append(Bar(emotion, day.counts[emotion], place))
            below += day.counts[emotion]
        if number % every == 0:
            wide = column.adjusted(-column.width() * every / 2, 0, column.width() * every / 2, 0)
            label = _month_label(day) if months else _day_label(day, len(days))
            _name(painter, frame, wide, label, colours)
    return bars


def _bar(frame: _Frame, column: QRectF, below: int, count: int) -> QRectF:
    width = min(WIDEST_BAR_PX, column.width() * BAR_SHARE)
    bottom = frame.room.bottom() - frame.height(below)
    height = max(2.0, frame.height(count)) if count else 0.0
    return QRectF(column.center().x() - width / 2, bottom - height, width, height)


def _name(painter: QPainter, frame: _Frame, column: QRectF, name: str, colours: Colours) -> None:
    painter.setPen(QColor(colours.muted))
    below = QRectF(column.left(), frame.room.bottom() + 6, column.width(), 40)
    text = painter.fontMetrics().elidedText(
        name, Qt.TextElideMode.ElideRight, round(column.width())
    )
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)


def _hue(colours: Colours, emotion: Emotion, chosen: Emotion | None) -> QColor:
    colour = QColor(colours.emotions[emotion])
    if chosen is not None and emotion is not chosen:
        colour.setAlphaF(FADED)
    return colour


def _step(most: int) -> int:
    """1, 2 or 5 times a power of ten, so that few lines reach above `most`."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most / (step * factor) <= MAX_LINES:
                return step * factor
        step *= 10


def _day_label(summary: DailySummary, days: int) -> str:
    day = QDate(summary.day.year, summary.day.month, summary.day.day)
    return QLocale().toString(day, "ddd" if days <= WEEK else "d")


def _month_label(summary: DailySummary) -> str:
    return QLocale().standaloneMonthName(summary.day.month, QLocale.FormatType.ShortFormat)
