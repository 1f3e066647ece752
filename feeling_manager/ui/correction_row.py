"""Asks whether the reading is right: one click, six choices."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.values import EmotionReading
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import EmotionButton, Spoken, label

THANKS_MS: Final = 8000


class CorrectionRow(Spoken):
    """A question and six faces; afterwards thanks, and a way back. Thread: the GUI thread."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._said: Emotion | None = None
        self._question = label("small", wrap=True)
        self.undo = QPushButton()
        self.undo.setObjectName("plain")
        self.buttons = {emotion: EmotionButton(look, emotion) for emotion in EMOTION_ORDER}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 4)
        row.addWidget(self._question, 1)
        row.addWidget(self.undo)
        for button in self.buttons.values():
            row.addWidget(button)
            button.clicked.connect(self._on_said)
        self._thanks = QTimer(self, interval=THANKS_MS, singleShot=True)
        self._thanks.timeout.connect(self._ask_again)
        self.undo.clicked.connect(self._on_undo)
        session.reading_changed.connect(self.show_reading)
        self.retranslate()
        self.show_reading(session.reading)

    def show_reading(self, reading: EmotionReading | None) -> None:
        """Ask about a reading; nothing is asked where there is none."""
        if self._said is None:
            self.setVisible(reading is not None)
        for emotion, button in self.buttons.items():
            button.setChecked(reading is not None and reading.emotion is emotion)

    def retranslate(self) -> None:
        """Say everything anew."""
        for emotion, button in self.buttons.items():
            button.set_name(
                self.tr("It looks like: {emotion}").format(emotion=emotion_name(emotion))
            )
        self.undo.setText(self.tr("Undo"))
        if self._said is None:
            self._question.setText(self.tr("Was this right?"))
        else:
            said = emotion_name(self._said)
            self._question.setText(self.tr("Noted: {emotion}").format(emotion=said))
        self.undo.setVisible(self._said is not None)
        for button in self.buttons.values():
            button.setVisible(self._said is None)

    def _on_said(self) -> None:
        emotion = next(one for one, button in self.buttons.items() if button is self.sender())
        if self._session.correct(emotion):
            self._said = emotion
            self._thanks.start()
        self.retranslate()
        self.show_reading(self._session.reading)

    def _on_undo(self) -> None:
        self._session.personal.undo()
        self._ask_again()

    def _ask_again(self) -> None:
        self._thanks.stop()
        self._said = None
        self.retranslate()
        self.show_reading(self._session.reading)
