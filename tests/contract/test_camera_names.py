"""How a camera is found by name, without one."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from feeling_manager.adapters.camera.camera_names import (
    camera_names,
    index_of,
    linux_camera_names,
    macos_camera_names,
    node_capabilities_capture,
)
from feeling_manager.core.errors import CameraError

CAMERAS = [(0, "Integrated Camera: Front"), (2, "Logitech BRIO"), (4, "BRIO")]


def add_node(sysfs: Path, number: int, name: str, index: int) -> None:
    node = sysfs / f"video{number}"
    node.mkdir(parents=True)
    (node / "name").write_text(name + "\n")
    (node / "index").write_text(f"{index}\n")


def test_metadata_nodes_are_left_out_by_what_they_say_of_themselves(tmp_path: Path) -> None:
    add_node(tmp_path, 10, "Infrared", 2)
    add_node(tmp_path, 1, "Webcam", 1)
    add_node(tmp_path, 0, "Webcam", 0)
    told = {"video0": True, "video1": False, "video10": True}
    assert linux_camera_names(tmp_path, told.get) == [(0, "Webcam"), (10, "Infrared")]


def test_a_node_that_cannot_be_asked_is_a_camera_when_it_is_the_first(tmp_path: Path) -> None:
    add_node(tmp_path, 0, "Webcam", 0)
    add_node(tmp_path, 1, "Webcam", 1)
    assert linux_camera_names(tmp_path, lambda _node: None) == [(0, "Webcam")]


def test_no_camera_at_all_is_an_empty_list(tmp_path: Path) -> None:
    assert linux_camera_names(tmp_path / "none") == []
    assert isinstance(camera_names(), list)


@pytest.mark.parametrize(
    ("capabilities", "device_caps", "captures"),
    [
        (0x84A00001, 0x04200001, True),  # a webcam's picture node
        (0x84A00001, 0x04A00000, False),  # its metadata node
        (0x00000001, 0x00000000, True),  # a driver that does not tell nodes apart
        (0x84201000, 0x04201000, True),  # multi-planar
    ],
)
def test_a_node_captures_by_its_own_capabilities(
    capabilities: int, device_caps: int, captures: bool
) -> None:
    answer = struct.pack("=84xII12x", capabilities, device_caps)
    assert node_capabilities_capture(answer) is captures


@pytest.mark.parametrize(
    ("name", "index"), [("integrated", 0), ("brio", 4), ("logitech", 2), (" BRIO ", 4)]
)
def test_part_of_a_name_is_enough_and_the_whole_name_wins(name: str, index: int) -> None:
    assert index_of(name, CAMERAS) == index


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(CameraError, match="Logitech BRIO"):
        index_of("Kinect", CAMERAS)


def test_macos_cameras_are_numbered_as_opencv_does() -> None:
    report = {
        "SPCameraDataType": [
            {"_name": "USB Camera", "spcamera_unique-id": "0x11000000c45636d"},
            {"_name": "FaceTime HD Camera", "spcamera_unique-id": "0x8020000005ac8514"},
            {"_name": "Studio Display", "spcamera_unique-id": "0x00000001"},
        ]
    }
    assert macos_camera_names(report) == [
        (0, "Studio Display"),
        (1, "USB Camera"),
        (2, "FaceTime HD Camera"),
    ]


def test_nothing_heavy_is_imported_before_a_camera_opens() -> None:
    script = (
        "import sys; from feeling_manager.adapters.camera import camera_from_text;"
        "camera_from_text('demo'); camera_from_text('0');"
        "print('cv2' in sys.modules, 'matplotlib' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert answer.stdout.split() == ["False", "False"], answer.stderr
