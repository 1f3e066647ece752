"""When a newer yt-dlp is fetched, and what is told about it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yt_dlp  # noqa: F401 - loaded, so that what is fetched waits for the next start
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from feeling_manager.adapters.camera.demo_camera import DemoCamera
from feeling_manager.adapters.classifier.replay_classifier import ReplayClassifier
from feeling_manager.adapters.detector.whole_frame_detector import WholeFrameDetector
from feeling_manager.adapters.player.silent_player import SilentPlayer
from feeling_manager.adapters.resolver import AudioCache, YtDlpResolver
from feeling_manager.core.face_crop import CropFraming
from feeling_manager.core.pipeline import Pipeline
from feeling_manager.core.ports import ActiveYtDlp
from feeling_manager.core.settings import Settings
from feeling_manager.runtime.session import MoodChoice, Parts, Session
from feeling_manager.runtime.ytdlp_updates import UpdateState, YtDlpUpdates, now_utc
from feeling_manager.storage.corrections import Corrections
from feeling_manager.storage.emotion_log import EmotionLog
from feeling_manager.storage.taste import Taste
from feeling_manager.storage.track_library import TrackLibrary
from tests.adapters.updates.index import FakeIndex, ytdlp_wheel
from tests.contract.loopback import quick_client, serve, web_track
from tests.library_tools import library_tools

PAGE = "/simple/yt-dlp/"
LONG_AFTER = date(2999, 1, 1)
"""A day on which the yt-dlp that is installed here is out of date."""


class Watched:
    """Updates from an index on loopback, and what they told."""

    def __init__(self, index: FakeIndex, root: Path, parent: QObject) -> None:
        self.index = index
        self.root = root
        self.now = now_utc()
        self.notices: list[ActiveYtDlp] = []
        self.states: list[UpdateState] = []
        self.parent = parent
        self.updates = self.started_anew()

    def started_anew(self) -> YtDlpUpdates:
        """As after closing the program and starting it again."""
        self.updates = YtDlpUpdates(self.index.update(self.root), self.parent, lambda: self.now)
        self.updates.updated_by_itself.connect(self.notices.append)
        self.updates.changed.connect(lambda: self.states.append(self.updates.state))
        return self.updates

    def wait(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: self.updates.state is not UpdateState.CHECKING, timeout=10_000)

    @property
    def asked(self) -> int:
        return len(self.index.server.hits_of(PAGE))


@pytest.fixture
def watched(qtbot: QtBot, tmp_path: Path) -> Iterator[Watched]:
    with serve() as server:
        parent = QObject()
        one = Watched(FakeIndex(server), tmp_path / "yt-dlp", parent)
        yield one
        one.updates.close()


def test_it_tells_how_an_update_goes_on_and_ends(watched: Watched, qtbot: QtBot) -> None:
    watched.index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    states = [watched.updates.state]
    watched.updates.update_now()
    states.append(watched.updates.state)
    watched.wait(qtbot)
    states.append(watched.updates.state)
    assert states == [UpdateState.IDLE, UpdateState.CHECKING, UpdateState.UPDATED]
    status = watched.updates.status
    assert status is not None and status.active is ActiveYtDlp.NEXT_START
    assert set(watched.states) == {UpdateState.CHECKING, UpdateState.UPDATED}
    assert watched.notices == []


def test_only_one_goes_on_at_a_time(watched: Watched, qtbot: QtBot) -> None:
    watched.index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    for _ in range(3):
        watched.updates.update_now()
        watched.updates.update_if_due()
    watched.wait(qtbot)
    assert watched.asked == 1


def test_it_comes_by_itself_once_a_day_and_says_so(watched: Watched, qtbot: QtBot) -> None:
    watched.index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    watched.updates.update_if_due()
    watched.wait(qtbot)
    assert watched.notices == [ActiveYtDlp.NEXT_START]
    watched.now += timedelta(hours=23)
    watched.updates.update_if_due()
    assert (watched.updates.state, watched.asked) == (UpdateState.UPDATED, 1)
    watched.now += timedelta(hours=1, minutes=1)
    watched.updates.update_if_due()
    watched.wait(qtbot)
    assert (watched.updates.state, watched.asked) == (UpdateState.NEWEST, 2)
    assert len(watched.notices) == 1


def test_the_day_is_counted_across_starts(watched: Watched, qtbot: QtBot) -> None:
    watched.updates.update_if_due()
    watched.wait(qtbot)
    watched.started_anew().update_if_due()
    assert (watched.updates.state, watched.asked) == (UpdateState.IDLE, 1)
    watched.now += timedelta(hours=25)
    watched.updates.update_if_due()
    watched.wait(qtbot)
    assert watched.asked == 2


def test_a_clock_that_was_wrong_does_not_hold_it_up(watched: Watched, qtbot: QtBot) -> None:
    watched.root.mkdir()
    later = (datetime.now(timezone.utc) + timedelta(days=900)).timestamp()
    (watched.root / "asked").touch()
    os.utime(watched.root / "asked", (later, later))
    watched.updates.update_if_due()
    watched.wait(qtbot)
    assert watched.asked == 1


def test_the_user_need_not_wait_a_day(watched: Watched, qtbot: QtBot) -> None:
    for _ in range(2):
        watched.updates.update_now()
        watched.wait(qtbot)
    assert watched.asked == 2


def test_why_it_failed_is_kept_until_it_succeeds(watched: Watched, qtbot: QtBot) -> None:
    watched.index.offer("2026.2.2", ytdlp_wheel("2026.2.2"), hashes={"sha256": "0" * 64})
    watched.updates.update_now()
    watched.wait(qtbot)
    assert (watched.updates.state, watched.updates.code) == (UpdateState.FAILED, "update_damaged")
    watched.index.offer("2026.3.3", ytdlp_wheel("2026.3.3"))
    watched.updates.update_now()
    watched.wait(qtbot)
    assert (watched.updates.state, watched.updates.code) == (UpdateState.UPDATED, "")


def test_closing_gives_up_what_goes_on(watched: Watched, qtbot: QtBot) -> None:
    body = ytdlp_wheel("2026.2.2")
    path = watched.index.offer("2026.2.2", body)
    watched.index.server.add_dripping(path, body, 20, 0.05)
    watched.updates.update_now()
    qtbot.waitUntil(lambda: watched.updates.percent > 0, timeout=5000)
    watched.updates.close()
    assert not list(watched.root.glob("part-*"))
    assert not (watched.root / "2026.2.2").exists()


@pytest.fixture
def failing_session(watched: Watched, db: Database, tmp_path: Path) -> Iterator[Session]:
    """A session whose only song has no sound that yt-dlp, which is old by then, can find."""
    page = watched.index.server.add_page(
        "/page.html", b"<html><video src='mailto:x'></video></html>"
    )
    library = TrackLibrary(db)
    library.add_many([web_track(page)], "user")
    client = quick_client(today=lambda: LONG_AFTER)
    parts = Parts(
        make_camera=lambda _settings: DemoCamera(),
        make_pipeline=lambda: Pipeline(
            WholeFrameDetector(), ReplayClassifier([]), CropFraming(), lambda: 0.0
        ),
        player=SilentPlayer(),
        resolver=YtDlpResolver(AudioCache(tmp_path / "cache", 10**9), client),
        library=library,
        log=EmotionLog(db),
        taste=Taste(db),
        corrections=Corrections(db, "test"),
        tools=library_tools(tmp_path / "user.sqlite", tmp_path, client),
        ytdlp=watched.index.update(watched.root),
    )
    session = Session(parts, Settings())
    yield session
    session.close()


@pytest.mark.parametrize("wanted", [True, False])
def test_a_song_that_an_old_ytdlp_cannot_find_brings_a_new_one_unless_that_is_switched_off(
    failing_session: Session, watched: Watched, qtbot: QtBot, wanted: bool
) -> None:
    watched.index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    session, codes = failing_session, list[str]()
    session.problem.connect(lambda problem: codes.append(problem.code))
    session.apply(session.settings.with_value("update_ytdlp", wanted))
    session.choose_mood(MoodChoice.RANDOM)
    last = "ytdlp_updated_next_start" if wanted else "nothing_playable"
    qtbot.waitUntil(lambda: last in codes, timeout=15_000)
    assert "ytdlp_outdated" in codes
    assert watched.asked == (1 if wanted else 0)
