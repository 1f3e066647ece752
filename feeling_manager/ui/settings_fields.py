"""The options of the settings page in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from feeling_manager.core.settings import ListeningMode
from feeling_manager.ui.texts import mode_name


def field_texts() -> dict[str, str]:
    """What each option is called, by its key."""
    tr = QCoreApplication.translate
    return {
        "camera": tr("SettingsPage", "Camera (auto, a number, a name or a video file)"),
        "sample_interval_s": tr("SettingsPage", "Read every … seconds"),
        "hold_s": tr("SettingsPage", "An expression counts after … seconds"),
        "mode": tr("SettingsPage", "Music is to"),
        "switch_song": tr("SettingsPage", "When the expression changes"),
        "level_volume": tr("SettingsPage", "Play all songs equally loud"),
        "cache_mb": tr("SettingsPage", "Disk space for songs from the web, in MB"),
        "language": tr("SettingsPage", "Language"),
        "theme": tr("SettingsPage", "Colours"),
        "keep_history_days": tr("SettingsPage", "Keep the log for … days (0: for ever)"),
    }


def choice_texts() -> dict[str, tuple[str, ...]]:
    """The names of an option's choices, in the order of its type."""
    tr = QCoreApplication.translate
    return {
        "mode": tuple(mode_name(mode) for mode in ListeningMode),
        "switch_song": (
            tr("SettingsPage", "Play the song to its end"),
            tr("SettingsPage", "Change the song soon"),
        ),
        "language": (tr("SettingsPage", "As the system"), "한국어", "English"),
        "theme": (
            tr("SettingsPage", "As the system"),
            tr("SettingsPage", "Light"),
            tr("SettingsPage", "Dark"),
        ),
    }
