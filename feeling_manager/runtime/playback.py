"""What plays, what comes next, and what happens when something cannot be played.

The next song is fetched as soon as one starts. A song that cannot be had is skipped with a word;
after three in a row, and while the network's circuit breaker is open, only songs that need no
network are asked for. When nothing is ready soon enough, such a song bridges the wait.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from feeling_manager.core.circuit_breaker import CircuitBreaker
from feeling_manager.core.errors import KnownError
from feeling_manager.core.listening import Ending
from feeling_manager.core.ports import PlaybackState, Player, ResolvedStream, StreamResolver
from feeling_manager.core.recommender import Reason, Recommendation
from feeling_manager.core.values import DurationMs, MonoMs
from feeling_manager.runtime.background_tasks import BackgroundTasks, TaskId

logger = logging.getLogger(__name__)

POLL_MS: Final = 250
BRIDGE_MS: Final = 4000
"""Silence longer than this while a song is fetched is bridged by one that is there."""

RESTART_MS: Final = 3000
"""`previous` after this position goes to the song's beginning."""

MAX_FAILURES: Final = 3
"""After this many failures in a row only songs that need no network are asked for."""

MAX_LOCAL_FAILURES: Final = 5
HISTORY_LENGTH: Final = 50


class NowState(str, Enum):
    """What the listener notices."""

    IDLE = "idle"
    RESOLVING = "resolving"
    PLAYING = "playing"
    PAUSED = "paused"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class NetworkPause:
    """The web is not asked for now: why, and when it is asked again."""

    code: str
    retry_at: MonoMs


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """The song that plays or is being fetched, and what comes after it."""

    state: NowState
    recommendation: Recommendation | None = None
    upcoming: Recommendation | None = None
    can_go_back: bool = False
    network_pause: NetworkPause | None = None


@dataclass(slots=True)
class _Entry:
    recommendation: Recommendation
    stream: ResolvedStream | None = None
    task_id: TaskId | None = None
    start_ms: DurationMs | None = None
    """Where to go on with the song of the run before, until it does."""


class Playback(QObject):
    """Plays one recommendation after the other. Thread: the GUI thread; nothing here blocks.

    Signals:
        changed(NowPlaying): state, song or next song is another one.
        started(Recommendation): a song has begun to sound.
        ended(Recommendation, Ending, int): how a song ended, and how many ms of it were heard.
        resolved(Recommendation, ResolvedStream): a song was fetched.
        files_in_use(frozenset[Path]): what plays and what comes next; not to be deleted.
        failed(Recommendation, str): a song cannot be played; an error code of `core.errors`.
        sought(int): the current song went on at another position, in ms.
        exhausted(str): nothing can be played at all; the last code.
    """

    changed = Signal(object)
    started = Signal(object)
    ended = Signal(object, object, int)
    resolved = Signal(object, object)
    files_in_use = Signal(object)
    failed = Signal(object, str)
    sought = Signal(int)
    exhausted = Signal(str)

    def __init__(
        self,
        player: Player,
        resolver: StreamResolver,
        tasks: BackgroundTasks,
        choose: Callable[[bool], Recommendation | None],
        parent: QObject | None = None,
    ) -> None:
        """Take the parts; `choose(only_local)` recommends a song whenever one is needed."""
        super().__init__(parent)
        self._player = player
        self._resolver = resolver
        self._tasks = tasks
        self._choose = choose
        self._breaker = CircuitBreaker()
        self._current: _Entry | None = None
        self._upcoming: _Entry | None = None
        self._after_taken_up: Recommendation | None = None
        self._history: list[_Entry] = []
        self._waiting = False
        self._paused = False
        self._failures_in_row = 0
        self._local_failures = 0
        self._heard_ms = 0
        self._last_position_ms = 0
        self._reported = NowPlaying(NowState.IDLE)
        self._in_use: frozenset[Path] = frozenset()
        tasks.finished.connect(self._on_resolved)
        tasks.failed.connect(self._on_resolve_failed)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._bridge = QTimer(self, interval=BRIDGE_MS, singleShot=True)
        self._bridge.timeout.connect(self._on_bridge)

    @property
    def now(self) -> NowPlaying:
        """The last state that was reported by `changed`."""
        return self._reported

    @property
    def paused(self) -> bool:
        """Whether the user holds the music."""
        return self._paused

    @property
    def current(self) -> Recommendation | None:
        """The song that sounds or is paused; None between songs."""
        return self._current.recommendation if self._current else None

    @property
    def heard_ms(self) -> DurationMs:
        """How much of the current song was heard, seeking left out."""
        return DurationMs(self._heard_ms)

    def position(self) -> tuple[DurationMs, DurationMs]:
        """Position and duration of the current song; 0 while unknown."""
        waiting = self._waiting_taken_up()
        if waiting is not None:
            return waiting.start_ms or DurationMs(
                0
            ), waiting.recommendation.track.duration_ms or DurationMs(0)
        status = self._player.status()
        return status.position_ms, status.duration_ms

    def take_up(
        self,
        song: Recommendation,
        position_ms: DurationMs,
        is_playing: bool,
        upcoming: Recommendation | None = None,
    ) -> None:
        """Go on with a song of the run before, or hold it there until `start`.

        Call it before anything else plays.

        Args:
            song: what played or was paused.
            position_ms: how far it was.
            is_playing: whether it is to sound at once.
            upcoming: what is to come after it.
        """
        self._paused = not is_playing
        self._waiting = True
        self._after_taken_up = upcoming
        self._prepare(song, position_ms)
        if is_playing:
            self._bridge.start()

    def start(self) -> None:
        """Begin to play when nothing does; go on when paused."""
        if self._paused:
            self._paused = False
            if self._current:
                self._player.resume()
            elif self._upcoming and self._upcoming.stream:
                self._play(self._take_upcoming())
            elif self._waiting:
                self._bridge.start()
        elif self._current is None and not self._waiting:
            self._play_next()
        self._report()

    def pause(self) -> None:
        """Hold; a song that is still being fetched waits until `start`."""
        self._paused = True
        self._bridge.stop()
        if self._current:
            self._player.pause()
        self._report()

    def toggle(self) -> None:
        """Hold what plays or is being fetched, else go on."""
        if self.now.state in (NowState.PLAYING, NowState.RESOLVING):
            self.pause()
        else:
            self.start()

    def skip(self) -> None:
        """Go to the next song now; one that is still being looked for is let go."""
        if self._waiting:
            self._drop_upcoming()
        self._advance(Ending.SKIPPED)

    def switch(self) -> None:
        """Go to another song because the emotion changed."""
        self.replace_upcoming()
        self._advance(Ending.CHANGED)

    def previous(self) -> None:
        """Go to the song's beginning, or from there to the song before."""
        position_ms, _ = self.position()
        if self._history and position_ms <= RESTART_MS:
            self._end_current(Ending.SKIPPED, remember=False)
            self._play(self._history.pop())
        else:
            self.seek(DurationMs(0))

    def seek(self, position_ms: DurationMs) -> None:
        """Jump within the current song."""
        waiting = self._waiting_taken_up()
        if waiting is not None:
            waiting.start_ms = position_ms
        elif self._current:
            self._player.seek(position_ms)
            self._last_position_ms = position_ms
            self.sought.emit(position_ms)

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0–100."""
        self._player.set_volume(percent)

    def set_level_volume(self, level_volume: bool) -> None:
        """Play all songs equally loud, or each as it was made."""
        self._player.set_level_volume(level_volume)

    def play_chosen(self, recommendation: Recommendation) -> None:
        """Play a song that the user picked, as soon as it is there."""
        self._drop_upcoming()
        self._prepare(recommendation)
        self._advance(Ending.STOPPED)

    def queue_chosen(self, recommendation: Recommendation) -> None:
        """Let a song that the user picked be the next one, whatever the emotion does."""
        if self._waiting_taken_up() is not None:
            self._after_taken_up = recommendation
            self._report()
            return
        self._drop_upcoming()
        self._prepare(recommendation)

    def retry_network(self) -> None:
        """Ask the web again at once, as when the user knows that the network is back."""
        self._breaker.reset()
        self._failures_in_row = 0
        self.replace_upcoming()

    def replace_upcoming(self) -> None:
        """Choose the next song anew, as after a new emotion or a changed preference.

        What the user picked stays, and what the run before left.
        """
        if self._upcoming_is_chosen() or self._waiting_taken_up() is not None:
            return
        self._drop_upcoming()
        if self._current or self._waiting:
            self._prepare()
        self._report()

    def stop(self) -> None:
        """End playback; `start` begins anew."""
        self._drop_upcoming()
        self._waiting = False
        self._bridge.stop()
        self._end_current(Ending.STOPPED)
        self._player.stop()
        self._report()

    def close(self) -> None:
        """End playback and free the player."""
        self.stop()
        self._poll.stop()
        self._player.close()

    def _advance(self, ending: Ending) -> None:
        self._end_current(ending)
        self._paused = False
        self._play_next()
        self._report()

    def _play_next(self) -> None:
        """Play what is ready, else wait for it; what sounds until then is not held up."""
        if self._upcoming is None:
            self._prepare()
        if self._upcoming and self._upcoming.stream:
            self._play(self._take_upcoming())
        elif self._upcoming:
            self._waiting = True
            self._player.stop()
            self._bridge.start()
        self._report()

    def _take_upcoming(self) -> _Entry:
        assert self._upcoming is not None
        entry, self._upcoming = self._upcoming, None
        return entry

    def _play(self, entry: _Entry) -> None:
        assert entry.stream is not None
        self._waiting = False
        self._bridge.stop()
        self._current = entry
        self._heard_ms = 0
        self._last_position_ms = entry.start_ms or 0
        self._player.play(entry.stream.path)
        if entry.start_ms:
            self._player.seek(entry.start_ms)
            entry.start_ms = None
        self._poll.start()
        self.started.emit(entry.recommendation)
        self._report()
        if self._upcoming is None:
            self._prepare()

    def _end_current(self, ending: Ending, remember: bool = True) -> None:
        if self._current is None:
            return
        entry, self._current = self._current, None
        self._poll.stop()
        if remember and ending is not Ending.FAILED:
            self._history = [*self._history, entry][-HISTORY_LENGTH:]
        self.ended.emit(entry.recommendation, ending, self._heard_ms)

    def _prepare(
        self, chosen: Recommendation | None = None, start_ms: DurationMs | None = None
    ) -> None:
        """Fetch the next song: the chosen one, else one that is chosen here.

        With `start_ms` it is the song of the run before, to be taken up there.
        """
        if chosen is None:
            chosen, self._after_taken_up = self._after_taken_up, None
        # Who picks a song of the web by hand wants it tried, even during a pause.
        recommendation = chosen or self._choose(
            self._failures_in_row >= MAX_FAILURES or not self._may_ask()
        )
        if recommendation is None:
            logger.info("there is no song to play")
            self._waiting = False
            self.exhausted.emit("library_empty")
            return
        entry = _Entry(recommendation, start_ms=start_ms)
        track = recommendation.track
        if track.is_local:
            self._breaker.failed("cancelled", _mono_ms())  # the try it allowed was not used
        entry.task_id = self._tasks.start(
            lambda cancelled: self._resolver.resolve(track, cancelled)
        )
        self._upcoming = entry
        self._report()

    def _may_ask(self) -> bool:
        return self._breaker.allows(_mono_ms())

    def _upcoming_is_chosen(self) -> bool:
        upcoming = self._upcoming
        return upcoming is not None and upcoming.recommendation.reason is Reason.CHOSEN

    def _waiting_taken_up(self) -> _Entry | None:
        """The song of the run before, while it is held or fetched; None once it has begun."""
        if self._waiting and self._upcoming and self._upcoming.start_ms is not None:
            return self._upcoming
        return None

    def _drop_upcoming(self) -> None:
        if self._upcoming and self._upcoming.task_id and not self._upcoming.stream:
            self._tasks.cancel(self._upcoming.task_id)
            self._breaker.failed("cancelled", _mono_ms())
        self._upcoming = None

    def _on_resolved(self, task_id: int, stream: ResolvedStream) -> None:
        entry = self._upcoming
        if entry is None or entry.task_id != task_id:
            return
        entry.stream = stream
        self._player.prepare(stream.path)
        if not entry.recommendation.track.is_local:
            self._breaker.succeeded()
        self.resolved.emit(entry.recommendation, stream)
        if self._waiting and not self._paused:
            self._play(self._take_upcoming())
        self._report()

    def _on_resolve_failed(self, task_id: int, error: KnownError) -> None:
        entry = self._upcoming
        if entry is None or entry.task_id != task_id:
            return
        self._upcoming = None
        self._give_up(entry, error.code)

    def _give_up(self, entry: _Entry, code: str) -> bool:
        """Say that a song cannot be played and look for another; False when that is pointless."""
        logger.info("skipped %s: %s", entry.recommendation.track.uri, code)
        self.failed.emit(entry.recommendation, code)
        self._failures_in_row += 1
        if entry.recommendation.track.is_local:
            self._local_failures += 1
        else:
            self._breaker.failed(code, _mono_ms())
        if self._local_failures >= MAX_LOCAL_FAILURES:
            self._waiting = False
            self._local_failures = 0
            self.exhausted.emit(code)
            self._report()
            return False
        if self._upcoming is None:
            self._prepare()
        self._report()
        return True

    def _on_bridge(self) -> None:
        """Play a song that is there while the wanted one is still being fetched."""
        if not self._waiting or self._paused or self._upcoming_is_chosen():
            return
        recommendation = self._choose(True)
        if recommendation is None:
            return
        try:
            stream = self._resolver.resolve(recommendation.track, lambda: False)
        except KnownError as error:
            self.failed.emit(recommendation, error.code)
            return
        self._play(_Entry(recommendation, stream))

    def _on_poll(self) -> None:
        status = self._player.status()
        step_ms = status.position_ms - self._last_position_ms
        if 0 < step_ms < 4 * POLL_MS:
            self._heard_ms += step_ms
            self._failures_in_row = 0
            self._local_failures = 0
        self._last_position_ms = status.position_ms
        if status.state is PlaybackState.ENDED:
            self._advance(Ending.FINISHED)
        elif status.state is PlaybackState.FAILED and self._current:
            entry = self._current
            self._end_current(Ending.FAILED)
            if self._give_up(entry, "track_unplayable"):
                self._play_next()

    def _report(self) -> None:
        now = NowPlaying(
            self._state(),
            self.current
            or (self._upcoming.recommendation if self._waiting and self._upcoming else None),
            self._next_recommendation(),
            bool(self._history),
            self._network_pause(),
        )
        if now != self._reported:
            self._reported = now
            self.changed.emit(now)
        streams = [entry.stream for entry in (self._current, self._upcoming) if entry]
        in_use = frozenset(stream.path for stream in streams if stream)
        if in_use != self._in_use:
            self._in_use = in_use
            self.files_in_use.emit(in_use)

    def _next_recommendation(self) -> Recommendation | None:
        if self._waiting:
            return self._after_taken_up
        return self._upcoming.recommendation if self._upcoming else None

    def _network_pause(self) -> NetworkPause | None:
        retry_at = self._breaker.retry_at
        return None if retry_at is None else NetworkPause(self._breaker.last_code, retry_at)

    def _state(self) -> NowState:
        if self._current is not None:
            return NowState.PAUSED if self._paused else NowState.PLAYING
        if self._waiting and self._upcoming is not None:
            return NowState.PAUSED if self._paused else NowState.RESOLVING
        return NowState.IDLE


def _mono_ms() -> MonoMs:
    return MonoMs(round(time.monotonic() * 1000))
