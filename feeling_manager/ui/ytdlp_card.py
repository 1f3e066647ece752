"""Which yt-dlp there is, how old it is, and a button for a newer one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from feeling_manager.core.ports import ActiveYtDlp
from feeling_manager.core.releases import OUTDATED_AFTER_DAYS, released_on
from feeling_manager.runtime.ytdlp_updates import UpdateState, YtDlpUpdates
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.setting_row import SettingRow
from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import around, card, label, line


class YtDlpCard(QWidget):
    """Looks into the user's folder only while it can be seen."""

    def __init__(self, updates: YtDlpUpdates, rows: list[SettingRow]) -> None:
        super().__init__()
        self._updates = updates
        self._heading, self._purpose = label("heading"), label("small", wrap=True)
        self._version, self._state = label(wrap=True), label("small", wrap=True)
        self.update_button = QPushButton()
        frame, inside = card()
        inside.addWidget(self._heading)
        inside.addWidget(self._purpose)
        inside.addWidget(line())
        inside.addLayout(self._version_row())
        for row in rows:
            inside.addWidget(line())
            inside.addWidget(row)
        around(self, frame)
        self.update_button.clicked.connect(updates.update_now)
        updates.changed.connect(self._on_changed)
        self.retranslate()

    def _version_row(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._version)
        words.addWidget(self._state)
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(SPACE)
        row.addLayout(words, 1)
        row.addWidget(self.update_button)
        return row

    @property
    def text(self) -> str:
        """The version and how things stand."""
        return f"{self._version.text()}\n{self._state.text()}".strip()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Songs from YouTube"))
        self._purpose.setText(
            self.tr("They are fetched by yt-dlp. YouTube changes often, so it has to be new.")
        )
        self.update_button.setText(self.tr("Update yt-dlp"))
        self._on_changed()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Another program may have updated it meanwhile."""
        self._updates.look()
        super().showEvent(event)

    def _on_changed(self) -> None:
        self.update_button.setEnabled(self._updates.state is not UpdateState.CHECKING)
        if self.isVisible() or self._updates.state is not UpdateState.IDLE:
            self._show_status()

    def _show_status(self) -> None:
        status = self._updates.status
        released = released_on(status.installed) if status else None
        age_days = (datetime.now().date() - released).days if released else None
        if status is None:
            text = self.tr("Version: {version}").format(version="…")
        elif age_days is None:
            text = self.tr("Version: {version}").format(version=status.installed)
        else:
            text = self.tr("Version: {version} · Age in days: {days}").format(
                version=status.installed, days=max(0, age_days)
            )
        self._version.setText(text)
        active = status.active if status else ActiveYtDlp.SHIPPED
        state = self._state_text(active, age_days)
        self._state.setText(state)
        self._state.setVisible(bool(state))

    def _state_text(self, active: ActiveYtDlp, age_days: int | None) -> str:
        state = self._updates.state
        if state is UpdateState.CHECKING:
            percent = self._updates.percent
            if percent:
                return self.tr("Fetching: {percent} %").format(percent=percent)
            return self.tr("Looking for a newer one…")
        if state is UpdateState.FAILED:
            return problem_text(self._updates.code)
        if active is ActiveYtDlp.NEXT_START:
            return self.tr("It is used from the next start on.")
        if state is UpdateState.UPDATED:
            return self.tr("It is new and is used from the next song on.")
        if state is UpdateState.NEWEST:
            return self.tr("There is no newer one.")
        if age_days is not None and age_days > OUTDATED_AFTER_DAYS:
            return self.tr("It is old. Some songs may no longer be found.")
        return ""
