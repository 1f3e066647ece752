"""Starts the program when its user logs in, in the way of each system."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from feeling_manager.core.ports import Autostart

__all__ = ["autostart_here"]


def autostart_here(command: Sequence[str], folder: Path | None = None) -> Autostart:
    """The entry of this system.

    Args:
        command: what starts the program, the first part an absolute path.
        folder: where it has to be started, as in a source checkout.
    """
    if sys.platform == "win32":
        from feeling_manager.adapters.autostart.run_key import RunKey

        return RunKey(command)
    if sys.platform == "darwin":
        from feeling_manager.adapters.autostart.launch_agent import LaunchAgent

        return LaunchAgent(command, folder)
    from feeling_manager.adapters.autostart.desktop_entry import DesktopEntry

    return DesktopEntry(command, folder)
