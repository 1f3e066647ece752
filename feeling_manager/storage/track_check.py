"""Goes through the songs and finds those that no longer play."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from feeling_manager.core.errors import SONG_CODES, ResolveError
from feeling_manager.core.ports import TrackChecker
from feeling_manager.core.values import Track
from feeling_manager.storage.track_library import TrackLibrary

WEB_PAUSE_S: Final = 12.0
"""Between two questions to the web: YouTube lets a guest look at about 300 videos an hour.

Source: yt-dlp's wiki, "Extractors", on the limits of YouTube.
"""


@dataclass(slots=True)
class CheckResult:
    """What a check found; `stopped_by` is the code of what ended it early."""

    total: int
    checked: int = 0
    broken: list[tuple[Track, str]] = field(default_factory=list)
    stopped_by: str | None = None


def check_tracks(
    library: TrackLibrary,
    checker: TrackChecker,
    limit: int | None = None,
    pause_s: float = WEB_PAUSE_S,
    progress: Callable[[CheckResult], None] = lambda _result: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> CheckResult:
    """Check songs and keep in the library which of them do not play.

    A failure that is not the song's own, as a missing network, ends the check: every other song
    of the web would meet it too. The next check begins with the songs that this one left.

    Args:
        library: whose songs.
        checker: tells whether one plays.
        limit: how many songs at most.
        pause_s: seconds between two songs of the web.
        progress: called after each song.
        cancelled: asked before each song and during pauses.

    Raises:
        DataError: the library cannot be read or written.
    """
    tracks: Sequence[Track] = library.to_check()[:limit]
    result = CheckResult(len(tracks))
    for number, track in enumerate(tracks):
        if number and not track.is_local:
            _wait(pause_s, cancelled)
        try:
            checker.check(track, cancelled)
        except ResolveError as error:
            if error.code not in SONG_CODES:
                result.stopped_by = error.code
                break
            library.note_check(track.id, error.code)
            result.broken.append((track, error.code))
        else:
            library.note_check(track.id, None)
        result.checked += 1
        progress(result)
    return result


def _wait(seconds: float, cancelled: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while not cancelled() and time.monotonic() < until:
        time.sleep(min(0.2, max(0.0, until - time.monotonic())))
