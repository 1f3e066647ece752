"""The last changes of a page, each with its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from feeling_manager.ui.undo_strip import UndoStrip, Words

KEPT_CHANGES: Final = 50


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done.

    Attributes:
        words: what it was.
        undo: takes it back.
        subject: changes of the same subject shortly after each other are one; "" for none.
    """

    words: Words
    undo: Callable[[], object]
    subject: str = ""


class UndoHistory(QObject):
    """Takes changes back one by one, the last one first; the strip names the one that is next."""

    def __init__(self, strip: UndoStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self._changes: list[Change] = []
        strip.undo.connect(self.undo)

    def add(self, change: Change) -> None:
        """Remember a change that was just made, and offer to take it back."""
        last = self._changes[-1] if self._changes else None
        again = change.subject and last is not None and last.subject == change.subject
        # A number that is counted up step by step goes back to where it began.
        if not (again and self._strip.isVisible()):
            self._changes = [*self._changes, change][-KEPT_CHANGES:]
        self._strip.offer(change.words)

    def undo(self) -> None:
        """Take the last change back, and offer the one before."""
        if not self._changes:
            return
        self._changes.pop().undo()
        if self._changes:
            self._strip.offer(self._changes[-1].words)
        else:
            self._strip.hide()
