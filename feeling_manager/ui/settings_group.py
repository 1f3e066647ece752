"""A card of the settings page: a heading, and rows with lines between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QLabel, QWidget

from feeling_manager.ui.widgets import Spoken, around, card, label, line


class SettingsGroup(Spoken):
    """Rows that do not match a search are hidden, with the line above them."""

    def __init__(self, name: Callable[[], str], rows: Sequence[QWidget]) -> None:
        super().__init__()
        self._name = name
        self._heading = label("heading")
        self._rows: list[tuple[QFrame, QWidget]] = []
        frame, inside = card()
        inside.addWidget(self._heading)
        for row in rows:
            self._rows.append((line(), row))
            for widget in self._rows[-1]:
                inside.addWidget(widget)
        around(self, frame)
        self.find_words([])
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self._name())

    def find_words(self, words: Sequence[str]) -> bool:
        """Show the rows that say all these words, all rows where the heading does; any left?"""
        all_rows = says(self._heading, words)
        above = False
        for between, row in self._rows:
            found = all_rows or says(row, words)
            row.setVisible(found)
            between.setVisible(found and above)
            above = above or found
        return above


def says(widget: QWidget, words: Sequence[str]) -> bool:
    """Whether a widget and what lies on it say all these words, whatever the case."""
    parts: list[str] = []
    for one in (widget, *widget.findChildren(QWidget)):
        parts += [one.accessibleName(), one.accessibleDescription()]
        if isinstance(one, QLabel | QAbstractButton):
            parts.append(one.text())
        elif isinstance(one, QComboBox):
            parts += [one.itemText(number) for number in range(one.count())]
    text = " ".join(parts).casefold()
    return all(word in text for word in words)
