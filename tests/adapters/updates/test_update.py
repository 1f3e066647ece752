"""Fetching a newer yt-dlp from an index on loopback that behaves well, and badly."""

from __future__ import annotations

import errno
import io
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yt_dlp  # noqa: F401 - loaded, so that what is fetched waits for the next start
from packaging.version import Version

from feeling_manager.adapters.updates import HttpsClient, PackageIndex, YtDlpFolder, wheel_file
from feeling_manager.core.errors import KnownError, UpdateError
from feeling_manager.core.ports import ActiveYtDlp
from tests.adapters.updates.index import GOOD, QUICK, FakeIndex, solver_wheel, ytdlp_wheel, zipped
from tests.contract.loopback import Loopback, keep_going, serve


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serve() as running:
        yield running


@pytest.fixture
def index(server: Loopback) -> FakeIndex:
    return FakeIndex(server)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "내 자료" / "yt-dlp"


def versions(root: Path) -> list[str]:
    return [str(version) for version in YtDlpFolder(root).good()]


def code_of(index: FakeIndex, root: Path) -> str:
    """The code of an update that must fail and leave nothing behind."""
    before = versions(root)
    with pytest.raises(KnownError) as caught:
        index.update(root).update(keep_going)
    assert versions(root) == before
    assert not list(root.glob("part-*"))
    return caught.value.code


def test_a_newer_version_is_fetched_and_used_from_the_next_start_on(
    index: FakeIndex, root: Path
) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    parts: list[float] = []
    result = index.update(root).update(keep_going, parts.append)
    assert (result.status.installed, result.status.active) == ("2026.2.2", ActiveYtDlp.NEXT_START)
    assert (result.available, result.updated, result.problem) == ("2026.2.2", True, "")
    assert parts[-1] == 1.0 and parts == sorted(parts)
    assert (root / "2026.2.2" / "yt_dlp" / "version.py").is_file()
    assert sorted(path.name for path in (root / "2026.2.2").iterdir()) == [
        "yt_dlp",
        "yt_dlp-2026.2.2.dist-info",
    ]


def test_what_is_newest_already_is_not_fetched(index: FakeIndex, root: Path) -> None:
    path = index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    result = index.update(root, shipped="2026.02.02").update(keep_going)
    assert (result.updated, result.status.active) == (False, ActiveYtDlp.SHIPPED)
    assert (result.status.installed, result.available) == ("2026.2.2", "2026.2.2")
    index.update(root).update(keep_going)
    again = index.update(root).update(keep_going)
    assert (again.updated, again.status.installed) == (False, "2026.2.2")
    assert len(index.server.hits_of(path)) == 1


def test_looking_fetches_nothing(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    assert index.update(root).check(keep_going) == "2026.2.2"
    assert not root.exists()


def test_the_scripts_that_belong_to_it_come_too(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2", solver="0.9.1"))
    index.offer("0.9.1", solver_wheel("0.9.1"), "yt-dlp-ejs")
    index.offer("0.9.2", solver_wheel("0.9.2"), "yt-dlp-ejs")
    index.update(root).update(keep_going)
    script = root / "2026.2.2" / "yt_dlp_ejs" / "__init__.py"
    assert script.read_text() == "version = '0.9.1'\n"


def test_without_its_scripts_it_does_not_come_either(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2", solver="0.9.1"))
    index.offer("0.9.2", solver_wheel("0.9.2"), "yt-dlp-ejs")
    assert code_of(index, root) == "index_unreadable"


def test_scripts_with_a_wrong_hash_are_refused(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2", solver="0.9.1"))
    index.offer("0.9.1", solver_wheel("0.9.1"), "yt-dlp-ejs", hashes={"sha256": "0" * 64})
    assert code_of(index, root) == "update_damaged"


def test_a_wrong_hash_is_refused_and_what_was_there_stays(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    index.update(root).update(keep_going)
    index.offer("2026.3.3", ytdlp_wheel("2026.3.3"), hashes={"sha256": "0" * 64})
    assert code_of(index, root) == "update_damaged"
    assert versions(root) == ["2026.2.2"]


def test_a_cut_download_is_refused_and_the_next_try_succeeds(index: FakeIndex, root: Path) -> None:
    body = ytdlp_wheel("2026.2.2")
    path = index.offer("2026.2.2", body)
    index.server.add_cut(path, body, at=len(body) // 2, times=1)
    assert code_of(index, root) == "update_damaged"
    assert index.update(root).update(keep_going).updated


@pytest.mark.parametrize("kind", ["endless", "declared"])
def test_too_much_is_refused(index: FakeIndex, root: Path, kind: str) -> None:
    body = bytes(QUICK.max_wheel_bytes + 1)
    path = index.offer("2026.2.2", body)
    if kind == "endless":
        index.server.add_endless(path, b"PK")
    assert code_of(index, root) == "update_damaged"


def test_an_endless_page_is_refused(index: FakeIndex, root: Path) -> None:
    index.server.add_endless("/simple/yt-dlp/", b"{")
    assert code_of(index, root) == "update_damaged"


@pytest.mark.parametrize("kind", ["drips", "silent"])
def test_a_slow_server_is_given_up(index: FakeIndex, root: Path, kind: str) -> None:
    body = ytdlp_wheel("2026.2.2")
    path = index.offer("2026.2.2", body)
    block, pause_s = (20, 0.1) if kind == "drips" else (100, 3.0)
    index.server.add_dripping(path, body, block, pause_s)
    started = datetime.now()
    assert code_of(index, root) == "timed_out"
    assert datetime.now() - started < timedelta(seconds=5)


def test_it_can_be_cancelled_in_the_middle(index: FakeIndex, root: Path) -> None:
    body = ytdlp_wheel("2026.2.2")
    path = index.offer("2026.2.2", body)
    index.server.add_dripping(path, body, 50, 0.02)
    parts: list[float] = []
    with pytest.raises(UpdateError) as caught:
        index.update(root).update(lambda: len(parts) > 3, parts.append)
    assert caught.value.code == "cancelled"
    assert 3 < len(parts) < 20
    assert not versions(root) and not list(root.glob("part-*"))


def link_wheel() -> bytes:
    entry = zipfile.ZipInfo("yt_dlp/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    whole = ytdlp_wheel("2026.2.2")
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: b"no zip at all", id="not a zip"),
        pytest.param(lambda: ytdlp_wheel("2026.2.2")[:-30], id="half a zip"),
        pytest.param(lambda: zipped({"other/__init__.py": ""}), id="another package"),
        pytest.param(lambda: ytdlp_wheel("2026.2.2", {**GOOD, "../evil.py": ""}), id="above"),
        pytest.param(lambda: ytdlp_wheel("2026.2.2", {**GOOD, "/evil.py": ""}), id="absolute"),
        pytest.param(lambda: ytdlp_wheel("2026.2.2", {**GOOD, "..\\evil.py": ""}), id="windows"),
        pytest.param(lambda: ytdlp_wheel("2026.2.2", {**GOOD, "c:evil.py": ""}), id="drive"),
        pytest.param(
            lambda: ytdlp_wheel("2026.2.2", {**GOOD, "YT_DLP/globals.py": ""}), id="twice"
        ),
        pytest.param(link_wheel, id="link"),
    ],
)
def test_a_wheel_that_is_none_or_means_harm_is_refused(
    index: FakeIndex, root: Path, tmp_path: Path, make: Callable[[], bytes]
) -> None:
    index.offer("2026.2.2", make())
    assert code_of(index, root) == "update_damaged"
    assert not [path for path in tmp_path.rglob("*") if "evil" in path.name]


def test_a_bomb_does_not_burst(
    index: FakeIndex, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel_file, "MAX_UNPACKED_BYTES", 10 * 2**20)
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2", {**GOOD, "yt_dlp/bomb": bytes(50 * 2**20)}))
    assert code_of(index, root) == "update_damaged"


def test_other_files_of_a_wheel_are_left_out(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2", {**GOOD, "json/__init__.py": "1/0"}))
    index.update(root).update(keep_going)
    assert not (root / "2026.2.2" / "json").exists()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"yanked": True}, id="yanked"),
        pytest.param({"yanked": "too early"}, id="yanked with a reason"),
        pytest.param({"requires-python": ">=3.99"}, id="a later Python"),
        pytest.param({"requires-python": "three"}, id="nonsense for a Python"),
        pytest.param({"hashes": {}}, id="no hash"),
        pytest.param({"hashes": {"md5": "0" * 32}}, id="a weak hash"),
        pytest.param({"filename": "yt_dlp-2026.9.9.dev0-py3-none-any.whl"}, id="a trial version"),
        pytest.param({"filename": "yt_dlp-2026.9.9.tar.gz"}, id="source"),
        pytest.param({"filename": "yt_dlp-2026.9.9-cp311-cp311-win_amd64.whl"}, id="not pure"),
        pytest.param({"filename": "yt_dlc-2026.9.9-py3-none-any.whl"}, id="another project"),
        pytest.param({"filename": None}, id="no name"),
    ],
)
def test_wheels_that_are_not_for_us_are_passed_over(
    index: FakeIndex, root: Path, changes: dict[str, Any]
) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    index.offer("2026.9.9", ytdlp_wheel("2026.9.9"), **changes)
    assert index.update(root).update(keep_going).status.installed == "2026.2.2"


def test_the_newest_is_not_the_last_one_listed(index: FakeIndex, root: Path) -> None:
    for version in ("2026.9.9", "2026.10.10", "2026.1.30"):
        index.offer(version, ytdlp_wheel(version))
    assert index.update(root).update(keep_going).available == "2026.10.10"


def test_an_old_python_gets_what_was_made_for_it(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"), **{"requires-python": ">=3.10"})
    index.offer("2026.9.9", ytdlp_wheel("2026.9.9"), **{"requires-python": ">=3.11"})
    assert index.update(root, python="3.10.12").check(keep_going) == "2026.2.2"
    assert index.update(root, python="3.12.0rc1").check(keep_going) == "2026.9.9"


@pytest.mark.parametrize(
    "page",
    [
        b"<html>a login page of a hotel</html>", b"[]", b"{}", b'{"meta":{"api-version":"1.0"}}',
        b'{"meta":{"api-version":"2.0"},"files":[]}', b'{"meta":{"api-version":"1.0"},"files":[]}',
        b'{"meta":{"api-version":"1.0"},"files":[1,null,{}]}', b"[" * 100_000, b"\xff\xfe",
    ],
)  # fmt: skip
def test_what_is_no_index_is_refused(index: FakeIndex, root: Path, page: bytes) -> None:
    index.server.add_page("/simple/yt-dlp/", page)
    assert code_of(index, root) == "index_unreadable"


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_index_that_answers_with_an_error_is_out_of_reach(
    index: FakeIndex, root: Path, status: int
) -> None:
    index.server.add_status("/simple/yt-dlp/", status)
    assert code_of(index, root) == "index_unreachable"


def test_nobody_there_is_out_of_reach(root: Path) -> None:
    with serve() as server:
        index = FakeIndex(server)
    assert code_of(index, root) == "index_unreachable"


@pytest.mark.parametrize(
    "target",
    ["http://example.org/x.whl", "file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "http://["],
)
def test_a_redirect_to_anything_but_https_is_refused(
    index: FakeIndex, root: Path, target: str
) -> None:
    index.server.add_redirect(index.offer("2026.2.2", b"x"), target)
    assert code_of(index, root) == "address_refused"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.org/x.whl", "address_refused"),
        ("file:///etc/passwd", "address_refused"),
        ("https:///no-host", "address_refused"),
        ("//[", "index_unreadable"),
        ("", "update_damaged"),
    ],
)
def test_an_index_that_names_anything_but_https_is_refused(
    index: FakeIndex, root: Path, url: str, code: str
) -> None:
    index.offer("2026.2.2", b"x", url=url)
    assert code_of(index, root) == code


@pytest.mark.parametrize(
    "address", ["http://pypi.org/simple", "http://127.0.0.1:1/simple", "file:///tmp", "ftp://x/"]
)
def test_the_product_asks_over_https_only(address: str) -> None:
    with pytest.raises(UpdateError) as caught:
        PackageIndex(HttpsClient(), address).wheels("yt-dlp", keep_going)
    assert caught.value.code == "address_refused"


def test_a_redirect_is_followed_and_addresses_are_relative_to_where_it_led(
    index: FakeIndex, root: Path
) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"), url="elsewhere.whl")
    index.server.add_page("/mirror/yt-dlp/", index.page("yt-dlp"))
    index.server.add_redirect("/simple/yt-dlp/", "/mirror/yt-dlp/")
    index.server.add_page("/mirror/yt-dlp/elsewhere.whl", ytdlp_wheel("2026.2.2"))
    assert index.update(root).update(keep_going).updated


def test_a_folder_that_cannot_be_written_is_said(index: FakeIndex, root: Path) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    root.parent.mkdir(parents=True)
    root.write_text("a file in its place")
    assert code_of(index, root) == "folder_readonly"
    assert root.read_text() == "a file in its place"


def test_a_full_disk_is_said_and_nothing_is_lost(
    index: FakeIndex, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    index.update(root).update(keep_going)
    index.offer("2026.3.3", ytdlp_wheel("2026.3.3"))

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert code_of(index, root) == "disk_full"
    assert versions(root) == ["2026.2.2"]


def test_two_programs_may_fetch_the_same_version(index: FakeIndex, root: Path) -> None:
    body = ytdlp_wheel("2026.2.2")
    path = index.offer("2026.2.2", body)
    slow, quick = index.update(root), index.update(root)
    index.server.add_page(path, body)
    has_run: list[bool] = []

    def meanwhile(part: float) -> None:
        if not has_run:
            has_run.append(quick.update(keep_going).updated)

    assert slow.update(keep_going, meanwhile).updated
    assert has_run == [True]
    assert versions(root) == ["2026.2.2"] and not list(root.glob("part-*"))


def test_when_the_index_was_asked_is_remembered(index: FakeIndex, root: Path) -> None:
    assert index.update(root).asked_at() is None
    code_of(index, root)
    asked_at = index.update(root).asked_at()
    assert asked_at is not None
    assert abs(datetime.now(timezone.utc) - asked_at) < timedelta(seconds=10)


def test_a_version_that_is_known_to_be_bad_is_not_fetched_again(
    index: FakeIndex, root: Path
) -> None:
    index.offer("2026.2.2", ytdlp_wheel("2026.2.2"))
    path = index.offer("2026.3.3", ytdlp_wheel("2026.3.3"))
    root.mkdir(parents=True)
    YtDlpFolder(root).mark_bad(Version("2026.3.3"), "does not import")
    assert index.update(root).update(keep_going).status.installed == "2026.2.2"
    assert not index.server.hits_of(path)
