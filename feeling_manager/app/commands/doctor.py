"""`doctor`: what works here, and what to do about what does not."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from feeling_manager.app.output import print_json
from feeling_manager.app.paths import UserFiles
from feeling_manager.app.store import files_of, open_store
from feeling_manager.app.ytdlp import UserYtDlp
from feeling_manager.core.diagnostics import Finding
from feeling_manager.core.errors import KnownError
from feeling_manager.core.ports import ActiveYtDlp
from feeling_manager.core.releases import OUTDATED_AFTER_DAYS
from feeling_manager.ui.finding_texts import finding_advice, finding_text

MIN_FREE_BYTES: Final = 500_000_000


def run(options: Namespace) -> int:
    """Print every finding; the exit status is 0 whatever is found."""
    findings = examine(files_of(options))
    if getattr(options, "json", False):
        print_json(
            {
                "ok": all(finding.ok for finding in findings),
                "checks": {finding.name: _json(finding) for finding in findings},
            }
        )
        return 0
    for finding in findings:
        mark = "ok     " if finding.ok else "MISSING"
        print(f"{mark} {finding.name}: {finding_text(finding)}")
        if advice := finding_advice(finding):
            print(f"        {advice}")
    return 0


def _json(finding: Finding) -> dict[str, Any]:
    """What scripts read; the window reads `code` and `values`, and says them in its language."""
    return {
        "ok": finding.ok,
        "found": finding_text(finding),
        "advice": finding_advice(finding),
        "code": finding.code,
        "values": dict(finding.values),
    }


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
    try:
        return look()
    except KnownError as error:
        return Finding(name, False, error.code, {"detail": error.detail})


def _camera() -> Finding:
    from feeling_manager.adapters.camera.camera_names import camera_names

    names = camera_names()
    if not names:
        return Finding("camera", False, "no_camera")
    said = ", ".join(f"{index}: {name}" for index, name in names)
    return Finding("camera", True, "cameras", {"names": said})


def _sound() -> Finding:
    if sys.platform != "linux":
        return Finding("sound", True, "system_sound")
    cards = Path("/proc/asound/cards")
    servers = [Path(f"/run/user/{_user_id()}/{name}") for name in ("pulse/native", "pipewire-0")]
    if any(server.exists() for server in servers):
        return Finding("sound", True, "sound_server")
    if cards.exists() and "[" in cards.read_text(encoding="utf-8", errors="replace"):
        return Finding("sound", True, "sound_card")
    return Finding("sound", False, "no_sound")


def _user_id() -> int:
    import os

    return os.getuid()


def _vlc() -> Finding:
    from feeling_manager.adapters.player.libvlc import load_vlc

    version = load_vlc().libvlc_get_version().decode()
    return Finding("vlc", True, "libvlc", {"version": version})


def _model() -> Finding:
    from feeling_manager.app.perception import load_models

    models = load_models()
    models.close()
    return Finding("model", True, "trained", {"date": models.card.date})


def _javascript() -> Finding:
    from feeling_manager.adapters.resolver.js_runtime import javascript_runtime

    runtime = javascript_runtime()
    if runtime is None:
        return Finding("javascript", False, "no_runtime")
    return Finding("javascript", True, "runtime", {"name": runtime[0], "path": str(runtime[1])})


def _ytdlp(files: UserFiles) -> Finding:
    from feeling_manager.adapters.resolver.js_runtime import ytdlp_age_days, ytdlp_version

    ytdlp = UserYtDlp(files)
    try:
        # Only the one that can be imported is the one that is used.
        ytdlp.activate()
    except ImportError as error:
        return Finding("yt-dlp", False, "ytdlp_broken", {"detail": str(error)})
    version, age = ytdlp_version(), ytdlp_age_days(datetime.now().date())
    if version is None or age is None:
        return Finding("yt-dlp", False, "ytdlp_unknown", {"version": str(version)})
    is_shipped = ytdlp.status().active is ActiveYtDlp.SHIPPED
    code = "ytdlp_shipped" if is_shipped else "ytdlp_updated"
    is_young = age <= OUTDATED_AFTER_DAYS
    return Finding("yt-dlp", is_young, code, {"version": version, "days": age})


def _database(files: UserFiles) -> Finding:
    store = open_store(files)
    try:
        songs = store.library.stats().total
    finally:
        store.close()
    return Finding("database", True, "songs", {"path": str(files.database), "count": songs})


def _disk(files: UserFiles) -> Finding:
    free = shutil.disk_usage(files.root if files.root.exists() else Path.home()).free
    return Finding("disk", free >= MIN_FREE_BYTES, "free", {"gigabytes": free / 1e9})
