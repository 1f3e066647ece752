"""The library page: find, sort, edit, play, remove, bring in; everything can be undone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from feeling_manager.core.values import MonoMs, Track, TrackId
from feeling_manager.runtime.playback import NetworkPause
from feeling_manager.storage.track_query import Playable
from feeling_manager.ui.library_page import LibraryPage
from tests.sounds import write_wav
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def titles(page: LibraryPage) -> list[str]:
    return [page.model.track(row).title for row in range(page.model.rowCount())]


def wait_for_job(qtbot: QtBot, d: Desk) -> None:
    qtbot.waitUntil(lambda: d.session.jobs.running is None, timeout=15_000)


def test_songs_are_found_removed_and_brought_back(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="library")
    page = d.window.library_page
    total = d.store.library.stats().total
    page.filters.search.setText("first light")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=3000)
    assert not page.selection.isVisible()
    page.view.selectRow(0)
    assert page.selection.isVisible()
    page.selection.buttons["remove"].click()
    assert d.store.library.stats().total == total - 1
    assert page.empty.isVisible()
    page.undo_strip.button.click()
    assert d.store.library.stats().total == total
    assert titles(page) == ["First Light"]


def test_a_song_is_added_by_its_names_and_a_bad_address_is_refused(desk: MakeDesk) -> None:
    d = desk(page="library")
    page = d.window.library_page
    page.add.click()
    form = page.form
    form._title.setText('밤편지 "99%"')
    form._artist.setText("아이유")
    form._address.setText("javascript:alert(1)")
    form._save.click()
    assert "neither" in form._says.text()
    form._address.setText("")
    form._save.click()
    found = d.store.library.search("밤편지 99")
    assert [track.uri for track in found][-1:] == ['ytsearch:아이유 밤편지 "99%"']


def test_filters_narrow_and_all_songs_come_back(desk: MakeDesk) -> None:
    d = desk(page="library")
    page = d.window.library_page
    whole = page.model.total
    page.filters.genre.setCurrentIndex(page.filters.genre.findData("trot"))
    trots = page.model.total
    assert 0 < trots < whole
    page.filters.mood.setCurrentIndex(page.filters.mood.findData("joyful"))
    assert 0 < page.model.total < trots
    assert page.everything.isVisible()
    page.everything.click()
    assert page.model.total == whole
    assert not page.everything.isVisible()
    some = page.model.track(3).id
    d.session.change_library(lambda library: library.mark_problem(some, "video_gone"))
    page.filters.show_only(Playable.NO)
    assert [page.model.track(row).id for row in range(page.model.rowCount())] == [some]
    tip = page.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "no longer" in tip


def test_headings_sort_and_the_rest_is_read_on_scrolling(desk: MakeDesk) -> None:
    d = desk(page="library")
    page = d.window.library_page
    page.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    shown = titles(page)
    assert shown == sorted(shown, key=str.casefold, reverse=True) or len(shown) == 200
    assert page.model.rowCount() < page.model.total
    while page.model.canFetchMore(page.view.rootIndex()):
        page.model.fetchMore(page.view.rootIndex())
    ids = [page.model.track(row).id for row in range(page.model.rowCount())]
    assert len(ids) == len(set(ids)) == page.model.total == d.store.library.stats().total


def test_a_cell_is_edited_found_by_its_new_name_and_undone(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="library")
    page = d.window.library_page
    index = page.model.index(5, 0)
    before = page.model.track(5)
    assert not page.model.setData(index, "  \0 "), "a title is never empty"
    assert page.model.setData(index, 'New "name" 100%')
    assert [t.id for t in d.store.library.search("new name 100")] == [before.id]
    page.undo_strip.button.click()
    again = d.store.library.get(before.id)
    assert again == before
    assert d.store.library.search("new name 100") == []


def test_a_genre_is_chosen_in_the_table(desk: MakeDesk) -> None:
    d = desk(page="library")
    page = d.window.library_page
    song = page.model.track(0)
    index = page.model.index(0, 2)
    delegate = page.view.itemDelegateForColumn(2)
    editor = delegate.createEditor(page.view, None, index)  # type: ignore[arg-type]
    assert isinstance(editor, QComboBox)
    delegate.setEditorData(editor, index)
    editor.setCurrentIndex(editor.findData("trot"))
    delegate.setModelData(editor, page.model, index)
    changed = d.store.library.get(song.id)
    assert changed is not None and changed.genre == "trot"


def test_several_songs_get_a_genre_and_a_mood_at_once(desk: MakeDesk) -> None:
    d = desk(page="library")
    page = d.window.library_page
    page.view.selectAll()
    chosen = page.chosen()
    assert len(chosen) > 100
    page.selection.genre_actions["jazz"].trigger()
    assert {t.genre for t in page.chosen()} == {"jazz"}
    assert [t.id for t in page.chosen()] == [t.id for t in chosen], "the choice stays"
    page.selection.mood_actions["dreamy"].setChecked(False)
    page.selection.mood_actions["dreamy"].trigger()
    assert all("dreamy" in t.moods for t in page.chosen())
    page.undo_strip.button.click()
    assert not all("dreamy" in t.moods for t in page.chosen())


def test_a_double_click_plays_and_the_next_one_waits_its_turn(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="library")
    page = d.window.library_page
    page.filters.source.setCurrentIndex(page.filters.source.findData("starter"))
    first, second = page.model.track(0), page.model.track(1)
    page.view.selectRow(0)
    page.view.activated.emit(page.model.index(0, 0))
    qtbot.waitUntil(lambda: d.session.playback.current is not None, timeout=5000)
    current = d.session.playback.current
    assert current is not None and current.track.id == first.id
    page.view.clearSelection()
    page.view.selectRow(1)
    page.selection.buttons["next"].click()
    d.session.taste_changed()
    upcoming = d.session.playback.now.upcoming
    assert upcoming is not None and upcoming.track.id == second.id, "what was picked stays"


def test_a_dropped_folder_comes_in_and_says_what_was_left_out(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    d = desk(page="library")
    page = d.window.library_page
    folder = tmp_path / "내 음악 100%"
    folder.mkdir()
    write_wav(folder / "Ann - One.wav", np.zeros(800, dtype=np.int16), 8000)
    (folder / "list.m3u").write_text("Ann - One.wav\nhttp://192.168.0.1/x.mp3\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder)), QUrl.fromLocalFile(str(folder / "list.m3u"))])
    page.dropEvent(
        QDropEvent(
            QPoint(5, 5).toPointF(),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    wait_for_job(qtbot, d)
    assert [t.title for t in d.store.library.search("Ann One")] == ["One"]
    assert "1 added, 1 already there, 1 skipped" in page.job.text
    assert page.job.more.isVisible() and not page.job.cancel.isVisible()
    page.job.more.click()
    assert page.job.details.toPlainText().startswith("x.mp3 – its address is not opened")
    page.job.close_button.click()
    assert not page.job.isVisible()


def test_a_list_that_is_not_there_is_said(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="library")
    page = d.window.library_page
    page.bring_in.click()
    assert not page.import_form.start.isEnabled()
    page.import_form.address.setText("/nowhere/at/all")
    page.import_form.start.click()
    assert page.job.isVisible()
    wait_for_job(qtbot, d)
    assert "not there" in page.job.text


def test_duplicates_are_shown_side_by_side(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="library")
    page = d.window.library_page
    for number in range(2):
        one = Track(TrackId(0), f"https://x.org/{number}", "Twice Here", "Ann", "pop")
        d.session.change_library(lambda library, one=one: library.add(one))  # type: ignore[misc]
    page.duplicates.trigger()
    wait_for_job(qtbot, d)
    assert titles(page).count("Twice Here") == 2
    page.view.selectRow(titles(page).index("Twice Here"))
    page.selection.buttons["remove"].click()
    assert titles(page).count("Twice Here") == 1
    page.everything.click()
    assert page.model.total == d.store.library.stats().total


def test_songs_that_do_not_play_are_counted(desk: MakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    d = desk(page="library")
    gone = Track(TrackId(0), (tmp_path / "gone.wav").as_uri(), "Gone", "Ann", "pop")
    d.session.change_library(lambda library: library.add(gone))
    d.window.library_page.check.trigger()
    wait_for_job(qtbot, d)
    assert "1 do not play" in d.window.library_page.job.text


def test_a_silent_web_is_said_with_the_time_of_the_next_try(desk: MakeDesk) -> None:
    d = desk()
    row = d.window.now_page.song.network
    assert not row.isVisible()
    now = replace(
        d.session.playback.now,
        network_pause=NetworkPause(
            "rate_limited", MonoMs(round(time.monotonic() * 1000) + 240_000)
        ),
    )
    d.session.playback.changed.emit(now)
    assert row.isVisible()
    assert "asks for a pause" in row.text and "4 min" in row.text
    d.session.playback.changed.emit(replace(now, network_pause=None))
    assert not row.isVisible()
