"""What went wrong, and what to do about it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from feeling_manager.runtime.capture_thread import CameraState, CameraStatus
from feeling_manager.ui.translation import QT_TRANSLATE_NOOP, translated

_PROBLEMS: Final[Mapping[str, str]] = {
    "camera_missing": QT_TRANSLATE_NOOP(
        "texts", "No camera was found. Connect one, or choose a mood by hand."
    ),
    "camera_busy": QT_TRANSLATE_NOOP(
        "texts", "Another program uses the camera. Close it; it is tried again by itself."
    ),
    "camera_lost": QT_TRANSLATE_NOOP(
        "texts", "The camera is gone. Connect it again; it is tried again by itself."
    ),
    "camera_ended": QT_TRANSLATE_NOOP("texts", "The video is over."),
    "demo_instead_of_camera": QT_TRANSLATE_NOOP(
        "texts", "No camera was found, so the demo portrait is shown."
    ),
    "model_missing": QT_TRANSLATE_NOOP(
        "texts", "A file of the program is missing. Install the program again."
    ),
    "model_bad": QT_TRANSLATE_NOOP(
        "texts", "The emotion network cannot be read. Install the program again."
    ),
    "gestures_unavailable": QT_TRANSLATE_NOOP(
        "texts",
        "Hands cannot be looked for: a file of the program is missing or broken. Everything else"
        " works. Install the program again.",
    ),
    "vlc_missing": QT_TRANSLATE_NOOP(
        "texts", "VLC is missing, so there is no sound. Install VLC and start again."
    ),
    "track_unplayable": QT_TRANSLATE_NOOP("texts", "This song cannot be played."),
    "offline": QT_TRANSLATE_NOOP(
        "texts", "There is no connection to the internet. Your own songs play meanwhile."
    ),
    "runtime_missing": QT_TRANSLATE_NOOP(
        "texts", "YouTube needs a JavaScript runtime. Install Deno and start again."
    ),
    "ytdlp_outdated": QT_TRANSLATE_NOOP(
        "texts", "YouTube has changed and yt-dlp is out of date. Update it in the settings."
    ),
    "ytdlp_updated": QT_TRANSLATE_NOOP(
        "texts", "A newer yt-dlp was fetched. It is used from the next song on."
    ),
    "ytdlp_updated_next_start": QT_TRANSLATE_NOOP(
        "texts", "A newer yt-dlp was fetched. Close the program and start it again to use it."
    ),
    "index_unreachable": QT_TRANSLATE_NOOP(
        "texts", "The place that yt-dlp comes from cannot be reached. Try again later."
    ),
    "index_unreadable": QT_TRANSLATE_NOOP(
        "texts", "No yt-dlp that works here was offered. Try again later."
    ),
    "update_damaged": QT_TRANSLATE_NOOP(
        "texts", "The newer yt-dlp arrived damaged and was thrown away. Try again later."
    ),
    "update_broken": QT_TRANSLATE_NOOP(
        "texts", "The newer yt-dlp does not work here. The one before it stays in use."
    ),
    "rate_limited": QT_TRANSLATE_NOOP(
        "texts", "YouTube asks for a pause. Your own songs play meanwhile."
    ),
    "video_gone": QT_TRANSLATE_NOOP("texts", "This song is no longer to be found."),
    "file_missing": QT_TRANSLATE_NOOP("texts", "The file of this song is not there."),
    "timed_out": QT_TRANSLATE_NOOP("texts", "The server took too long to answer."),
    "address_refused": QT_TRANSLATE_NOOP("texts", "This address is not opened, to be safe."),
    "disk_full": QT_TRANSLATE_NOOP("texts", "The disk is full. Free some space."),
    "cancelled": QT_TRANSLATE_NOOP("texts", "It was cancelled."),
    "library_empty": QT_TRANSLATE_NOOP("texts", "There is no song to play. Add some songs."),
    "nothing_playable": QT_TRANSLATE_NOOP(
        "texts", "None of the songs can be played. Look into the library."
    ),
    "database_bad": QT_TRANSLATE_NOOP("texts", "The database cannot be read."),
    "database_newer": QT_TRANSLATE_NOOP(
        "texts", "The database was made by a newer version. Install that version."
    ),
    "database_locked": QT_TRANSLATE_NOOP("texts", "Another program keeps the database locked."),
    "database_set_aside": QT_TRANSLATE_NOOP(
        "texts", "The database could not be read. It was kept aside and a new one was begun."
    ),
    "folder_readonly": QT_TRANSLATE_NOOP(
        "texts", "The folder cannot be written to. Choose another one with --data-dir."
    ),
    "autostart_refused": QT_TRANSLATE_NOOP(
        "texts", "What starts at log-in could not be changed. Change it in the system's settings."
    ),
    "settings_bad": QT_TRANSLATE_NOOP("texts", "A setting is not acceptable."),
    "list_bad": QT_TRANSLATE_NOOP("texts", "This list cannot be read."),
    "image_bad": QT_TRANSLATE_NOOP("texts", "This picture cannot be read."),
    "song_unknown": QT_TRANSLATE_NOOP("texts", "There is no such song."),
    "already_running": QT_TRANSLATE_NOOP("texts", "Feeling Manager is already running."),
    "bug": QT_TRANSLATE_NOOP("texts", "Something went wrong inside the program."),
}


_CAMERA: Final[Mapping[str, tuple[str, str]]] = {
    "off": (
        QT_TRANSLATE_NOOP("texts", "The camera is off"),
        QT_TRANSLATE_NOOP(
            "texts", "Nobody is looking. Choose a mood by hand, or switch the camera on."
        ),
    ),
    "starting": (QT_TRANSLATE_NOOP("texts", "The camera is starting…"), ""),
    "camera_missing": (
        QT_TRANSLATE_NOOP("texts", "No camera was found"),
        QT_TRANSLATE_NOOP(
            "texts",
            "Connect a webcam; it is looked for every few seconds. Or choose a mood by hand.",
        ),
    ),
    "camera_busy": (
        QT_TRANSLATE_NOOP("texts", "Another program uses the camera"),
        QT_TRANSLATE_NOOP(
            "texts", "Close the video call or camera program; it is tried again by itself."
        ),
    ),
    "camera_lost": (
        QT_TRANSLATE_NOOP("texts", "The camera is gone"),
        QT_TRANSLATE_NOOP("texts", "Plug it in again; it is tried again by itself."),
    ),
    "camera_ended": (
        QT_TRANSLATE_NOOP("texts", "The video is over"),
        QT_TRANSLATE_NOOP("texts", "Play it again, or choose another camera in the settings."),
    ),
}


def problem_text(code: str) -> str:
    """What happened and what to do."""
    return translated(_PROBLEMS.get(code, _PROBLEMS["bug"]))


def has_problem_text(code: str) -> bool:
    """Whether a code has a text of its own."""
    return code in _PROBLEMS


def problem_codes() -> list[str]:
    """Every code that has a text of its own."""
    return list(_PROBLEMS)


def camera_state_text(status: CameraStatus) -> str:
    """What the camera does, in place of a picture."""
    return translated(_camera(status)[0])


def camera_advice(status: CameraStatus) -> str:
    """What to do so that there is a picture; empty where waiting is enough."""
    return translated(_camera(status)[1])


def _camera(status: CameraStatus) -> tuple[str, str]:
    if status.state is CameraState.OFF:
        return _CAMERA["off"]
    return _CAMERA.get(status.problem or "", _CAMERA["starting"])
