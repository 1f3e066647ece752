"""Collects Python's cyclic garbage in the GUI thread, and only there."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000


class GuiGarbage(QObject):
    """Takes garbage collection over from whichever thread happens to allocate.

    A widget that is part of a reference cycle is destroyed where the cycle is collected. In the
    capture or the analysis thread that is a segmentation fault: Qt's widgets belong to the GUI
    thread. So automatic collection is off while this runs, and a timer does its work.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def keep_what_is_there(self) -> None:
        """Leave out what was loaded so far: it stays for ever, and looking at it takes long.

        Even once: collecting before would hold the window up for 50 ms, to find next to nothing.
        """
        gc.freeze()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.enable()

    def _on_timeout(self) -> None:
        """Collect by Python's own rule, the oldest generation that is due."""
        due = [
            n
            for n, (has, limit) in enumerate(zip(gc.get_count(), gc.get_threshold()))
            if has > limit
        ]
        if due:
            gc.collect(max(due))
