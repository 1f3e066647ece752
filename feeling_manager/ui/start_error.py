"""A small window that says why the program could not start."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconLabel, label

WIDTH_PX: Final = 460
REPORT_PX: Final = 140


class StartErrorWindow(QDialog):
    """What happened and what to do; of a bug a report to copy, which holds nothing private."""

    def __init__(self, look: Look, code: str, detail: str, report: str) -> None:
        super().__init__()
        self._report = report
        self.setObjectName("page")
        self.setWindowTitle(self.tr("Feeling Manager"))
        self.setWindowIcon(look.icon("triangle-alert", look.colours.danger))
        self.heading, self.text = label("reading", wrap=True), label(wrap=True)
        self.detail, hint = label("small", wrap=True), label("small", wrap=True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setFixedHeight(REPORT_PX)
        self.report.setAccessibleName(self.tr("Report"))
        self.copy, self.leave = QPushButton(), QPushButton()
        self.leave.setObjectName("primary")
        self.leave.setDefault(True)
        self.heading.setText(self.tr("Feeling Manager could not start"))
        self.text.setText(problem_text(code))
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        hint.setText(
            self.tr(
                "If it happens again, copy the report and send it to whoever looks after the"
                " program. It names no files, songs or people of yours."
            )
        )
        self.copy.setText(self.tr("Copy the report"))
        self.leave.setText(self.tr("Close"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(IconLabel(look, "triangle-alert", 40, "danger"))
        for widget in (self.heading, self.text, self.detail, self.report, hint):
            column.addWidget(widget)
        column.addSpacing(SPACE)
        column.addLayout(buttons)
        self.setFixedWidth(WIDTH_PX)
        self.copy.clicked.connect(self._on_copy)
        self.leave.clicked.connect(self.accept)
        if code != "bug":  # what is missing around the program is no developer's business
            self.report.hide()
            hint.hide()
            self.copy.hide()
        self.leave.setFocus()

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self._report)
        self.copy.setText(self.tr("Copied"))
