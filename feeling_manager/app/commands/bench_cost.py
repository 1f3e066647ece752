"""`bench perception`: what running all day costs, hidden and visible, beside the camera alone."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from typing import Any, Final

from feeling_manager.adapters.camera import camera_from_text
from feeling_manager.app.paths import program_command

SHORT_SHARE: Final = 0.25
"""A short and a long run; their difference leaves starting and ending out."""


def measure(camera: str, seconds: float) -> dict[str, Any]:
    """Share of one core in percent, and peak memory in MB, for a camera or a video file.

    Each long run lasts `seconds`.

    Raises: CameraError.
    """
    hidden = ["run", "--loop"]
    visible = ["--loop", "--page", "now"]
    return {
        "camera": camera,
        "camera_only_cpu_percent": _camera_only(camera, seconds / 2),
        "hidden_cpu_percent": _cpu_percent([*hidden, "--camera", camera], seconds),
        "visible_cpu_percent": _cpu_percent([*visible, "--camera", camera], seconds),
        "peak_memory_mb": round(_peak_mb()),
    }


def _camera_only(text: str, seconds: float) -> float:
    """A loop that takes every picture of the camera and does nothing with it."""
    camera = camera_from_text(text, loop=True)
    camera.open()
    try:
        camera.read()
        began, used = time.monotonic(), time.process_time()
        while time.monotonic() - began < seconds:
            camera.read()
        return round(100 * (time.process_time() - used) / (time.monotonic() - began), 2)
    finally:
        camera.close()


def _cpu_percent(arguments: list[str], seconds: float) -> float:
    short = seconds * SHORT_SHARE
    used = _cpu_seconds(arguments, seconds) - _cpu_seconds(arguments, short)
    return round(100 * used / (seconds - short), 2)


def _cpu_seconds(arguments: list[str], seconds: float) -> float:
    """Processor time of the whole program, running for so long."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        command = [*program_command(), *arguments, "--player", "silent"]
        command += ["--data-dir", folder, "--quit-after", str(seconds)]
        subprocess.run(command, check=True, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _peak_mb() -> float:
    """The most that any of the runs held."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1000
