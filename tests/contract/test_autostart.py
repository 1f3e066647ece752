"""What every way of starting at log-in does; each has a place of its own here."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from feeling_manager.adapters.autostart.desktop_entry import DesktopEntry
from feeling_manager.adapters.autostart.launch_agent import LaunchAgent
from feeling_manager.app.paths import window_command
from feeling_manager.core.errors import DataError
from feeling_manager.core.ports import Autostart

MakeAutostart = Callable[..., Autostart]


@pytest.fixture(params=["desktop entry", "launch agent", "run key"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> MakeAutostart:
    place = tmp_path / "start at log-in"

    def autostart(command: list[str] | None = None) -> Autostart:
        command = command or [sys.executable, "-m", "feeling_manager"]
        if request.param == "desktop entry":
            return DesktopEntry(command, autostart=place)
        if request.param == "launch agent":
            return LaunchAgent(command, agents=place)
        if os.name != "nt":
            pytest.skip("there is no registry here")
        from feeling_manager.adapters.autostart.run_key import RunKey

        key = rf"Software\Feeling Manager test\{tmp_path.name}"
        return RunKey(command, key, key + " approved")

    return autostart


def test_it_is_off_at_first_and_can_be_switched(make: MakeAutostart) -> None:
    assert not make().is_on()
    make().set_on(False)
    assert not make().is_on()
    make().set_on(True)
    assert make().is_on()
    make().set_on(True)
    assert make().is_on()
    make().set_on(False)
    assert not make().is_on()


def test_a_folder_that_cannot_be_written_is_a_known_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for kind in (
        DesktopEntry(["/bin/true"], autostart=tmp_path / "file"),
        LaunchAgent(["/bin/true"], agents=tmp_path / "file"),
    ):
        with pytest.raises(DataError) as error:
            kind.set_on(True)
        assert error.value.code == "autostart_refused"
        assert not kind.is_on()


@pytest.mark.parametrize(
    "off", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "TryExec=/nonexistent"]
)
def test_an_entry_that_the_desktop_leaves_out_is_off(tmp_path: Path, off: str) -> None:
    entry = DesktopEntry([sys.executable], autostart=tmp_path)
    entry.set_on(True)
    (file,) = tmp_path.iterdir()
    key = off.partition("=")[0]
    lines = [line for line in file.read_text().splitlines() if not line.startswith(key)]
    file.write_text("\n".join([*lines, off, ""]))
    assert not entry.is_on()
    entry.set_on(True)
    assert entry.is_on()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[Desktop Entry]", b"<plist>"])
def test_a_broken_entry_is_off(tmp_path: Path, content: bytes) -> None:
    for kind in (DesktopEntry([sys.executable], autostart=tmp_path),):
        kind.set_on(True)
        next(tmp_path.iterdir()).write_bytes(content)
        assert not kind.is_on()
    agents = tmp_path / "agents"
    agent = LaunchAgent([sys.executable], agents=agents)
    agent.set_on(True)
    next(agents.iterdir()).write_bytes(content)
    assert not agent.is_on()


def test_the_desktop_reads_the_command_as_it_was_meant(tmp_path: Path) -> None:
    """GLib, which reads these entries on most desktops, splits the command line once more."""
    odd = ['/opt/음악 폴더/100% "fun" $HOME `x` \\y/bin/python', "-m", "a'b", "--data-dir", "c;d"]
    DesktopEntry(odd, tmp_path / "a folder", tmp_path).set_on(True)
    text = (tmp_path / "feeling-manager.desktop").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("Exec=")]
    assert split_exec(line.removeprefix("Exec=")) == odd
    assert f"Path={tmp_path / 'a folder'}" in text
    if shutil.which("desktop-file-validate"):
        DesktopEntry([sys.executable, "a b"], autostart=tmp_path).set_on(True)
        subprocess.run(["desktop-file-validate", tmp_path / "feeling-manager.desktop"], check=True)


def split_exec(value: str) -> list[str]:
    """The rules of the specification, read the other way round."""
    value = value.replace("\\\\", "\\")
    words, word, quoted, escaped = [], "", False, False
    for character in value:
        if escaped:
            word, escaped = word + character, False
        elif character == "\\" and quoted:
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif character == " " and not quoted:
            words.append(word)
            word = ""
        else:
            word += character
    return [one.replace("%%", "%") for one in [*words, word]]


def test_launchd_gets_the_command_word_by_word(tmp_path: Path) -> None:
    command = ["/Applications/Feeling Manager.app/x", "--data-dir", "/내 자료"]
    LaunchAgent(command, agents=tmp_path).set_on(True)
    (file,) = tmp_path.iterdir()
    entry = plistlib.loads(file.read_bytes())
    assert entry["ProgramArguments"] == command
    assert entry["RunAtLoad"] is True


def test_a_source_tree_is_started_from_its_folder(tmp_path: Path) -> None:
    command, folder = window_command(tmp_path / "my data")
    assert folder is not None
    version = subprocess.run(
        [*command, "--version"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert version.stdout.startswith("feeling-manager ")
    assert command[-2:] == ["--data-dir", str(tmp_path / "my data")]


def test_a_frozen_program_starts_itself_and_an_appimage_its_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", "/usr/lib/feeling-manager/feeling-manager")
    monkeypatch.delenv("APPIMAGE", raising=False)
    assert window_command(None) == (["/usr/lib/feeling-manager/feeling-manager"], None)
    monkeypatch.setenv("APPIMAGE", "/home/me/Feeling.AppImage")
    assert window_command(None) == (["/home/me/Feeling.AppImage"], None)
