"""Gestures from a video to the log, as scripts see them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.rendered_hands import HandPose, lay_hand
from tests.training.faces import portrait


@pytest.fixture(scope="module")
def chin_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some seconds of a portrait with a fist below its chin, at a desk camera's size."""
    import cv2

    fist = HandPose(250, 408, 112, curl=75, yaw=180, turn=10)
    image = cv2.resize(lay_hand(portrait(), fist), (410, 480), interpolation=cv2.INTER_AREA)
    wide = np.full((480, 640, 3), 140, np.uint8)
    wide[:, 115:525] = image
    path = tmp_path_factory.mktemp("video") / "chin.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (640, 480))
    for _ in range(40):
        writer.write(np.ascontiguousarray(wide[..., ::-1]))
    writer.release()
    return path


def program(data_dir: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "feeling_manager", *arguments, "--data-dir", str(data_dir)]


def answer(data_dir: Path, *arguments: str) -> dict[str, Any]:
    command = program(data_dir, *arguments)
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def watch(data_dir: Path, video: Path, *more: str, until: str) -> list[dict[str, Any]]:
    """Run until a line of that type comes, and end it as a user would."""
    command = program(
        data_dir, "run", "--camera", str(video), "--loop", "--player", "silent", *more
    )
    seen: list[dict[str, Any]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            seen.append(json.loads(line))
            if seen[-1]["type"] == until or len(seen) > 100:
                break
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=30)
        assert process.returncode == 0
    return seen + [json.loads(line) for line in rest.splitlines()]


def test_a_chin_on_a_hand_is_told_counted_exported_and_deleted(
    tmp_path: Path, chin_video: Path
) -> None:
    data_dir, archive = tmp_path / "data", tmp_path / "mine.zip"
    seen = watch(data_dir, chin_video, "--set", "gestures=on", until="gesture")
    gestures = [line for line in seen if line["type"] == "gesture"]
    assert [line["gesture"] for line in gestures] == ["chin_on_hand", "none"]
    assert {"at", "t"} <= set(gestures[0])
    day = answer(data_dir, "stats", "day", "--json")
    assert day["gestures"]["chin_on_hand"]["count"] == 1
    assert day["gestures"]["hand_in_hair"] == {"count": 0, "seconds": 0.0}
    assert set(day["gestures"]) == {"chin_on_hand", "hand_in_hair", "hand_over_face"}
    assert answer(data_dir, "stats", "week", "--json")["gestures"] == day["gestures"]
    answer(data_dir, "data", "export", str(archive))
    with zipfile.ZipFile(archive) as opened:
        (event,) = json.loads(opened.read("gestures.json"))
    assert set(event) == {"gesture", "started_at", "ended_at"}
    answer(data_dir, "data", "delete", "--yes")
    assert answer(data_dir, "stats", "day", "--json")["gestures"]["chin_on_hand"]["count"] == 0


def test_nobody_looks_for_hands_unasked(tmp_path: Path, chin_video: Path) -> None:
    seen = watch(tmp_path / "data", chin_video, until="emotion")
    assert "gesture" not in {line["type"] for line in seen}
    day = answer(tmp_path / "data", "stats", "day", "--json")
    assert all(total["count"] == 0 for total in day["gestures"].values())
