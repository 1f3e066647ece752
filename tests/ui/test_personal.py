"""Telling the program what an expression looks like, and the guide through all six."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from feeling_manager.core.emotions import Emotion
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def test_one_click_says_what_it_looks_like_and_one_takes_it_back(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    d = desk()
    row = d.window.now_page.camera.correction
    assert not row.isVisible(), "nothing is read yet"
    d.session.start()
    qtbot.waitUntil(row.isVisible, timeout=10_000)
    assert row.buttons[Emotion.HAPPINESS].isChecked()
    row.buttons[Emotion.NEUTRAL].click()
    qtbot.waitUntil(lambda: d.session.personal.fit.corrections == 1, timeout=5000)
    assert row.undo.isVisible() and not row.buttons[Emotion.NEUTRAL].isVisible()
    row.undo.click()
    qtbot.waitUntil(lambda: d.session.personal.fit.corrections == 0, timeout=5000)
    assert row.buttons[Emotion.HAPPINESS].isVisible()
    assert row.buttons[Emotion.HAPPINESS].isChecked()
    d.session.set_camera_on(False)
    qtbot.waitUntil(lambda: not row.isVisible(), timeout=5000)


def test_the_guide_asks_takes_skips_and_ends(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings")
    card = d.window.settings_page.personal
    assert "Nothing" in card.text
    d.session.start()
    qtbot.waitUntil(lambda: d.session.reading is not None, timeout=10_000)
    card.guide._prepare.setInterval(10)
    card.start.click()
    assert card.guide.isVisible() and card.guide.asked is Emotion.NEUTRAL
    qtbot.waitUntil(lambda: card.guide.asked is Emotion.HAPPINESS, timeout=15_000)
    qtbot.waitUntil(lambda: d.session.personal.fit.corrections >= 4, timeout=5000)
    for _ in range(5):
        assert card.guide.isVisible()
        card.guide.skip.click()
    assert not card.guide.isVisible() and card.start.isEnabled()
    qtbot.waitUntil(lambda: card.text.startswith("Corrections"), timeout=5000)
    card.forget.click()
    qtbot.waitUntil(lambda: "Nothing" in card.text, timeout=5000)


def test_leaving_the_page_ends_the_guide(desk: MakeDesk) -> None:
    d = desk(page="settings")
    guide = d.window.settings_page.personal.guide
    guide.begin()
    d.window.open_page("history")
    assert guide.asked is None
