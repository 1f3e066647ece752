"""Marks texts for translation where they are written down, and translates them where shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text itself, under the name that lupdate looks for.

    Qt has the same function, but its type is `object`.
    """
    return text


def translated(text: str) -> str:
    """A marked text of the context `texts` in the window's language."""
    return QCoreApplication.translate("texts", text) if text else ""
