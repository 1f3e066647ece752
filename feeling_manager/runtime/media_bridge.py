"""Connects the desktop's media controls and notifications with the music."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from feeling_manager.core.media import MediaCommand, MediaOrder, MediaState, MediaStatus
from feeling_manager.core.ports import MediaControls, Notifier
from feeling_manager.core.recommender import Reason, Recommendation
from feeling_manager.core.settings import Settings
from feeling_manager.core.values import DurationMs
from feeling_manager.runtime.playback import NowPlaying, NowState, Playback
from feeling_manager.runtime.session import Session

LOOK_MS: Final = 1000
"""How often it is looked whether the player knows the song's length by now."""

STATUS: Final = {
    NowState.IDLE: MediaStatus.STOPPED,
    NowState.RESOLVING: MediaStatus.PLAYING,
    NowState.PLAYING: MediaStatus.PLAYING,
    NowState.PAUSED: MediaStatus.PAUSED,
}


class MediaBridge(QObject):
    """Shows what plays and does what is asked for. Thread: the GUI thread.

    Signals:
        volume_asked(int): a loudness of 0–100; whoever keeps the settings sets it.
        raise_asked(), quit_asked(): the window should come to the front, the program end.
    """

    volume_asked = Signal(int)
    raise_asked = Signal()
    quit_asked = Signal()
    _ordered = Signal(object)

    def __init__(
        self, session: Session, controls: MediaControls, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._playback: Playback = session.playback
        self._controls = controls
        # Orders may come in any thread; each is carried out in this one.
        self._ordered.connect(self._on_order, Qt.ConnectionType.QueuedConnection)
        self._playback.changed.connect(self._on_changed)
        self._playback.sought.connect(self._on_sought)
        session.settings_changed.connect(self._on_settings)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._show)

    def start(self) -> None:
        """Appear on the desktop."""
        self._controls.open(self._ordered.emit, self._position_ms)
        self._show()

    def close(self) -> None:
        """Disappear from it."""
        self._look.stop()
        self._controls.close()

    def _on_changed(self, _now: NowPlaying) -> None:
        self._show()

    def _on_settings(self, _settings: Settings) -> None:
        self._show()

    def _on_sought(self, position_ms: int) -> None:
        self._controls.jumped(DurationMs(position_ms))

    def _show(self) -> None:
        state = self._state()
        if state.status is MediaStatus.PLAYING and state.duration_ms == 0:
            self._look.start()
        else:
            self._look.stop()
        self._controls.show(state)

    def _state(self) -> MediaState:
        now = self._playback.now
        sounding = self._playback.current is not None
        _, duration_ms = self._playback.position() if sounding else (0, DurationMs(0))
        return MediaState(
            STATUS[now.state],
            now.recommendation.track if now.recommendation else None,
            duration_ms,
            self._session.settings.volume,
            now.can_go_back,
        )

    def _position_ms(self) -> DurationMs:
        if self._playback.current is None:
            return DurationMs(0)
        return self._playback.position()[0]

    def _on_order(self, order: MediaOrder) -> None:
        self._actions().get(order.command, lambda: None)()
        if order.command is MediaCommand.SEEK_BY:
            self._seek_by(order.value)
        elif order.command is MediaCommand.SEEK_TO:
            self._playback.seek(DurationMs(order.value))
        elif order.command is MediaCommand.VOLUME:
            self.volume_asked.emit(order.value)

    def _actions(self) -> dict[MediaCommand, Callable[[], None]]:
        return {
            MediaCommand.PLAY: self._playback.start,
            MediaCommand.PAUSE: self._pause,
            MediaCommand.TOGGLE: self._playback.toggle,
            MediaCommand.STOP: self._stop,
            MediaCommand.NEXT: self._playback.skip,
            MediaCommand.PREVIOUS: self._playback.previous,
            MediaCommand.RAISE: self.raise_asked.emit,
            MediaCommand.QUIT: self.quit_asked.emit,
        }

    def _pause(self) -> None:
        if self._playback.now.state is not NowState.IDLE:
            self._playback.pause()

    def _stop(self) -> None:
        """Hold at the song's beginning; a day's music has no other end."""
        self._pause()
        self._playback.seek(DurationMs(0))

    def _seek_by(self, offset_ms: int) -> None:
        """Jump; past the end means the next song, as MPRIS has it."""
        position_ms, duration_ms = self._playback.position()
        target_ms = position_ms + offset_ms
        if duration_ms and target_ms > duration_ms:
            self._playback.skip()
        else:
            self._playback.seek(DurationMs(max(0, target_ms)))


class SongNotices(QObject):
    """Tells of a new song, unless the user sees the window or picked the song by hand."""

    def __init__(
        self,
        session: Session,
        notifier: Notifier,
        in_front: Callable[[], bool],
        why: Callable[[Recommendation], str],
        parent: QObject | None = None,
    ) -> None:
        """Take the parts; `why` says in the user's words why this song."""
        super().__init__(parent)
        self._session = session
        self._notifier = notifier
        self._in_front = in_front
        self._why = why
        session.playback.started.connect(self._on_started)

    def close(self) -> None:
        """Tell no more."""
        self._notifier.close()

    def _on_started(self, recommendation: Recommendation) -> None:
        by_hand = recommendation.reason is Reason.CHOSEN
        if not self._session.settings.notify or by_hand or self._in_front():
            return
        track = recommendation.track
        title = f"{track.title} – {track.artist}" if track.artist else track.title
        self._notifier.notify(title, self._why(recommendation))
