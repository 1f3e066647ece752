"""Says at the top of the window what went wrong and what to do; never a dialog."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from feeling_manager.runtime.session import Problem
from feeling_manager.ui.texts import problem_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconButton, label

SHOWN_MS: Final = 15_000

LASTING: Final = frozenset(
    {"demo_instead_of_camera", "vlc_missing", "model_missing", "model_bad", "database_set_aside"}
)
"""What stays until it is closed: it holds for the whole run."""

OWN_PLACE: Final = frozenset({"camera_missing", "camera_busy", "camera_lost", "camera_ended"})
"""What the camera's card says already."""


class ProblemStrip(QFrame):
    """The newest problem; one of the same kind replaces the one before and is counted."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._look = look
        self._problem: Problem | None = None
        self._times = 0
        self._icon = QLabel()
        self._text = label(wrap=True)
        self._close = IconButton(look, "x", 16)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self._hide = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._hide.timeout.connect(self.clear)
        self._close.clicked.connect(self.clear)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return self._text.text() if self._problem else ""

    def show_problem(self, problem: Problem) -> None:
        """Say it, unless another place of the window does."""
        if problem.code in OWN_PLACE:
            return
        same = self._problem is not None and self._problem.code == problem.code
        self._times = self._times + 1 if same else 1
        self._problem = problem
        self.retranslate()
        self.show()
        if problem.code in LASTING:
            self._hide.stop()
        else:
            self._hide.start()

    def clear(self) -> None:
        """Say nothing any more."""
        self._problem = None
        self.hide()

    def retranslate(self) -> None:
        """Say it anew."""
        self._close.set_name(self.tr("Close this message"))
        if self._problem is None:
            return
        text = problem_text(self._problem.code)
        track = self._problem.track
        if track is not None and self._times == 1:
            text = f"{track.title}: {text}"
        elif self._times > 1:
            text = self.tr("{text} ({times} times)").format(text=text, times=self._times)
        self._text.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_look(self) -> None:
        icon = self._look.icon("triangle-alert", self._look.colours.on_warning)
        self._icon.setPixmap(icon.pixmap(20, 20))
