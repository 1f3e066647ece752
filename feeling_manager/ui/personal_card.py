"""What was learnt of this user's expressions, a guide of a minute, and deleting it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from feeling_manager.runtime.session import Session
from feeling_manager.ui.calibration_guide import CalibrationGuide
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import Spoken, around, card, label, line


class PersonalCard(Spoken):
    """Thread: the GUI thread."""

    def __init__(self, session: Session, look: Look, cameras: KnownCameras) -> None:
        super().__init__()
        self._session = session
        self._heading, self._purpose = label("heading"), label("small", wrap=True)
        self._effect = label(wrap=True)
        self.start, self.undo, self.forget = QPushButton(), QPushButton(), QPushButton()
        self.guide = CalibrationGuide(session, look, cameras)
        self.guide.hide()
        frame, inside = card()
        inside.addWidget(self._heading)
        inside.addWidget(self._purpose)
        inside.addWidget(line())
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self._effect, 1)
        for button in (self.undo, self.forget, self.start):
            row.addWidget(button)
        inside.addLayout(row)
        inside.addWidget(self.guide)
        around(self, frame)
        self.start.clicked.connect(self._on_start)
        self.undo.clicked.connect(session.personal.undo)
        self.forget.clicked.connect(session.personal.forget)
        self.guide.ended.connect(self._on_ended)
        session.personal.learnt.connect(self.retranslate)
        self.retranslate()

    @property
    def text(self) -> str:
        """What it says was learnt."""
        return self._effect.text()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Your own expressions"))
        self._purpose.setText(
            self.tr(
                "Faces differ. Below the picture you can say what your expression looks like; the"
                " program learns from it. Only numbers are kept, never a picture."
            )
        )
        self.start.setText(self.tr("Show my expressions"))
        self.undo.setText(self.tr("Undo the last"))
        self.forget.setText(self.tr("Forget all"))
        fit = self._session.personal.fit
        for button in (self.undo, self.forget):
            button.setEnabled(fit.corrections > 0)
        numbers = {"count": fit.corrections, "before": fit.right_before, "after": fit.right_after}
        if fit.corrections == 0:
            text = self.tr("Nothing has been learnt yet.")
        elif fit.head is None:
            text = self.tr(
                "Corrections: {count}. Your expressions are read as before: what was learnt does"
                " not read better yet."
            )
        else:
            text = self.tr(
                "Corrections: {count}. {after} of them are read right, without them {before}."
            )
        self._effect.setText(text.format(**numbers))

    def _on_start(self) -> None:
        self.start.setEnabled(False)
        self.guide.begin()

    def _on_ended(self) -> None:
        self.start.setEnabled(True)
