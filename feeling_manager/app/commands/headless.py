"""`run`: the whole job without a window, a JSON line per thing that happens."""

from __future__ import annotations

import signal
import socket
import sys
import time
from argparse import Namespace
from datetime import datetime, timezone
from types import FrameType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer

from feeling_manager.app.bootstrap import Program, build
from feeling_manager.app.describe import observation_json, recommendation_json, track_json
from feeling_manager.app.desktop import Desktop
from feeling_manager.app.output import print_json
from feeling_manager.core.gestures import Gesture
from feeling_manager.core.listening import Ending
from feeling_manager.core.recommender import Recommendation
from feeling_manager.core.values import EmotionReading, Observation
from feeling_manager.runtime.playback import NowPlaying, NowState
from feeling_manager.runtime.session import Problem
from feeling_manager.ui.problem_texts import problem_text


def run(options: Namespace) -> int:
    """Watch and play until told to stop. Raises: KnownError when it cannot begin."""
    app = QCoreApplication(sys.argv[:1])
    program = build(options)
    _Reporter(program, app)
    desktop = Desktop(program.session, has_window=False)
    desktop.media.quit_asked.connect(app.quit)
    desktop.media.volume_asked.connect(
        lambda percent: program.session.apply(
            program.session.settings.with_value("volume", percent)
        )
    )
    signals = QuitOnSignal(app)
    if hasattr(options, "quit_after"):
        QTimer.singleShot(round(options.quit_after * 1000), app.quit)
    # Without a window there is nothing else to watch for; the window's switch is left as it was.
    program.session.set_camera_on(True)
    program.session.start()
    desktop.start()
    try:
        app.exec()
    finally:
        desktop.close()
        program.close()
        signals.close()
    return 0


class QuitOnSignal(QObject):
    """Ends the event loop on SIGINT and SIGTERM, and when the terminal is closed.

    Python runs its handlers only between bytecodes, and an idle event loop has none; the wake-up
    descriptor wakes the loop itself.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno())
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)
        # Who starts it with nohup wants it to stay.
        if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._on_signal)

    def close(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for end in (self._reader, self._writer):
            end.close()

    def _on_woken(self) -> None:
        self._reader.recv(64)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._app.quit()


class _Reporter(QObject):
    """Prints what the session says."""

    def __init__(self, program: Program, parent: QObject) -> None:
        super().__init__(parent)
        self._started = time.monotonic()
        self._session = program.session
        self._last_now: tuple[NowState, int | None] = (NowState.IDLE, None)
        self._session.ready.connect(self._on_ready)
        self._session.observed.connect(self._on_observed)
        self._session.reading_changed.connect(self._on_reading)
        self._session.gestures.changed.connect(self._on_gesture)
        self._session.problem.connect(self._on_problem)
        playback = self._session.playback
        playback.started.connect(self._on_started)
        playback.changed.connect(self._on_changed)
        playback.ended.connect(self._on_ended)
        playback.failed.connect(self._on_failed)
        for notice in program.notices:
            self._on_problem(notice)

    def _print(self, kind: str, **fields: Any) -> None:
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        elapsed = round(time.monotonic() - self._started, 3)
        print_json({"type": kind, "at": at, "t": elapsed, **fields})

    def _on_ready(self) -> None:
        self._print("ready")

    def _on_observed(self, observation: Observation) -> None:
        self._print("observation", **observation_json(observation))

    def _on_reading(self, reading: EmotionReading | None) -> None:
        emotion = reading.emotion.value if reading else None
        confidence = round(reading.confidence, 4) if reading else None
        self._print("emotion", emotion=emotion, confidence=confidence)

    def _on_gesture(self, gesture: Gesture) -> None:
        self._print("gesture", gesture=gesture.value)

    def _on_started(self, recommendation: Recommendation) -> None:
        self._print("recommendation", **recommendation_json(recommendation))

    def _on_changed(self, now: NowPlaying) -> None:
        recommendation = now.recommendation
        seen = (now.state, recommendation.track.id if recommendation else None)
        if seen == self._last_now or recommendation is None:
            return
        self._last_now = seen
        self._playback(now.state.value, recommendation)

    def _on_ended(self, recommendation: Recommendation, ending: Ending, heard_ms: int) -> None:
        heard_s = round(heard_ms / 1000, 1)
        self._playback("ended", recommendation, ending=ending.value, played_s=heard_s)

    def _on_failed(self, recommendation: Recommendation, code: str) -> None:
        self._playback("failed", recommendation, code=code)

    def _playback(self, state: str, recommendation: Recommendation, **fields: Any) -> None:
        self._print("playback", state=state, track=track_json(recommendation.track), **fields)

    def _on_problem(self, problem: Problem) -> None:
        self._print("problem", code=problem.code, message=problem_text(problem.code))
