"""Whether there is room for every text, measured on the widgets themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QWidget,
)

from feeling_manager.ui.bars import CountColumns
from feeling_manager.ui.day_chooser import Period
from feeling_manager.ui.side_bar import PAGES
from feeling_manager.ui.widgets import ElidedLabel
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


@pytest.fixture
def text_size(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    """Changes how large the system wants texts, before the window is made."""
    before = qapp.font()

    def set_share(share: float) -> None:
        font = qapp.font()
        font.setPointSizeF(10.5 * share)
        qapp.setFont(font)

    yield set_share
    qapp.setFont(before)


def cut_off(top: QWidget) -> list[str]:
    """What has less room than it needs; texts that end in … on purpose are left out."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        missing = _missing_px(widget)
        if missing > 1:
            found.append(f"{type(widget).__name__} {_text(widget)!r} lacks {missing} px")
        if (_text(widget) or isinstance(widget, QToolButton | QSlider)) and _hidden_by_a_parent(
            widget
        ):
            found.append(f"{type(widget).__name__} {_text(widget)!r} sticks out")
    return found


def crowded(top: QWidget) -> list[str]:
    """What lies on what is beside it, and headings of tables without room."""
    found = []
    fields = [one for one in top.findChildren(QWidget) if one.isVisible() and _is_field(one)]
    for number, one in enumerate(fields):
        for other in fields[number + 1 :]:
            is_beside = one.parentWidget() is other.parentWidget()
            if is_beside and one.geometry().adjusted(1, 1, -1, -1).intersects(other.geometry()):
                found.append(f"{type(one).__name__} lies on {type(other).__name__}")
    for header in top.findChildren(QHeaderView):
        for column in range(header.count() if header.isVisible() else 0):
            if header.sectionSizeFromContents(column).width() > header.sectionSize(column):
                found.append(f"heading {header.model().headerData(column, header.orientation())}")
    return found


def _is_field(widget: QWidget) -> bool:
    if widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QComboBox):
        return False
    return isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QLabel | QSlider)


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QLabel | QPushButton | QCheckBox) else ""


def _missing_px(widget: QWidget) -> int:
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) - widget.height()
        needed = widget.fontMetrics().boundingRect(widget.text())
        return max(needed.width() - widget.width(), needed.height() - widget.height())
    if isinstance(widget, QPushButton | QCheckBox) and widget.text():
        hint = widget.minimumSizeHint()
        return max(hint.width() - widget.width(), hint.height() - widget.height())
    if isinstance(widget, QComboBox):
        needed_px = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return needed_px - (widget.width() - 40)
    if isinstance(widget, QToolButton):
        return widget.iconSize().width() - widget.width()
    if isinstance(widget, QSlider):
        return widget.minimumSizeHint().width() - widget.width()
    if isinstance(widget, CountColumns):
        return max(0, widget.minimumSizeHint().height() - widget.height())
    return 0


def _hidden_by_a_parent(widget: QWidget) -> bool:
    """Whether a part of it lies outside of what is around it, where one cannot scroll."""
    place, parent = QRect(widget.rect()), widget
    while (above := parent.parentWidget()) is not None:
        place.translate(parent.pos())
        if isinstance(above, QAbstractScrollArea) or isinstance(
            above.parentWidget(), QAbstractScrollArea
        ):
            area = above.parentWidget()
            is_wide = place.left() < -1 or place.right() > above.width() + 1
            return is_wide and isinstance(area, QScrollArea) and not _scrolls_sideways(area)
        if not above.rect().adjusted(-1, -1, 1, 1).contains(place):
            return True
        parent = above
    return False


def _scrolls_sideways(area: QScrollArea) -> bool:
    return area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("size", "share"),
    [
        ((1240, 800), 1.0),
        ((1024, 700), 1.0),
        ((1240, 800), 1.5),
        ((1024, 700), 1.25),
        ((1024, 700), 1.5),
    ],
)
def test_every_text_has_room(
    desk: MakeDesk,
    text_size: Callable[[float], None],
    language: str,
    size: tuple[int, int],
    share: float,
) -> None:
    text_size(share)
    d = desk(language)
    d.window.resize(*size)
    found = []
    for page in PAGES:
        d.window.open_page(page)
        QTest.qWait(80)
        found += [f"{page}: {one}" for one in (*cut_off(d.window), *crowded(d.window))]
    d.window.open_page("statistics")
    for number, period in enumerate(Period):
        d.window.statistics_page.periods.button(number).click()
        QTest.qWait(200)
        found += [f"{period}: {one}" for one in (*cut_off(d.window), *crowded(d.window))]
    assert (d.window.width(), d.window.height()) == size
    assert not found, "\n".join(sorted(set(found)))


def test_larger_text_of_the_system_makes_everything_larger(
    desk: MakeDesk, text_size: Callable[[float], None]
) -> None:
    text_size(1.0)
    usual = desk().window
    title, bars = usual.statistics_page._title, usual.now_page.day.columns
    before = title.fontMetrics().height(), bars.fontMetrics().height()
    text_size(1.5)
    large = desk().window
    title, bars = large.statistics_page._title, large.now_page.day.columns
    after = title.fontMetrics().height(), bars.fontMetrics().height()
    assert all(1.4 < new / old < 1.6 for old, new in zip(before, after))
