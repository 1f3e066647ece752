"""Which yt-dlp a fresh process really imports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version

from feeling_manager.adapters.resolver import ytdlp_version
from feeling_manager.adapters.updates import YtDlpFolder
from tests.adapters.updates.index import (
    GOOD,
    FakeIndex,
    repacked,
    solver_wheel,
    ytdlp_wheel,
)
from tests.contract.loopback import Loopback, keep_going, render_audio, serve

START = """
import json, sys
from argparse import Namespace
from pathlib import Path
from feeling_manager.adapters.resolver.js_runtime import challenge_solver_version, ytdlp_version
from feeling_manager.adapters.updates import *
from feeling_manager.app.commands import update as command
from feeling_manager.app.paths import UserFiles
from feeling_manager.app.ytdlp import UserYtDlp

files = UserFiles(Path(sys.argv[1]))
client = HttpsClient(http_on_loopback=True)
index = PackageIndex(client, sys.argv[2])
ytdlp = UserYtDlp(files, True, client, index)

def tell(**more):
    import yt_dlp, yt_dlp.version
    told = {"version": yt_dlp.version.__version__, "file": yt_dlp.__file__, **more}
    told["status"] = [ytdlp.status().installed, ytdlp.status().active.value]
    print(json.dumps(told))
"""


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serve() as running:
        yield running


@pytest.fixture
def index(server: Loopback) -> FakeIndex:
    return FakeIndex(server)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "내 자료"


def shipped() -> str:
    """The version that is installed here, as packages spell it."""
    return str(Version(ytdlp_version() or ""))


def fresh(data: Path, index: FakeIndex, script: str, **environment: str) -> dict[str, Any]:
    """What a new process tells after `script`."""
    result = subprocess.run(
        [sys.executable, "-c", START + script, str(data), index.address],
        capture_output=True, text=True, encoding="utf-8", timeout=60,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return told


def installed(data: Path, index: FakeIndex, version: str, files: Mapping[str, str] = GOOD) -> None:
    """Bring a version into the user's folder as an update does, unseen by any import."""
    index.offer(version, ytdlp_wheel(version, files))
    index.update(data / "yt-dlp").update(keep_going)
    assert version in versions(data)


def versions(data: Path) -> list[str]:
    return [str(version) for version in YtDlpFolder(data / "yt-dlp").good()]


@pytest.fixture(autouse=True)
def _loaded() -> None:
    """In this process yt-dlp is loaded, so that `installed` does not try what it fetches."""
    import yt_dlp  # noqa: F401


def test_a_fresh_process_imports_the_newer_one_and_its_scripts(
    index: FakeIndex, data: Path
) -> None:
    index.offer("2999.2.2", ytdlp_wheel("2999.2.2", solver="0.99.1"))
    index.offer("0.99.1", solver_wheel("0.99.1"), "yt-dlp-ejs")
    index.update(data / "yt-dlp").update(keep_going)
    told = fresh(
        data,
        index,
        "before = ytdlp_version()\nytdlp.activate()\nimport yt_dlp_ejs\n"
        "tell(before=before, after=ytdlp_version(), solver=challenge_solver_version(),"
        " script=yt_dlp_ejs.version)",
    )
    assert told["version"] == told["after"] == "2999.2.2"
    assert Path(told["file"]).is_relative_to(data)
    assert (told["script"], told["solver"]) == ("0.99.1", "0.99.1")
    assert told["status"] == ["2999.2.2", "now"]
    assert Version(told["before"]) == Version(shipped())


def test_without_a_newer_one_the_shipped_one_is_imported(index: FakeIndex, data: Path) -> None:
    installed(data, index, "2026.1.2")
    told = fresh(data, index, "ytdlp.activate()\ntell()")
    assert not Path(told["file"]).is_relative_to(data)
    assert told["status"] == [shipped(), "shipped"]
    assert versions(data) == []


BROKEN = {
    "a syntax error": {**GOOD, "yt_dlp/globals.py": "this is no Python"},
    "a missing name": {**GOOD, "yt_dlp/globals.py": ""},
    "a missing module": {k: v for k, v in GOOD.items() if k != "yt_dlp/globals.py"},
    "quitting": {**GOOD, "yt_dlp/globals.py": "raise SystemExit(5)"},
    "an absent dependency": {**GOOD, "yt_dlp/__init__.py": "import no_such_library"},
}


@pytest.mark.parametrize("how", BROKEN)
def test_one_that_does_not_import_gives_way_to_the_one_before_and_is_marked(
    index: FakeIndex, data: Path, how: str
) -> None:
    installed(data, index, "2999.1.1")
    installed(data, index, "2999.2.2", BROKEN[how])
    told = fresh(data, index, "ytdlp.activate()\ntell()")
    assert told["version"] == "2999.1.1"
    assert told["status"] == ["2999.1.1", "now"]
    assert versions(data) == ["2999.1.1"]
    assert (data / "yt-dlp" / "2999.2.2.bad").read_text().strip()
    assert not (data / "yt-dlp" / "2999.2.2").exists()


def test_with_only_a_broken_one_the_shipped_one_resolves_as_ever(
    index: FakeIndex, data: Path
) -> None:
    installed(data, index, "2999.2.2", BROKEN["a missing name"])
    index.server.add_file("/song.wav", render_audio(0.5))
    told = fresh(data, index, resolving(index))
    assert told["size"] > 10_000
    assert not Path(told["file"]).is_relative_to(data)
    assert told["status"] == [shipped(), "shipped"]


def test_a_broken_one_is_put_aside_even_where_that_cannot_be_written(
    index: FakeIndex, data: Path
) -> None:
    installed(data, index, "2999.2.2", BROKEN["a missing name"])
    script = (
        "def refuse(*a, **k): raise PermissionError('read-only')\n"
        "Path.write_text = refuse\nPath.rename = refuse\n"
        "ytdlp.activate()\ntell()"
    )
    told = fresh(data, index, script)
    assert told["status"] == [shipped(), "shipped"]


def test_older_versions_go_when_a_newer_one_works(index: FakeIndex, data: Path) -> None:
    for version in ("2999.1.1", "2999.2.2"):
        installed(data, index, version)
    old_part = data / "yt-dlp" / "part-old"
    new_part = data / "yt-dlp" / "part-new"
    for part in (old_part, new_part):
        part.mkdir()
    os.utime(old_part, (time.time() - 2 * 86_400,) * 2)
    fresh(data, index, "ytdlp.activate()\ntell()")
    left = sorted(path.name for path in (data / "yt-dlp").iterdir())
    assert left == ["2999.2.2", "asked", "part-new"]


def test_a_command_beside_the_window_deletes_nothing(index: FakeIndex, data: Path) -> None:
    for version in ("2999.1.1", "2999.2.2"):
        installed(data, index, version)
    fresh(data, index, "UserYtDlp(files).activate()\ntell()")
    assert versions(data) == ["2999.2.2", "2999.1.1"]


def test_once_imported_it_stays_until_the_next_start(index: FakeIndex, data: Path) -> None:
    index.offer("2999.2.2", ytdlp_wheel("2999.2.2"))
    told = fresh(
        data,
        index,
        "ytdlp.activate()\nr = ytdlp.update(lambda: False)\nytdlp.activate()\n"
        "tell(updated=r.updated)",
    )
    assert told["updated"]
    assert not Path(told["file"]).is_relative_to(data)
    assert told["status"] == ["2999.2.2", "next_start"]
    again = fresh(data, index, "ytdlp.activate()\ntell()")
    assert again["status"] == ["2999.2.2", "now"]


def test_the_folder_lends_the_program_no_other_module(index: FakeIndex, data: Path) -> None:
    installed(data, index, "2999.2.2")
    (data / "yt-dlp" / "2999.2.2" / "this.py").write_text("1/0")
    told = fresh(data, index, "ytdlp.activate()\nimport this\ntell()")
    assert told["version"] == "2999.2.2"


def resolving(index: FakeIndex) -> str:
    """A script that fetches a song through the program's own resolver."""
    return f"""
from datetime import date
from feeling_manager.adapters.resolver import AudioCache, YtDlpClient, YtDlpResolver
from feeling_manager.core.values import Track, TrackId
client = YtDlpClient(today=lambda: date(2026, 9, 1), prepare=ytdlp.activate)
resolver = YtDlpResolver(AudioCache(files.cache, 10**9), client)
uri = {index.server.url("/song.wav")!r}
stream = resolver.resolve(Track(TrackId(1), uri, "T", "A", "pop"), lambda: False)
tell(size=stream.path.stat().st_size)
"""


def test_a_song_is_resolved_by_the_real_ytdlp_out_of_the_users_folder(
    index: FakeIndex, data: Path
) -> None:
    index.offer("2999.2.2", repacked("yt-dlp", "2999.2.2"))
    solver = repacked("yt-dlp-ejs")
    index.offer("0.8.0", solver, "yt-dlp-ejs")
    audio = render_audio(0.5)
    index.server.add_file("/song.wav", audio)
    told = fresh(data, index, "ytdlp.update(lambda: False)\n" + resolving(index))
    assert told["version"] == "2999.2.2"
    assert Path(told["file"]).is_relative_to(data / "yt-dlp" / "2999.2.2")
    assert told["size"] == len(audio)
    assert (data / "yt-dlp" / "2999.2.2" / "yt_dlp_ejs" / "yt" / "solver").is_dir()


UPDATE = "command.run(Namespace(data_dir=files.root, json=True{}), client, index)"


def test_the_command_fetches_tries_and_tells(index: FakeIndex, data: Path) -> None:
    index.offer("2999.2.2", ytdlp_wheel("2999.2.2"))
    check = fresh(data, index, UPDATE.format(", check=True"))
    expected = {"available": "2999.2.2", "problem": None}
    assert check == {**expected, "installed": shipped(), "updated": False, "active": "shipped"}
    expected |= {"installed": "2999.2.2", "active": "now"}
    assert fresh(data, index, UPDATE.format("")) == {**expected, "updated": True}
    assert fresh(data, index, UPDATE.format("")) == {**expected, "updated": False}


def test_the_command_says_when_the_new_one_does_not_work(index: FakeIndex, data: Path) -> None:
    path = index.offer("2999.2.2", ytdlp_wheel("2999.2.2", BROKEN["a missing name"]))
    told = fresh(data, index, UPDATE.format(""))
    assert told == {
        "installed": shipped(),
        "available": "2999.2.2",
        "updated": False,
        "active": "shipped",
        "problem": "update_broken",
    }
    index.offer("2999.1.1", ytdlp_wheel("2999.1.1"))
    assert fresh(data, index, UPDATE.format(""))["installed"] == "2999.1.1"
    assert len(index.server.hits_of(path)) == 1


def test_the_window_does_not_wait_for_it() -> None:
    code = (
        "import sys, feeling_manager.app.bootstrap\n"
        "print([m for m in sys.modules if m in ('packaging', 'feeling_manager.adapters.updates')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_without_a_network_the_command_ends_with_a_sentence(data: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "feeling_manager", "update", "--json", "--data-dir", str(data)],
        capture_output=True, text=True, timeout=60,
        env={**os.environ, "https_proxy": "http://127.0.0.1:9", "no_proxy": ""},
    )  # fmt: skip
    assert result.returncode == 3
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1 and "cannot be reached" in result.stderr


def test_the_doctor_names_the_one_in_use_and_says_how_to_update_an_old_one(
    index: FakeIndex, data: Path
) -> None:
    installed(data, index, "2999.2.2")
    told = fresh(
        data,
        index,
        "from datetime import datetime\n"
        "from feeling_manager.app.commands import doctor\n"
        "from feeling_manager.ui.finding_texts import finding_advice, finding_text\n"
        "def on(day):\n"
        "    doctor.datetime = type('Clock', (), {'now': lambda: day})\n"
        "    found = doctor._ytdlp(files)\n"
        "    return [found.ok, finding_text(found), finding_advice(found)]\n"
        "tell(young=on(datetime(2999, 2, 12)), old=on(datetime(2999, 5, 14)))",
    )
    assert told["young"] == [True, "2999.2.2, 10 days old, updated by you", ""]
    is_ok, found, advice = told["old"]
    assert not is_ok and "101 days old" in found
    assert "feeling-manager update" in advice
