"""The window, the mini player and the icon beside the clock, without a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from feeling_manager.adapters.autostart.desktop_entry import DesktopEntry
from feeling_manager.core.desktop_state import DesktopState
from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.listening import Vote
from feeling_manager.core.settings import Language, ListeningMode
from feeling_manager.core.values import EmotionReading, EmotionScores
from feeling_manager.runtime.capture_thread import CameraState, CameraStatus
from feeling_manager.runtime.playback import NowState
from feeling_manager.runtime.session import MoodChoice, Problem
from feeling_manager.ui.desktop_memory import DesktopMemory
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.presence import Presence
from feeling_manager.ui.setting_controls import SwitchControl
from feeling_manager.ui.settings_page import SettingsPage
from feeling_manager.ui.status import Status, status_of
from feeling_manager.ui.tray_icon import tray_icon
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


@dataclass
class Panel:
    """Whether the desktop has a place for icons; the real one's answer is replaced by this."""

    is_there: bool = True


@pytest.fixture
def panel(monkeypatch: pytest.MonkeyPatch) -> Panel:
    panel = Panel()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: panel.is_there)
    return panel


@pytest.fixture
def at_desk(desk: MakeDesk, panel: Panel) -> Iterator[Callable[..., tuple[Desk, Presence]]]:
    made: list[Presence] = []

    def make(hidden: bool = False, mini: bool = False, **how: str) -> tuple[Desk, Presence]:
        d = desk(**how)
        d.window.hide()
        presence = Presence(d.window, d.session, d.appearance.look)
        made.append(presence)
        presence.begin(mini_is_open=mini, hidden=hidden)
        return d, presence

    yield make
    for presence in made:
        presence.prepare_quit()
        presence.close()
        presence.mini.deleteLater()
        presence.tray.menu.deleteLater()


AtDesk = Callable[..., tuple[Desk, Presence]]


def playing(d: Desk, qtbot: QtBot) -> None:
    d.session.choose_mood(MoodChoice.RANDOM)
    qtbot.waitUntil(lambda: d.session.playback.now.state is NowState.PLAYING, timeout=10_000)


def test_the_first_close_asks_and_keeping_on_hides_and_is_remembered(
    at_desk: AtDesk, qtbot: QtBot
) -> None:
    d, presence = at_desk()
    d.window.close()
    assert d.window.isVisible() and presence.question.isVisible()
    assert d.window.focusWidget() is presence.question.keep
    QTest.keyClick(presence.question.keep, Qt.Key.Key_Return)
    assert not d.window.isVisible()
    assert d.session.settings.close_to_tray and d.session.settings.close_asked
    qtbot.waitUntil(lambda: bool(d.saved) and d.saved[-1].close_asked, timeout=3000)
    presence.toggle()
    assert d.window.isVisible() and not presence.question.isVisible()
    d.window.close()
    assert not d.window.isVisible()


def test_quitting_is_remembered_too(at_desk: AtDesk) -> None:
    d, presence = at_desk()
    d.window.close()
    presence.question.quit.click()
    assert not d.session.settings.close_to_tray and d.session.settings.close_asked
    d.window.close()
    assert not d.window.isVisible()
    assert d.saved[-1].close_asked


def test_esc_answers_nothing(at_desk: AtDesk) -> None:
    d, presence = at_desk()
    d.window.close()
    QTest.keyClick(presence.question.keep, Qt.Key.Key_Escape)
    assert d.window.isVisible() and not presence.question.isVisible()
    assert not d.session.settings.close_asked
    d.window.close()
    assert presence.question.isVisible()


def test_the_question_keeps_the_keyboard(at_desk: AtDesk) -> None:
    d, presence = at_desk()
    d.window.close()
    stops = []
    for _ in range(4):
        QTest.keyClick(d.window.focusWidget(), Qt.Key.Key_Tab)
        stops.append(d.window.focusWidget())
    keep, leave = presence.question.keep, presence.question.quit
    assert stops == [leave, keep, leave, keep]
    d.window.resize(1300, 900)
    assert presence.question.size() == d.window.size()


def test_where_there_is_no_place_for_icons_closing_quits(at_desk: AtDesk, panel: Panel) -> None:
    panel.is_there = False
    d, presence = at_desk()
    d.window._on_setting("close_to_tray", True)
    d.window.close()
    assert not presence.question.isVisible()
    assert presence.mini.may_close


def test_a_setting_changed_by_hand_is_not_asked_about(at_desk: AtDesk) -> None:
    d, presence = at_desk(page="settings")
    d.window.settings_page.field("close_to_tray").click()  # type: ignore[attr-defined]
    assert d.session.settings.close_to_tray
    d.window.settings_page.field("close_to_tray").click()  # type: ignore[attr-defined]
    d.window.close()
    assert not presence.question.isVisible()


def test_hidden_it_reads_and_plays_on_but_draws_no_picture(at_desk: AtDesk, qtbot: QtBot) -> None:
    d, presence = at_desk()
    d.session.start()
    qtbot.waitUntil(lambda: d.session.reading is not None, timeout=15_000)
    presence.hide()
    assert not d.window.now_page.camera.picture.is_watched
    with qtbot.waitSignals([d.session.observed, d.session.observed], timeout=15_000):
        pass
    assert not d.session.frames._watchers
    assert d.session.playback.now.state in (NowState.PLAYING, NowState.RESOLVING)
    presence.show()
    assert d.window.now_page.camera.picture.is_watched


def test_it_starts_hidden_only_where_it_can_be_found(at_desk: AtDesk, panel: Panel) -> None:
    d, _ = at_desk(hidden=True)
    assert not d.window.isVisible()


def test_without_a_place_it_starts_minimised_and_goes_there_when_there_is_one(
    at_desk: AtDesk, panel: Panel
) -> None:
    panel.is_there = False
    d, presence = at_desk(hidden=True)
    assert d.window.isVisible() and d.window.isMinimized()
    panel.is_there = True
    presence.tray.look_for_place()
    assert not d.window.isVisible()


def test_a_panel_that_goes_away_gives_the_window_back(
    at_desk: AtDesk, panel: Panel, qtbot: QtBot
) -> None:
    d, presence = at_desk()
    presence.hide()
    presence._patience.setInterval(10)
    panel.is_there = False
    presence.tray.look_for_place()
    qtbot.waitUntil(lambda: d.window.isVisible() and d.window.isMinimized(), timeout=3000)
    presence.show()
    assert not d.window.isMinimized()
    panel.is_there = True
    presence.tray.look_for_place()
    assert d.window.isVisible()


def test_a_panel_that_starts_anew_changes_nothing(
    at_desk: AtDesk, panel: Panel, qtbot: QtBot
) -> None:
    d, presence = at_desk()
    presence.hide()
    presence._patience.setInterval(100)
    for is_there in (False, True):
        panel.is_there = is_there
        presence.tray.look_for_place()
    qtbot.wait(200)
    assert not d.window.isVisible()


def test_a_click_on_the_icon_shows_and_hides(at_desk: AtDesk) -> None:
    d, presence = at_desk()
    for expected in (False, True, False):
        presence.tray.clicked.emit()
        assert d.window.isVisible() is expected
        text = presence.tray.menu.show_or_hide.text()
        assert text == ("Hide the window" if expected else "Show the window")
    presence.show()
    d.window.showMinimized()
    presence.tray.clicked.emit()
    assert d.window.isVisible() and not d.window.isMinimized()


def test_the_icon_says_what_is_read_and_what_plays(at_desk: AtDesk, qtbot: QtBot) -> None:
    d, presence = at_desk()
    assert presence.tray.tooltip == "Reading your expression…"
    d.session.start()
    qtbot.waitUntil(lambda: d.session.reading is not None, timeout=15_000)
    qtbot.waitUntil(lambda: d.session.playback.now.state is NowState.PLAYING, timeout=10_000)
    song = d.session.playback.current
    assert song is not None
    said = f"Your expression looks happy · {song.track.title} – {song.track.artist}"
    assert presence.tray.tooltip == said
    d.session.set_camera_on(False)
    qtbot.waitUntil(lambda: presence.tray.tooltip.startswith("The camera is off"), timeout=5000)
    d.session.problem.emit(Problem("nothing_playable"))
    assert presence.tray.tooltip.startswith("None of the songs can be played.")
    d.session.playback.skip()
    qtbot.waitUntil(lambda: presence.tray.tooltip.startswith("The camera is off"), timeout=5000)


def test_every_state_has_an_icon_of_its_own(at_desk: AtDesk) -> None:
    d, _ = at_desk()
    look = d.appearance.look
    states: list[Status] = [status_of(d.session), status_of(d.session, "model_bad")]
    for camera in (CameraState.OFF, CameraState.WAITING):
        d.session.camera_status = CameraStatus(camera)
        states.append(status_of(d.session))
    d.session.camera_status = CameraStatus(CameraState.ON)
    for emotion in EMOTION_ORDER:
        scores = EmotionScores(tuple(float(e is emotion) for e in EMOTION_ORDER))
        d.session._reading = EmotionReading(emotion, 1.0, scores)
        states.append(status_of(d.session))
    pictures = set()
    for state in states:
        for paused in (False, True):
            image = tray_icon(look, state, paused).pixmap(22, 22).toImage()
            assert image.pixelColor(0, 0).alpha() == 0
            pictures.add(bytes(image.constBits()))
    # A missing camera and a problem look the same: something is wrong.
    assert len(pictures) == 2 * (len(states) - 1)
    assert len({state.word for state in states}) == len(states)


def test_the_menu_does_what_it_says(at_desk: AtDesk, qtbot: QtBot) -> None:
    d, presence = at_desk()
    menu = presence.tray.menu
    assert menu.song.text() == "No song yet" and not menu.song.isEnabled()
    assert not menu.like.isEnabled()
    playing(d, qtbot)
    song = d.session.playback.current
    assert song is not None and menu.song.text().startswith(song.track.title)
    menu.play.trigger()
    assert d.session.playback.now.state is NowState.PAUSED and menu.play.text() == "Play"
    menu.like.trigger()
    assert d.store.taste.vote_of(song.track.id) is Vote.LIKE and menu.like.isChecked()
    assert d.window.now_page.song.votes.button(Vote.LIKE).isChecked()
    menu.like.trigger()
    assert d.store.taste.vote_of(song.track.id) is None and not menu.like.isChecked()
    calm = menu.modes.actions()[2]
    calm.trigger()
    assert d.session.settings.mode is ListeningMode.CALM and calm.isChecked()
    menu.next.trigger()
    qtbot.waitUntil(lambda: d.session.playback.current not in (None, song), timeout=5000)
    menu.mini.trigger()
    assert presence.mini.isVisible() and not d.window.isVisible()
    d.window._on_setting("language", Language.KOREAN)
    qtbot.waitUntil(lambda: menu.quit.text() == "종료", timeout=3000)


def test_the_mini_player_takes_the_windows_place(at_desk: AtDesk, qtbot: QtBot) -> None:
    d, presence = at_desk()
    mini = presence.mini
    ways_back: tuple[Callable[[], object], ...] = (
        lambda: QTest.keyClick(mini, Qt.Key.Key_Escape),
        lambda: QTest.mouseDClick(
            mini, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 5)
        ),
        mini.back.click,
        mini.close,
    )
    for way_back in ways_back:
        d.window.side_bar.mini.click()
        assert mini.isVisible() and not d.window.isVisible()
        with qtbot.waitActive(mini):
            pass
        way_back()
        qtbot.waitUntil(lambda: d.window.isVisible() and not mini.isVisible(), timeout=3000)


def test_hidden_the_mini_player_is_what_comes_back(at_desk: AtDesk) -> None:
    d, presence = at_desk(mini=True)
    assert presence.mini.isVisible() and not d.window.isVisible()
    presence.toggle()
    assert not presence.mini.isVisible()
    presence.toggle()
    assert presence.mini.isVisible() and not d.window.isVisible()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_mini_player_has_names_and_room_for_its_words(
    at_desk: AtDesk, qtbot: QtBot, language: str
) -> None:
    d, presence = at_desk(mini=True, language=language)
    playing(d, qtbot)
    mini = presence.mini
    for button in mini.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    for emotion in EMOTION_ORDER:
        scores = EmotionScores(tuple(float(e is emotion) for e in EMOTION_ORDER))
        d.session._reading = EmotionReading(emotion, 1.0, scores)
        d.session.camera_status = CameraStatus(CameraState.ON)
        d.session.reading_changed.emit(d.session.reading)
        QApplication.processEvents()
        assert mini._word.width() >= mini._word.sizeHint().width()
    song = d.session.playback.current
    assert song is not None and mini._title.whole_text == song.track.title


def test_what_was_left_is_there_again(at_desk: AtDesk, qtbot: QtBot) -> None:
    d, presence = at_desk(page="library")
    kept: list[DesktopState] = []

    def save(state: DesktopState, durable: bool) -> None:
        kept.append(state)

    memory = DesktopMemory(presence, d.session, DesktopState(), save)
    memory.restore_windows()
    memory.begin()
    d.window.setGeometry(0, 60, 900, 640)  # no wider than the screen of this platform allows
    presence.mini.move(200, 300)
    playing(d, qtbot)
    d.session.playback.pause()
    qtbot.waitUntil(lambda: bool(kept) and kept[-1].music is not None, timeout=5000)
    presence.show_mini()
    memory.save_now()
    memory.close()
    presence.prepare_quit()
    left = kept[-1]
    assert left.page == "library" and left.mini_is_open
    assert left.music is not None and not left.music.is_playing
    d.session.playback.stop()
    d.window.setGeometry(0, 0, 1024, 700)
    presence.mini.move(0, 0)

    again = DesktopMemory(presence, d.session, left, save)
    again.restore_windows()
    assert again.mini_was_open
    assert (d.window.width(), d.window.height()) == (900, 640)
    assert presence.mini.pos() == QPoint(200, 300)
    again.begin()
    now = d.session.playback.now
    assert now.state is NowState.PAUSED
    assert now.recommendation is not None
    assert now.recommendation.track.id == left.music.song.track_id
    again.close()


def test_a_state_that_makes_no_sense_changes_nothing(at_desk: AtDesk) -> None:
    d, presence = at_desk()
    size = d.window.size()
    broken = DesktopState(page="nowhere", window="?", mini="AAAA")
    memory = DesktopMemory(presence, d.session, broken, lambda _state, _durable: None)
    memory.restore_windows()
    assert d.window.size() == size
    memory.close()


def test_quitting_is_never_stopped_by_the_question(at_desk: AtDesk) -> None:
    d, presence = at_desk()
    presence.prepare_quit()
    d.window.close()
    assert not d.window.isVisible() and not presence.question.isVisible()


def test_starting_at_log_in_is_the_systems_entry_and_nothing_else(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    d = desk()
    entry = DesktopEntry([sys.executable], autostart=tmp_path / "autostart")
    cameras = KnownCameras(d.session, tuple)
    page = SettingsPage(d.session, d.appearance.look, cameras, autostart=entry)
    qtbot.addWidget(page)
    page.show()
    assert page.autostart is not None
    control = page.autostart.control
    assert isinstance(control, SwitchControl) and not control.switch.isChecked()
    control.switch.click()
    assert entry.is_on()
    page.hide()
    entry.set_on(False)  # as in the desktop's own settings
    page.show()
    assert not control.switch.isChecked()
    (tmp_path / "autostart").rmdir()
    (tmp_path / "autostart").write_text("")
    with qtbot.waitSignal(d.session.problem) as said:
        control.switch.click()
    assert said.args is not None and said.args[0].code == "autostart_refused"
    assert not control.switch.isChecked()
