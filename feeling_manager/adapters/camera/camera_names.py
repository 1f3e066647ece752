"""Which cameras there are, by the names a person knows them by."""

from __future__ import annotations

import json
import logging
import os
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from feeling_manager.core.errors import CameraError

logger = logging.getLogger(__name__)

_PLATFORM: str = sys.platform
_SYSFS = Path("/sys/class/video4linux")
_PROFILER_TIMEOUT_S = 10

_VIDIOC_QUERYCAP = 0x80685600
_V4L2_CAPABILITY_BYTES = 104
_V4L2_CAP_ANY_CAPTURE = 0x00000001 | 0x00001000
_V4L2_CAP_DEVICE_CAPS = 0x80000000


def camera_names() -> list[tuple[int, str]]:
    """(index, name) of every camera, by index; empty on Windows, where only OpenCV can count them.

    Thread: any but the GUI's; on macOS it asks a program of the system, which takes a second.
    """
    if _PLATFORM.startswith("linux"):
        return linux_camera_names(_SYSFS)
    if _PLATFORM == "darwin":
        return _macos_camera_names()
    return []


def index_of(name: str, cameras: list[tuple[int, str]]) -> int:
    """The camera whose name contains these words, whatever the case; the whole name wins.

    Raises: CameraError (`camera_missing`).
    """
    wanted = name.strip().casefold()
    names = [(index, known.strip().casefold()) for index, known in cameras]
    exact = [index for index, known in names if known == wanted]
    part = [index for index, known in names if wanted and wanted in known]
    if exact or part:
        return (exact or part)[0]
    there = ", ".join(known for _, known in cameras) or "none known by name"
    raise CameraError(f"no camera is named {name!r}; there are: {there}", "camera_missing")


def linux_camera_names(
    sysfs: Path, is_capture_node: Callable[[str], bool | None] | None = None
) -> list[tuple[int, str]]:
    """Read the nodes under `sysfs`, leaving out those that give no pictures.

    A webcam has a capture node and, since Linux 4.16, a metadata node of the same name. Which is
    which the node itself tells; where it cannot be opened, the first node of a device is taken.
    """
    ask = is_capture_node or video_node_captures
    cameras = []
    for node in sysfs.glob("video*"):
        number = re.fullmatch(r"video(\d+)", node.name)
        if number is None:
            continue
        captures = ask(node.name)
        if captures is None:
            captures = _first_line(node / "index") in ("", "0")
        if captures:
            cameras.append((int(number[1]), _first_line(node / "name") or node.name))
    return sorted(cameras)


def video_node_captures(node_name: str) -> bool | None:
    """Ask /dev/videoN whether it gives pictures; None when it cannot be asked.

    Opening a node neither claims the camera nor lights its lamp; streaming does.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        node = os.open(f"/dev/{node_name}", os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        answer = bytearray(_V4L2_CAPABILITY_BYTES)
        fcntl.ioctl(node, _VIDIOC_QUERYCAP, answer)
    except OSError:
        return None
    finally:
        os.close(node)
    return node_capabilities_capture(bytes(answer))


def node_capabilities_capture(answer: bytes) -> bool:
    """Whether a `struct v4l2_capability` is that of a node which gives pictures.

    Source: linux/videodev2.h.
    """
    capabilities, device_caps = struct.unpack_from("=II", answer, 84)
    of_this_node = device_caps if capabilities & _V4L2_CAP_DEVICE_CAPS else capabilities
    return bool(of_this_node & _V4L2_CAP_ANY_CAPTURE)


def macos_camera_names(report: dict[str, Any]) -> list[tuple[int, str]]:
    """Take `system_profiler -json SPCameraDataType`; OpenCV numbers cameras by unique id.

    Source: opencv/opencv#22946.
    """
    cameras = sorted(
        report.get("SPCameraDataType", []),
        key=lambda camera: str(camera.get("spcamera_unique-id", "")),
    )
    return [(index, str(camera.get("_name", ""))) for index, camera in enumerate(cameras)]


def _macos_camera_names() -> list[tuple[int, str]]:
    command = ["/usr/sbin/system_profiler", "-json", "SPCameraDataType"]
    try:
        answer = subprocess.run(
            command, capture_output=True, timeout=_PROFILER_TIMEOUT_S, check=True
        )
        return macos_camera_names(json.loads(answer.stdout))
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        logger.warning("the cameras cannot be listed: %s", error)
        return []


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
