"""Every option in one page; each change holds at once and is saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from feeling_manager import __version__
from feeling_manager.core.settings import Settings, setting_range
from feeling_manager.runtime.session import Session
from feeling_manager.ui.preferences_table import PreferencesTable
from feeling_manager.ui.settings_fields import choice_texts, field_texts
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import card, label, scrolled

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reading", ("camera", "sample_interval_s", "hold_s", "pause_when_locked", "battery_saver")),
    ("music", ("mode", "switch_song", "level_volume", "cache_mb", "notify")),
    ("window", ("language", "theme", "start_in_tray", "close_to_tray")),
    ("privacy", ("keep_history_days",)),
)

READY_LATER = frozenset(
    {"pause_when_locked", "battery_saver", "notify", "start_in_tray", "close_to_tray"}
)
"""Options that the settings file knows but that nothing acts on yet; they are not shown."""


class SettingsPage(QWidget):
    """Groups of fields made from the options' own types and ranges.

    Signals:
        changed(str, object): an option's key and its new value.
    """

    changed = Signal(str, object)

    def __init__(self, session: Session, settings: Settings, look: Look) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self._title = label("title")
        self._headings: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._fields: dict[str, QWidget] = {}
        self._genres_heading, self._genres_hint = label("heading"), label("muted", wrap=True)
        self._genres = PreferencesTable(session, look)
        self._delete, self._really, self._keep = QPushButton(), QPushButton(), QPushButton()
        self._deleted = label("muted", wrap=True)
        self._about = label("small", wrap=True)
        self._lay_out()
        self._delete.clicked.connect(self._on_delete)
        self._really.clicked.connect(self._on_really)
        self._keep.clicked.connect(self._on_keep)
        self.retranslate()

    def _lay_out(self) -> None:
        inner = QWidget()
        page = QVBoxLayout(inner)
        page.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        page.setSpacing(2 * SPACE)
        page.addWidget(self._title)
        frame, inside = card()
        for widget in (self._genres_heading, self._genres_hint, self._genres):
            inside.addWidget(widget)
        page.addWidget(frame)
        for group, keys in GROUPS:
            page.addWidget(self._group(group, [key for key in keys if key not in READY_LATER]))
        page.addWidget(self._about)
        page.addStretch(1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scrolled(inner))

    def _group(self, group: str, keys: list[str]) -> QWidget:
        frame, inside = card()
        self._headings[group] = label("heading")
        inside.addWidget(self._headings[group])
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for key in keys:
            field = self._field(key)
            field.setMinimumWidth(220)
            self._fields[key] = field
            self._labels[key] = label()
            self._labels[key].setMinimumWidth(260)
            self._labels[key].setBuddy(field)
            form.addRow(self._labels[key], field)
        inside.addLayout(form)
        if group == "privacy":
            row = QHBoxLayout()
            for widget in (self._delete, self._really, self._keep, self._deleted):
                row.addWidget(widget)
            row.addStretch(1)
            self._really.hide()
            self._keep.hide()
            inside.addLayout(row)
        return frame

    def _field(self, key: str) -> QWidget:
        """The field that can only hold what the option allows."""
        value = getattr(self._settings, key)
        report = self._reporter(key)
        if isinstance(value, bool):
            box = QCheckBox()
            box.setChecked(value)
            box.toggled.connect(report)
            return box
        if key in choice_texts():
            choice = QComboBox()
            for member in type(value):
                choice.addItem("", member)
            choice.setCurrentIndex(list(type(value)).index(value))
            choice.currentIndexChanged.connect(report)
            return choice
        if isinstance(value, int | float):
            return self._number(key, value, report)
        line = QLineEdit(str(value))
        line.editingFinished.connect(report)
        return line

    def _number(self, key: str, value: float, report: Callable[[], None]) -> QWidget:
        bounds = setting_range(key)
        assert bounds is not None
        spin: Any = QSpinBox() if isinstance(value, int) else QDoubleSpinBox()
        if isinstance(spin, QDoubleSpinBox):
            spin.setDecimals(1)
            spin.setSingleStep(0.5)
        spin.setRange(type(value)(bounds[0]), type(value)(bounds[1]))
        spin.setValue(value)
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(report)
        return spin  # type: ignore[no-any-return]

    def _reporter(self, key: str) -> Callable[[], None]:
        # All of these run in the GUI thread, where their senders live.
        return lambda *_: self._on_changed(key)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._title.setText(self.tr("Settings"))
        self._genres_heading.setText(self.tr("Genres for each expression"))
        self._genres_hint.setText(
            self.tr("Songs come from the ticked genres. A row without a tick means any genre.")
        )
        for group, text in (
            ("reading", self.tr("Camera and reading")),
            ("music", self.tr("Music")),
            ("window", self.tr("Window")),
            ("privacy", self.tr("Privacy")),
        ):
            self._headings[group].setText(text)
        for key, text in field_texts().items():
            if key in self._labels:
                self._labels[key].setText(text)
                self._fields[key].setAccessibleName(text)
        for key, names in choice_texts().items():
            field = self._fields.get(key)
            if isinstance(field, QComboBox):
                for number, name in enumerate(names):
                    field.setItemText(number, name)
        self._delete.setText(self.tr("Delete my history…"))
        self._really.setText(self.tr("Delete it for ever"))
        self._keep.setText(self.tr("Keep it"))
        self._about.setText(
            self.tr(
                "Feeling Manager {version}. Pictures never leave this computer and are never"
                " stored. What is read is what an expression looks like, not what somebody feels."
            ).format(version=__version__)
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_settings(self, settings: Settings) -> None:
        """Show what holds, as when another page changed it."""
        self._settings = settings
        for key, field in self._fields.items():
            value = getattr(settings, key)
            field.blockSignals(True)
            if isinstance(field, QCheckBox):
                field.setChecked(value)
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(list(type(value)).index(value))
            elif isinstance(field, QSpinBox | QDoubleSpinBox):
                field.setValue(value)
            elif isinstance(field, QLineEdit):
                field.setText(str(value))
            field.blockSignals(False)

    def field(self, key: str) -> QWidget:
        """The field of an option."""
        return self._fields[key]

    @property
    def genres(self) -> PreferencesTable:
        """The table of genres."""
        return self._genres

    def _on_changed(self, key: str) -> None:
        field = self._fields[key]
        value: object = None
        if isinstance(field, QCheckBox):
            value = field.isChecked()
        elif isinstance(field, QComboBox):
            value = field.currentData()
        elif isinstance(field, QSpinBox | QDoubleSpinBox):
            value = field.value()
        elif isinstance(field, QLineEdit):
            value = field.text().strip()
        if value != getattr(self._settings, key) and value != "":
            self.changed.emit(key, value)

    def _on_delete(self) -> None:
        self._ask(True)

    def _on_keep(self) -> None:
        self._ask(False)

    def _on_really(self) -> None:
        self._ask(False)
        rows = self._session.log.delete_before(datetime.now(timezone.utc) + timedelta(days=1))
        self._deleted.setText(self.tr("{rows} entries were deleted.").format(rows=rows))
        self._session.diary.written.emit()

    def _ask(self, asking: bool) -> None:
        self._delete.setVisible(not asking)
        self._really.setVisible(asking)
        self._keep.setVisible(asking)
        question = self.tr("Every reading and every song of your log?") if asking else ""
        self._deleted.setText(question)
