from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from feeling_manager.adapters.resolver.audio_cache import AudioCache
from feeling_manager.core.diagnostics import Finding
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import KnownError
from feeling_manager.core.genres import GENRE_ORDER, MAX_GENRE_LENGTH
from feeling_manager.core.preferences import LIKING_WEIGHTS, Liking, default_preferences
from feeling_manager.core.settings import Language, ListeningMode, Settings, Theme
from feeling_manager.core.values import Track, TrackId
from feeling_manager.runtime.background_tasks import Cancelled
from feeling_manager.ui.diagnostics_card import shortened
from feeling_manager.ui.finding_texts import finding_advice, finding_text
from feeling_manager.ui.liking_cell import LikingCell
from feeling_manager.ui.settings_group import SettingsGroup
from feeling_manager.ui.settings_page import SettingsPage
from feeling_manager.ui.upkeep import Upkeep
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CTRL = Qt.KeyboardModifier.ControlModifier


def page_of(desk: Desk) -> SettingsPage:
    return desk.window.settings_page


def cell_of(desk: Desk, emotion: Emotion, genre: str) -> LikingCell:
    return page_of(desk).genres.table.cell(emotion, genre)


def weights(desk: Desk, emotion: Emotion) -> dict[str, float]:
    return dict(desk.store.taste.preferences().genres(emotion))


def with_songs(desk: Desk, genre: str, count: int = 2) -> list[TrackId]:
    library = desk.store.library
    songs = [
        library.add(Track(TrackId(0), f"ytsearch:{genre} {n}", f"s{n}", "a", genre)).id
        for n in range(count)
    ]
    desk.session.tracks_changed()
    return songs


def genre_of(desk: Desk, song: TrackId) -> str:
    track = desk.store.library.get(song)
    assert track is not None
    return track.genre


def test_clicks_go_through_the_levels_and_are_written(desk: MakeDesk) -> None:
    d = desk(page="settings")
    cell = cell_of(d, Emotion.FEAR, "trot")
    seen = []
    for _ in range(4):
        QTest.mouseClick(cell, LEFT)
        seen.append(weights(d, Emotion.FEAR).get("trot", 0.0))
    assert seen == [LIKING_WEIGHTS[one] for one in (1, 2, 3, 0)]  # type: ignore[index]
    QTest.mouseClick(cell, RIGHT)
    assert weights(d, Emotion.FEAR)["trot"] == LIKING_WEIGHTS[Liking.OFTEN]
    QTest.mouseClick(cell, LEFT, Qt.KeyboardModifier.ShiftModifier)
    assert weights(d, Emotion.FEAR)["trot"] == LIKING_WEIGHTS[Liking.NORMAL]


def test_keys_set_a_level_and_go_from_cell_to_cell(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_window_active(d)
    start = cell_of(d, Emotion.ANGER, "classical")
    start.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    here = cell_of(d, Emotion.FEAR, "jazz")
    assert here.hasFocus()
    for key, liking in (
        (Qt.Key.Key_3, Liking.OFTEN),
        (Qt.Key.Key_Minus, Liking.NORMAL),
        (Qt.Key.Key_Plus, Liking.OFTEN),
        (Qt.Key.Key_Space, Liking.OFF),
        (Qt.Key.Key_1, Liking.SOMETIMES),
        (Qt.Key.Key_Delete, Liking.OFF),
    ):
        QTest.keyClick(here, key)
        assert weights(d, Emotion.FEAR).get("jazz", 0.0) == LIKING_WEIGHTS[liking]


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def with_window_active(desk: Desk) -> None:
    desk.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window)


def test_the_table_is_one_stop_of_the_tab_key(desk: MakeDesk) -> None:
    d = desk(page="settings")
    tab = Qt.FocusPolicy.TabFocus
    cells = [cell_of(d, emotion, genre) for emotion in EMOTION_ORDER for genre in GENRE_ORDER]
    stops = [one for one in cells if one.focusPolicy() & tab]
    assert len(stops) == 1
    QTest.mouseClick(cells[25], LEFT)
    assert [one for one in cells if one.focusPolicy() & tab] == [cells[25]]


def test_the_wheel_turns_only_the_cell_with_the_focus(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_window_active(d)
    cell = cell_of(d, Emotion.SADNESS, "pop")
    middle = QPointF(cell.rect().center())

    def turn() -> None:
        QApplication.sendEvent(
            cell,
            QWheelEvent(
                middle,
                cell.mapToGlobal(middle),
                QPoint(),
                QPoint(0, 120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    levels = [cell.value()]
    turn()
    levels.append(cell.value())
    cell.setFocus()
    turn()
    assert [*levels, cell.value()] == [Liking.OFF, Liking.OFF, Liking.SOMETIMES]


def test_a_screen_reader_hears_expression_genre_and_level(desk: MakeDesk) -> None:
    d = desk(page="settings")
    cell = cell_of(d, Emotion.HAPPINESS, "pop")
    spoken = QAccessible.queryAccessibleInterface(cell)
    assert spoken.role() is QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Happiness: Pop, normal"
    QTest.mouseClick(cell, LEFT)
    assert spoken.text(QAccessible.Text.Name) == "Happiness: Pop, often"
    value = spoken.valueInterface()
    assert value.currentValue() == Liking.OFTEN
    value.setCurrentValue(1)
    assert weights(d, Emotion.HAPPINESS)["pop"] == LIKING_WEIGHTS[Liking.SOMETIMES]


def test_each_change_of_the_genres_is_taken_back_one_by_one(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_window_active(d)
    page, before = page_of(d), weights(d, Emotion.FEAR)
    QTest.mouseClick(cell_of(d, Emotion.FEAR, "trot"), LEFT)
    page.genres.reset.click()
    assert "reset" in page.undo_strip.text
    page.undo_strip.button.click()
    assert weights(d, Emotion.FEAR) == before | {"trot": LIKING_WEIGHTS[Liking.SOMETIMES]}
    assert page.undo_strip.text == "Fear: Trot, sometimes"
    QTest.keyClick(d.window, Qt.Key.Key_Z, CTRL)
    assert weights(d, Emotion.FEAR) == before
    assert not page.undo_strip.isVisible()


def test_a_row_that_was_never_touched_is_untouched_after_undo(desk: MakeDesk) -> None:
    d = desk(page="settings")
    QTest.mouseClick(cell_of(d, Emotion.FEAR, "trot"), LEFT)
    page_of(d).undo_strip.button.click()
    assert d.store.taste.snapshot().rows == {}
    assert d.store.taste.preferences() == default_preferences()


def test_a_genre_is_added_named_anew_and_deleted(desk: MakeDesk) -> None:
    d = desk(page="settings")
    card, page = page_of(d).genres, page_of(d)
    card.add.click()
    card.name_form.field.setText("  city   pop ")
    card.name_form.go.click()
    assert d.store.taste.genres.names() == ["city pop"]
    QTest.mouseClick(cell_of(d, Emotion.NEUTRAL, "city pop"), LEFT)
    songs = with_songs(d, "city pop")
    card.table.rename_wanted.emit("city pop")
    card.name_form.field.setText("City")
    QTest.keyClick(card.name_form.field, Qt.Key.Key_Return)
    assert d.store.taste.genres.names() == ["City"]
    assert {genre_of(d, song) for song in songs} == {"City"}
    assert "City" in weights(d, Emotion.NEUTRAL)
    page.undo_strip.button.click()
    assert {genre_of(d, song) for song in songs} == {"city pop"}
    assert "city pop" in weights(d, Emotion.NEUTRAL)


@pytest.mark.parametrize("goal", ["jazz", None])
def test_a_genre_with_songs_asks_what_becomes_of_them(desk: MakeDesk, goal: str | None) -> None:
    d = desk(page="settings")
    songs = with_songs(d, "city pop", 3)
    QTest.mouseClick(cell_of(d, Emotion.NEUTRAL, "city pop"), LEFT)
    form = page_of(d).genres.delete_form
    page_of(d).genres.table.delete_wanted.emit("city pop")
    assert form.isVisible() and "3" in form.question.text()
    assert d.store.taste.genres.names() == ["city pop"]
    form.goal.setCurrentIndex(form.goal.findData(goal))
    form.go.click()
    assert d.store.taste.genres.names() == []
    assert "city pop" not in weights(d, Emotion.NEUTRAL)
    there = {track.id: track.genre for track in d.store.library.all_tracks()}
    assert [there.get(song) for song in songs] == [goal] * 3
    page_of(d).undo_strip.button.click()
    there = {track.id: track.genre for track in d.store.library.all_tracks()}
    assert [there.get(song) for song in songs] == ["city pop"] * 3
    assert "city pop" in weights(d, Emotion.NEUTRAL)


def test_a_genre_without_songs_goes_at_once_and_comes_back(desk: MakeDesk) -> None:
    d = desk(page="settings")
    d.store.taste.genres.add("empty")
    d.session.taste_changed()
    page_of(d).genres.table.delete_wanted.emit("empty")
    assert d.store.taste.genres.names() == []
    page_of(d).undo_strip.button.click()
    assert d.store.taste.genres.names() == ["empty"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("   ", "needs a name"),
        ("x" * (MAX_GENRE_LENGTH + 1), "24 characters"),
        ("JAZZ", "already"),
        ("Game Music", "already"),
        ("\u202e\x00", "needs a name"),
    ],
)
def test_a_name_that_cannot_be_is_answered_and_not_taken(
    desk: MakeDesk, name: str, says: str
) -> None:
    d = desk(page="settings")
    form = page_of(d).genres.name_form
    page_of(d).genres.add.click()
    form.field.setText(name)
    form.go.click()
    assert form.isVisible() and says in form.says.text()
    assert d.store.taste.genres.names() == []


def test_built_in_genres_offer_no_deleting(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_songs(d, "city pop")
    table = page_of(d).genres.table
    assert isinstance(table.head("city pop"), QPushButton)
    assert all(isinstance(table.head(genre), QLabel) for genre in GENRE_ORDER)


def test_fourteen_genres_scroll_beside_the_expressions(desk: MakeDesk) -> None:
    d = desk(page="settings")
    for name in ("city pop", "lo-fi", "ambient and very slow", "국악"):
        d.store.taste.genres.add(name)
    d.session.taste_changed()
    QApplication.processEvents()
    table = page_of(d).genres.table
    assert d.window.width() == 1024
    inside = table.visibleRegion().boundingRect()
    for emotion in EMOTION_ORDER:
        reset = table.reset_button(emotion)
        assert inside.contains(reset.mapTo(table, reset.rect().center()))
    last = cell_of(d, Emotion.ANGER, d.store.taste.genres.all_names()[-1])
    assert last.visibleRegion().isEmpty()
    with_window_active(d)
    cell_of(d, Emotion.ANGER, "classical").setFocus()
    for _ in range(13):
        press(Qt.Key.Key_Right)
    assert last.hasFocus() and not last.visibleRegion().isEmpty()


def test_a_changed_setting_is_taken_back(desk: MakeDesk) -> None:
    d = desk(page="settings")
    page = page_of(d)
    mode = page.field("mode")
    assert isinstance(mode, QComboBox)
    mode.setCurrentIndex(mode.findData(ListeningMode.CALM))
    assert "The music should" in page.undo_strip.text
    page.undo_strip.button.click()
    assert d.session.settings.mode is ListeningMode.MATCH
    assert mode.currentData() == ListeningMode.MATCH


def test_steps_of_a_number_are_taken_back_together(desk: MakeDesk) -> None:
    d = desk(page="settings")
    cache = page_of(d).field("cache_mb")
    assert isinstance(cache, QSpinBox)
    for _ in range(5):
        cache.stepUp()
    assert d.session.settings.cache_mb == 1029
    page_of(d).history.undo()
    assert d.session.settings.cache_mb == 1024


def test_control_z_takes_a_number_back_where_it_was_changed(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_window_active(d)
    hold = page_of(d).field("hold_s")
    hold.setFocus()
    press(Qt.Key.Key_Up)
    assert d.session.settings.hold_s == 2.5
    # Sent to the field: it is asked first whether it wants the key.
    press(Qt.Key.Key_Z, CTRL)
    assert d.session.settings.hold_s == 2.0


def test_all_settings_are_reset_and_come_back(desk: MakeDesk) -> None:
    d = desk("ko", "dark", page="settings")
    d.window._on_setting("hold_s", 7.0)
    d.window._on_setting("first_run_done", True)
    before = d.session.settings
    page_of(d).reset.click()
    assert d.session.settings == replace(Settings(), first_run_done=True)
    page_of(d).history.undo()
    assert d.session.settings == before
    assert d.session.settings.theme is Theme.DARK
    assert d.session.settings.language is Language.KOREAN


def test_a_search_leaves_what_matches_and_escape_brings_the_rest_back(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_window_active(d)
    page = page_of(d)
    page.search.setFocus()
    page.search.setText("battery")
    shown = [section for _, section in page._sections if section.isVisible()]
    assert len(shown) == 1 and isinstance(shown[0], SettingsGroup)
    assert page.field("battery_saver").isVisible()
    assert not page.field("hold_s").isVisible()
    page.search.setText("xyzzy")
    assert not any(section.isVisible() for _, section in page._sections)
    assert page._nothing.isVisible()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert all(section.isVisible() for _, section in page._sections)


def test_control_f_on_this_page_finds_a_setting(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_window_active(d)
    QTest.keyClick(d.window, Qt.Key.Key_F, CTRL)
    assert page_of(d).search.hasFocus()


def test_a_section_is_jumped_to_and_marked(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings")
    page = page_of(d)
    for number, (_, section) in enumerate(page._sections):
        page.sections.button(number).click()
        assert page.sections.button(number).isChecked()
        assert not section.visibleRegion().isEmpty()


def test_a_section_chosen_by_a_key_takes_the_focus(desk: MakeDesk) -> None:
    d = desk(page="settings")
    with_window_active(d)
    page = page_of(d)
    page.sections.button(3).setFocus()
    QTest.keyClick(page.sections.button(3), Qt.Key.Key_Space)
    assert page.field("language").hasFocus()


def test_the_camera_is_seen_only_where_its_card_is(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings")
    d.session.start()
    page = page_of(d)
    page.sections.button(1).click()
    picture = page.camera_view.picture
    qtbot.waitUntil(lambda: picture.preview.has_picture, timeout=15_000)
    assert not picture.visibleRegion().isEmpty()
    page.sections.button(8).click()
    qtbot.waitUntil(lambda: picture not in d.session.frames._watchers, timeout=5000)
    page.sections.button(1).click()
    page.field("camera_on").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(picture.no_picture.isVisible, timeout=5000)
    assert not d.session.settings.camera_on
    qtbot.waitUntil(lambda: bool(d.saved) and not d.saved[-1].camera_on, timeout=5000)


def test_cameras_are_listed_by_name(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings", cameras=("HD Webcam", "USB Camera"))
    box = page_of(d).field("camera")
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.findText("USB Camera") > 0, timeout=5000)
    box.activated.emit(box.findText("USB Camera"))
    assert d.session.settings.camera == "USB Camera"


def test_the_cache_says_how_full_it_is_and_is_emptied(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    cache = AudioCache(tmp_path, 10**9)
    kept, other = (tmp_path / f"{cache.stem(key)}.m4a" for key in ("a", "b"))
    for path in (kept, other):
        path.write_bytes(b"\0" * 2_000_000)
    cache.pin(kept)
    d = desk(
        page="settings",
        upkeep=Upkeep(cache_bytes=cache.size_bytes, empty_cache=cache.empty),
    )
    row = page_of(d).cache
    qtbot.waitUntil(lambda: "4 of 1,024 MB" in row.text, timeout=5000)
    row.empty.click()
    qtbot.waitUntil(lambda: "2 of 1,024 MB" in row.text, timeout=5000)
    assert kept.exists() and not other.exists()


FINDINGS = (
    Finding("camera", True, "cameras", {"names": "0: kim's phone"}),
    Finding("vlc", True, "libvlc", {"version": "3.0.20"}),
    Finding("model", False, "model_missing", {"detail": ""}),
    Finding("database", True, "songs", {"path": "/home/kim/data/f.sqlite", "count": 7}),
)


@pytest.mark.expects_log
def test_diagnostics_say_what_to_do_and_their_report_names_nobody(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    answers: list[Sequence[Finding] | KnownError] = [KnownError("", "timed_out"), FINDINGS]

    def examine(_cancelled: Cancelled) -> Sequence[Finding]:
        answer = answers.pop(0)
        if isinstance(answer, KnownError):
            raise answer
        return answer

    d = desk(page="settings", upkeep=Upkeep(examine=examine, home=Path("/home/kim")))
    card = page_of(d).diagnostics
    qtbot.wait(100)
    assert len(answers) == 2, "nothing is looked at before the card is seen"
    page_of(d).sections.button(7).click()
    qtbot.waitUntil(lambda: "could not be found out" in card.text, timeout=5000)
    card.again.click()
    qtbot.waitUntil(lambda: "need you: 1" in card.text, timeout=5000)
    said = " ".join(one.text() for one in card.findChildren(QLabel) if one.isVisible())
    assert "Install the program again" in said
    card.copy.click()
    report = QGuiApplication.clipboard().text()
    assert "ok vlc: libVLC 3.0.20" in report and "!! model" in report
    assert "~/data/f.sqlite" in report and "kim" not in report


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_finding_has_words_in_both_languages(desk: MakeDesk, language: str) -> None:
    desk(language)
    names = {
        ("camera", "no_camera"),
        ("sound", "no_sound"),
        ("javascript", "no_runtime"),
        ("disk", "free"),
        ("yt-dlp", "ytdlp_broken"),
        ("yt-dlp", "ytdlp_unknown"),
        ("yt-dlp", "ytdlp_updated"),
    }
    values: dict[str, str | float] = {
        "gigabytes": 0.1,
        "detail": "why",
        "version": "1",
        "days": 100,
    }
    for name, code in names:
        finding = Finding(name, False, code, values)
        for text in (finding_text(finding), finding_advice(finding)):
            assert text and "{" not in text
            if language == "ko":
                assert any("가" <= letter <= "힣" for letter in text), text


def test_a_path_is_shortened_only_where_there_is_a_home() -> None:
    assert shortened("/home/kim/x and /home/kim/y", Path("/home/kim")) == "~/x and ~/y"
    assert shortened("/x", Path("/")) == "/x"


def test_everything_kept_is_written_into_a_file(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    def export(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("events.json", "[]")

    d = desk(page="settings", upkeep=Upkeep(export_data=export))
    card = page_of(d).privacy
    card.export_to(tmp_path / "mine.zip")
    qtbot.waitUntil(lambda: "mine.zip" in card.export_text, timeout=5000)
    assert zipfile.ZipFile(tmp_path / "mine.zip").namelist() == ["events.json"]
