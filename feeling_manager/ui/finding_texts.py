"""What `doctor` and the diagnostics found, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from feeling_manager.core.diagnostics import Finding
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.translation import QT_TRANSLATE_NOOP, translated

_NAMES: Final[Mapping[str, str]] = {
    "camera": QT_TRANSLATE_NOOP("texts", "Camera"),
    "sound": QT_TRANSLATE_NOOP("texts", "Sound"),
    "vlc": QT_TRANSLATE_NOOP("texts", "VLC"),
    "model": QT_TRANSLATE_NOOP("texts", "Emotion network"),
    "javascript": QT_TRANSLATE_NOOP("texts", "JavaScript runtime"),
    "yt-dlp": QT_TRANSLATE_NOOP("texts", "yt-dlp"),
    "database": QT_TRANSLATE_NOOP("texts", "Database"),
    "disk": QT_TRANSLATE_NOOP("texts", "Disk"),
}

_FOUND: Final[Mapping[str, str]] = {
    "cameras": "{names}",
    "no_camera": QT_TRANSLATE_NOOP("texts", "no camera was found"),
    "system_sound": QT_TRANSLATE_NOOP("texts", "the system's sound output is used"),
    "sound_server": QT_TRANSLATE_NOOP("texts", "a sound server is running"),
    "sound_card": QT_TRANSLATE_NOOP("texts", "a sound card is there"),
    "no_sound": QT_TRANSLATE_NOOP("texts", "no sound card and no sound server were found"),
    "libvlc": "libVLC {version}",
    "trained": QT_TRANSLATE_NOOP("texts", "trained {date}"),
    "runtime": QT_TRANSLATE_NOOP("texts", "{name} at {path}"),
    "no_runtime": QT_TRANSLATE_NOOP("texts", "no JavaScript runtime for yt-dlp was found"),
    "ytdlp_broken": QT_TRANSLATE_NOOP("texts", "it cannot be loaded: {detail}"),
    "ytdlp_unknown": QT_TRANSLATE_NOOP("texts", "unknown version {version}"),
    "ytdlp_shipped": QT_TRANSLATE_NOOP(
        "texts", "{version}, {days} days old, came with the program"
    ),
    "ytdlp_updated": QT_TRANSLATE_NOOP("texts", "{version}, {days} days old, updated by you"),
    "songs": QT_TRANSLATE_NOOP("texts", "{path}, {count} songs"),
    "free": QT_TRANSLATE_NOOP("texts", "{gigabytes:.1f} GB free"),
}

_ADVICE: Final[Mapping[str, str]] = {
    "no_camera": QT_TRANSLATE_NOOP(
        "texts", "Connect a camera, or start with --camera demo to look around."
    ),
    "no_sound": QT_TRANSLATE_NOOP(
        "texts", "Connect a sound card, or start with --audio-file out.wav to render to a file."
    ),
    "no_runtime": QT_TRANSLATE_NOOP(
        "texts", "YouTube needs it. Install Deno 2 or Node 22 and see that it is on the PATH."
    ),
    "ytdlp_broken": QT_TRANSLATE_NOOP("texts", "Install it again."),
    "free": QT_TRANSLATE_NOOP("texts", "Free some space: songs are kept on the disk."),
}

_UPDATE_YTDLP: Final = QT_TRANSLATE_NOOP(
    "texts",
    "An old one soon stops working. Type: feeling-manager update,"
    " or press Update yt-dlp on the settings page.",
)


def finding_name(finding: Finding) -> str:
    """What was looked at."""
    return translated(_NAMES[finding.name])


def finding_text(finding: Finding) -> str:
    """What was found."""
    if finding.code in _FOUND:
        return translated(_FOUND[finding.code]).format(**finding.values)
    return str(finding.values.get("detail") or finding.code)


def finding_advice(finding: Finding) -> str:
    """What to do about it; empty when it is in order."""
    if finding.ok:
        return ""
    if finding.code in _ADVICE:
        return translated(_ADVICE[finding.code])
    if finding.code.startswith("ytdlp_") and finding.code in _FOUND:
        return translated(_UPDATE_YTDLP)
    return problem_text(finding.code)
