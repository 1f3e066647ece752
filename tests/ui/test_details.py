from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from feeling_manager.app.paths import shipped_files
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import CameraError
from feeling_manager.core.listening import Vote
from feeling_manager.core.settings import Language, Theme
from feeling_manager.core.values import (
    EmotionEvent,
    Frame,
    MonoMs,
    Observation,
    Quality,
    Track,
    TrackId,
)
from feeling_manager.runtime.capture_thread import CameraState
from feeling_manager.runtime.playback import NowState
from feeling_manager.runtime.session import MoodChoice, Problem
from feeling_manager.ui.problem_strip import MOST_ROWS
from feeling_manager.ui.side_bar import PAGES
from feeling_manager.ui.widgets import ElidedLabel
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


class NoCamera:
    """A webcam that is not there."""

    must_be_drained = False

    def open(self) -> None:
        raise CameraError("none", "camera_missing")

    def read(self) -> Frame:
        raise AssertionError("never opened")

    def skip(self) -> None:
        raise AssertionError("never opened")

    def close(self) -> None:
        pass


def play(desk: Desk, qtbot: QtBot) -> Track:
    desk.session.choose_mood(MoodChoice.RANDOM)
    playback = desk.session.playback
    qtbot.waitUntil(lambda: playback.now.state is NowState.PLAYING, timeout=10_000)
    assert playback.current is not None
    return playback.current.track


def test_pictures_are_taken_only_while_they_can_be_seen(desk: MakeDesk) -> None:
    d = desk()
    wanted = []
    steps: tuple[Callable[[], None], ...] = (
        lambda: d.window.open_page("history"),
        lambda: d.window.open_page("now"),
        d.window.showMinimized,
        d.window.showNormal,
    )
    for step in steps:
        wanted.append(d.session.frames.wanted)
        step()
        QApplication.processEvents()
    assert [*wanted, d.session.frames.wanted] == [True, False, True, False, True]


def test_a_missing_camera_is_a_sentence_and_a_button(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(make_camera=NoCamera)
    d.session.start()
    state = d.session
    qtbot.waitUntil(lambda: state.camera_status.state is CameraState.WAITING, timeout=5000)
    card = d.window.now_page.camera
    assert card.picture.no_picture.isVisible()
    assert "No camera was found" in card.picture.no_picture.text
    assert card.picture.no_picture.button.isVisible()
    assert d.window.strip.text == ""


def test_the_switch_shows_what_the_camera_does(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    d.session.start()
    card = d.window.now_page.camera
    qtbot.waitUntil(lambda: card.picture.preview.has_picture, timeout=15_000)
    assert card.switch.isChecked()
    card.switch.click()
    qtbot.waitUntil(lambda: d.session.camera_status.state is CameraState.OFF, timeout=5000)
    assert not card.switch.isChecked()
    assert "The camera is off" in card.picture.no_picture.text
    card.picture.no_picture.button.click()
    qtbot.waitUntil(
        lambda: card.picture.preview.has_picture and card.switch.isChecked(), timeout=5000
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_says_why_a_face_cannot_be_read_and_has_room_for_it(
    desk: MakeDesk, qtbot: QtBot, language: str
) -> None:
    d = desk(language)
    d.session.start()
    qtbot.waitUntil(lambda: d.session.camera_status.state is CameraState.ON, timeout=15_000)
    card = d.window.now_page.camera
    d.session.observed.disconnect(card._on_observed)
    hints = set()
    for quality in Quality:
        card._on_observed(Observation(MonoMs(0), quality))
        QApplication.processEvents()
        hint = card._hint
        assert hint.isVisible() == (quality is not Quality.OK)
        if hint.isVisible():
            hints.add(hint.text())
            assert hint.text().endswith(".")
            assert hint.height() >= hint.heightForWidth(hint.width())
            assert card.rect().contains(hint.mapTo(card, hint.rect().bottomRight()))
        assert (d.window.width(), d.window.height()) == (1024, 700)
    assert len(hints) == len(Quality) - 1


def test_different_problems_lie_below_each_other_and_can_be_closed(desk: MakeDesk) -> None:
    d = desk()
    for code in ("offline", "vlc_missing", "disk_full", "video_gone"):
        d.session.problem.emit(Problem(code))
    rows = d.window.strip._rows
    assert [row.code for row in rows] == ["vlc_missing", "disk_full", "video_gone"]
    assert len(rows) == MOST_ROWS
    for row in list(rows):
        row._close.click()
    assert not d.window.strip.isVisible()


def test_a_passing_problem_goes_by_itself_and_a_lasting_one_stays(desk: MakeDesk) -> None:
    d = desk()
    d.session.problem.emit(Problem("offline"))
    d.session.problem.emit(Problem("vlc_missing"))
    passing, lasting = d.window.strip._rows
    assert passing._hide.isActive()
    assert not lasting._hide.isActive()


def test_a_like_is_kept_and_taken_back(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    track = play(d, qtbot)
    d.window.now_page.song.votes.like()
    assert d.store.taste.vote_of(track.id) is Vote.LIKE
    d.window.now_page.song.votes.like()
    assert d.store.taste.vote_of(track.id) is None


def test_never_again_skips_the_song(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    track = play(d, qtbot)
    d.window.now_page.song.votes.button(Vote.NEVER).click()
    playback = d.session.playback
    qtbot.waitUntil(
        lambda: playback.current is not None and playback.current.track.id != track.id,
        timeout=10_000,
    )
    assert d.store.taste.vote_of(track.id) is Vote.NEVER


def test_a_click_on_the_bar_jumps_in_the_song(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    play(d, qtbot)
    seek = d.window.now_page.song.seek
    qtbot.waitUntil(seek.slider.isEnabled, timeout=5000)
    _, duration_ms = d.session.playback.position()
    middle = QPoint(seek.slider.width() // 2, seek.slider.height() // 2)
    QTest.mouseClick(seek.slider, Qt.MouseButton.LeftButton, pos=middle)
    position_ms, _ = d.session.playback.position()
    assert abs(position_ms - duration_ms / 2) < duration_ms * 0.05


def test_volume_and_mode_are_the_same_on_both_pages(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    d.window.now_page.song.volume.slider.setValue(35)
    assert d.session.settings.volume == 35
    d.window.now_page.mood._modes.button(2).click()
    mode = d.window.settings_page.field("mode")
    assert isinstance(mode, QComboBox)
    assert mode.currentIndex() == 2
    mode.setCurrentIndex(3)
    assert d.window.now_page.mood._modes.button(3).isChecked()
    qtbot.waitUntil(lambda: bool(d.saved) and d.saved[-1].volume == 35, timeout=3000)


def test_mute_gives_the_old_loudness_back(desk: MakeDesk) -> None:
    d = desk()
    volume = d.window.now_page.song.volume
    volume.slider.setValue(42)
    volume.toggle_mute()
    assert d.session.settings.volume == 0
    volume.toggle_mute()
    assert d.session.settings.volume == 42


def test_deleting_the_history_asks_first(desk: MakeDesk) -> None:
    d = desk(page="settings")
    card = d.window.settings_page.privacy
    card.delete.click()
    card.keep.click()
    assert d.store.log.recent_track_ids()
    card.delete.click()
    card.really.click()
    assert not d.store.log.recent_track_ids()
    assert "Deleted entries: 6" in [w.text() for w in card.findChildren(QLabel)]


def test_a_camera_that_is_typed_in_is_used(desk: MakeDesk) -> None:
    d = desk(page="settings")
    box = d.window.settings_page.field("camera")
    assert isinstance(box, QComboBox)
    line = box.lineEdit()
    assert line is not None
    line.setText("/films/me.mp4")
    line.editingFinished.emit()
    chosen = d.session.settings.camera
    assert chosen == "/films/me.mp4"
    line.setText("")
    line.editingFinished.emit()
    assert d.session.settings.camera == "/films/me.mp4"
    box.activated.emit(box.count() - 1)
    assert d.session.settings.camera == "demo"


def test_a_genre_of_the_user_gets_a_column(desk: MakeDesk) -> None:
    d = desk(page="settings")
    d.store.library.add(Track(TrackId(0), "ytsearch:x y", "y", "x", "city pop"))
    d.session.tracks_changed()
    d.window.settings_page.genres.table.cell(Emotion.NEUTRAL, "city pop").step()
    assert "city pop" in d.store.taste.preferences().genres(Emotion.NEUTRAL)


def test_fifty_thousand_songs_do_not_hold_the_library_up(desk: MakeDesk) -> None:
    d = desk()
    many = [
        Track(TrackId(0), f"ytsearch:{n}", f"Song {n}", f"Artist {n % 900}", "pop")
        for n in range(50_000)
    ]
    d.store.library.add_many(many, "user")
    d.window.open_page("library")
    page = d.window.library_page
    page.filters.search.setText("49999")
    started = time.perf_counter()
    page.refresh()
    assert page.model.rowCount() == 1
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.KOREAN])
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_every_page_shows_something(
    desk: MakeDesk, qtbot: QtBot, language: Language, theme: Theme
) -> None:
    d = desk(language.value, theme.value)
    pictures = []
    for page in PAGES:
        d.window.open_page(page)
        qtbot.wait(100)
        picture = d.window.grab().toImage().scaled(64, 44)
        pixels = {picture.pixel(x, y) for x in range(64) for y in range(44)}
        assert len(pixels) > 40, page
        pictures.append(bytes(picture.constBits()))
    assert len(set(pictures)) == len(PAGES)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_of_the_program_are_never_shortened(
    desk: MakeDesk, qtbot: QtBot, language: str
) -> None:
    d = desk(language)
    for page in PAGES:
        d.window.open_page(page)
        qtbot.wait(30)
        for text in d.window.findChildren(ElidedLabel):
            if text.isVisible():
                assert text.text() == text.whole_text


def test_a_long_title_is_shortened_and_said_in_full_as_a_tip(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    title = d.window.now_page.song._title
    title.setText("Very long " * 40)
    assert title.text().endswith("…")
    assert title.toolTip() == ("Very long " * 40).strip()
    assert d.window.width() == 1024


def test_markup_in_a_title_is_only_text(desk: MakeDesk) -> None:
    d = desk()
    title = d.window.now_page.song._title
    title.setText("<b>bold</b>")
    assert title.textFormat() is Qt.TextFormat.PlainText


def test_the_keyboard_reaches_pages_and_buttons(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    with qtbot.waitActive(d.window):
        d.window.activateWindow()
    QTest.keyClick(d.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert d.window.history_page.isVisible()
    d.window.open_page("now")
    seen = set()
    for _ in range(60):
        QTest.keyClick(d.window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus)
    # A group of choices is one stop of Tab; the arrow keys go on from there.
    assert d.window.side_bar.button(0) in seen
    assert d.window.now_page.camera.switch in seen
    assert d.window.now_page.song.buttons.play in seen
    d.window.side_bar.button(0).setFocus()
    QTest.keyClick(d.window.side_bar.button(0), Qt.Key.Key_Down)
    assert d.window.statistics_page.isVisible()


def test_today_grows_while_one_looks(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk()
    d.session.start()
    columns = d.window.now_page.day.columns
    before = columns.value(Emotion.HAPPINESS)
    qtbot.waitUntil(lambda: columns.value(Emotion.HAPPINESS) == before + 1, timeout=15_000)
    bars = d.window.now_page.camera.bars
    assert max(EMOTION_ORDER, key=bars.value) is Emotion.HAPPINESS


def test_no_text_was_changed_without_its_korean(tmp_path: Path) -> None:
    source = shipped_files().assets / "i18n" / "feeling_manager_ko.ts"
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    ui = Path(__file__).parents[2] / "feeling_manager" / "ui"
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    files = [str(path) for path in sorted(ui.glob("*.py"))]
    options = ["-no-obsolete", "-locations", "none", "-ts", str(copy)]
    subprocess.run([str(tool), *files, *options], check=True, capture_output=True)
    assert 'type="unfinished"' not in copy.read_text(encoding="utf-8")


def test_garbage_is_collected_in_the_gui_thread_only(desk: MakeDesk, qtbot: QtBot) -> None:
    class Node:
        own: Node

    where: list[int] = []
    d = desk()
    assert not gc.isenabled()
    node = Node()
    node.own = node
    weakref.finalize(node, lambda: where.append(threading.get_ident()))
    del node
    makers = [threading.Thread(target=lambda: [[] for _ in range(50_000)]) for _ in range(2)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert where == []
    leftovers = [[] for _ in range(5_000)]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: bool(where), timeout=5000)
    assert where == [threading.get_ident()]
    assert len(leftovers) == 5_000
    d.window.garbage.stop()
    assert gc.isenabled()


def test_what_is_older_than_wanted_is_deleted_at_the_start(desk: MakeDesk) -> None:
    d = desk()
    old = datetime.now(timezone.utc) - timedelta(days=40)
    d.store.log.start_event(EmotionEvent(Emotion.ANGER, old, old, 0.9))
    before, after = old - timedelta(days=1), old + timedelta(days=1)
    d.session.apply(d.session.settings.with_value("keep_history_days", 30))
    assert d.store.log.events_between(before, after)
    d.session.start()
    assert not d.store.log.events_between(before, after)
    assert d.store.log.recent_track_ids()
