"""The commands as scripts use them: real processes, real files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def command(
    *arguments: str, data_dir: Path, check: bool = True
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "feeling_manager", *arguments, "--data-dir", str(data_dir)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=check,
        timeout=120,
        cwd=data_dir.parent,
    )


def lines(*arguments: str, data_dir: Path) -> list[dict[str, Any]]:
    output = command(*arguments, data_dir=data_dir).stdout
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "내 자료 folder"


def portrait() -> Path:
    spec = find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"


def test_version() -> None:
    from feeling_manager import __version__

    result = subprocess.run(
        [sys.executable, "-m", "feeling_manager", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == f"feeling-manager {__version__}"


def test_classify_reads_pictures_and_says_which_it_cannot_read(
    data_dir: Path, tmp_path: Path
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    shutil.copy(portrait(), pictures / "b 초상.jpg")
    (pictures / "a.png").write_bytes(b"no picture")
    bad, good = lines("classify", str(pictures), data_dir=data_dir)
    assert bad["error"] and bad["face"] is None and bad["emotion"] is None
    assert good["path"].endswith("b 초상.jpg")
    x, y, width, height = good["face"]
    assert 100 < x < 250 and 80 < y < 220 and 120 < width < 280 and 120 < height < 280
    assert abs(sum(good["scores"].values()) - 1) < 0.01
    assert good["emotion"] == max(good["scores"], key=good["scores"].get)
    assert list(good["scores"]) == ["anger", "fear", "happiness", "neutral", "sadness", "surprise"]
    assert good["ms"]["total"] > 0


def test_classify_takes_crops_whole(data_dir: Path) -> None:
    (found,) = lines("classify", "--crops", str(portrait()), data_dir=data_dir)
    assert found["face"] == [0, 0, 512, 600]
    assert found["emotion"] is not None


def test_classify_of_nothing_is_bad_data(data_dir: Path) -> None:
    result = command("classify", "/nowhere.png", data_dir=data_dir, check=False)
    assert result.returncode == 4
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_recommend_follows_preferences_and_a_seed_repeats_it(data_dir: Path) -> None:
    command("preferences", "set", "fear", "trot", data_dir=data_dir)
    arguments = ("recommend", "--emotion", "fear", "-n", "5", "--seed", "3")
    found = lines(*arguments, data_dir=data_dir)
    assert {item["track"]["genre"] for item in found} == {"trot"}
    assert len({item["track"]["id"] for item in found}) == 5
    assert all(item["reason"] for item in found)
    assert lines(*arguments, data_dir=data_dir) == found


def test_preferences_are_set_shown_and_reset(data_dir: Path) -> None:
    (before,) = lines("preferences", "get", data_dir=data_dir)
    assert list(before) == ["anger", "fear", "happiness", "neutral", "sadness", "surprise"]
    (after,) = lines("preferences", "set", "anger", "jazz", "pop", data_dir=data_dir)
    assert after == {**before, "anger": ["jazz", "pop"]}
    (empty,) = lines("preferences", "set", "anger", data_dir=data_dir)
    assert empty["anger"] == []
    assert lines("preferences", "reset", data_dir=data_dir) == [before]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("preferences", "set", "joy", "pop"), 2),
        (("preferences", "set", "fear", "polka"), 2),
        (("recommend", "--emotion", "boredom"), 2),
        (("stats", "day", "--date", "yesterday"), 2),
        (("run", "--set", "volume=900"), 2),
        (("run", "--set", "nonsense=1"), 2),
        (("library", "add", "javascript:x", "--title", "t"), 2),
        (("library", "remove", "999999"), 4),
        (("library", "import", "/nowhere"), 3),
    ],
)
def test_mistakes_end_with_one_sentence_and_their_status(
    data_dir: Path, arguments: tuple[str, ...], status: int
) -> None:
    result = command(*arguments, data_dir=data_dir, check=False)
    assert result.returncode == status
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


def test_the_library_is_searched_added_to_and_counted(data_dir: Path) -> None:
    (before,) = lines("library", "stats", data_dir=data_dir)
    assert before["total"] >= 100
    assert len(before["by_genre"]) >= 10
    title = '"Quoted" 100% \'; DROP TABLE tracks; -- 😀'
    (added,) = lines(
        "library", "add", "https://example.org/x", "--title", title, "--artist", "가수",
        "--genre", "jazz", data_dir=data_dir,
    )  # fmt: skip
    assert added["title"] == title
    (found,) = lines("library", "search", "quoted 가수", data_dir=data_dir)
    assert found["id"] == added["id"]
    assert len(lines("library", "list", data_dir=data_dir)) == before["total"] + 1
    lines("library", "remove", str(added["id"]), data_dir=data_dir)
    assert lines("library", "stats", data_dir=data_dir) == [before]


def test_what_is_exported_is_there_already_when_imported(data_dir: Path, tmp_path: Path) -> None:
    csv_file = tmp_path / "out.csv"
    (exported,) = lines("library", "export", str(csv_file), data_dir=data_dir)
    (result,) = lines("library", "import", str(csv_file), data_dir=data_dir)
    assert result["found"] == exported["songs"]
    assert result["added"] == 0
    assert Path(result["log"]).read_text(encoding="utf-8").count("already there") >= 100


def test_a_folder_is_imported_and_a_dry_run_adds_nothing(data_dir: Path, tmp_path: Path) -> None:
    music = tmp_path / "music"
    music.mkdir()
    shutil.copy(ROOT / "assets" / "starter_tracks" / "first_light.opus", music / "A - B.opus")
    (music / "note.txt").write_text("no song")
    (dry,) = lines("library", "import", str(music), "--dry-run", data_dir=data_dir)
    (wet,) = lines("library", "import", str(music), "--genre", "jazz", data_dir=data_dir)
    (again,) = lines("library", "import", str(music), data_dir=data_dir)
    assert (dry["added"], wet["added"], again["added"], again["already_there"]) == (1, 1, 0, 1)


def test_songs_whose_file_is_gone_are_found_by_a_check(data_dir: Path, tmp_path: Path) -> None:
    gone = (tmp_path / "gone.mp3").as_uri()
    lines("library", "add", gone, "--title", "Gone", data_dir=data_dir)
    (result,) = lines("library", "check", data_dir=data_dir)
    assert [(one["title"], one["problem"]) for one in result["broken"]] == [
        ("Gone", "file_missing")
    ]
    assert result["checked"] >= 11, "the starter tracks are checked too"
    assert result["left"] == 0 and result["stopped_by"] is None
    (few,) = lines("library", "check", "--limit", "2", data_dir=data_dir)
    assert few["checked"] == 2


def test_doctor_looks_at_everything(data_dir: Path) -> None:
    (report,) = lines("doctor", "--json", data_dir=data_dir)
    assert set(report["checks"]) == {
        "camera", "sound", "vlc", "model", "javascript", "yt-dlp", "database", "disk",
    }  # fmt: skip
    for name in ("vlc", "model", "javascript", "database"):
        assert report["checks"][name]["ok"], report["checks"][name]
    for check in report["checks"].values():
        assert check["ok"] or check["advice"]


def test_data_is_exported_and_deleted_only_when_confirmed(data_dir: Path, tmp_path: Path) -> None:
    (exported,) = lines("data", "export", str(tmp_path / "mine.zip"), data_dir=data_dir)
    assert exported["contents"]["library.json"] >= 100
    refused = command("data", "delete", data_dir=data_dir, check=False)
    assert refused.returncode == 2
    assert lines("data", "delete", "--yes", data_dir=data_dir) == [{"deleted": 0, "corrections": 0}]
    (where,) = lines("data", "where", data_dir=data_dir)
    assert Path(where["database"]).exists()


def test_a_chart_is_written(data_dir: Path, tmp_path: Path) -> None:
    target = tmp_path / "week.png"
    command("stats", "week", "--png", str(target), data_dir=data_dir)
    assert target.read_bytes().startswith(b"\x89PNG")


def test_the_same_time_is_another_day_elsewhere(data_dir: Path) -> None:
    from datetime import datetime, timedelta, timezone

    from feeling_manager.core.emotions import Emotion
    from feeling_manager.core.values import EmotionEvent
    from feeling_manager.storage.database import open_database
    from feeling_manager.storage.emotion_log import EmotionLog

    command("preferences", "get", data_dir=data_dir)
    db = open_database(data_dir / "feeling_manager.sqlite")
    at = datetime(2026, 3, 1, 23, 30, tzinfo=timezone.utc)
    EmotionLog(db).start_event(EmotionEvent(Emotion.SADNESS, at, at + timedelta(minutes=1), 1))
    db.close()
    for zone, day in (("Asia/Seoul", "2026-03-02"), ("UTC", "2026-03-01")):
        result = subprocess.run(
            [sys.executable, "-m", "feeling_manager", "stats", "day", "--date", day, "--json",
             "--data-dir", str(data_dir)],
            capture_output=True, text=True, check=True, env={**os.environ, "TZ": zone},
        )  # fmt: skip
        summary = json.loads(result.stdout)
        assert (summary["sadnessCount"], summary["seconds"]["sadness"]) == (1, 60.0)


@pytest.mark.parametrize("what", ["perception", "statistics"])
def test_benchmarks_measure_something(data_dir: Path, what: str) -> None:
    (figures,) = lines("bench", what, "--json", "--seconds", "4", data_dir=data_dir)
    spreads = [value for value in figures.values() if isinstance(value, dict)]
    assert spreads
    assert all(0 < spread["median"] <= spread["p95"] for spread in spreads)
    if what == "perception" and sys.platform != "win32":
        assert figures["camera_only_cpu_percent"] > 0
        assert 0 < figures["hidden_cpu_percent"] < 100
        assert 50 < figures["peak_memory_mb"] < 1000
