"""What happens around the program: the screen is locked, the machine sleeps or is on battery."""

from __future__ import annotations

import sys

from feeling_manager.core.ports import SurroundingsWatch

__all__ = ["surroundings_here"]


def surroundings_here() -> SurroundingsWatch:
    """The watch for this system. Thread: the GUI thread."""
    if sys.platform == "win32":
        from feeling_manager.adapters.surroundings.windows_surroundings import WindowsSurroundings

        return WindowsSurroundings()
    if sys.platform == "darwin":
        from feeling_manager.adapters.surroundings.mac_surroundings import MacSurroundings

        return MacSurroundings()
    from feeling_manager.adapters.surroundings.linux_surroundings import LinuxSurroundings

    return LinuxSurroundings()
