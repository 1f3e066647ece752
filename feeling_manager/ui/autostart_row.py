"""Whether the program starts when its user logs in."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from feeling_manager.core.errors import DataError
from feeling_manager.core.ports import Autostart
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.setting_controls import SwitchControl
from feeling_manager.ui.setting_row import SettingRow
from feeling_manager.ui.theme import Look


class AutostartRow(SettingRow):
    """A switch for the system's own entry, which is the only place it is kept."""

    def __init__(self, session: Session, look: Look, autostart: Autostart) -> None:
        super().__init__("autostart", SwitchControl(look))
        self._session = session
        self._autostart = autostart
        self.control.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether somebody changed the entry elsewhere."""
        super().showEvent(event)
        self.control.show_value(self._autostart.is_on())

    def _on_changed(self, on: bool) -> None:
        try:
            self._autostart.set_on(on)
        except DataError as error:
            self._session.problem.emit(Problem(error.code, error.detail))
        self.control.show_value(self._autostart.is_on())
