from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from feeling_manager.app.paths import shipped_files
from feeling_manager.core.daily_summary import DailySummary
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import DataError
from feeling_manager.ui.charts import paint_chart, save_chart
from feeling_manager.ui.theme import LIGHT

SECONDS = dict.fromkeys(EMOTION_ORDER, 60.0)


def day(number: int, *counts: int) -> DailySummary:
    return DailySummary(date(2026, 3, number), dict(zip(EMOTION_ORDER, counts)), SECONDS)


def painted(days: list[DailySummary]) -> tuple[QImage, list[tuple[Emotion, int, QRectF]]]:
    image = QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.card))
    painter = QPainter(image)
    bars = paint_chart(painter, QRectF(image.rect()), days, LIGHT)
    painter.end()
    return image, [(bar.emotion, bar.count, bar.place) for bar in bars]


def test_a_bar_is_as_high_as_its_count_and_has_its_emotions_colour(qapp: object) -> None:
    image, bars = painted([day(1, 10, 20, 40, 0, 5, 1)])
    heights = {emotion: place.height() for emotion, _, place in bars}
    assert Emotion.NEUTRAL not in heights
    assert heights[Emotion.HAPPINESS] == pytest.approx(4 * heights[Emotion.ANGER])
    for emotion, _, place in bars:
        assert image.rect().contains(place.toRect())
        if place.height() > 8:
            assert image.pixelColor(place.center().toPoint()) == QColor(LIGHT.emotions[emotion])


def test_days_are_stacked_without_gaps_and_side_by_side(qapp: object) -> None:
    _, bars = painted(
        [day(1, 1, 2, 3, 0, 0, 0), day(2, 0, 0, 0, 0, 0, 0), day(3, 6, 0, 0, 0, 0, 0)]
    )
    first, last = bars[:3], bars[3]
    assert [count for _, count, _ in first] == [1, 2, 3]
    for (_, _, below), (_, _, above) in pairwise(first):
        assert above.bottom() == pytest.approx(below.top())
        assert above.left() == below.left()
    assert last[2].height() == pytest.approx(sum(place.height() for _, _, place in first))
    assert last[2].left() > first[0][2].right()


def test_a_picture_is_made_without_a_window_or_a_screen(tmp_path: Path) -> None:
    target = tmp_path / "chart.png"
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from feeling_manager.core.daily_summary import day_span, summarise\n"
        "from feeling_manager.ui.charts import save_chart\n"
        "days = summarise([], day_span(date(2026, 3, 1)))\n"
        "save_chart(days, Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    fonts = shipped_files().assets / "fonts"
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""}
    subprocess.run(
        [sys.executable, "-c", code, str(target), str(fonts)], check=True, env=environment
    )
    image = QImage(str(target))
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(0, 540, 9)}
    assert len(colours) > 5  # lines and names


def test_a_picture_that_cannot_be_written_is_an_error_of_ours(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(DataError):
        save_chart([day(1, 1, 0, 0, 0, 0, 0)], tmp_path / "no" / "x.png", Path("/nowhere"))
