"""macOS: a launch agent of the user.

Source: launchd.plist(5).
"""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from xml.parsers.expat import ExpatError

from feeling_manager.core.errors import DataError

LABEL: Final = "org.feelingmanager.app"


class LaunchAgent:
    """A property list that launchd reads at the next log-in."""

    def __init__(
        self, command: Sequence[str], folder: Path | None = None, agents: Path | None = None
    ) -> None:
        self._command = command
        self._folder = folder
        self._path = (agents or Path.home() / "Library" / "LaunchAgents") / f"{LABEL}.plist"

    def is_on(self) -> bool:
        """Whether there is an agent that nobody has switched off."""
        try:
            entry = plistlib.loads(self._path.read_bytes())
        except (OSError, plistlib.InvalidFileException, ExpatError, ValueError):
            return False
        return (
            isinstance(entry, dict) and bool(entry.get("RunAtLoad")) and not entry.get("Disabled")
        )

    def set_on(self, on: bool) -> None:
        """Write the agent, or delete it. Raises: DataError."""
        try:
            if not on:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial = self._path.with_suffix(".tmp")
            partial.write_bytes(plistlib.dumps(self._entry()))
            partial.replace(self._path)
        except OSError as error:
            raise DataError(str(error), "autostart_refused") from error

    def _entry(self) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "Label": LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
            "LimitLoadToSessionType": "Aqua",
        }
        if self._folder is not None:
            entry["WorkingDirectory"] = str(self._folder)
        return entry
