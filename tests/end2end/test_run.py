"""The whole job without a window: demo camera in, sound and log out, and bad days."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from feeling_manager.core.daily_summary import day_span, local_date
from feeling_manager.core.listening import Ending
from feeling_manager.storage.database import open_database
from feeling_manager.storage.emotion_log import EmotionLog
from tests.sounds import read_wav
from tests.training.faces import portrait


def arguments(data_dir: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "feeling_manager", "run", "--camera", "demo", "--data-dir",
        str(data_dir), *more,
    ]  # fmt: skip


@contextmanager
def running(data_dir: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        arguments(data_dir, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read_until(
    process: subprocess.Popen[str], kind: str, **fields: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Read lines until one is of that kind and has those fields."""
    seen: list[dict[str, Any]] = []
    assert process.stdout is not None
    for line in process.stdout:
        seen.append(json.loads(line))
        if seen[-1]["type"] == kind and all(seen[-1].get(k) == v for k, v in fields.items()):
            return seen[-1], seen
    raise AssertionError(f"no {kind} came; it said {seen}")


def logged(data_dir: Path) -> tuple[list[Any], list[Any]]:
    db = open_database(data_dir / "feeling_manager.sqlite")
    span = day_span(local_date(datetime.now(timezone.utc))).bounds()
    log = EmotionLog(db)
    result = log.events_between(*span), log.plays_between(*span)
    db.close()
    return result


def test_it_watches_reads_chooses_plays_and_writes_down(tmp_path: Path) -> None:
    data_dir, wav = tmp_path / "data", tmp_path / "out.wav"
    with running(data_dir, "--audio-file", str(wav), "--set", "hold_s=1") as process:
        read_until(process, "ready")
        playing, seen = read_until(process, "playback", state="playing")
        time.sleep(5)
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=30)
        assert process.returncode == 0, errors
    seen += [json.loads(line) for line in rest.splitlines()]
    observations = [line for line in seen if line["type"] == "observation"]
    assert observations and all(line["face"] for line in observations)
    assert all(line["quality"] == "ok" for line in observations)
    assert {"type", "at", "t", "face", "scores", "quality", "ms"} <= set(observations[0])
    gaps = np.diff([line["t"] for line in observations[1:]])
    assert abs(float(np.median(gaps)) - 1.0) < 0.2
    (emotion,) = [line for line in seen if line["type"] == "emotion" and line["emotion"]]
    assert playing["track"]["title"]
    events, plays = logged(data_dir)
    assert [str(event.emotion) for event in events] == [emotion["emotion"]]
    assert events[0].duration_s >= 3
    assert plays[-1].ending is Ending.STOPPED
    assert plays[-1].track_id == playing["track"]["id"]
    samples, rate = read_wav(wav)
    assert len(samples) / rate > 3
    assert np.sqrt(np.mean(samples**2)) > 0.003


def film(path: Path, factor: float) -> None:
    """Three seconds of a portrait with a share of its light."""
    picture = np.rint(portrait()[:480, :, ::-1] * factor).astype(np.uint8)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 5, (512, 480))
    for _ in range(15):
        writer.write(picture)
    writer.release()


@pytest.mark.parametrize(("factor", "quality"), [(1.0, "ok"), (0.06, "too_dark")])
def test_a_face_in_the_dark_is_not_guessed_at(tmp_path: Path, factor: float, quality: str) -> None:
    video = tmp_path / "film.avi"
    film(video, factor)
    options = ("--camera", str(video), "--loop", "--player", "silent")
    with running(tmp_path / "data", *options) as process:
        read_until(process, "observation")
        look, _ = read_until(process, "observation")
    assert look["quality"] == quality
    assert (look["scores"] is not None) == (quality == "ok")


def test_a_killed_run_loses_only_the_open_seconds(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    options = ("--player", "silent", "--set", "hold_s=0", "--set", "sample_interval_s=0.5")
    with running(data_dir, *options) as process:
        read_until(process, "playback", state="playing")
        time.sleep(1)
        process.kill()
    before, plays = logged(data_dir)
    assert before
    assert plays[-1].ending is Ending.PLAYING
    with running(data_dir, *options) as process:
        read_until(process, "emotion")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 0
    after, plays = logged(data_dir)
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert plays[0].ending is Ending.INTERRUPTED


def test_a_second_run_on_the_same_data_is_told_so(tmp_path: Path) -> None:
    with running(tmp_path / "data", "--player", "silent") as process:
        read_until(process, "ready")
        second = subprocess.run(
            arguments(tmp_path / "data"), capture_output=True, text=True, timeout=60, check=False
        )
    assert second.returncode == 3
    assert "already running" in second.stderr
    assert "Traceback" not in second.stderr


def test_no_camera_is_a_state_and_music_can_still_be_chosen(tmp_path: Path) -> None:
    command = arguments(tmp_path / "data", "--player", "silent", "--quit-after", "6")
    command[command.index("demo")] = "no such camera"
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr
    seen = [json.loads(line) for line in result.stdout.splitlines()]
    assert "camera_missing" in [line["code"] for line in seen if line["type"] == "problem"]
    assert not [line for line in seen if line["type"] == "observation"]


def test_a_broken_database_is_kept_aside_and_said(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    (data_dir / "feeling_manager.sqlite").write_bytes(b"garbage " * 500)
    result = subprocess.run(
        arguments(data_dir, "--player", "silent", "--quit-after", "1"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    codes = [json.loads(line).get("code") for line in result.stdout.splitlines()]
    assert "database_set_aside" in codes
    (kept,) = data_dir.glob("feeling_manager-unreadable-*.sqlite")
    assert kept.read_bytes().startswith(b"garbage")


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("in the way")
    result = subprocess.run(
        arguments(tmp_path / where), capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 4
    assert len(result.stderr.strip().splitlines()) == 1
