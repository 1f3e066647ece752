from __future__ import annotations

import hashlib
import os
import platform
import sys
import zipfile
from pathlib import Path

import pytest

import build
from bundle import archive, identity, macos, windows
from smoke.checks import CheckFailed
from smoke.frozen import Frozen

EPOCH = 1_700_000_000


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`build` with its folders elsewhere, and a program in them."""
    for name, folder in (("WORK", "work"), ("DIST", "dist"), ("PROGRAM", "program")):
        (tmp_path / folder).mkdir()
        monkeypatch.setattr(build, name, tmp_path / folder)
    (tmp_path / "program" / "feeling-manager").write_bytes(b"program")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "last"), [("linux", "appimage"), ("win32", "installer"), ("darwin", "dmg")]
)
def test_every_platform_freezes_first(name: str, last: str) -> None:
    steps = list(build.STEPS[name])
    assert (steps[0], steps[-1]) == ("freeze", last)


@pytest.mark.parametrize(
    ("name", "machine", "system"),
    [
        ("linux", "x86_64", "linux-x86_64"),
        ("win32", "AMD64", "windows-x86_64"),
        ("darwin", "arm64", "macos-arm64"),
    ],
)
def test_packages_are_named_after_their_system(
    name: str, machine: str, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", name)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert identity.system() == system


def test_the_portable_program_for_windows_is_a_zip(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(platform, "machine", lambda: "AMD64")
    build.make_portable(EPOCH)
    (package,) = (places / "dist").iterdir()
    top = f"feeling-manager-{identity.version()}-windows-x86_64"
    assert package.name == f"{top}.zip"
    with zipfile.ZipFile(package) as packed:
        assert packed.namelist() == [f"{top}/README.txt", f"{top}/feeling-manager"]
        assert "Feeling Manager.exe" in packed.read(f"{top}/README.txt").decode()
    assert not (places / "program" / "README.txt").exists()


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    digests = set()
    for time in (1, 2):
        folder = tmp_path / str(time)
        (folder / "노래").mkdir(parents=True)
        (folder / "노래" / "a.txt").write_bytes(b"same")
        os.utime(folder / "노래" / "a.txt", (time * EPOCH / 2, time * EPOCH / 2))
        archive.write_zip(folder, tmp_path / "out.zip", "top", EPOCH)
        digests.add(hashlib.sha256((tmp_path / "out.zip").read_bytes()).hexdigest())
    assert len(digests) == 1


def test_files_are_settled_where_links_have_no_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "supports_follow_symlinks", set())
    (tmp_path / "file").touch()
    archive.settle(tmp_path, EPOCH)
    assert (tmp_path / "file").stat().st_mtime == EPOCH


def test_the_installer_is_made_by_inno_setup(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = places / "ISCC"
    compiler.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{places}/said"\n', encoding="utf-8")
    compiler.chmod(0o755)
    monkeypatch.setenv(windows.COMPILER_VARIABLE, str(compiler))
    build.make_installer(EPOCH)
    said = (places / "said").read_text(encoding="utf-8").splitlines()
    assert said[-2:] == ["/Qp", str(windows.SCRIPT)]
    icon = next(option for option in said if option.startswith("/DIcon="))
    assert Path(icon.removeprefix("/DIcon=")).is_file()


def test_an_image_is_made_of_the_signed_app_and_signed_too(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(macos, "localise", lambda app: done.append("localise"))
    monkeypatch.setattr(macos, "sign", lambda path: done.append(f"sign {path.suffix}"))
    monkeypatch.setattr(macos, "make_image", lambda app, image: done.append(f"image {app.name}"))
    for step in ("app", "dmg"):
        build.STEPS["darwin"][step](EPOCH)
    assert done == ["localise", "sign .app", "image Feeling Manager.app", "sign .dmg"]


def test_checksums_are_as_sha256sum_reads_them(places: Path) -> None:
    (places / "dist" / "a").write_bytes(b"")
    build.write_checksums()
    digest = hashlib.sha256(b"").hexdigest()
    assert (places / "dist" / build.CHECKSUMS).read_bytes() == f"{digest}  a\n".encode()


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("linux", ("feeling-manager", "_internal/x")),
        ("win32", ("Feeling Manager.exe", "feeling-manager-cli.exe", "_internal/x")),
        ("darwin", ("Contents/MacOS/feeling-manager", "Contents/Frameworks/x")),
    ],
)
def test_a_frozen_program_is_found_on_every_platform(
    name: str, files: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(CheckFailed, match="there is no"):
        Frozen.at(tmp_path, name)
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    found = Frozen.at(tmp_path, name)
    assert (found.window == found.terminal) is (name != "win32")
    assert found.inside.is_dir()
