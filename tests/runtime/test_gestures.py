"""Gestures through the session: off at first, on and off again, and when they cannot be had."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from feeling_manager.adapters.camera.demo_camera import DemoCamera
from feeling_manager.adapters.classifier.replay_classifier import ReplayClassifier
from feeling_manager.adapters.detector.whole_frame_detector import WholeFrameDetector
from feeling_manager.adapters.gesture.replay_gestures import ReplayGestures
from feeling_manager.adapters.player.silent_player import SilentPlayer
from feeling_manager.adapters.resolver.local_file_resolver import LocalFileResolver
from feeling_manager.core import gesture_watch
from feeling_manager.core.errors import ModelError
from feeling_manager.core.face_crop import CropFraming
from feeling_manager.core.gestures import Gesture, GestureEvent
from feeling_manager.core.pipeline import Pipeline
from feeling_manager.core.ports import GestureReader
from feeling_manager.core.settings import Settings
from feeling_manager.core.values import EmotionScores, FaceBox, Frame
from feeling_manager.runtime.session import Parts, Problem, Session
from feeling_manager.storage.corrections import Corrections
from feeling_manager.storage.emotion_log import EmotionLog
from feeling_manager.storage.taste import Taste
from feeling_manager.storage.track_library import TrackLibrary
from tests.library_tools import library_tools

CHIN = Gesture.CHIN_ON_HAND
SMILE = EmotionScores((0.01, 0.01, 0.9, 0.05, 0.02, 0.01))


class SlowReader:
    """Takes much longer than a step may."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def read(self, frame: Frame, face: FaceBox) -> Gesture:
        time.sleep(self._seconds)
        return CHIN

    def close(self) -> None:
        pass


class Watched:
    """Makes readers and knows how many are open."""

    def __init__(self, make: Callable[[], GestureReader]) -> None:
        self._make = make
        self.made = self.open = 0

    def __call__(self) -> GestureReader:
        reader = self._make()
        self.made += 1
        self.open += 1
        close = reader.close

        def closed() -> None:
            self.open -= 1
            close()

        reader.close = closed  # type: ignore[method-assign]
        return reader


class Stage:
    def __init__(
        self, db: Database, folder: Path, settings: Settings, make: Callable[[], GestureReader]
    ) -> None:
        self.log = EmotionLog(db)
        self.problems: list[Problem] = []
        self.changes: list[Gesture] = []
        self.observations = 0
        self.readers = Watched(make)
        parts = Parts(
            make_camera=lambda _settings: DemoCamera(),
            make_pipeline=lambda: Pipeline(
                WholeFrameDetector(), ReplayClassifier([SMILE]), CropFraming(), lambda: 0.0
            ),
            player=SilentPlayer(),
            resolver=LocalFileResolver(Path("/nonexistent")),
            library=TrackLibrary(db),
            log=self.log,
            taste=Taste(db),
            corrections=Corrections(db, "test"),
            tools=library_tools(folder / "user.sqlite", folder),
            make_gestures=self.readers,
        )
        self.session = Session(parts, settings, random.Random(0))
        self.session.playback.pause()
        self.session.problem.connect(self.problems.append)
        self.session.gestures.changed.connect(self.changes.append)
        self.session.observed.connect(self._on_observed)

    def _on_observed(self, _observation: object) -> None:
        self.observations += 1

    def logged(self) -> list[GestureEvent]:
        now = datetime.now(timezone.utc)
        return self.log.gestures.between(now - timedelta(hours=1), now + timedelta(hours=1))

    def gesture_codes(self) -> list[str]:
        return [p.code for p in self.problems if p.code == "gestures_unavailable"]


MakeStage = Callable[..., Stage]
OFF = Settings().with_text("sample_interval_s", "0.5")
ON = OFF.with_text("gestures", "on")


@pytest.fixture
def stage(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeStage]:
    made: list[Stage] = []
    # Every look at the expression looks for hands, so that the tests need not wait.
    monkeypatch.setattr(gesture_watch.GestureWatch, "_is_due", lambda _self, _now: True)

    def make(settings: Settings, make: Callable[[], GestureReader]) -> Stage:
        made.append(Stage(db, tmp_path, settings, make))
        made[-1].session.start()
        return made[-1]

    yield make
    for one in made:
        one.session.close()


def test_the_models_are_not_even_loaded_while_it_is_off(stage: MakeStage, qtbot: QtBot) -> None:
    s = stage(OFF, lambda: ReplayGestures([CHIN]))
    qtbot.waitUntil(lambda: s.observations >= 3, timeout=10_000)
    assert (s.readers.made, s.changes, s.logged()) == (0, [], [])


def test_a_gesture_is_told_once_and_written_down(stage: MakeStage, qtbot: QtBot) -> None:
    s = stage(ON, lambda: ReplayGestures([CHIN]))
    qtbot.waitUntil(lambda: s.observations >= 4, timeout=10_000)
    assert s.changes == [CHIN]
    s.session.close()
    (event,) = s.logged()
    assert event.gesture is CHIN
    assert event.ended_at - event.started_at >= timedelta(seconds=1)
    assert s.readers.open == 0


def test_switching_it_off_frees_the_models_and_on_loads_them_again(
    stage: MakeStage, qtbot: QtBot
) -> None:
    s = stage(OFF, lambda: ReplayGestures([CHIN]))
    s.session.apply(ON)
    qtbot.waitUntil(lambda: s.changes == [CHIN], timeout=10_000)
    s.session.apply(OFF)
    qtbot.waitUntil(lambda: s.readers.open == 0, timeout=10_000)
    assert s.changes == [CHIN, Gesture.NONE]
    s.session.apply(ON)
    qtbot.waitUntil(lambda: s.changes == [CHIN, Gesture.NONE, CHIN], timeout=10_000)
    assert (s.readers.made, s.readers.open) == (2, 1)


def test_the_camera_switched_off_ends_the_gesture(stage: MakeStage, qtbot: QtBot) -> None:
    s = stage(ON, lambda: ReplayGestures([CHIN]))
    qtbot.waitUntil(lambda: s.changes == [CHIN], timeout=10_000)
    s.session.set_camera_on(False)
    qtbot.waitUntil(lambda: s.changes == [CHIN, Gesture.NONE], timeout=10_000)


@pytest.mark.expects_log
def test_missing_models_are_said_once_and_the_expression_is_read_on(
    stage: MakeStage, qtbot: QtBot
) -> None:
    def missing() -> GestureReader:
        raise ModelError("there is no file")

    s = stage(ON, missing)
    qtbot.waitUntil(lambda: s.observations >= 4, timeout=10_000)
    assert s.gesture_codes() == ["gestures_unavailable"]
    s.session.apply(OFF)
    s.session.apply(ON)
    qtbot.waitUntil(lambda: len(s.gesture_codes()) == 2, timeout=10_000)


def test_a_slow_look_leaves_looks_out_and_queues_none(stage: MakeStage, qtbot: QtBot) -> None:
    s = stage(ON, lambda: SlowReader(1.2))
    qtbot.waitUntil(lambda: s.changes == [CHIN], timeout=10_000)
    s.session.apply(OFF)
    seen = s.observations
    qtbot.wait(2600)
    # Twice a second again, after at most one slow step; nothing that was left out is made up for.
    assert 2 <= s.observations - seen <= 6


def test_a_log_that_cannot_be_written_is_said_and_looking_goes_on(
    stage: MakeStage, qtbot: QtBot, db: Database
) -> None:
    db.execute("PRAGMA query_only = ON")
    s = stage(ON, lambda: ReplayGestures([CHIN]))
    qtbot.waitUntil(lambda: s.changes == [CHIN], timeout=10_000)
    seen = s.observations
    qtbot.waitUntil(lambda: s.observations >= seen + 2, timeout=10_000)
    assert "folder_readonly" in {p.code for p in s.problems}
    s.session.close()
    db.execute("PRAGMA query_only = OFF")
