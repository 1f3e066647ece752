from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from feeling_manager.app.paths import shipped_files
from feeling_manager.core.daily_summary import day_span
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.preferences import Liking
from feeling_manager.core.settings import Language, ListeningMode, Theme
from feeling_manager.runtime.capture_thread import CameraState
from feeling_manager.runtime.playback import NowState
from feeling_manager.runtime.session import Problem
from feeling_manager.ui.day_chooser import Period, long_date, today
from feeling_manager.ui.problem_texts import problem_codes, problem_text
from feeling_manager.ui.side_bar import PAGES
from feeling_manager.ui.statistics_page import StatisticsPage
from feeling_manager.ui.theme import DARK, LIGHT, Colours
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def words(widget: QWidget) -> list[str]:
    labels = [w.text() for w in widget.findChildren(QLabel) if w.isVisible()]
    return labels + [w.text().strip() for w in widget.findChildren(QPushButton) if w.isVisible()]


def test_it_reads_a_face_says_so_and_plays(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    d.session.start()
    qtbot.waitUntil(lambda: d.session.playback.now.state is NowState.PLAYING, timeout=15_000)
    assert "Your expression looks happy" in words(d.window)
    now = d.session.playback.now.recommendation
    assert now is not None and now.track.title in words(d.window)
    (play,) = [p for p in d.store.log.plays_between(*_today()) if p.title == now.track.title][-1:]
    assert play.emotion is Emotion.HAPPINESS


def _today() -> tuple[datetime, datetime]:
    return day_span(today()).bounds()


def test_switching_the_camera_off_releases_it_and_says_so(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    d.session.start()
    qtbot.waitUntil(lambda: d.session.reading is not None, timeout=15_000)
    d.window.now_page.camera.toggle_camera()
    qtbot.waitUntil(lambda: d.session.camera_status.state is CameraState.OFF, timeout=5000)
    assert d.session.frames.peek() is None
    assert d.session.reading is None
    d.window.now_page.camera.toggle_camera()
    qtbot.waitUntil(lambda: d.session.camera_status.state is CameraState.ON, timeout=5000)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_text_is_cut_off_at_the_smallest_size(
    desk: MakeDesk, qtbot: QtBot, language: str, page: str
) -> None:
    d = desk(language, page=page)
    qtbot.wait(30)
    for label in d.window.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            needed = label.fontMetrics().horizontalAdvance(label.text())
            assert label.width() + 1 >= needed, label.text()
    for button in d.window.findChildren(QPushButton):
        if button.isVisible() and button.text():
            needed = button.fontMetrics().horizontalAdvance(button.text())
            icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
            assert button.width() >= needed + icon + 8, button.text()


def test_every_text_has_korean() -> None:
    path = shipped_files().assets / "i18n" / "feeling_manager_ko.ts"
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        assert translation is not None and translation.text, message.findtext("source")
        assert translation.get("type") is None, message.findtext("source")


def test_no_text_hides_from_the_translators_in_a_formatted_string() -> None:
    """`lupdate` does not look into f-strings: such a text would stay English for ever."""
    ui = Path(__file__).parents[2] / "feeling_manager" / "ui"
    for path in sorted(ui.glob("*.py")):
        assert "{self.tr(" not in path.read_text(encoding="utf-8"), path.name


def test_the_language_changes_at_once_and_back(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk("en", page="settings")
    assert "Settings" in words(d.window)
    d.window._on_setting("language", Language.KOREAN)
    qtbot.waitUntil(lambda: "설정" in words(d.window), timeout=3000)
    assert "Settings" not in words(d.window)
    d.window._on_setting("language", Language.ENGLISH)
    qtbot.waitUntil(lambda: "Settings" in words(d.window), timeout=3000)


def test_the_theme_changes_at_once(desk: MakeDesk) -> None:
    d = desk(theme="light")
    bright = d.window.grab().toImage().pixelColor(5, 690).lightness()
    d.window._on_setting("theme", Theme.DARK)
    dark = d.window.grab().toImage().pixelColor(5, 690).lightness()
    assert bright > 200 > 60 > dark


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_bars_stand_out(colours: Colours) -> None:
    for text in (colours.text, colours.muted):
        for ground in (colours.window, colours.card, colours.field, colours.side_bar):
            assert contrast(text, ground) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_hover) >= 4.5
    assert contrast(colours.on_warning, colours.warning) >= 4.5
    assert contrast(colours.accent, colours.card) >= 4.5  # links and plain buttons
    assert contrast(colours.accent, colours.field) >= 4.5
    assert contrast(colours.muted, colours.accent_soft) >= 4.5
    for ground in (colours.window, colours.card, colours.field, colours.side_bar):
        assert contrast(colours.accent, ground) >= 3  # rings of the focus, marks, sliders
        assert contrast(colours.text, ground) >= 3
    for ground in (colours.field, colours.accent_soft, colours.window):
        for hue in colours.emotions.values():
            assert contrast(hue, ground) >= 3, (hue, ground)  # icons of buttons and chips
    assert contrast(colours.accent, colours.accent_soft) >= 4.5
    assert contrast(colours.text, colours.accent_soft) >= 4.5
    assert contrast(colours.on_danger, colours.danger) >= 4.5
    for hue in (*colours.emotions.values(), colours.good, colours.danger):
        assert contrast(hue, colours.card) >= 3


def test_a_changed_level_is_written_and_a_reset_takes_it_back(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings")
    table = d.window.settings_page.genres.table
    before = set(d.store.taste.preferences().genres(Emotion.FEAR))
    assert "trot" not in before
    QTest.mouseClick(table.cell(Emotion.FEAR, "trot"), Qt.MouseButton.LeftButton)
    assert set(d.store.taste.preferences().genres(Emotion.FEAR)) == before | {"trot"}
    table.reset_button(Emotion.FEAR).click()
    assert set(d.store.taste.preferences().genres(Emotion.FEAR)) == before
    assert table.cell(Emotion.FEAR, "trot").liking is Liking.OFF


def test_settings_hold_at_once_and_are_saved(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings")
    mode = d.window.settings_page.field("mode")
    assert isinstance(mode, QComboBox)
    mode.setCurrentIndex(mode.findData(ListeningMode.CALM))
    assert d.session.settings.mode is ListeningMode.CALM
    qtbot.waitUntil(lambda: bool(d.saved) and d.saved[-1].mode is ListeningMode.CALM, timeout=3000)
    interval = d.window.settings_page.field("sample_interval_s")
    interval.setValue(9999)  # type: ignore[attr-defined]
    assert d.session.settings.sample_interval_s == 60


@pytest.mark.parametrize("code", problem_codes())
def test_every_problem_has_a_sentence_of_its_own(code: str) -> None:
    text = problem_text(code)
    assert text.endswith(".")
    assert code == "bug" or text != problem_text("bug")


def test_problems_are_said_in_a_strip_and_counted(desk: MakeDesk) -> None:
    d = desk()
    assert not d.window.strip.isVisible()
    d.session.problem.emit(Problem("offline"))
    assert d.window.strip.isVisible()
    assert problem_text("offline") in d.window.strip.text
    d.session.problem.emit(Problem("offline"))
    assert "2" in d.window.strip.text
    d.window.strip.clear()
    assert not d.window.strip.isVisible()


def test_no_heavy_library_is_loaded_before_the_window_shows(qapp: object) -> None:
    import subprocess

    code = (
        "import sys, feeling_manager.ui.main_window\n"
        "heavy = {'matplotlib', 'cv2', 'mediapipe', 'vlc', 'yt_dlp', 'numpy.testing'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def counted(page: StatisticsPage, qtbot: QtBot) -> dict[str, int]:
    """What the painted bars count."""
    qtbot.wait(50)  # until it was painted
    counts: Counter[str] = Counter()
    for bar in page.chart.bars:
        counts[bar.emotion.value] += bar.count
    return dict(counts)


def test_statistics_show_a_day_and_the_day_before(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="statistics")
    page = d.window.statistics_page
    assert counted(page, qtbot) == {"happiness": 1, "sadness": 1}
    assert page.plays.model.rowCount() == 2
    page.days.go_back()
    assert counted(page, qtbot) == {"fear": 1}
    assert page.plays.model.rowCount() == 1


def test_a_bar_that_is_clicked_lists_its_songs(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="statistics")
    page = d.window.statistics_page
    counted(page, qtbot)
    (bar,) = [bar for bar in page.chart.bars if bar.emotion is Emotion.SADNESS]
    QTest.mouseClick(page.chart, Qt.MouseButton.LeftButton, pos=bar.place.center().toPoint())
    assert page.plays.model.rowCount() == 1
    assert "Songs for Sadness" in words(page)


@pytest.mark.parametrize("period", [Period.MONTH, Period.YEAR])
def test_a_day_in_the_calendar_opens_it(desk: MakeDesk, qtbot: QtBot, period: Period) -> None:
    d = desk(page="statistics")
    page, calendar = d.window.statistics_page, d.window.statistics_page.calendar
    page.periods.button(list(Period).index(period)).click()
    qtbot.waitUntil(calendar.isVisible, timeout=5000)
    assert "Happiness" in calendar.accessibleDescription()
    QTest.mouseClick(
        calendar, Qt.MouseButton.LeftButton, pos=calendar.place(today()).center().toPoint()
    )
    assert page.days.span == day_span(today())
    assert page.periods.button(0).isChecked()
    assert counted(page, qtbot) == {"happiness": 1, "sadness": 1}


def test_the_calendar_is_walked_by_keys_and_the_future_stays_shut(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    d = desk(page="statistics")
    page, calendar = d.window.statistics_page, d.window.statistics_page.calendar
    page.periods.button(list(Period).index(Period.YEAR)).click()
    qtbot.waitUntil(calendar.isVisible, timeout=5000)
    year = page.days.span
    step, before = (Qt.Key.Key_Up, -1) if today() > year.first else (Qt.Key.Key_Down, 0)
    QTest.keyClick(calendar, step)
    assert long_date(today() + timedelta(days=before)) in calendar.accessibleDescription()
    calendar.chosen.connect(lambda day: opened.append(day))
    opened: list[date] = []
    tomorrow = today() + timedelta(days=1)
    if tomorrow <= year.last:
        at = calendar.place(tomorrow).center().toPoint()
        QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=at)
    assert opened == []
    if before:
        QTest.keyClick(calendar, Qt.Key.Key_Return)
        assert opened == [today() - timedelta(days=1)]


def test_the_history_is_filtered_by_emotion(desk: MakeDesk) -> None:
    d = desk(page="history")
    page = d.window.history_page
    assert page.plays.model.rowCount() == 2
    page.filter.setCurrentIndex(page.filter.findData(Emotion.SADNESS))
    assert page.plays.model.rowCount() == 1
    page.filter.setCurrentIndex(page.filter.findData(Emotion.ANGER))
    assert page.plays.model.rowCount() == 0


def test_everything_that_can_be_pressed_has_a_name(desk: MakeDesk) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QLineEdit

    d = desk()
    for kind in (QAbstractButton, QLineEdit, QAbstractSlider):
        for widget in d.window.findChildren(kind):
            if "ScrollBar" in type(widget).__name__ or widget.objectName().startswith("qt_"):
                continue
            name = widget.accessibleName() or getattr(widget, "text", str)()
            parent = widget.parentWidget()
            inner = parent is not None and parent.accessibleName()
            assert name or inner, (kind.__name__, widget.parentWidget())
