"""Every option in one page; each change holds at once and is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from feeling_manager.core.settings import Settings
from feeling_manager.runtime.session import Session
from feeling_manager.ui.about_card import AboutCard
from feeling_manager.ui.personal_card import PersonalCard
from feeling_manager.ui.preferences_table import PreferencesTable
from feeling_manager.ui.privacy_card import PrivacyCard
from feeling_manager.ui.setting_controls import (
    CameraControl,
    ChoiceControl,
    Control,
    NumberControl,
    SwitchControl,
)
from feeling_manager.ui.setting_row import SettingRow
from feeling_manager.ui.settings_fields import choice_texts, unit_text, zero_text
from feeling_manager.ui.shortcuts_card import ShortcutsCard
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import around, card, label, line, scrolled
from feeling_manager.ui.ytdlp_card import YtDlpCard

READING: Final = ("camera", "sample_interval_s", "hold_s", "gestures", "battery_saver")
MUSIC: Final = ("mode", "switch_song", "level_volume", "cache_mb")
WINDOW: Final = ("language", "theme", "animations")
YTDLP: Final = ("update_ytdlp",)
PRIVACY: Final = ("pause_when_locked", "keep_history_days")


class SettingsPage(QWidget):
    """Groups of rows made from the options' own types and ranges.

    Signals:
        changed(str, object): an option's key and its new value.
    """

    changed = Signal(str, object)

    def __init__(
        self,
        session: Session,
        look: Look,
        camera_names: Callable[[], Sequence[str]] = tuple,
        licences: Path = Path(),
    ) -> None:
        super().__init__()
        self._licences = licences
        self._session = session
        self._look = look
        self._camera_names = camera_names
        self._rows: dict[str, SettingRow] = {}
        self._title = label("title")
        self._genres_heading, self._genres_hint = label("heading"), label("small", wrap=True)
        self.genres = PreferencesTable(session, look)
        self._reset_all = QPushButton()
        self._reset_all.setObjectName("plain")
        self._headings = [label("heading") for _ in range(3)]
        self._lay_out()
        self._reset_all.clicked.connect(self.genres.reset_all)
        self.show_settings(session.settings)
        self.retranslate()

    def _lay_out(self) -> None:
        inner = QWidget()
        page = QVBoxLayout(inner)
        page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        page.setSpacing(2 * SPACE)
        page.addWidget(self._title)
        page.addWidget(self._genres_card())
        for heading, keys in zip(self._headings, (READING, MUSIC, WINDOW)):
            frame, inside = card()
            inside.addWidget(heading)
            for number, key in enumerate(keys):
                if number:
                    inside.addWidget(line())
                inside.addWidget(self._row(key))
            page.addWidget(frame)
        self.personal = PersonalCard(self._session, self._look)
        page.addWidget(self.personal)
        if self._session.ytdlp is not None:
            rows = [self._row(key) for key in YTDLP]
            self.ytdlp = YtDlpCard(self._session.ytdlp, rows)
            page.addWidget(self.ytdlp)
        rows = [self._row(key) for key in PRIVACY]
        self.privacy = PrivacyCard(self._session, self._look, rows)
        page.addWidget(self.privacy)
        page.addWidget(ShortcutsCard())
        self.about = AboutCard(self._licences)
        page.addWidget(self.about)
        page.addStretch(1)
        around(self, scrolled(inner))

    def _genres_card(self) -> QWidget:
        frame, inside = card()
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._genres_heading)
        words.addWidget(self._genres_hint)
        head.addLayout(words, 1)
        head.addWidget(self._reset_all)
        inside.addLayout(head)
        inside.addWidget(self.genres)
        return frame

    def _row(self, key: str) -> SettingRow:
        control = self._control(key)
        control.changed.connect(self._on_changed)
        control.setProperty("key", key)
        self._rows[key] = SettingRow(key, control)
        return self._rows[key]

    def _control(self, key: str) -> Control:
        value = getattr(self._session.settings, key)
        if key == "camera":
            return CameraControl(self._camera_names)
        if isinstance(value, bool):
            return SwitchControl(self._look)
        if isinstance(value, Enum):
            return ChoiceControl(list(type(value)), partial(choice_texts, key))
        whole = isinstance(value, int)
        return NumberControl(key, whole, partial(unit_text, key), partial(zero_text, key))

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("Settings"))
        self._genres_heading.setText(self.tr("Genres for each expression"))
        self._genres_hint.setText(
            self.tr("Songs come from the ticked genres. A row without a tick means any genre.")
        )
        self._reset_all.setText(self.tr("Reset all"))
        names = (self.tr("Camera and reading"), self.tr("Music"), self.tr("Window"))
        for heading, name in zip(self._headings, names):
            heading.setText(name)
        for row in self._rows.values():
            row.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_settings(self, settings: Settings) -> None:
        """Show what holds, as when another page changed it."""
        for key, row in self._rows.items():
            row.control.show_value(getattr(settings, key))

    def field(self, key: str) -> QWidget:
        """The box, switch or number of an option."""
        return self._rows[key].control.inside

    def _on_changed(self, value: object) -> None:
        self.changed.emit(self.sender().property("key"), value)
