"""Lets a field that has nothing of its own to undo leave Ctrl+Z to its page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget


class PageUndo(QObject):
    """Qt's fields claim the key even when they have nothing to undo.

    Args:
        owner: what has the focus: the field itself, or the number or box that it lies in.
        field: where text is edited.
    """

    def __init__(self, owner: QWidget, field: QLineEdit) -> None:
        super().__init__(owner)
        self._field = field
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field from claiming the key."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self._field.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
