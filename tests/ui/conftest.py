from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from feeling_manager.adapters.camera.demo_camera import DemoCamera
from feeling_manager.adapters.classifier.replay_classifier import ReplayClassifier
from feeling_manager.adapters.detector.whole_frame_detector import WholeFrameDetector
from feeling_manager.adapters.player.silent_player import SilentPlayer
from feeling_manager.adapters.resolver.local_file_resolver import LocalFileResolver
from feeling_manager.adapters.updates import HttpsClient, PackageIndex
from feeling_manager.app.paths import shipped_files, user_files
from feeling_manager.app.store import Store, open_store
from feeling_manager.app.ytdlp import UserYtDlp
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.face_crop import CropFraming
from feeling_manager.core.listening import Ending
from feeling_manager.core.pipeline import Pipeline
from feeling_manager.core.ports import Camera
from feeling_manager.core.recommender import Reason, Recommendation
from feeling_manager.core.settings import ListeningMode, Settings
from feeling_manager.core.values import DurationMs, EmotionEvent, EmotionScores
from feeling_manager.runtime.session import Parts, Session
from feeling_manager.ui.application import Appearance
from feeling_manager.ui.main_window import MainWindow
from feeling_manager.ui.upkeep import NO_UPKEEP, Upkeep
from tests.library_tools import library_tools

SMILE = EmotionScores((0.01, 0.01, 0.9, 0.05, 0.02, 0.01))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a screen say what it cannot do."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            unable = (
                "propagateSizeHints",
                r"does not support raise\(\)",
                "systemTrayWindowChanged",
            )
            item.add_marker(pytest.mark.qt_log_ignore(*unable, extend=True))


@dataclass
class Desk:
    """A window over real parts: demo camera, recorded scores, silent player, own database."""

    window: MainWindow
    session: Session
    store: Store
    saved: list[Settings]
    appearance: Appearance


def fill_log(store: Store) -> None:
    """Events and songs of today and yesterday."""
    track = store.library.all_tracks()[0]
    noon = datetime.now().astimezone().replace(hour=0, minute=1, second=0, microsecond=0)
    for day, emotion in ((0, Emotion.SADNESS), (0, Emotion.HAPPINESS), (1, Emotion.FEAR)):
        at = (noon - timedelta(days=day)).astimezone(timezone.utc)
        store.log.start_event(EmotionEvent(emotion, at, at + timedelta(seconds=30), 0.8))
        why = Recommendation(track, emotion, ListeningMode.MATCH, Reason.GENRE_OF_EMOTION)
        play = store.log.start_play(why, at)
        store.log.extend_play(play, at, DurationMs(20_000), Ending.SKIPPED)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(
        language: str = "en",
        theme: str = "light",
        page: str = "now",
        make_camera: Callable[[], Camera] = DemoCamera,
        index: str = "http://127.0.0.1:9/simple/",
        upkeep: Upkeep = NO_UPKEEP,
        cameras: Sequence[str] = (),
    ) -> Desk:
        store = open_store(user_files(tmp_path / "data"))
        fill_log(store)
        settings = Settings().with_text("language", language).with_text("theme", theme)
        client = HttpsClient(http_on_loopback=True)
        parts = Parts(
            make_camera=lambda _settings: make_camera(),
            make_pipeline=lambda: Pipeline(
                WholeFrameDetector(), ReplayClassifier([SMILE]), CropFraming(), lambda: 0.0
            ),
            player=SilentPlayer(),
            resolver=LocalFileResolver(shipped_files().starter_tracks),
            library=store.library,
            log=store.log,
            taste=store.taste,
            corrections=store.corrections,
            tools=library_tools(store.files.database, tmp_path),
            ytdlp=UserYtDlp(store.files, client=client, index=PackageIndex(client, index)),
        )
        session = Session(parts, settings, random.Random(0))
        appearance = Appearance(qapp, settings, shipped_files().assets)
        saved: list[Settings] = []
        window = MainWindow(
            session,
            appearance,
            saved.append,
            shipped_files().assets,
            page,
            camera_names=lambda: cameras,
            upkeep=upkeep,
        )
        window.resize(1024, 700)
        window.show()
        qtbot.waitExposed(window)
        made.append(Desk(window, session, store, saved, appearance))
        return made[-1]

    yield make
    for one in made:
        one.window.close()
        one.session.close()
        one.store.close()
        one.appearance.set_language(Settings().with_text("language", "en").language)
        one.window.garbage.stop()
        one.window.deleteLater()
    made.clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Windows of this test must not be collected by a thread of the next one.
    gc.unfreeze()
    gc.collect()
    qapp.setStyleSheet("")
