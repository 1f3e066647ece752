"""Every option in one page; each change holds at once, is saved, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from feeling_manager.core.ports import Autostart
from feeling_manager.core.settings import Settings
from feeling_manager.runtime.session import Session
from feeling_manager.ui.about_card import AboutCard
from feeling_manager.ui.autostart_row import AutostartRow
from feeling_manager.ui.cache_row import CacheRow
from feeling_manager.ui.camera_view import CameraView
from feeling_manager.ui.diagnostics_card import DiagnosticsCard
from feeling_manager.ui.genres_card import GenresCard
from feeling_manager.ui.introduction_row import IntroductionRow
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.personal_card import PersonalCard
from feeling_manager.ui.privacy_card import PrivacyCard
from feeling_manager.ui.section_bar import SectionBar, search_field
from feeling_manager.ui.setting_controls import (
    CameraControl,
    ChoiceControl,
    Control,
    NumberControl,
    SwitchControl,
)
from feeling_manager.ui.setting_row import SettingRow
from feeling_manager.ui.settings_fields import choice_texts, field_name, unit_text, zero_text
from feeling_manager.ui.settings_group import SettingsGroup, says
from feeling_manager.ui.shortcuts_card import ShortcutsCard
from feeling_manager.ui.taste_changes import TasteChanges
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.undo_history import Change, UndoHistory
from feeling_manager.ui.undo_strip import UndoStrip
from feeling_manager.ui.upkeep import NO_UPKEEP, Upkeep
from feeling_manager.ui.widgets import EmptyState, Spoken, label, scrolled
from feeling_manager.ui.ytdlp_card import YtDlpCard

READING: Final = ("camera_on", "camera", "sample_interval_s", "hold_s", "gestures", "battery_saver")
MUSIC: Final = ("mode", "switch_song", "level_volume", "cache_mb")
WINDOW: Final = ("language", "theme", "animations", "notify", "close_to_tray", "start_in_tray")
TAB_FOCUS: Final = Qt.FocusPolicy.TabFocus
YTDLP: Final = ("update_ytdlp",)
PRIVACY: Final = ("pause_when_locked", "keep_history_days")


class SettingsPage(Spoken):
    """Groups of rows made from the options' own types and ranges.

    Signals:
        changed(str, object): an option's key and its new value.
        introduction_wanted(): the user wants to be shown around again.
    """

    changed = Signal(str, object)
    introduction_wanted = Signal()

    def __init__(
        self,
        session: Session,
        look: Look,
        cameras: KnownCameras,
        licences: Path = Path(),
        upkeep: Upkeep = NO_UPKEEP,
        autostart: Autostart | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._cameras = cameras
        self._upkeep = upkeep
        self.autostart = AutostartRow(session, look, autostart) if autostart is not None else None
        self._rows: dict[str, SettingRow] = {}
        self._title = label("title")
        self.search = search_field()
        self.reset = QPushButton()
        self.reset.setObjectName("plain")
        self.undo_strip = UndoStrip(look)
        self.history = UndoHistory(self.undo_strip)
        changes = TasteChanges(session, self)
        changes.done.connect(self.history.add)
        self.genres = GenresCard(session, look, changes)
        self.personal = PersonalCard(session, look, cameras)
        self.diagnostics = DiagnosticsCard(session, look, upkeep)
        self.camera_view = CameraView(session, look, cameras)
        self.cache = CacheRow(session, upkeep)
        self.introduction = IntroductionRow()
        self.about = AboutCard(licences)
        self._nothing = EmptyState(look, "search")
        self._nothing.hide()
        self._sections = self._make_sections()
        self.sections = SectionBar([name for name, _ in self._sections])
        self._area = self._lay_out()
        self._connect()
        self.show_settings(session.settings)
        self.retranslate()

    def _make_sections(self) -> Sequence[tuple[Callable[[], str], QWidget]]:
        """(name, card) in the order of the page."""
        reading_rows: list[QWidget] = [*self._some_rows(READING)]
        reading_rows.insert(READING.index("camera") + 1, self.camera_view)
        reading = SettingsGroup(lambda: self.tr("Camera and reading"), reading_rows)
        music = SettingsGroup(lambda: self.tr("Music"), [*self._some_rows(MUSIC), self.cache])
        window_rows: list[QWidget] = [*self._some_rows(WINDOW)]
        if self.autostart is not None:
            window_rows.append(self.autostart)
        window_rows.append(self.introduction)
        window = SettingsGroup(lambda: self.tr("Window"), window_rows)
        self.privacy = PrivacyCard(
            self._session, self._look, self._some_rows(PRIVACY), self._upkeep
        )
        sections: list[tuple[Callable[[], str], QWidget]] = [
            (lambda: self.tr("Genres"), self.genres),
            (lambda: self.tr("Camera"), reading),
            (lambda: self.tr("Music"), music),
            (lambda: self.tr("Window"), window),
            (lambda: self.tr("Expressions"), self.personal),
        ]
        if self._session.ytdlp is not None:
            self.ytdlp = YtDlpCard(self._session.ytdlp, self._some_rows(YTDLP))
            sections.append((lambda: self.tr("YouTube"), self.ytdlp))
        return [
            *sections,
            (lambda: self.tr("Privacy"), self.privacy),
            (lambda: self.tr("Diagnostics"), self.diagnostics),
            (lambda: self.tr("Keyboard"), ShortcutsCard()),
            (lambda: self.tr("About"), self.about),
        ]

    def _some_rows(self, keys: Sequence[str]) -> list[SettingRow]:
        return [self._row(key) for key in keys]

    def _lay_out(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        for _, section in self._sections:
            column.addWidget(section)
        column.addWidget(self._nothing)
        column.addStretch(1)
        area = scrolled(inner)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._title, 1)
        head.addWidget(self.reset)
        head.addWidget(self.search)
        top = QVBoxLayout()
        top.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 0)
        top.setSpacing(SPACE)
        top.addLayout(head)
        top.addWidget(self.sections)
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * SPACE, 0, 2 * SPACE, SPACE)
        foot.addWidget(self.undo_strip)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SPACE // 2)
        page.addLayout(top)
        page.addWidget(area, 1)
        page.addLayout(foot)
        return area

    def _connect(self) -> None:
        self.reset.clicked.connect(self._on_reset)
        self.search.textChanged.connect(self._on_search)
        self.sections.chosen.connect(self._on_section)
        self.introduction.button.clicked.connect(self.introduction_wanted)
        self._session.settings_changed.connect(self.show_settings)
        self._area.verticalScrollBar().valueChanged.connect(self._mark_section)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.history.undo)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        escape = QShortcut(QKeySequence("Esc"), self.search, self.search.clear)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _row(self, key: str) -> SettingRow:
        control = self._control(key)
        control.changed.connect(self._on_changed)
        control.setProperty("key", key)
        self._rows[key] = SettingRow(key, control)
        return self._rows[key]

    def _control(self, key: str) -> Control:
        value = getattr(self._session.settings, key)
        if key == "camera":
            return CameraControl(self._cameras)
        if isinstance(value, bool):
            return SwitchControl(self._look)
        if isinstance(value, Enum):
            return ChoiceControl(list(type(value)), partial(choice_texts, key))
        whole = isinstance(value, int)
        return NumberControl(key, whole, partial(unit_text, key), partial(zero_text, key))

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("Settings"))
        self.reset.setText(self.tr("Reset all settings"))
        self.reset.setToolTip(self.tr("Genres, songs and history stay as they are."))
        self.search.setPlaceholderText(self.tr("Find a setting"))
        self.search.setAccessibleName(self.tr("Find a setting"))
        self._nothing.say(
            self.tr("No setting found"), self.tr("Look for less, or press Escape to see all.")
        )
        for row in self._rows.values():
            row.retranslate()
        if self.autostart is not None:
            self.autostart.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for cameras that came or went."""
        self._cameras.refresh()
        self._mark_section()

    def show_settings(self, settings: Settings) -> None:
        """Show what holds, as when another page changed it."""
        for key, row in self._rows.items():
            row.control.show_value(getattr(settings, key))
        self.reset.setEnabled(bool(self._changed_from_default()))

    def field(self, key: str) -> QWidget:
        """The box, switch or number of an option."""
        return self._rows[key].control.inside

    def _on_changed(self, value: object) -> None:
        key = str(self.sender().property("key"))
        before = getattr(self._session.settings, key)
        self.changed.emit(key, value)
        self.history.add(
            Change(
                lambda: self.tr("Changed: {setting}").format(setting=field_name(key)),
                lambda: self.changed.emit(key, before),
                key,
            )
        )

    def _on_reset(self) -> None:
        """Give every option on this page its default back."""
        before = self._changed_from_default()

        def back() -> None:
            for key, value in before.items():
                self.changed.emit(key, value)

        for key in before:
            self.changed.emit(key, getattr(Settings(), key))
        self.history.add(
            Change(
                lambda: self.tr("Settings reset: {count}").format(count=len(before)), back, "reset"
            )
        )

    def _changed_from_default(self) -> dict[str, object]:
        """The options of this page that are not as a new user has them, with what they are."""
        now, default = self._session.settings, Settings()
        values = {key: getattr(now, key) for key in self._rows}
        return {key: value for key, value in values.items() if value != getattr(default, key)}

    def _on_search(self, text: str) -> None:
        words = text.casefold().split()
        found = []
        for number, (name, section) in enumerate(self._sections):
            named = all(word in name().casefold() for word in words)
            if isinstance(section, SettingsGroup):
                shown = section.find_words([] if named else words)
            else:
                shown = named or says(section, words)
            section.setVisible(shown)
            if shown:
                found.append(number)
        self.sections.offer(found)
        self._nothing.setVisible(not found)
        # The heights are known once the layout has taken the hidden ones out.
        QTimer.singleShot(0, self, self._mark_section)

    def _on_section(self, number: int) -> None:
        section = self._sections[number][1]
        self._area.verticalScrollBar().setValue(section.y() - SPACE)
        self.sections.mark(number)
        if self.sections.button(number).hasFocus():
            # Chosen by a key: go on from there.
            self._focus_first(section)

    def _focus_first(self, section: QWidget) -> None:
        """Give the focus to the first control of a section."""
        widget = section.nextInFocusChain()
        while widget is not None and section.isAncestorOf(widget):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & TAB_FOCUS:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
            widget = widget.nextInFocusChain()

    def _mark_section(self) -> None:
        """Mark the section at the top of what is seen."""
        bar = self._area.verticalScrollBar()
        shown = [n for n, (_, section) in enumerate(self._sections) if section.isVisible()]
        if not shown:
            return
        at = bar.value() + 8 * SPACE
        passed = [n for n in shown if self._sections[n][1].y() <= at]
        self.sections.mark(passed[-1] if passed else shown[0])
