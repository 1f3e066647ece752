"""Writes down what is read and played, as it happens."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from feeling_manager.core.episodes import EpisodeMerger
from feeling_manager.core.errors import DataError
from feeling_manager.core.listening import Ending
from feeling_manager.core.recommender import Recommendation
from feeling_manager.core.values import DurationMs, EmotionEvent, EmotionReading, MonoMs
from feeling_manager.storage.emotion_log import EmotionLog, EventId, PlayId

HEARTBEAT_S: Final = 10.0
"""At most this much is lost by a power cut."""


class Diary(QObject):
    """Keeps the open event and the open play in the log. Thread: the GUI thread.

    Signals:
        written(): an event or a play began or ended; open charts may want to follow.
        failed(str): the log could not be written; a `DataError` code. Reading and music go on.
    """

    written = Signal()
    failed = Signal(str)

    def __init__(self, log: EmotionLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._merger = EpisodeMerger()
        self._event: EmotionEvent | None = None
        self._event_id: EventId | None = None
        self._play_id: PlayId | None = None
        self._heard_ms = DurationMs(0)
        self._heartbeat = QTimer(self, interval=round(HEARTBEAT_S * 1000))
        self._heartbeat.timeout.connect(self._on_heartbeat)
        self._heartbeat.start()

    def note_reading(self, reading: EmotionReading | None) -> None:
        """Take in what holds now; None when no face was seen for a while."""
        at, mono_ms = datetime.now(timezone.utc), MonoMs(round(time.monotonic() * 1000))
        step = self._merger.update(reading, at, mono_ms)
        if step.closed is not None:
            self._close_event(step.closed)
        self._event = step.open
        if step.open is not None and self._event_id is None:
            self._start_event(step.open)

    def close_event(self) -> None:
        """End the open event, as when the camera is switched off."""
        closed = self._merger.close()
        if closed is not None:
            self._close_event(closed)

    def note_started(self, recommendation: Recommendation) -> None:
        """Write that a song has begun."""
        self._heard_ms = DurationMs(0)
        try:
            self._play_id = self._log.start_play(recommendation, datetime.now(timezone.utc))
        except DataError as error:
            self.failed.emit(error.code)
        self.written.emit()

    def note_heard(self, heard_ms: DurationMs) -> None:
        """Keep how much of the song was heard for the next heartbeat."""
        self._heard_ms = heard_ms

    def note_ended(self, ending: Ending, heard_ms: DurationMs) -> None:
        """Write how the song ended."""
        self._heard_ms = heard_ms
        self._write_play(ending)
        self._play_id = None
        self.written.emit()

    def close(self) -> None:
        """End what is open and stop the heartbeat."""
        self._heartbeat.stop()
        self.close_event()
        if self._play_id is not None:
            self.note_ended(Ending.STOPPED, self._heard_ms)

    def _start_event(self, event: EmotionEvent) -> None:
        try:
            self._event_id = self._log.start_event(event)
        except DataError as error:
            self.failed.emit(error.code)
        self.written.emit()

    def _close_event(self, event: EmotionEvent) -> None:
        self._write_event(event)
        self._event, self._event_id = None, None
        self.written.emit()

    def _on_heartbeat(self) -> None:
        if self._event is not None:
            self._write_event(self._event)
        self._write_play(Ending.PLAYING)

    def _write_event(self, event: EmotionEvent) -> None:
        if self._event_id is None:
            return
        try:
            self._log.extend_event(self._event_id, event)
        except DataError as error:
            self.failed.emit(error.code)

    def _write_play(self, ending: Ending) -> None:
        if self._play_id is None:
            return
        at = datetime.now(timezone.utc)
        try:
            self._log.extend_play(self._play_id, at, self._heard_ms, ending)
        except DataError as error:
            self.failed.emit(error.code)
