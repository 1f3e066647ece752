"""What is promised, and deleting what was kept."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.errors import DataError, KnownError
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.chore import Chore
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.setting_row import SettingRow
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.upkeep import Upkeep
from feeling_manager.ui.widgets import IconLabel, around, card, label, line


class PrivacyCard(QWidget):
    """Deleting asks once, in its place, and says what it did."""

    def __init__(
        self, session: Session, look: Look, rows: list[SettingRow], upkeep: Upkeep
    ) -> None:
        super().__init__()
        self._session = session
        self._deleted: int | None = None
        self._heading, self._promise = label("heading"), label(wrap=True)
        self._name, self._hint = label(wrap=True), label("small", wrap=True)
        self.delete, self.really, self.keep = QPushButton(), QPushButton(), QPushButton()
        self.really.setObjectName("danger")
        self._export_name, self._export_hint = label(wrap=True), label("small", wrap=True)
        self.export = QPushButton()
        self._target = Path()
        self._exported = False
        self._export_problem = ""
        self._export = Chore(
            session.chores, lambda _cancelled: upkeep.export_data(self._target), self
        )
        frame, inside = card()
        inside.addWidget(self._heading)
        promise = QHBoxLayout()
        promise.setSpacing(SPACE)
        promise.addWidget(IconLabel(look, "shield-check", 20, "good"), 0, Qt.AlignmentFlag.AlignTop)
        promise.addWidget(self._promise, 1)
        inside.addLayout(promise)
        for row in rows:
            inside.addWidget(line())
            inside.addWidget(row)
        inside.addWidget(line())
        words = (self._export_name, self._export_hint)
        inside.addLayout(_row(words, (self.export,)))
        inside.addWidget(line())
        buttons = (self.keep, self.really, self.delete)
        inside.addLayout(_row((self._name, self._hint), buttons))
        around(self, frame)
        self.delete.clicked.connect(self._on_delete)
        self.keep.clicked.connect(self._on_keep)
        self.really.clicked.connect(self._on_really)
        self.export.clicked.connect(self._on_export)
        self._export.done.connect(self._on_exported)
        self._export.failed.connect(self._on_export_failed)
        self._ask(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Privacy"))
        self._promise.setText(
            self.tr(
                "Pictures never leave this computer and are never stored. Only this is kept, on"
                " this computer: which expression was read when, which songs were played, and when"
                " a sign of tension was seen if you switched that on."
            )
        )
        self._export_name.setText(self.tr("Take my data along"))
        self.export.setText(self.tr("Export…"))
        self._show_export()
        self._name.setText(self.tr("Delete my history"))
        self.delete.setText(self.tr("Delete…"))
        self.really.setText(self.tr("Delete for ever"))
        self.keep.setText(self.tr("Keep it"))
        self._show_hint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _ask(self, asking: bool) -> None:
        self.delete.setVisible(not asking)
        self.really.setVisible(asking)
        self.keep.setVisible(asking)
        self._show_hint()

    def _show_hint(self) -> None:
        if not self.delete.isHidden() and self._deleted is not None:
            text = self.tr("Deleted entries: {count}").format(count=self._deleted)
        elif self.delete.isHidden():
            text = self.tr("Every reading and every played song is deleted. There is no way back.")
        else:
            text = self.tr("Readings and played songs; your library and settings stay.")
        self._hint.setText(text)

    def export_to(self, path: Path) -> None:
        """Write everything that is kept into a file."""
        self._target, self._exported, self._export_problem = path, False, ""
        self._export.start()
        self._show_export()

    @property
    def export_text(self) -> str:
        """What it says of the export."""
        return self._export_hint.text()

    def _show_export(self) -> None:
        self.export.setEnabled(not self._export.running)
        if self._export.running:
            text = self.tr("Writing…")
        elif self._export_problem:
            text = problem_text(self._export_problem)
        elif self._exported:
            text = self.tr("Written: {file}").format(file=self._target.name)
        else:
            text = self.tr("History, songs, genres and settings as JSON files in one ZIP file.")
        self._export_hint.setText(text)

    def _on_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export…"), "feeling-manager.zip", "ZIP (*.zip)"
        )
        if name:
            self.export_to(Path(name).with_suffix(".zip"))

    def _on_exported(self) -> None:
        self._exported = True
        self._show_export()

    def _on_export_failed(self, error: KnownError) -> None:
        self._export_problem = error.code
        self._show_export()

    def _on_delete(self) -> None:
        self._deleted = None
        self._ask(True)
        self.keep.setFocus()

    def _on_keep(self) -> None:
        self._ask(False)
        self.delete.setFocus()

    def _on_really(self) -> None:
        try:
            # What is being read and played just now ends a moment from now.
            self._deleted = self._session.log.delete_before(
                datetime.now(timezone.utc) + timedelta(days=1)
            )
        except DataError as error:
            self._session.problem.emit(Problem(error.code, error.detail))
        self._ask(False)
        self.delete.setFocus()
        self._session.diary.written.emit()


def _row(words: tuple[QLabel, QLabel], buttons: tuple[QPushButton, ...]) -> QLayout:
    """A name with its explanation on the left, buttons on the right."""
    column = QVBoxLayout()
    column.setSpacing(2)
    for text in words:
        column.addWidget(text)
    row = QHBoxLayout()
    row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
    row.setSpacing(SPACE)
    row.addLayout(column, 1)
    for button in buttons:
        row.addWidget(button)
    return row
