from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from feeling_manager.ui.side_bar import PAGES
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
FEWEST_PIXELS = 12


def pixels(window: QWidget, place: QRect) -> list[int]:
    image = window.grab(place).toImage()
    return [image.pixel(x, y) for y in range(image.height()) for x in range(image.width())]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_one_sees_where_the_keyboard_is(
    desk: MakeDesk, qtbot: QtBot, page: str, theme: str
) -> None:
    """Every stop of Tab looks different with the focus than without."""
    d = desk(theme=theme, page=page)
    with qtbot.waitActive(d.window):
        d.window.activateWindow()
    seen: list[QWidget] = []
    for _ in range(90):
        QTest.keyClick(QApplication.focusWidget() or d.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
        QTest.qWait(1)
        place = QRect(focus.mapTo(d.window, QPoint(0, 0)), focus.size()).adjusted(-4, -4, 4, 4)
        with_focus = pixels(d.window, place)
        d.window._central.setFocus()
        without = pixels(d.window, place)
        focus.setFocus(Qt.FocusReason.TabFocusReason)
        changed = sum(one != other for one, other in zip(with_focus, without))
        assert changed >= FEWEST_PIXELS, (type(focus).__name__, focus.accessibleName())
    assert len(seen) > 5
