"""What the settings page can ask of the rest of the program, besides the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from feeling_manager.core.diagnostics import Finding
from feeling_manager.runtime.background_tasks import Cancelled


def _nothing_to_examine(_cancelled: Cancelled) -> Sequence[Finding]:
    return ()


def _no_bytes() -> int:
    return 0


def _nothing_to_empty() -> None:
    pass


def _nothing_to_export(_path: Path) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Each is called in a thread of its own, never in the GUI's.

    Attributes:
        examine: looks at everything the program needs.
        cache_bytes: how much disk the songs fetched from the web take.
        empty_cache: deletes them, but those that play or come next.
        logs: the folder of what the program writes about itself.
        export_data: writes everything that is kept of the user into a file.
        home: the folder whose path a copied report does not name.
    """

    examine: Callable[[Cancelled], Sequence[Finding]] = _nothing_to_examine
    cache_bytes: Callable[[], int] = _no_bytes
    empty_cache: Callable[[], None] = _nothing_to_empty
    logs: Path = Path()
    home: Path = Path()
    export_data: Callable[[Path], object] = _nothing_to_export


NO_UPKEEP: Final = Upkeep()
"""Where there is nothing to look after."""
