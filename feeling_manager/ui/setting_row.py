"""One option in the settings: its name, what it does, and its control."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from feeling_manager.ui.setting_controls import Control
from feeling_manager.ui.settings_fields import field_hint, field_name
from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import label


class SettingRow(QWidget):
    """Words on the left, the control on the right."""

    def __init__(self, key: str, control: Control) -> None:
        super().__init__()
        self._key = key
        self.control = control
        self._name, self._hint = label(wrap=True), label("small", wrap=True)
        self._name.setBuddy(control)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._hint)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(2 * SPACE)
        row.addLayout(words, 1)
        row.addWidget(control)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._name.setText(field_name(self._key))
        self._hint.setText(field_hint(self._key))
        self._hint.setVisible(bool(field_hint(self._key)))
        self.control.inside.setAccessibleName(field_name(self._key))
        self.control.inside.setAccessibleDescription(field_hint(self._key))
        for edit in self.control.inside.findChildren(QLineEdit):
            edit.setAccessibleName(field_name(self._key))
        self.control.retranslate()
