from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yt_dlp  # noqa: F401 - loaded, so that what is fetched waits for the next start
from pytestqt.qtbot import QtBot

from feeling_manager.core.releases import released_on
from feeling_manager.core.settings import Language
from feeling_manager.runtime.ytdlp_updates import UpdateState
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.ytdlp_card import YtDlpCard
from tests.adapters.updates.index import FakeIndex, ytdlp_wheel
from tests.contract.loopback import Loopback, serve
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serve() as running:
        yield running


def press(card: YtDlpCard, qtbot: QtBot) -> None:
    card.update_button.click()
    assert not card.update_button.isEnabled()
    qtbot.waitUntil(card.update_button.isEnabled, timeout=15_000)


def test_the_button_brings_a_newer_one_and_says_when_it_is_used(
    desk: MakeDesk, qtbot: QtBot, server: Loopback, tmp_path: Path
) -> None:
    index = FakeIndex(server)
    index.offer("2999.1.2", ytdlp_wheel("2999.1.2"))
    d = desk(page="settings", index=index.address)
    card = d.window.settings_page.ytdlp
    qtbot.waitUntil(lambda: "Age in days" in card.text, timeout=5000)
    press(card, qtbot)
    assert "2999.1.2" in card.text
    assert "next start" in card.text
    assert (d.store.files.ytdlp / "2999.1.2").is_dir()
    d.window._on_setting("language", Language.KOREAN)
    qtbot.waitUntil(lambda: "다음에 프로그램을 켤 때부터" in card.text, timeout=3000)


def test_why_it_failed_is_said_in_the_card(desk: MakeDesk, qtbot: QtBot) -> None:
    d = desk(page="settings")
    card = d.window.settings_page.ytdlp
    press(card, qtbot)
    assert problem_text("index_unreachable") in card.text
    assert d.window.strip.text == ""


def test_nothing_newer_is_said_too(desk: MakeDesk, qtbot: QtBot, server: Loopback) -> None:
    index = FakeIndex(server)
    index.offer("2020.1.1", ytdlp_wheel("2020.1.1"))
    d = desk(page="settings", index=index.address)
    press(d.window.settings_page.ytdlp, qtbot)
    assert d.session.ytdlp is not None and d.session.ytdlp.state is UpdateState.NEWEST
    assert "no newer one" in d.window.settings_page.ytdlp.text


@pytest.mark.parametrize(
    ("version", "day"),
    [
        ("2026.08.19", (2026, 8, 19)),
        ("2026.8.19", (2026, 8, 19)),
        ("2026.8.19.post1", (2026, 8, 19)),
        ("2026.13.1", None),
        ("2026.8.190", None),
        ("0", None),
    ],
)
def test_a_version_is_a_day(version: str, day: tuple[int, int, int] | None) -> None:
    found = released_on(version)
    assert (found and (found.year, found.month, found.day)) == day
