"""Linux: an entry in the user's autostart folder.

Source: Desktop Application Autostart Specification 0.5, Desktop Entry Specification 1.5.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from feeling_manager.core.errors import DataError

FILE_NAME: Final = "feeling-manager.desktop"
_RESERVED: Final = re.compile(r"""[\s"'\\><~|&;$*?#()`]""")


class DesktopEntry:
    """A file of its own below `$XDG_CONFIG_HOME`; desktops leave it out when it says `Hidden`."""

    def __init__(
        self, command: Sequence[str], folder: Path | None = None, autostart: Path | None = None
    ) -> None:
        self._command = command
        self._folder = folder
        self._path = (autostart or _autostart_folder()) / FILE_NAME

    def is_on(self) -> bool:
        """Whether there is an entry that nobody has switched off."""
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return False
        said = dict(_key_and_value(line) for line in lines if "=" in line)
        off = said.get("Hidden") == "true" or said.get("X-GNOME-Autostart-enabled") == "false"
        program = Path(said.get("TryExec", "").replace("\\\\", "\\"))
        return bool(said.get("Exec")) and not off and program.is_file()

    def set_on(self, on: bool) -> None:
        """Write the entry, or delete it. Raises: DataError."""
        try:
            if not on:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial = self._path.with_suffix(".tmp")
            partial.write_text(self._entry(), encoding="utf-8")
            partial.replace(self._path)
        except OSError as error:
            raise DataError(str(error), "autostart_refused") from error

    def _entry(self) -> str:
        words = " ".join(_exec_word(word) for word in self._command)
        lines = [
            "[Desktop Entry]",
            "Type=Application",
            "Name=Feeling Manager",
            "Name[ko]=필링 매니저",
            f"Exec={_text(words)}",
            # Once the program is gone, the entry means nothing.
            f"TryExec={_text(self._command[0])}",
            *([f"Path={_text(str(self._folder))}"] if self._folder else []),
            "Icon=feeling-manager",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
        ]
        return "\n".join(lines) + "\n"


def _autostart_folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "autostart"


def _exec_word(word: str) -> str:
    """One argument of `Exec`, quoted where it has to be; `%` would begin a field code."""
    word = word.replace("%", "%%")
    if word and not _RESERVED.search(word):
        return word
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"'


def _text(value: str) -> str:
    """A value of the type string, in which a backslash begins an escape."""
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def _key_and_value(line: str) -> tuple[str, str]:
    key, _, value = line.partition("=")
    return key.strip(), value.strip()
