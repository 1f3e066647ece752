"""`doctor`: what works here, and what to do about what does not."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from feeling_manager.app.output import print_json
from feeling_manager.app.paths import UserFiles
from feeling_manager.app.store import files_of, open_store
from feeling_manager.app.ytdlp import UserYtDlp
from feeling_manager.core.errors import KnownError
from feeling_manager.core.ports import ActiveYtDlp
from feeling_manager.core.releases import OUTDATED_AFTER_DAYS

MIN_FREE_BYTES: Final = 500_000_000
UPDATE_YTDLP: Final = (
    "An old one soon stops working. Type: feeling-manager update,"
    " or press Update yt-dlp on the settings page."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` is empty when it is in order."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def run(options: Namespace) -> int:
    """Print every finding; the exit status is 0 whatever is found."""
    findings = examine(files_of(options))
    if getattr(options, "json", False):
        print_json(
            {
                "ok": all(finding.ok for finding in findings),
                "checks": {
                    f.name: {k: v for k, v in asdict(f).items() if k != "name"} for f in findings
                },
            }
        )
        return 0
    for finding in findings:
        mark = "ok     " if finding.ok else "MISSING"
        print(f"{mark} {finding.name}: {finding.found}")
        if finding.advice:
            print(f"        {finding.advice}")
    return 0


def examine(files: UserFiles) -> list[Finding]:
    """Look at everything the program needs."""
    return [
        _guarded("camera", _camera),
        _guarded("sound", _sound),
        _guarded("vlc", _vlc),
        _guarded("model", _model),
        _guarded("javascript", _javascript),
        _guarded("yt-dlp", lambda: _ytdlp(files)),
        _guarded("database", lambda: _database(files)),
        _guarded("disk", lambda: _disk(files)),
    ]


def _guarded(name: str, look: Callable[[], Finding]) -> Finding:
    from feeling_manager.ui.problem_texts import problem_text

    try:
        return look()
    except KnownError as error:
        return Finding(name, False, error.detail or error.code, problem_text(error.code))


def _camera() -> Finding:
    from feeling_manager.adapters.camera.camera_names import camera_names

    names = camera_names()
    if names:
        return Finding("camera", True, ", ".join(f"{index}: {name}" for index, name in names))
    advice = "Connect a camera, or start with --camera demo to look around."
    return Finding("camera", False, "no camera was found", advice)


def _sound() -> Finding:
    if sys.platform != "linux":
        return Finding("sound", True, "the system's sound output is used")
    cards = Path("/proc/asound/cards")
    servers = [Path(f"/run/user/{_user_id()}/{name}") for name in ("pulse/native", "pipewire-0")]
    if any(server.exists() for server in servers):
        return Finding("sound", True, "a sound server is running")
    if cards.exists() and "[" in cards.read_text(encoding="utf-8", errors="replace"):
        return Finding("sound", True, "a sound card is there")
    advice = "Connect a sound card, or start with --audio-file out.wav to render to a file."
    return Finding("sound", False, "no sound card and no sound server were found", advice)


def _user_id() -> int:
    import os

    return os.getuid()


def _vlc() -> Finding:
    from feeling_manager.adapters.player.libvlc import load_vlc

    return Finding("vlc", True, f"libVLC {load_vlc().libvlc_get_version().decode()}")


def _model() -> Finding:
    from feeling_manager.app.perception import load_models

    models = load_models()
    models.close()
    return Finding("model", True, f"trained {models.card.date}")


def _javascript() -> Finding:
    from feeling_manager.adapters.resolver.js_runtime import javascript_runtime

    runtime = javascript_runtime()
    if runtime is not None:
        return Finding("javascript", True, f"{runtime[0]} at {runtime[1]}")
    advice = "YouTube needs it. Install Deno 2 or Node 22 and see that it is on the PATH."
    return Finding("javascript", False, "no JavaScript runtime for yt-dlp was found", advice)


def _ytdlp(files: UserFiles) -> Finding:
    from feeling_manager.adapters.resolver.js_runtime import ytdlp_age_days, ytdlp_version

    ytdlp = UserYtDlp(files)
    try:
        # Only the one that can be imported is the one that is used.
        ytdlp.activate()
    except ImportError as error:
        return Finding("yt-dlp", False, f"it cannot be loaded: {error}", "Install it again.")
    version, age = ytdlp_version(), ytdlp_age_days(datetime.now().date())
    if version is None or age is None:
        return Finding("yt-dlp", False, f"unknown version {version}", UPDATE_YTDLP)
    is_shipped = ytdlp.status().active is ActiveYtDlp.SHIPPED
    origin = "came with the program" if is_shipped else "updated by you"
    found = f"{version}, {age} days old, {origin}"
    if age <= OUTDATED_AFTER_DAYS:
        return Finding("yt-dlp", True, found)
    return Finding("yt-dlp", False, found, UPDATE_YTDLP)


def _database(files: UserFiles) -> Finding:
    store = open_store(files)
    try:
        songs = store.library.stats().total
    finally:
        store.close()
    return Finding("database", True, f"{files.database}, {songs} songs")


def _disk(files: UserFiles) -> Finding:
    free = shutil.disk_usage(files.root if files.root.exists() else Path.home()).free
    found = f"{free / 1e9:.1f} GB free"
    if free >= MIN_FREE_BYTES:
        return Finding("disk", True, found)
    return Finding("disk", False, found, "Free some space: songs are kept on the disk.")
