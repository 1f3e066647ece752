"""Leads through the six expressions, a few seconds each, and lets the program learn from them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.values import Observation
from feeling_manager.runtime.session import Session
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.live_picture import LivePicture
from feeling_manager.ui.texts import emotion_name, quality_hint
from feeling_manager.ui.theme import EMOTION_ICONS, SPACE, Look
from feeling_manager.ui.widgets import IconLabel, Spoken, label

STEPS: Final = (
    Emotion.NEUTRAL,
    Emotion.HAPPINESS,
    Emotion.SURPRISE,
    Emotion.SADNESS,
    Emotion.ANGER,
    Emotion.FEAR,
)
"""The easy ones first."""

PREPARE_MS: Final = 3000
TAKEN: Final = 4
"""Readings of each expression, one a second."""

PICTURE_PX: Final = 240


class CalibrationGuide(Spoken):
    """Takes nothing until the face is ready, and only while an expression is asked for.

    Signals:
        ended(): all expressions were shown, or it was stopped.
    """

    ended = Signal()

    def __init__(self, session: Session, look: Look, cameras: KnownCameras) -> None:
        super().__init__()
        self._session = session
        self._step: int | None = None
        self._taken = 0
        self._taking = False
        # Without a reading: whoever sees one plays to it.
        self._picture = LivePicture(session, look, cameras, PICTURE_PX, tells=False)
        self._icon = IconLabel(look, "meh", 28, "accent")
        self._task, self._hint = label("reading", wrap=True), label("muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.skip, self.stop = QPushButton(), QPushButton()
        head = QHBoxLayout()
        head.addWidget(self._icon)
        head.addWidget(self._task, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addWidget(self.stop)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.addLayout(head)
        words.addWidget(self._hint)
        words.addWidget(self._bar)
        words.addStretch(1)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        self._prepare = QTimer(self, interval=PREPARE_MS, singleShot=True)
        self._prepare.timeout.connect(self._on_prepared)
        self.skip.clicked.connect(self._next)
        self.stop.clicked.connect(self.finish)
        session.observed.connect(self._on_observed)
        self.retranslate()

    @property
    def asked(self) -> Emotion | None:
        """The expression that is asked for; None while nothing is."""
        return None if self._step is None else STEPS[self._step]

    def begin(self) -> None:
        """Ask for the first expression."""
        self._step = -1
        self.show()
        self._next()

    def finish(self) -> None:
        """Ask for nothing more; what was shown is kept."""
        if self._step is None:
            return
        self._step, self._taking = None, False
        self._prepare.stop()
        self.hide()
        self.ended.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Somebody who leaves the page has had enough."""
        super().hideEvent(event)
        self.finish()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.skip.setText(self.tr("Leave this one out"))
        self.stop.setText(self.tr("Stop"))
        self._bar.setAccessibleName(self.tr("Progress"))
        asked = self.asked
        if asked is None:
            return
        self._icon.set_icon(EMOTION_ICONS[asked])
        self._task.setText(self.tr("Look like this: {emotion}").format(emotion=emotion_name(asked)))
        if not self._taking:
            self._hint.setText(self.tr("Get ready; in three seconds it begins."))
        else:
            self._hint.setText(self.tr("Hold it for a few seconds."))
        self._bar.setRange(0, len(STEPS) * TAKEN)
        self._bar.setValue((self._step or 0) * TAKEN + self._taken)

    def _next(self) -> None:
        assert self._step is not None
        self._step += 1
        self._taken, self._taking = 0, False
        if self._step >= len(STEPS):
            self._step = len(STEPS) - 1
            self.finish()
            return
        self._prepare.start()
        self.retranslate()

    def _on_prepared(self) -> None:
        self._taking = True
        self.retranslate()

    def _on_observed(self, observation: Observation) -> None:
        asked = self.asked
        if asked is None or not self._taking:
            return
        if observation.general is None:
            self._hint.setText(quality_hint(observation.quality))
            return
        if self._session.correct(asked):
            self._taken += 1
        if self._taken >= TAKEN:
            self._next()
        else:
            self.retranslate()
