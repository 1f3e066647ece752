"""Where things lie: what ships with the program, and what belongs to the user."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

APP_FOLDER = "Feeling Manager" if sys.platform in ("win32", "darwin") else "feeling-manager"


@dataclass(frozen=True, slots=True)
class ShippedFiles:
    """Read-only files that come with the program."""

    root: Path

    @property
    def assets(self) -> Path:
        """Icons, fonts, translations, starter tracks."""
        return self.root / "assets"

    @property
    def starter_tracks(self) -> Path:
        """Songs that play without a network, and their list."""
        return self.assets / "starter_tracks"

    @property
    def models(self) -> Path:
        """The emotion network and its card."""
        return self.root / "models"

    @property
    def third_party_licences(self) -> Path:
        """What the authors of everything that comes along say; only packages have this file."""
        return self.root / "THIRD_PARTY_LICENSES"

    @property
    def seed_library(self) -> Path:
        """The songs a new user starts with."""
        return self.root / "data" / "seed_playlists.sqlite"


@dataclass(frozen=True, slots=True)
class UserFiles:
    """Everything that belongs to this user, under one folder."""

    root: Path

    @property
    def database(self) -> Path:
        """Library, log, preferences."""
        return self.root / "feeling_manager.sqlite"

    @property
    def settings(self) -> Path:
        """The settings."""
        return self.root / "settings.json"

    @property
    def desktop_state(self) -> Path:
        """Where the window was, and what played."""
        return self.root / "state.json"

    @property
    def cache(self) -> Path:
        """Songs fetched from the web."""
        return self.root / "cache"

    @property
    def ytdlp(self) -> Path:
        """Versions of yt-dlp that are newer than the program's own."""
        return self.root / "yt-dlp"

    @property
    def logs(self) -> Path:
        """What the program writes about itself."""
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        """Held by the one program that writes the log."""
        return self.root / "running.lock"


def shipped_files() -> ShippedFiles:
    """Find what ships: beside the frozen program, in the wheel, or in the source tree."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return ShippedFiles(Path(frozen))
    package = Path(__file__).resolve().parent.parent
    inside = package / "_data"
    return ShippedFiles(inside if inside.is_dir() else package.parent)


def program_command() -> list[str]:
    """What starts this program once more: itself when frozen, else Python with it."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "feeling_manager"]


def console_command() -> list[str]:
    """What starts this program with its output in a pipe.

    On Windows that is a program of its own beside the one with the window.
    """
    console = Path(sys.executable).with_name("feeling-manager-cli.exe")
    if getattr(sys, "frozen", False) and console.is_file():
        return [str(console)]
    return program_command()


def window_command(data_dir: Path | None) -> tuple[list[str], Path | None]:
    """What opens the window again without a terminal, and the folder it has to be started in.

    The folder matters only where the program lies in a source tree.
    """
    command, folder = _window_program()
    if data_dir is not None:
        command += ["--data-dir", str(user_files(data_dir).root)]
    return command, folder


def _window_program() -> tuple[list[str], Path | None]:
    if getattr(sys, "frozen", False):
        # An AppImage is mounted in another place with every start.
        program = os.environ.get("APPIMAGE") or sys.executable
        if sys.platform == "win32":
            # The other one has a console.
            program = str(Path(program).with_name("Feeling Manager.exe"))
        return [program], None
    python = Path(sys.executable)
    windowless = python.with_name("pythonw.exe")
    if sys.platform == "win32" and windowless.exists():
        python = windowless
    package = Path(__file__).resolve().parent.parent
    folder = None if (package / "_data").is_dir() else package.parent
    return [str(python), "-m", package.name], folder


def user_files(data_dir: Path | None) -> UserFiles:
    """The user's folder: `data_dir`, or the platform's usual place."""
    return UserFiles(data_dir.expanduser().absolute() if data_dir else _default_data_dir())


def _default_data_dir() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / APP_FOLDER
