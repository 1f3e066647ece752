from __future__ import annotations

import hashlib
import io
import re
import tarfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import feeling_manager
from bundle import archive, budget, debian, icons, identity, libraries, licences
from bundle.budget import MB, Size
from hooks import rthook_environment

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_programs() -> None:
    assert identity.version() == feeling_manager.__version__


def test_the_time_of_files_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert identity.source_date_epoch() == 1_700_000_000
    assert identity.iso_date(1_700_000_000) == "2023-11-14"


def test_without_a_history_the_time_is_that_of_the_changelog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "CHANGELOG.md").touch()
    assert identity.source_date_epoch(tmp_path) > 1_700_000_000


def test_a_library_goes_with_the_last_that_needs_it() -> None:
    needs = {"/a.so": ["libused.so"], "/libused.so": ["libdeep.so"]}
    entries = [
        ("package/a.so", "/a.so", "EXTENSION"),
        ("libused.so", "/libused.so", "BINARY"),
        ("libdeep.so", "/libdeep.so", "BINARY"),
        ("liborphan.so", "/liborphan.so", "BINARY"),
        ("libvlc.so.5", "/libvlc.so.5", "BINARY"),
        ("libQt.so", "package/libQt.so", "SYMLINK"),
    ]
    kept = libraries.without_orphans(entries, ("libvlc",), lambda path: needs.get(path, []))
    assert [name for name, _, _ in kept] == [
        *("package/a.so", "libused.so", "libdeep.so", "libvlc.so.5", "libQt.so"),
    ]


def some_program(folder: Path) -> Path:
    (folder / "_internal" / "bin").mkdir(parents=True)
    (folder / "feeling-manager").write_bytes(b"program")
    (folder / "feeling-manager").chmod(0o700)
    (folder / "_internal" / "bin" / "deno").write_bytes(b"d" * 2000)
    (folder / "_internal" / "notes.txt").write_text("노래", encoding="utf-8")
    (folder / "_internal" / "link.txt").symlink_to("notes.txt")
    return folder


def test_an_archive_does_not_depend_on_who_made_it_and_when(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        program = some_program(tmp_path / name)
        (program / "_internal" / "notes.txt").touch()
        packed = io.BytesIO()
        archive.write_tar(program, packed, "top", 1_700_000_000)
        digests.add(hashlib.sha256(packed.getvalue()).hexdigest())
    assert len(digests) == 1


def test_an_archive_keeps_what_is_run_and_what_is_linked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    archive.write_tar(some_program(tmp_path / "p"), packed, "top", 1_700_000_000)
    packed.seek(0)
    with tarfile.open(fileobj=packed) as tar:
        entries = {entry.name: entry for entry in tar}
    assert entries["top/feeling-manager"].mode == 0o755
    assert entries["top/_internal/notes.txt"].mode == 0o644
    assert entries["top/_internal/link.txt"].linkname == "notes.txt"
    assert {(e.uid, e.gid, e.uname, e.mtime) for e in entries.values()} == {
        (0, 0, "root", 1_700_000_000)
    }


def test_sizes_are_told_by_part(tmp_path: Path) -> None:
    sizes = budget.measure(some_program(tmp_path / "p"))
    assert next(iter(sizes)) == budget.RUNTIME
    assert sizes[budget.RUNTIME] == 2000
    assert sum(sizes.values()) == 2000 + len(b"program") + len("노래".encode())
    assert "| JavaScript runtime (Deno) | 0.0 |" in budget.table(sizes)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("bin/deno", budget.RUNTIME),
        ("opencv_python_headless.libs/libavcodec-1.so.59", "OpenCV with FFmpeg"),
        ("libpython3.11.so.1.0", budget.REST),
        ("libopus.so.0", "libVLC, its plugins and codecs"),
        ("libxcb-cursor.so.0", "Qt and PySide6"),
    ],
)
def test_a_file_belongs_to_a_part(name: str, part: str) -> None:
    assert budget.part_of(name) == part


def test_the_budget_leaves_the_javascript_runtime_out() -> None:
    runtime = Size(100 * MB, 30 * MB)
    assert budget.excesses(Size(500 * MB, 180 * MB), runtime) == []
    assert len(budget.excesses(Size(501 * MB, 181 * MB), runtime)) == 2


def test_the_debian_control_file_has_what_dpkg_asks_for() -> None:
    text = debian.control_text("1.2.3", "amd64", 400_000, ["libc6 (>= 2.36)", "libgl1"])
    assert "Version: 1.2.3\n" in text
    assert "Depends: libc6 (>= 2.36), libgl1\n" in text
    description = text.split("Description: ")[1].splitlines()
    assert all(line.startswith(" ") for line in description[1:])
    assert max(map(len, description)) <= 80


def test_the_software_centres_text_is_whole() -> None:
    root = ElementTree.fromstring(debian.metainfo("1.2.3", 1_700_000_000))
    assert root.findtext("id") == identity.APP_ID
    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "1.2.3", "date": "2023-11-14"}


def test_the_menu_entry_is_in_both_languages(tmp_path: Path) -> None:
    debian.write_desktop_files(tmp_path, "1.2.3", 1_700_000_000)
    entry = (tmp_path / "applications" / "feeling-manager.desktop").read_text(encoding="utf-8")
    for key in ("Name", "Comment", "Keywords"):
        assert re.search(rf"^{key}=", entry, re.MULTILINE)
        assert re.search(rf"^{key}\[ko\]=.*[가-힣]", entry, re.MULTILINE)
    sizes = {path.name for path in (tmp_path / "icons" / "hicolor").iterdir()}
    assert sizes == {"scalable", *(f"{size}x{size}" for size in icons.SIZES_PX)}


def test_nothing_starts_with_the_session() -> None:
    sources = [path.name for path in (ROOT / "packaging" / "linux").rglob("*")]
    assert not [name for name in sources if "autostart" in name]


def test_licences_of_what_comes_along_are_collected() -> None:
    text = licences.collect(["PySide6.QtCore", "cv2/cv2.abi3.so", "deno"], [], "win32")
    for name in ("Pretendard", "PySide6_Essentials", "opencv-python-headless", "deno", "LGPL-3"):
        assert f"\n  {name}" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text


def test_vlcs_own_licence_is_found_where_it_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "COPYING.txt").write_text("the licence of VLC", encoding="utf-8")
    text = licences.collect([], [str(tmp_path / "libvlc.dll")], "win32")
    assert "the licence of VLC" in text


def test_other_programs_are_not_given_our_libraries() -> None:
    old = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/own"}
    new = rthook_environment.changes(Path("/bundle"), "linux", old)
    assert new["LD_LIBRARY_PATH"] == "/own"
    assert rthook_environment.changes(Path("/bundle"), "linux", {})["LD_LIBRARY_PATH"] is None


def test_the_vlc_that_came_along_is_used_unless_another_is_named(tmp_path: Path) -> None:
    (tmp_path / "libvlc.so.5").touch()
    new = rthook_environment.changes(tmp_path, "linux", {})
    assert new["PYTHON_VLC_LIB_PATH"] == str(tmp_path / "libvlc.so.5")
    named = {"PYTHON_VLC_LIB_PATH": "/other/libvlc.so"}
    assert "VLC_PLUGIN_PATH" not in rthook_environment.changes(tmp_path, "linux", named)


def test_without_its_own_vlc_the_systems_is_looked_for(tmp_path: Path) -> None:
    assert "PYTHON_VLC_LIB_PATH" not in rthook_environment.changes(tmp_path, "linux", {})


@pytest.mark.parametrize(
    ("platform", "end"),
    [
        ("linux", "/cache/feeling-manager/matplotlib"),
        ("darwin", "/Library/Caches/Feeling Manager/matplotlib"),
    ],
)
def test_matplotlib_keeps_its_list_of_fonts(platform: str, end: str) -> None:
    new = rthook_environment.changes(Path("/bundle"), platform, {"XDG_CACHE_HOME": "/cache"})
    assert str(new["MPLCONFIGDIR"]).endswith(end)
