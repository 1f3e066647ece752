"""What a screen reader is told; asked of Qt's own tree, so that it runs without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.ui.day_chooser import Period
from feeling_manager.ui.side_bar import PAGES
from feeling_manager.ui.texts import emotion_name
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
Text = QAccessible.Text


def told(widget: QWidget, text: Text = Text.Name) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return str(interface.text(text)).strip()


def role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()


def painted_by_us(widget: QWidget) -> bool:
    """Whether a class of ours paints it."""
    classes = [one for one in type(widget).__mro__ if "paintEvent" in vars(one)]
    return bool(classes) and classes[0].__module__.startswith("feeling_manager")


def seen(desk: Desk, page: str) -> Iterator[QWidget]:
    """Every widget of a page, its statistics of a month too."""
    desk.window.open_page(page)
    QTest.qWait(30)
    yield from (one for one in desk.window.findChildren(QWidget) if one.isVisible())
    if page == "statistics":
        desk.window.statistics_page.periods.button(list(Period).index(Period.MONTH)).click()
        QTest.qWait(200)
        yield from (one for one in desk.window.findChildren(QWidget) if one.isVisible())


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("page", PAGES)
def test_everything_that_can_be_reached_or_is_painted_has_a_name(
    desk: MakeDesk, qtbot: QtBot, page: str, language: str
) -> None:
    d = desk(language)
    d.session.start()
    qtbot.waitUntil(lambda: d.session.playback.current is not None, timeout=15_000)
    checked = 0
    for widget in seen(d, page):
        can_focus = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if widget.objectName().startswith("qt_") or not (can_focus or painted_by_us(widget)):
            continue
        checked += 1
        assert told(widget), (type(widget).__name__, widget.objectName())
        if painted_by_us(widget) and not isinstance(widget, QCheckBox):
            assert role(widget) is not QAccessible.Role.Client, type(widget).__name__
    assert checked > 10


@pytest.mark.parametrize("page", ["history", "library", "statistics"])
def test_no_cell_of_a_table_is_silent(desk: MakeDesk, page: str) -> None:
    d = desk(page=page)
    cells = 0
    for view in d.window.findChildren(QAbstractItemView):
        if not view.isVisible() or view.model().columnCount() < 2:
            continue
        for row in range(min(3, view.model().rowCount())):
            for column in range(view.model().columnCount()):
                index = view.model().index(row, column)
                assert index.data(Qt.ItemDataRole.AccessibleTextRole), (page, column)
                cells += 1
    assert cells


@pytest.mark.parametrize("language", ["en", "ko"])
def test_charts_say_their_numbers(desk: MakeDesk, qtbot: QtBot, language: str) -> None:
    d = desk(language, page="statistics")
    page = d.window.statistics_page
    assert f"{emotion_name(Emotion.SADNESS)} 1" in told(page.chart, Text.Description)
    assert role(page.chart) is QAccessible.Role.Chart
    d.window.open_page("now")
    bars = d.window.now_page.camera.bars
    bars.set_values(dict.fromkeys(EMOTION_ORDER, 0.25))
    for emotion in EMOTION_ORDER:
        assert f"{emotion_name(emotion)} 25%" in told(bars, Text.Description)


def test_the_slider_says_minutes_and_not_milliseconds(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    d.session.start()
    qtbot.waitUntil(lambda: d.session.playback.current is not None, timeout=15_000)
    with qtbot.waitActive(d.window):
        d.window.activateWindow()
    seek = d.window.now_page.song.seek
    qtbot.waitUntil(lambda: seek.slider.isEnabled(), timeout=5000)
    seek.slider.setFocus()
    seek.refresh()
    assert told(seek.slider, Text.Description) == f"{seek._elapsed.text()} / {seek._length.text()}"


@pytest.mark.parametrize("page", ["now", "statistics", "history", "library"])
def test_tab_goes_down_the_page(desk: MakeDesk, qtbot: QtBot, page: str) -> None:
    """From the side bar to the page, and there never back up by more than a card's row."""
    d = desk(page=page)
    with qtbot.waitActive(d.window):
        d.window.activateWindow()
    bar, places = d.window.side_bar, []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or d.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in places:
            break
        places.append(focus)
    in_bar = [bar.isAncestorOf(one) for one in places]
    assert in_bar[0]
    assert in_bar == sorted(in_bar, reverse=True), "the side bar comes first and in one piece"
    area = next((a for a in d.window.findChildren(QScrollArea) if a.isVisible()), None)
    ground = (area.widget() if area is not None else None) or d.window  # it moves as one goes
    columns: dict[bool, int] = {}
    for widget in places[sum(in_bar) :]:
        at = widget.mapTo(ground, widget.rect().center())
        is_right = page == "now" and at.x() > ground.width() * 0.48
        assert at.y() >= columns.get(is_right, 0) - 60, type(widget).__name__
        columns[is_right] = max(columns.get(is_right, 0), at.y())


@pytest.mark.parametrize("page", ["now", "settings"])
def test_one_choice_of_several_is_told_as_such(desk: MakeDesk, page: str) -> None:
    d = desk(page=page)
    groups = [one for one in d.window.findChildren(QButtonGroup) if one.exclusive()]
    buttons = [button for group in groups for button in group.buttons() if button.isVisible()]
    assert len(buttons) >= len(PAGES)
    for button in buttons:
        assert role(button) is QAccessible.Role.RadioButton, told(button)
