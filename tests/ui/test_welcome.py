from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from feeling_manager.app.commands.window import wants_welcome
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.preferences import default_preferences
from feeling_manager.core.settings import Language, Settings
from feeling_manager.core.values import Quality
from feeling_manager.runtime.capture_thread import CameraState
from feeling_manager.runtime.playback import NowState
from feeling_manager.ui.placing_list import WHAT_FAILS, PlacingList
from feeling_manager.ui.texts import quality_hint
from feeling_manager.ui.welcome import WelcomeGuide
from tests.ui.conftest import Desk
from tests.ui.test_details import NoCamera

MakeDesk = Callable[..., Desk]


def guide_of(desk: Desk) -> WelcomeGuide:
    desk.window.show_welcome()
    assert desk.window.welcome is not None
    return desk.window.welcome


def is_off(desk: Desk) -> bool:
    return desk.session.camera_status.state is CameraState.OFF


def test_the_camera_is_off_until_it_is_agreed_to(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    guide = guide_of(d)
    d.session.start()
    qtbot.waitUntil(lambda: is_off(d), timeout=5000)
    assert d.session.frames.peek() is None
    guide.next.click()
    picture = guide.placing.view.picture
    qtbot.waitUntil(lambda: picture.preview.has_picture, timeout=15_000)
    guide.skip.click()
    assert d.window.welcome is None and d.window.now_page.isVisible()
    assert d.session.settings.camera_on and d.session.settings.first_run_done


def test_who_goes_on_without_the_camera_keeps_it_off(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    guide = guide_of(d)
    d.session.start()
    guide.without.click()
    assert guide.number == 1
    qtbot.waitUntil(guide.placing.view.picture.no_picture.isVisible, timeout=5000)
    guide.next.click()
    guide.next.click()
    assert d.window.welcome is None
    qtbot.waitUntil(lambda: is_off(d), timeout=5000)
    qtbot.waitUntil(lambda: bool(d.saved) and d.saved[-1].first_run_done, timeout=5000)
    assert not d.saved[-1].camera_on


def test_escape_leaves_without_having_agreed(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    guide = guide_of(d)
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert d.window.welcome is None
    assert d.session.settings.first_run_done and not d.session.settings.camera_on


def test_no_song_begins_until_the_guide_is_gone(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    guide = guide_of(d)
    d.session.start()
    guide.next.click()
    qtbot.waitUntil(lambda: d.session.reading is not None, timeout=15_000)
    assert d.session.playback.now.state is NowState.IDLE
    assert d.session.playback.now.upcoming is None
    guide.skip.click()
    qtbot.waitUntil(lambda: d.session.playback.now.state is NowState.PLAYING, timeout=15_000)


def test_keys_of_the_pages_do_nothing_below_the_guide(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    guide = guide_of(d)
    d.session.start()
    qtbot.waitUntil(lambda: is_off(d), timeout=5000)
    d.window.activateWindow()
    QTest.qWaitForWindowActive(d.window)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(d.window, Qt.Key.Key_Space, control)
    QTest.keyClick(d.window, Qt.Key.Key_K, control)
    assert d.session.playback.now.state is NowState.IDLE
    assert not d.session.settings.camera_on
    guide.skip.click()
    QTest.keyClick(d.window, Qt.Key.Key_K, control)
    assert d.session.settings.camera_on


def test_enter_goes_on_and_presses_the_button_with_the_focus(desk: MakeDesk) -> None:
    d = desk()
    guide = guide_of(d)
    d.window.activateWindow()
    QTest.qWaitForWindowActive(d.window)
    assert guide.next.hasFocus()
    QTest.keyClick(guide.next, Qt.Key.Key_Return)
    assert guide.number == 1
    guide.back.setFocus()
    QTest.keyClick(guide.back, Qt.Key.Key_Return)
    assert guide.number == 0
    guide.without.setFocus()
    QTest.keyClick(guide.without, Qt.Key.Key_Enter)
    assert guide.number == 1 and not d.session.settings.camera_on
    QTest.keyClick(guide.next, Qt.Key.Key_Return)
    chip = guide.genres.chip(Emotion.FEAR, "rock")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert "rock" in d.store.taste.preferences().genres(Emotion.FEAR)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert d.window.welcome is None


def test_tab_stays_inside_the_guide(desk: MakeDesk) -> None:
    d = desk()
    guide = guide_of(d)
    d.window.activateWindow()
    QTest.qWaitForWindowActive(d.window)
    seen: set[QWidget] = set()
    for _ in range(12):
        QTest.keyClick(d.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None and guide.isAncestorOf(focus)
        seen.add(focus)
    assert {guide.next, guide.without, guide.skip} <= seen


def test_the_language_changes_at_once(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    guide = guide_of(d)
    guide.languages.button(0).click()
    qtbot.waitUntil(lambda: guide.skip.text() == "소개 건너뛰기", timeout=3000)
    assert d.session.settings.language is Language.KOREAN
    assert guide.languages.button(0).isChecked()


def test_favourite_genres_begin_with_the_defaults_and_are_written(desk: MakeDesk) -> None:
    d = desk()
    guide = guide_of(d)
    defaults = default_preferences()
    for (emotion, genre), chip in guide.genres._chips.items():
        assert chip.isChecked() == (genre in defaults.genres(emotion))
    guide.genres.chip(Emotion.ANGER, "rock").click()
    assert "rock" not in d.store.taste.preferences().genres(Emotion.ANGER)


def test_a_missing_camera_is_said_with_what_to_do(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(make_camera=NoCamera)
    guide = guide_of(d)
    d.session.start()
    guide.next.click()
    picture = guide.placing.view.picture
    qtbot.waitUntil(lambda: "No camera was found" in picture.no_picture.text, timeout=5000)
    assert guide.next.isEnabled()


def test_cameras_are_offered_only_where_there_are_several(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(cameras=("HD Webcam", "USB Camera"))
    guide = guide_of(d)
    guide.without.click()
    qtbot.waitUntil(guide.placing.control.isVisible, timeout=5000)
    box = guide.placing.control.box
    box.activated.emit(box.findText("USB Camera"))
    assert d.session.settings.camera == "USB Camera"


@pytest.mark.parametrize("quality", list(Quality))
def test_each_judgement_is_shown_at_one_line_or_all_are_green(
    desk: MakeDesk, quality: Quality
) -> None:
    d = desk()
    placing = PlacingList(d.appearance.look)
    placing.show_quality(quality)
    icons = [mark._icon_name for mark in placing._marks]
    if quality is Quality.OK:
        assert icons == ["circle-check"] * len(WHAT_FAILS)
        assert "can be read" in placing.verdict.text()
    else:
        assert icons.count("triangle-alert") == 1 and "circle-check" not in icons
        assert placing.verdict.text() == quality_hint(quality)
    placing.deleteLater()


def test_the_guide_is_shown_again_from_the_settings(desk: MakeDesk) -> None:
    d = desk(page="settings")
    d.window._on_setting("first_run_done", True)
    d.window.settings_page.introduction.button.click()
    guide = d.window.welcome
    assert guide is not None and guide.isVisible()
    # Who has seen it before is not asked for the camera again before it works.
    assert d.session.settings.camera_on
    guide.skip.click()
    assert d.window.settings_page.isVisible()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_text_of_the_guide_is_cut_off(desk: MakeDesk, qtbot: QtBot, language: str) -> None:
    d = desk(language)
    guide = guide_of(d)
    for step in range(3):
        guide._go_to(step)
        qtbot.wait(30)
        assert (d.window.width(), d.window.height()) == (1024, 700)
        for text in guide.findChildren(QLabel):
            if text.isVisible() and text.text() and text.wordWrap():
                assert text.height() >= text.heightForWidth(text.width()), text.text()
            elif text.isVisible() and text.text():
                needed = text.fontMetrics().horizontalAdvance(text.text())
                assert text.width() + 1 >= needed, text.text()
        for button in guide.findChildren(QPushButton):
            if button.isVisible():
                needed = button.fontMetrics().horizontalAdvance(button.text())
                assert button.width() >= needed + 8, button.text()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, True),
        ({"lang": "ko", "theme": "dark"}, True),
        ({"demo_if_no_camera": True}, True),
        ({"page": "welcome", "screenshot": "x.png"}, True),
        ({"page": "now"}, False),
        ({"screenshot": "x.png"}, False),
        ({"camera": "demo"}, False),
        ({"player": "silent"}, False),
        ({"quit_after": 5.0}, False),
    ],
)
def test_it_comes_by_itself_only_to_a_person_who_starts_the_program(
    given: dict[str, object], shown: bool
) -> None:
    new, known = Settings(), replace(Settings(), first_run_done=True)
    assert wants_welcome(Namespace(**given), new) is shown
    assert wants_welcome(Namespace(**given), known) is (given.get("page") == "welcome")
