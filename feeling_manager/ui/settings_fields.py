"""The options of the settings page in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from feeling_manager.core.settings import ListeningMode
from feeling_manager.ui.texts import mode_name
from feeling_manager.ui.translation import QT_TRANSLATE_NOOP, translated

FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "camera_on": (
        QT_TRANSLATE_NOOP("texts", "Use the camera"),
        QT_TRANSLATE_NOOP("texts", "Off releases it at once; it stays off at the next start."),
    ),
    "camera": (
        QT_TRANSLATE_NOOP("texts", "Which camera"),
        QT_TRANSLATE_NOOP("texts", "A webcam, or the path of a video file."),
    ),
    "sample_interval_s": (
        QT_TRANSLATE_NOOP("texts", "Read the expression every"),
        QT_TRANSLATE_NOOP("texts", "A longer time saves power."),
    ),
    "hold_s": (
        QT_TRANSLATE_NOOP("texts", "A new expression counts after"),
        QT_TRANSLATE_NOOP("texts", "So a yawn changes nothing."),
    ),
    "gestures": (
        QT_TRANSLATE_NOOP("texts", "Watch for signs of tension"),
        QT_TRANSLATE_NOOP(
            "texts",
            "Looks every five seconds whether hands carry the chin, lie in the hair or over the"
            " face, and keeps only which and when. Costs about 0.2 % of one processor core and"
            " 25 MB of memory.",
        ),
    ),
    "mode": (
        QT_TRANSLATE_NOOP("texts", "The music should"),
        QT_TRANSLATE_NOOP("texts", "Match the expression, lift it, calm down, or help to focus."),
    ),
    "switch_song": (
        QT_TRANSLATE_NOOP("texts", "When the expression changes"),
        QT_TRANSLATE_NOOP("texts", "The next song follows it in both cases."),
    ),
    "notify": (
        QT_TRANSLATE_NOOP("texts", "Tell of each new song"),
        QT_TRANSLATE_NOOP("texts", "By a notification, while the window is not in front."),
    ),
    "level_volume": (
        QT_TRANSLATE_NOOP("texts", "Play all songs equally loud"),
        QT_TRANSLATE_NOOP(
            "texts", "Each song is measured before it plays; louder ones are turned down."
        ),
    ),
    "cache_mb": (
        QT_TRANSLATE_NOOP("texts", "Disk space for songs from the web"),
        QT_TRANSLATE_NOOP("texts", "The songs heard longest ago make room."),
    ),
    "update_ytdlp": (
        QT_TRANSLATE_NOOP("texts", "Update yt-dlp by itself"),
        QT_TRANSLATE_NOOP("texts", "When songs are no longer found; at most once a day."),
    ),
    "language": (
        QT_TRANSLATE_NOOP("texts", "Language"),
        "",
    ),
    "theme": (
        QT_TRANSLATE_NOOP("texts", "Colours"),
        "",
    ),
    "close_to_tray": (
        QT_TRANSLATE_NOOP("texts", "Keep running when the window is closed"),
        QT_TRANSLATE_NOOP(
            "texts", "It is then found beside the clock. Ctrl+Q always ends the program."
        ),
    ),
    "start_in_tray": (
        QT_TRANSLATE_NOOP("texts", "Start without a window"),
        QT_TRANSLATE_NOOP(
            "texts",
            "Only the icon beside the clock is there. Where there is no such place, the"
            " window starts minimised.",
        ),
    ),
    "autostart": (
        QT_TRANSLATE_NOOP("texts", "Start when I log in"),
        "",
    ),
    "animations": (
        QT_TRANSLATE_NOOP("texts", "Small movements"),
        QT_TRANSLATE_NOOP("texts", "Bars glide and pages fade in, unless the system wants none."),
    ),
    "battery_saver": (
        QT_TRANSLATE_NOOP("texts", "Save the battery"),
        QT_TRANSLATE_NOOP("texts", "On battery the expression is read three times less often."),
    ),
    "pause_when_locked": (
        QT_TRANSLATE_NOOP("texts", "Pause while the screen is locked"),
        QT_TRANSLATE_NOOP("texts", "The camera is released and the music waits."),
    ),
    "keep_history_days": (
        QT_TRANSLATE_NOOP("texts", "Keep the history for"),
        QT_TRANSLATE_NOOP("texts", "What is older is deleted at the next start."),
    ),
}
"""Name and explanation of each option, and of `autostart`, which the system keeps."""


def field_name(key: str) -> str:
    """What an option is called."""
    return translated(FIELDS[key][0])


def field_hint(key: str) -> str:
    """What an option does; empty where its name says it."""
    return translated(FIELDS[key][1])


def unit_text(key: str) -> str:
    """What follows a number, with a space before it."""
    if key in ("sample_interval_s", "hold_s"):
        return " " + QCoreApplication.translate("SettingsPage", "seconds")
    if key == "keep_history_days":
        return " " + QCoreApplication.translate("SettingsPage", "days")
    return " MB"


def zero_text(key: str) -> str:
    """What the number 0 means; empty where it is a number like any other."""
    if key == "keep_history_days":
        return QCoreApplication.translate("SettingsPage", "For ever")
    return ""


def choice_texts(key: str) -> Sequence[str]:
    """The names of an option's choices, in the order of its type."""
    system = QCoreApplication.translate("SettingsPage", "As the system")
    if key == "mode":
        return [mode_name(mode) for mode in ListeningMode]
    if key == "language":
        return [system, "한국어", "English"]
    if key == "theme":
        return [
            system,
            QCoreApplication.translate("SettingsPage", "Light"),
            QCoreApplication.translate("SettingsPage", "Dark"),
        ]
    return [
        QCoreApplication.translate("SettingsPage", "Play the song to its end"),
        QCoreApplication.translate("SettingsPage", "Change the song soon"),
    ]
