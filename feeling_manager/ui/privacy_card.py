"""What is promised, and deleting what was kept."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from feeling_manager.core.errors import DataError
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.setting_row import SettingRow
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconLabel, around, card, label, line


class PrivacyCard(QWidget):
    """Deleting asks once, in its place, and says what it did."""

    def __init__(self, session: Session, look: Look, rows: list[SettingRow]) -> None:
        super().__init__()
        self._session = session
        self._deleted: int | None = None
        self._heading, self._promise = label("heading"), label(wrap=True)
        self._name, self._hint = label(wrap=True), label("small", wrap=True)
        self.delete, self.really, self.keep = QPushButton(), QPushButton(), QPushButton()
        self.really.setObjectName("danger")
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
        inside.addLayout(self._delete_row())
        around(self, frame)
        self.delete.clicked.connect(self._on_delete)
        self.keep.clicked.connect(self._on_keep)
        self.really.clicked.connect(self._on_really)
        self._ask(False)
        self.retranslate()

    def _delete_row(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._hint)
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(SPACE)
        row.addLayout(words, 1)
        for button in (self.keep, self.really, self.delete):
            row.addWidget(button)
        return row

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
