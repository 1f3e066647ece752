from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from feeling_manager.adapters.camera.demo_camera import DemoCamera
from feeling_manager.adapters.classifier.replay_classifier import ReplayClassifier
from feeling_manager.adapters.detector.whole_frame_detector import WholeFrameDetector
from feeling_manager.adapters.player.silent_player import SilentPlayer
from feeling_manager.adapters.resolver.local_file_resolver import LocalFileResolver
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import CameraError
from feeling_manager.core.face_crop import CropFraming
from feeling_manager.core.listening import Vote
from feeling_manager.core.pipeline import Pipeline
from feeling_manager.core.ports import Camera
from feeling_manager.core.settings import Settings
from feeling_manager.core.values import EmotionScores, Frame, Observation, Surroundings, Track
from feeling_manager.runtime.capture_thread import CameraState
from feeling_manager.runtime.playback import NowState
from feeling_manager.runtime.session import MoodChoice, Parts, Problem, Session
from feeling_manager.storage.corrections import Corrections
from feeling_manager.storage.emotion_log import EmotionLog
from feeling_manager.storage.taste import Taste
from feeling_manager.storage.track_library import TrackLibrary
from tests.library_tools import library_tools


def scores(emotion: Emotion) -> EmotionScores:
    return EmotionScores(tuple(0.9 if e is emotion else 0.02 for e in EMOTION_ORDER))


class UnpluggedCamera:
    """A demo camera whose cable is pulled after some frames, and that is back the next time."""

    opened = 0

    must_be_drained = False

    def __init__(self) -> None:
        self._camera = DemoCamera()
        self._left = 5

    def open(self) -> None:
        type(self).opened += 1
        self._camera.open()

    def read(self) -> Frame:
        return self._count(self._camera.read)  # type: ignore[no-any-return]

    def skip(self) -> None:
        self._count(self._camera.skip)

    def close(self) -> None:
        self._camera.close()

    def _count(self, call: Callable[[], object]):  # type: ignore[no-untyped-def]
        self._left -= 1
        if self._left < 0 and type(self).opened == 1:
            raise CameraError("pulled", "camera_lost")
        return call()


class UntouchableCamera(DemoCamera):
    """Tells whether anybody opened it."""

    opened = False

    def open(self) -> None:
        type(self).opened = True
        super().open()


class ToldPlayer(SilentPlayer):
    """A silent player that remembers what only matters to one that is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.levelled: list[bool] = []
        self.prepared: list[Path] = []

    def set_level_volume(self, level_volume: bool) -> None:
        self.levelled.append(level_volume)

    def prepare(self, path: Path) -> None:
        self.prepared.append(path)


class Stage:
    def __init__(
        self, db: Database, folder: Path, recorded: list[EmotionScores], camera: Camera | None
    ) -> None:
        self.library, self.log, self.taste = TrackLibrary(db), EmotionLog(db), Taste(db)
        self.problems: list[Problem] = []
        self.around = Around()
        self.player = ToldPlayer()
        settings = Settings().with_text("sample_interval_s", "0.5").with_text("hold_s", "0")
        parts = Parts(
            make_camera=lambda _settings: camera or DemoCamera(),
            make_pipeline=lambda: Pipeline(
                WholeFrameDetector(), ReplayClassifier(recorded), CropFraming(), lambda: 0.0
            ),
            player=self.player,
            resolver=LocalFileResolver(Path("/nonexistent")),
            library=self.library,
            log=self.log,
            taste=self.taste,
            corrections=Corrections(db, "test"),
            surroundings=self.around,
            tools=library_tools(folder / "user.sqlite", folder),
        )
        self.session = Session(parts, settings, random.Random(0))
        self.session.problem.connect(self.problems.append)


@pytest.fixture
def stage(
    qtbot: QtBot, db: Database, tmp_path: Path, make_track: Callable[..., Track]
) -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(recorded: list[EmotionScores], camera: Camera | None = None) -> Stage:
        one = Stage(db, tmp_path, recorded, camera)
        tracks = [make_track(n, genre, 60) for n, genre in enumerate(["pop", "ballad"] * 3)]
        one.library.add_many(tracks, "user")
        one.taste.set_row(Emotion.HAPPINESS, ["pop"])
        one.taste.set_row(Emotion.SADNESS, ["ballad"])
        made.append(one)
        return one

    yield make
    for one in made:
        one.session.close()


def test_songs_follow_the_face(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    s = stage([scores(Emotion.SADNESS)])
    s.session.start()
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=10_000)
    current = s.session.playback.current
    assert current is not None
    assert (current.emotion, current.track.genre) == (Emotion.SADNESS, "ballad")


def test_a_new_expression_changes_the_next_song_and_not_this_one(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)] * 3 + [scores(Emotion.HAPPINESS)] * 500)
    s.session.start()
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=10_000)
    first = s.session.playback.current

    def next_is_happy() -> bool:
        upcoming = s.session.playback.now.upcoming
        return upcoming is not None and upcoming.emotion is Emotion.HAPPINESS

    qtbot.waitUntil(next_is_happy, timeout=10_000)
    assert s.session.playback.current is first


def test_a_mood_chosen_by_hand_wins_over_the_face_and_chance_over_both(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)])
    s.session.choose_mood(Emotion.HAPPINESS)
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=5000)
    current = s.session.playback.current
    assert current is not None and current.track.genre == "pop"
    s.session.choose_mood(MoodChoice.RANDOM)
    qtbot.waitUntil(lambda: s.session.playback.now.upcoming is not None, timeout=5000)
    upcoming = s.session.playback.now.upcoming
    assert upcoming is not None and upcoming.emotion is None


def test_a_camera_that_was_pulled_out_is_said_and_tried_again(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    UnpluggedCamera.opened = 0
    s = stage([scores(Emotion.NEUTRAL)], UnpluggedCamera())
    s.session.start()
    qtbot.waitUntil(lambda: s.session.camera_status.state is CameraState.WAITING, timeout=10_000)
    assert [p.code for p in s.problems] == ["camera_lost"]
    assert s.session.frames.peek() is None
    qtbot.waitUntil(lambda: s.session.camera_status.state is CameraState.ON, timeout=10_000)
    assert UnpluggedCamera.opened == 2


def test_a_pause_is_kept_when_the_expression_changes(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)] * 4 + [scores(Emotion.HAPPINESS)] * 500)
    s.session.start()
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=10_000)
    s.session.playback.pause()

    def looks_happy() -> bool:
        reading = s.session.reading
        return reading is not None and reading.emotion is Emotion.HAPPINESS

    qtbot.waitUntil(looks_happy, timeout=10_000)
    assert s.session.playback.now.state is NowState.PAUSED


def test_never_skips_the_song_and_keeps_it_away(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    s = stage([scores(Emotion.HAPPINESS)])
    s.session.choose_mood(Emotion.HAPPINESS)
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=5000)
    first = s.session.playback.current
    assert first is not None
    s.session.vote(first.track.id, Vote.NEVER)
    qtbot.waitUntil(lambda: s.session.playback.current not in (None, first), timeout=5000)
    for _ in range(5):
        s.session.playback.skip()
        qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=5000)
        current = s.session.playback.current
        assert current is not None and current.track.id != first.track.id


def test_a_database_that_cannot_be_written_is_said_and_the_music_goes_on(
    stage: Callable[..., Stage], qtbot: QtBot, db: Database
) -> None:
    s = stage([scores(Emotion.HAPPINESS)])
    s.session.choose_mood(Emotion.HAPPINESS)
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=5000)
    first = s.session.playback.current
    db.execute("PRAGMA query_only = ON")
    assert first is not None
    s.session.vote(first.track.id, Vote.LIKE)
    s.session.playback.skip()
    qtbot.waitUntil(lambda: s.session.playback.current not in (None, first), timeout=5000)
    assert {p.code for p in s.problems} == {"folder_readonly"}
    db.execute("PRAGMA query_only = OFF")


def test_what_the_user_says_is_learnt_and_can_be_taken_back(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)])
    assert not s.session.correct(Emotion.NEUTRAL), "nothing is seen yet"
    s.session.start()
    qtbot.waitUntil(lambda: s.session.reading is not None, timeout=10_000)
    for _ in range(6):
        assert s.session.correct(Emotion.NEUTRAL)
    qtbot.waitUntil(lambda: s.session.personal.fit.head is not None, timeout=10_000)
    assert (s.session.personal.fit.right_before, s.session.personal.fit.right_after) == (0, 6)
    qtbot.waitUntil(
        lambda: s.session.reading is not None and s.session.reading.emotion is Emotion.NEUTRAL,
        timeout=15_000,
    )
    s.session.personal.undo()
    qtbot.waitUntil(lambda: s.session.personal.fit.corrections == 5, timeout=10_000)
    s.session.personal.forget()
    qtbot.waitUntil(lambda: s.session.personal.fit.corrections == 0, timeout=10_000)
    qtbot.waitUntil(
        lambda: s.session.reading is not None and s.session.reading.emotion is Emotion.SADNESS,
        timeout=15_000,
    )


class Around:
    """Surroundings that a test changes."""

    def __init__(self) -> None:
        self.tell: Callable[[Surroundings], None] = lambda _now: None

    def watch(self, changed: Callable[[Surroundings], None]) -> None:
        self.tell = changed

    def close(self) -> None:
        self.tell = lambda _now: None


def test_a_locked_screen_releases_the_camera_and_holds_the_music(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)])
    session = s.session
    session.start()
    qtbot.waitUntil(lambda: session.playback.current is not None, timeout=10_000)
    s.around.tell(Surroundings(is_locked=True))
    qtbot.waitUntil(lambda: session.camera_status.state is CameraState.OFF, timeout=5000)
    assert session.playback.paused
    assert session.reading is None
    s.around.tell(Surroundings())
    qtbot.waitUntil(lambda: session.camera_status.state is CameraState.ON, timeout=5000)
    assert not session.playback.paused


def test_what_the_user_switched_off_stays_off_after_unlocking(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)])
    session = s.session
    session.start()
    qtbot.waitUntil(lambda: session.playback.current is not None, timeout=10_000)
    session.set_camera_on(False)
    session.playback.pause()
    for now in (Surroundings(is_locked=True), Surroundings()):
        s.around.tell(now)
        qtbot.wait(200)
    assert session.camera_status.state is CameraState.OFF
    assert session.playback.paused


def test_a_camera_that_was_switched_off_is_not_claimed_at_the_next_start(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)], UntouchableCamera())
    s.session.apply(s.session.settings.with_value("camera_on", False))
    s.session.start()
    qtbot.waitUntil(lambda: s.session.camera_status.state is CameraState.OFF, timeout=5000)
    assert not UntouchableCamera.opened


def test_held_music_begins_when_it_is_let_go(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    s = stage([scores(Emotion.SADNESS)])
    s.session.hold_music(True)
    s.session.start()
    qtbot.waitUntil(lambda: s.session.reading is not None, timeout=10_000)
    assert s.session.playback.now.upcoming is None
    s.session.hold_music(False)
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=10_000)


def test_locking_changes_nothing_where_the_user_wants_that(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.SADNESS)])
    s.session.apply(s.session.settings.with_text("pause_when_locked", "false"))
    s.session.start()
    qtbot.waitUntil(lambda: s.session.playback.current is not None, timeout=10_000)
    s.around.tell(Surroundings(is_locked=True))
    qtbot.wait(300)
    assert s.session.camera_status.state is CameraState.ON
    s.around.tell(Surroundings(is_locked=True, is_asleep=True))
    qtbot.waitUntil(lambda: s.session.camera_status.state is CameraState.OFF, timeout=5000)


def test_on_battery_looks_are_rarer(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    s = stage([scores(Emotion.SADNESS)])
    seen: list[Observation] = []
    s.session.observed.connect(seen.append)
    s.session.start()
    qtbot.waitUntil(lambda: len(seen) >= 2, timeout=10_000)
    s.around.tell(Surroundings(is_on_battery=True))
    qtbot.waitUntil(lambda: len(seen) >= 5, timeout=15_000)
    gap_ms = seen[-1].captured_at_mono_ms - seen[-2].captured_at_mono_ms
    assert 1200 < gap_ms < 2200, "half a second, three times as long"


def test_levelling_follows_its_setting_while_music_plays(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.HAPPINESS)])
    s.session.start()
    assert s.player.levelled == [True]
    s.session.apply(s.session.settings.with_value("volume", 10))
    assert s.player.levelled == [True]
    s.session.apply(s.session.settings.with_value("level_volume", False))
    assert s.player.levelled == [True, False]


def test_the_player_gets_to_know_the_next_song_while_one_plays(
    stage: Callable[..., Stage], qtbot: QtBot
) -> None:
    s = stage([scores(Emotion.HAPPINESS)])
    s.session.start()
    s.session.choose_mood(Emotion.SADNESS)
    qtbot.waitUntil(lambda: len(s.player.prepared) == 2, timeout=8000)
    upcoming = s.session.playback.now.upcoming
    assert upcoming is not None
    assert s.player.prepared[-1].as_uri() == upcoming.track.uri
