"""What the program asks of the outside world; every port has at least two real implementations.

A port's implementation opens its device in `open` (or its constructor where there is no device),
belongs to the one thread that opened it, and raises only the errors of `core.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from feeling_manager.core.gestures import Gesture
from feeling_manager.core.media import MediaOrder, MediaState
from feeling_manager.core.values import (
    Classification,
    DurationMs,
    FaceBox,
    FaceCrop,
    Frame,
    Surroundings,
    Track,
)


class Camera(Protocol):
    """A source of pictures. Thread: the capture thread only.

    Attributes:
        must_be_drained: pictures that nobody reads pile up in a driver, so each must be skipped.
    """

    must_be_drained: bool

    def open(self) -> None:
        """Claim the device. Raises: CameraError."""

    def read(self) -> Frame:
        """Wait for the next frame, at most about a second. Raises: CameraError."""

    def skip(self) -> None:
        """Advance by one frame without decoding it where the device allows. Raises: CameraError."""

    def close(self) -> None:
        """Release the device; may be called twice and before `open`."""


class FaceDetector(Protocol):
    """Finds faces. Thread: the analysis thread only."""

    def detect(self, frame: Frame) -> Sequence[FaceBox]:
        """All faces in frame pixels, in no particular order. Raises: ModelError."""

    def close(self) -> None:
        """Free the model; may be called twice."""


class EmotionClassifier(Protocol):
    """Reads an expression. Thread: the analysis thread only."""

    def classify(self, crop: FaceCrop) -> Classification:
        """Calibrated softmax scores of one face, and its embedding. Raises: ModelError."""

    def close(self) -> None:
        """Free the model; may be called twice."""


class GestureReader(Protocol):
    """Looks for hands at a face. Thread: the analysis thread only."""

    def read(self, frame: Frame, face: FaceBox) -> Gesture:
        """What hands do at this face, which may be hidden behind them. Raises: ModelError."""

    def close(self) -> None:
        """Free the models; may be called twice."""


class PlaybackState(str, Enum):
    """What the player is doing."""

    STOPPED = "stopped"
    OPENING = "opening"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class PlaybackStatus:
    """A look at the player; `position_ms` and `duration_ms` are 0 while unknown."""

    state: PlaybackState
    position_ms: DurationMs
    duration_ms: DurationMs


class Player(Protocol):
    """Plays one local file at a time. Thread: the GUI thread; no method blocks it."""

    def play(self, path: Path) -> None:
        """Start a file from its beginning, replacing what plays."""

    def pause(self) -> None:
        """Hold; nothing happens when nothing plays."""

    def resume(self) -> None:
        """Go on after `pause`."""

    def stop(self) -> None:
        """End playback; the state becomes STOPPED."""

    def seek(self, position_ms: DurationMs) -> None:
        """Jump to a position, clipped to the file."""

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 0–100."""

    def set_level_volume(self, level_volume: bool) -> None:
        """Play all songs equally loud, or each as it was made; also the one that plays."""

    def prepare(self, path: Path) -> None:
        """Get to know a file that will probably be played next."""

    def status(self) -> PlaybackStatus:
        """Look at the player; cheap enough to be asked four times a second."""

    def close(self) -> None:
        """Free the device; may be called twice."""


@dataclass(frozen=True, slots=True)
class ResolvedStream:
    """A track as a local file that a player can open now.

    `found_uri` is the page that a search led to; the library remembers it in place of the search.
    """

    track: Track
    path: Path
    duration_ms: DurationMs | None = None
    found_uri: str | None = None


class StreamResolver(Protocol):
    """Turns a track into a local file. Thread: a pool thread, one call at a time."""

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        """Fetch what is needed; asks `cancelled` now and then. Raises: ResolveError."""


class TrackChecker(Protocol):
    """Finds out whether a track would play. Thread: a pool thread, one call at a time."""

    def check(self, track: Track, cancelled: Callable[[], bool]) -> None:
        """Return when it would, as far as can be told without fetching it. Raises: ResolveError."""


class PlaylistSource(Protocol):
    """Lists the tracks behind an address or a file. Thread: a pool thread."""

    def entries(self) -> Iterator[Track | SkippedEntry]:
        """The tracks one by one, id 0; what cannot be taken comes with its reason.

        Raises: DataError, ResolveError when nothing can be listed at all.
        """


@dataclass(frozen=True, slots=True)
class SkippedEntry:
    """An entry of a playlist that was not taken; `reason` is a stable code."""

    title: str
    reason: str


class SurroundingsWatch(Protocol):
    """Tells when the screen is locked, the machine sleeps, or power comes from a battery.

    Thread: the GUI thread.
    """

    def watch(self, changed: Callable[[Surroundings], None]) -> None:
        """Begin to tell; what differs from `Surroundings()` is told at once."""

    def close(self) -> None:
        """Tell no more; may be called twice."""


class MediaControls(Protocol):
    """The desktop's own media controls: media keys, headsets, the panel. Thread: the GUI thread."""

    def open(
        self, order: Callable[[MediaOrder], None], position_ms: Callable[[], DurationMs]
    ) -> None:
        """Appear there. Without such a desktop nothing happens, and nothing is raised.

        Args:
            order: told what is asked for, in any thread.
            position_ms: where in the song the music is; asked in the GUI thread.
        """

    def show(self, state: MediaState) -> None:
        """Show another song or state."""

    def jumped(self, position_ms: DurationMs) -> None:
        """Tell that the music went on at another place."""

    def close(self) -> None:
        """Disappear; may be called twice and before `open`."""


class Notifier(Protocol):
    """Tells something in a corner of the screen. Thread: the GUI thread."""

    def notify(self, title: str, text: str) -> None:
        """Replace what was told before; nothing is raised where nobody listens."""

    def close(self) -> None:
        """Take back what is still shown; may be called twice."""


class Autostart(Protocol):
    """Starts the program when its user logs in. The system's entry is the only place it is kept.

    Thread: any.
    """

    def is_on(self) -> bool:
        """Whether the program starts at the next log-in."""

    def set_on(self, on: bool) -> None:
        """Let it start, as it was started now, or no more. Raises: DataError."""


class ActiveYtDlp(str, Enum):
    """From when on the newest yt-dlp that is there is used."""

    NOW = "now"
    NEXT_START = "next_start"
    SHIPPED = "shipped"
    """It is the one that came with the program."""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class YtDlpStatus:
    """The newest yt-dlp that is there; `installed` is `0` when there is none at all."""

    installed: str
    active: ActiveYtDlp


@dataclass(frozen=True, slots=True)
class YtDlpUpdateResult:
    """What came of asking for a newer yt-dlp.

    `available` is the newest on the index; `problem` is a code, or "" when all is well.
    """

    status: YtDlpStatus
    available: str
    updated: bool
    problem: str = ""


class YtDlpUpdater(Protocol):
    """Brings a newer yt-dlp. Thread: any.

    It has one implementation only, which tests run against an index on this machine.
    """

    def status(self) -> YtDlpStatus:
        """The newest version that is there; takes milliseconds."""

    def asked_at(self) -> datetime | None:
        """When the index was asked last, in UTC; None if never."""

    def update(
        self, cancelled: Callable[[], bool], progressed: Callable[[float], None]
    ) -> YtDlpUpdateResult:
        """Fetch a newer version if there is one; `progressed` is told the part done, 0–1.

        Raises: DataError, UpdateError.
        """
