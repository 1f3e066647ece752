"""What can go wrong in a way that a person can do something about.

Every error carries a stable `code` that the user interface turns into a sentence and a next step;
`detail` is for logs. Anything else that is raised is a bug.
"""

from __future__ import annotations

from typing import Final


class KnownError(Exception):
    """The environment does not give what is needed; not a bug."""

    code = "unknown"

    def __init__(self, detail: str = "", code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        if code is not None:
            self.code = code


class CameraError(KnownError):
    """The camera gives no pictures.

    Codes: `camera_missing`, `camera_busy`, `camera_lost`, `camera_ended` (a video file is over).
    """

    code = "camera_missing"


class ModelError(KnownError):
    """A model file is missing or does not fit the program: `model_missing`, `model_bad`."""

    code = "model_missing"


class PlayerError(KnownError):
    """VLC is missing or cannot play: `vlc_missing`, `track_unplayable`, `audio_file_bad`."""

    code = "track_unplayable"


class ResolveError(KnownError):
    """A track could not be turned into something playable.

    Codes: `offline`, `runtime_missing`, `ytdlp_outdated`, `rate_limited`, `video_gone`,
    `file_missing`, `timed_out`, `address_refused`, `disk_full` (or the cache cannot be written),
    `cancelled`, `track_unplayable`.
    """

    code = "video_gone"


SONG_CODES: Final = frozenset({"video_gone", "file_missing", "track_unplayable", "address_refused"})
"""Failures that tell something of the song itself, not of the network or the machine."""


class UpdateError(KnownError):
    """A newer yt-dlp could not be fetched; what was there before is as it was.

    Codes: `index_unreachable`, `index_unreadable` (it answers something else, or offers nothing
    that runs here), `update_damaged` (cut short, another hash, not a safe wheel),
    `update_broken` (it does not work here), `address_refused`, `timed_out`, `cancelled`.
    """

    code = "index_unreachable"


class DataError(KnownError):
    """A file of the user cannot be read or written.

    Codes: `database_bad`, `database_newer`, `database_locked`, `folder_readonly`, `disk_full`,
    `settings_bad`, `list_bad`, `image_bad`, `autostart_refused`.
    """

    code = "list_bad"
