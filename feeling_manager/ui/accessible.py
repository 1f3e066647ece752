"""Tells screen readers what a widget that is painted by hand is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role

_PROPERTY: Final = "accessibleRole"
_installed: list[bool] = []


def set_role(widget: QWidget, role: Role) -> None:
    """Say what a widget is that only shows something; Qt takes it for an empty box."""
    widget.setProperty(_PROPERTY, role.value)


def tell_roles() -> None:
    """Let Qt ask for the roles that were set; once is enough for the whole program."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)


def _interface(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for each class that a thing is of, its own first; None is "ask on"."""
    if not isinstance(thing, QWidget):
        return None
    role = thing.property(_PROPERTY)
    return None if role is None else QAccessibleWidget(thing, Role(role))
