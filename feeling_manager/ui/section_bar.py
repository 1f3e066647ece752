"""What the settings page is made of, to jump to, and a search."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from feeling_manager.ui.flow_layout import FlowLayout
from feeling_manager.ui.page_undo import PageUndo
from feeling_manager.ui.widgets import Spoken

NAME_SPACE_PX = 2
SEARCH_PX = 220


class SectionBar(Spoken):
    """A chip for each section; the one that is looked at is marked.

    Signals:
        chosen(int): the number of the section to jump to.
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[Callable[[], str]]) -> None:
        super().__init__()
        self._names = names
        self._buttons = [QPushButton() for _ in names]
        row = FlowLayout(self, NAME_SPACE_PX)
        for button in self._buttons:
            button.setObjectName("section")
            button.setCheckable(True)
            # A click leaves the focus where it is; a key comes here by Tab.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
        self.retranslate()

    def button(self, number: int) -> QPushButton:
        """The chip of a section."""
        return self._buttons[number]

    def mark(self, number: int) -> None:
        """Mark the section that is looked at."""
        for one, button in enumerate(self._buttons):
            button.setChecked(one == number)

    def offer(self, numbers: Collection[int]) -> None:
        """Offer only these sections, as while something is searched for."""
        for one, button in enumerate(self._buttons):
            button.setVisible(one in numbers)

    def retranslate(self) -> None:
        """Say everything anew."""
        for button, name in zip(self._buttons, self._names):
            button.setText(name())
            button.setAccessibleName(self.tr("Go to {section}").format(section=name()))

    def _on_clicked(self) -> None:
        number = next(n for n, one in enumerate(self._buttons) if one is self.sender())
        self.mark(number)
        self.chosen.emit(number)


def search_field() -> QLineEdit:
    """The field of the search."""
    field = QLineEdit()
    field.setFixedWidth(SEARCH_PX)
    PageUndo(field, field)
    return field
