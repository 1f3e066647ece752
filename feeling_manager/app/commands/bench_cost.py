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

SHORT_S: Final = 10
LONG_S: Final = 40
"""Two runs; their difference leaves starting and ending out."""

CAMERA_ONLY_S: Final = 20


def measure(camera: str) -> dict[str, Any]:
    """Share of one core in percent, and peak memory in MB, for a camera or a video file.

    Raises: CameraError.
    """
    hidden = ["run", "--loop"]
    visible = ["--loop", "--page", "now"]
    return {
        "camera": camera,
        "camera_only_cpu_percent": _camera_only(camera),
        "hidden_cpu_percent": _cpu_percent([*hidden, "--camera", camera]),
        "visible_cpu_percent": _cpu_percent([*visible, "--camera", camera]),
        "peak_memory_mb": round(_peak_mb()),
    }


def _camera_only(text: str) -> float:
    """A loop that takes every picture of the camera and does nothing with it."""
    camera = camera_from_text(text, loop=True)
    camera.open()
    try:
        camera.read()
        began, used = time.monotonic(), time.process_time()
        while time.monotonic() - began < CAMERA_ONLY_S:
            camera.read()
        return round(100 * (time.process_time() - used) / (time.monotonic() - began), 2)
    finally:
        camera.close()


def _cpu_percent(arguments: list[str]) -> float:
    long_s, short_s = _cpu_seconds(arguments, LONG_S), _cpu_seconds(arguments, SHORT_S)
    return round(100 * (long_s - short_s) / (LONG_S - SHORT_S), 2)


def _cpu_seconds(arguments: list[str], seconds: int) -> float:
    """Processor time of the whole program, running for so long."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "feeling_manager", *arguments, "--player", "silent"]
        command += ["--data-dir", folder, "--quit-after", str(seconds)]
        subprocess.run(command, check=True, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _peak_mb() -> float:
    """The most that any of the runs held."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1000
