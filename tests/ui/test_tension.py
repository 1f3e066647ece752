from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from feeling_manager.core.gestures import TENSION_GESTURES, Gesture, GestureEvent
from feeling_manager.ui.texts import gesture_name
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def add_gestures(d: Desk) -> None:
    """Three minutes with the chin on the hand in two stretches, a little with hands in the hair."""
    noon = datetime.now().astimezone().replace(hour=0, minute=2, second=0, microsecond=0)
    start = noon.astimezone(timezone.utc)
    for gesture, seconds in (
        (Gesture.CHIN_ON_HAND, 120),
        (Gesture.CHIN_ON_HAND, 60),
        (Gesture.HAND_IN_HAIR, 20),
    ):
        end = start + timedelta(seconds=seconds)
        d.store.log.gestures.start(GestureEvent(gesture, start, end))
        start = end


def test_tension_is_not_mentioned_where_nobody_looks_for_it(desk: MakeDesk) -> None:
    d = desk(page="statistics")
    assert not d.window.statistics_page.tension.isVisible()


def test_tension_is_shown_where_there_was_any(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="statistics")
    add_gestures(d)
    page = d.window.statistics_page
    page.refresh()
    assert page.tension.isVisible()
    figures = {gesture: page.tension.figure(gesture) for gesture in TENSION_GESTURES}
    assert figures == {
        Gesture.CHIN_ON_HAND: "2 · 3 min",
        Gesture.HAND_IN_HAIR: "1 · <1 min",
        Gesture.HAND_OVER_FACE: "0 · 0 min",
    }
    page.days.go_back()
    assert not page.tension.isVisible()


def test_switching_it_on_shows_the_line_and_is_saved(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings")
    d.window.settings_page.field("gestures").click()  # type: ignore[attr-defined]
    assert d.session.settings.gestures
    qtbot.waitUntil(lambda: bool(d.saved) and d.saved[-1].gestures, timeout=5000)
    d.window.open_page("statistics")
    assert d.window.statistics_page.tension.isVisible()


def test_its_cost_is_said_beside_the_switch(desk: MakeDesk) -> None:
    d = desk(page="settings")
    texts = [label.text() for label in d.window.settings_page.findChildren(QLabel)]
    (hint,) = [text for text in texts if "every five seconds" in text]
    assert "% of one processor core" in hint and "MB of memory" in hint


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_line_fits_into_the_smallest_window(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path, language: str, theme: str
) -> None:
    d = desk(language, theme, page="statistics")
    add_gestures(d)
    d.window.resize(d.window.minimumSize())
    d.window.statistics_page.refresh()
    qtbot.wait(30)
    row = d.window.statistics_page.tension
    assert row.isVisible()
    texts = [label for label in row.findChildren(QLabel) if label.text()]
    assert gesture_name(Gesture.HAND_OVER_FACE) in [label.text() for label in texts]
    for label in texts:
        assert label.width() + 1 >= label.fontMetrics().horizontalAdvance(label.text())
    assert d.window.grab().save(str(tmp_path / "tension.png"))
