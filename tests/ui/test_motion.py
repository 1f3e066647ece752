from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.ui.bars import ScoreBars
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
FULL = {**dict.fromkeys(EMOTION_ORDER, 0.0), Emotion.FEAR: 1.0}


def lengths(bars: ScoreBars, qtbot: QtBot) -> set[float]:
    """Every length of one bar that was shown after it changed."""
    bars.set_values({})
    qtbot.wait(400)
    seen = set()
    bars.set_values(FULL)
    for _ in range(50):
        seen.add(round(bars._length(Emotion.FEAR), 3))
        qtbot.wait(10)
    assert bars.value(Emotion.FEAR) == 1
    assert bars._length(Emotion.FEAR) == 1
    return seen


def test_bars_glide_and_stand_still_where_nothing_is_to_move(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(animations=True)
    bars = d.window.now_page.camera.bars
    assert len(lengths(bars, qtbot)) > 2
    d.window._on_setting("animations", False)
    assert lengths(bars, qtbot) == {1.0}


def test_what_nobody_sees_does_not_move(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(animations=True, page="history")
    assert lengths(d.window.now_page.camera.bars, qtbot) == {1.0}


def test_a_page_fades_in_and_nothing_is_left_of_it(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(animations=True)
    d.window.open_page("history")
    assert d.window._fade.isVisible()
    qtbot.waitUntil(lambda: not d.window._fade.isVisible(), timeout=3000)
    d.window._on_setting("animations", False)
    d.window.open_page("library")
    assert not d.window._fade.isVisible()
