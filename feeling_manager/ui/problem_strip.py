"""Says at the top of the window what went wrong and what to do; never a dialog."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.runtime.session import Problem
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconButton, IconLabel, label

SHOWN_MS: Final = 15_000
MOST_ROWS: Final = 3

LASTING: Final = frozenset(
    {
        "vlc_missing",
        "model_missing",
        "model_bad",
        "database_set_aside",
        "ytdlp_updated_next_start",
    }
)
"""What stays until it is closed: it holds for the whole run."""

OWN_PLACE: Final = frozenset({"camera_missing", "camera_busy", "camera_lost", "camera_ended"})
"""What the camera's card says already."""


class ProblemRow(QFrame):
    """One kind of problem, counted when it comes again.

    Signals:
        over(): it was closed, or has been there long enough.
    """

    over = Signal()

    def __init__(self, look: Look, problem: Problem) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._problem = problem
        self._times = 0
        self._text = label(wrap=True)
        self._close = IconButton(look, "x", 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE - 2, SPACE - 2, SPACE - 2)
        row.setSpacing(SPACE + 2)
        row.addWidget(IconLabel(look, "triangle-alert", 18, "on_warning"))
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self._hide = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._hide.timeout.connect(self.over)
        self._close.clicked.connect(self.over)
        self.happened(problem)

    @property
    def code(self) -> str:
        """Which kind of problem it is."""
        return self._problem.code

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def happened(self, problem: Problem) -> None:
        """Count it, and stay a while longer."""
        self._problem = problem
        self._times += 1
        if problem.code not in LASTING:
            self._hide.start()
        self.retranslate()

    def retranslate(self) -> None:
        """Say it anew."""
        self._close.set_name(self.tr("Close this message"))
        text = problem_text(self._problem.code)
        track = self._problem.track
        if self._times > 1:
            text = self.tr("{text} ({times} times)").format(text=text, times=self._times)
        elif track is not None:
            text = f"{track.title}: {text}"
        self._text.setText(text)
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ProblemStrip(QWidget):
    """A few problems below each other, one row a kind; the oldest makes room for the newest."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: list[ProblemRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 0)
        self._column.setSpacing(SPACE - 2)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, the oldest first; empty while it is hidden."""
        return "\n".join(row.text for row in self._rows)

    def show_problem(self, problem: Problem) -> None:
        """Say it, unless another place of the window does."""
        if problem.code in OWN_PLACE:
            return
        for row in self._rows:
            if row.code == problem.code:
                row.happened(problem)
                return
        if len(self._rows) == MOST_ROWS:
            self._remove(self._rows[0])
        row = ProblemRow(self._look, problem)
        row.over.connect(self._on_over)
        self._rows.append(row)
        self._column.addWidget(row)
        self.show()

    def forget(self, codes: Collection[str]) -> None:
        """Say no more of some kinds of problem: another place of the window does now."""
        for row in list(self._rows):
            if row.code in codes:
                self._remove(row)

    def clear(self) -> None:
        """Say nothing any more."""
        for row in list(self._rows):
            self._remove(row)

    def _on_over(self) -> None:
        row = self.sender()
        if isinstance(row, ProblemRow):
            self._remove(row)

    def _remove(self, row: ProblemRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))
