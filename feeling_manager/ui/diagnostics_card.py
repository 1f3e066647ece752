"""What works here, and what to do about what does not."""

from __future__ import annotations

import logging
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, QUrl, qVersion
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from feeling_manager import __version__
from feeling_manager.core.diagnostics import Finding
from feeling_manager.core.errors import KnownError
from feeling_manager.runtime.session import Session
from feeling_manager.ui.accessible import set_role
from feeling_manager.ui.chore import Chore
from feeling_manager.ui.finding_texts import finding_advice, finding_name, finding_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.upkeep import Upkeep
from feeling_manager.ui.widgets import IconLabel, Spoken, around, card, label

logger = logging.getLogger(__name__)

CAMERA_NAMES: Final = "cameras"
COPIED_MS: Final = 4000


class DiagnosticsCard(Spoken):
    """Looks when it is first seen and when asked; in another process, so nothing waits for it."""

    def __init__(self, session: Session, look: Look, upkeep: Upkeep) -> None:
        super().__init__()
        set_role(self, QAccessible.Role.Grouping)
        self._look = look
        self._upkeep = upkeep
        self._findings: Sequence[Finding] = ()
        self._failed = False
        self._copied = False
        self._looked = False
        self._heading, self._state = label("heading"), label("small", wrap=True)
        self.again, self.copy, self.open_logs = QPushButton(), QPushButton(), QPushButton()
        self._rows = QWidget()
        self._rows_layout = QVBoxLayout(self._rows)
        self._rows_layout.setContentsMargins(0, 0, 0, 0)
        frame, inside = card()
        inside.addWidget(self._heading)
        inside.addWidget(self._state)
        inside.addWidget(self._rows)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.again, self.copy, self.open_logs):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        around(self, frame)
        self._chore = Chore(session.chores, upkeep.examine, self)
        self._chore.done.connect(self._on_done)
        self._chore.failed.connect(self._on_failed)
        self.again.clicked.connect(self.examine)
        self.copy.clicked.connect(self._on_copy)
        self.open_logs.clicked.connect(self._on_open_logs)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Look once, when it is scrolled into sight; later only when asked."""
        if not self._looked:
            self._looked = True
            QTimer.singleShot(0, self, self.examine)

    def examine(self) -> None:
        """Look at everything, in the background."""
        if self._chore.running:
            return
        self._copied = self._failed = False
        self._chore.start()
        self.retranslate()

    def report(self) -> str:
        """What can be sent to somebody who helps: no names, no paths of this user."""
        lines = [
            f"Feeling Manager {__version__}, {platform.platform()},"
            f" Python {platform.python_version()}, Qt {qVersion()}"
        ]
        for finding in self._findings:
            mark = "ok" if finding.ok else "!!"
            # Some cameras are named after the person they belong to.
            said = "…" if finding.code == CAMERA_NAMES else finding_text(finding)
            lines.append(f"{mark} {finding.name}: {said}")
        return shortened("\n".join(lines), self._upkeep.home)

    @property
    def text(self) -> str:
        """How things stand."""
        return self._state.text()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.setAccessibleName(self.tr("Diagnostics"))
        self._heading.setText(self.tr("Diagnostics"))
        self.again.setText(self.tr("Look again"))
        self.copy.setText(self.tr("Copied") if self._copied else self.tr("Copy a report"))
        self.open_logs.setText(self.tr("Open the log folder"))
        self.copy.setEnabled(bool(self._findings))
        bad = sum(not finding.ok for finding in self._findings)
        if self._chore.running:
            text = self.tr("Looking at everything the program needs…")
        elif self._failed:
            text = self.tr("It could not be found out. Look again in a while.")
        elif bad:
            text = self.tr("Things that need you: {count}").format(count=bad)
        else:
            text = self.tr("Everything is in order.") if self._findings else ""
        self._state.setText(text)
        self._show_rows()

    def _show_rows(self) -> None:
        while (item := self._rows_layout.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for finding in self._findings:
            self._rows_layout.addWidget(self._row(finding))
        self._rows.setVisible(bool(self._findings))

    def _row(self, finding: Finding) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, SPACE // 4, 0, SPACE // 4)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        icon, colour = ("circle-check", "good") if finding.ok else ("triangle-alert", "danger")
        name, found = label(), label("small", wrap=True)
        name.setText(finding_name(finding))
        found.setText(shortened(finding_text(finding), self._upkeep.home))
        grid.addWidget(IconLabel(self._look, icon, 18, colour), 0, 0)
        grid.addWidget(name, 0, 1)
        grid.addWidget(found, 0, 2)
        grid.setColumnMinimumWidth(1, 16 * SPACE)
        grid.setColumnStretch(2, 1)
        said = [finding_name(finding), found.text()]
        if advice := finding_advice(finding):
            what_to_do = label("small", wrap=True)
            what_to_do.setText(advice)
            grid.addWidget(what_to_do, 1, 2)
            said.append(advice)
        row.setAccessibleName(". ".join(said))
        return row

    def _on_done(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self.retranslate()

    def _on_failed(self, error: KnownError) -> None:
        logger.warning("diagnostics: %s (%s)", error.code, error.detail)
        self._failed = True
        self.retranslate()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
        self._show_copied(True)
        QTimer.singleShot(COPIED_MS, self, lambda: self._show_copied(False))

    def _show_copied(self, copied: bool) -> None:
        self._copied = copied
        self.retranslate()

    def _on_open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._upkeep.logs)))

    def _on_look(self) -> None:
        self.again.setIcon(self._look.icon("rotate-ccw"))
        self.copy.setIcon(self._look.icon("copy"))
        self.open_logs.setIcon(self._look.icon("folder-open"))


def shortened(text: str, home: Path) -> str:
    """The text with the user's folder as ~, so that it does not say who the user is."""
    folder = str(home)
    return text.replace(folder, "~") if len(home.parts) > 1 else text
