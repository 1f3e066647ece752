"""Whose choice the songs follow, and what the music is for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.settings import ListeningMode, Settings
from feeling_manager.runtime.session import MoodChoice, Session
from feeling_manager.ui.texts import emotion_name, mode_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import ICON, card, label

CHOICES: tuple[MoodChoice | Emotion, ...] = (MoodChoice.FACE, MoodChoice.RANDOM, *EMOTION_ORDER)


class MoodCard(QWidget):
    """Eight moods, one of them chosen, and four modes.

    Signals:
        mode_chosen(ListeningMode): the user wants another mode.
    """

    mode_chosen = Signal(object)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._heading, self._mode_heading = label("heading"), label("heading")
        self._moods = QButtonGroup(self)
        self._modes = QButtonGroup(self)
        self._lay_out()
        self._moods.idClicked.connect(self._on_mood)
        self._modes.idClicked.connect(self._on_mode)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def _lay_out(self) -> None:
        frame, inside = card()
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        for number, choice in enumerate(CHOICES):
            button = self._button(self._moods, number, choice is self._session.mood)
            grid.addWidget(button, number // 4, number % 4)
        modes = QHBoxLayout()
        modes.setSpacing(SPACE)
        for number, mode in enumerate(ListeningMode):
            button = self._button(self._modes, number, mode is self._session.settings.mode)
            modes.addWidget(button)
        inside.addWidget(self._heading)
        inside.addLayout(grid)
        inside.addSpacing(SPACE)
        inside.addWidget(self._mode_heading)
        inside.addLayout(modes)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)

    def _button(self, group: QButtonGroup, number: int, checked: bool) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setChecked(checked)
        button.setIconSize(ICON)
        group.addButton(button, number)
        return button

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Songs follow"))
        self._mode_heading.setText(self.tr("Music is to"))
        names: dict[MoodChoice | Emotion, str] = {
            MoodChoice.FACE: self.tr("My face"),
            MoodChoice.RANDOM: self.tr("Chance"),
        }
        tip: Callable[[str], str] = lambda name: self.tr("Choose songs for: {mood}").format(
            mood=name
        )
        for number, choice in enumerate(CHOICES):
            name = emotion_name(choice) if isinstance(choice, Emotion) else names[choice]
            self._moods.button(number).setText(name)
            self._moods.button(number).setToolTip(tip(name))
        for number, (mode, words) in enumerate(self._mode_tips().items()):
            self._modes.button(number).setText(mode_name(mode))
            self._modes.button(number).setToolTip(words)

    def _mode_tips(self) -> dict[ListeningMode, str]:
        return {
            ListeningMode.MATCH: self.tr("Music that sounds like your expression"),
            ListeningMode.LIFT: self.tr("Music that leads towards a brighter mood"),
            ListeningMode.CALM: self.tr("Quiet music, whatever the expression"),
            ListeningMode.FOCUS: self.tr("Even music to work by"),
        }

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_settings(self, settings: Settings) -> None:
        """Show the mode that holds."""
        self._modes.button(list(ListeningMode).index(settings.mode)).setChecked(True)

    def _on_mood(self, number: int) -> None:
        self._session.choose_mood(CHOICES[number])

    def _on_mode(self, number: int) -> None:
        self.mode_chosen.emit(list(ListeningMode)[number])

    def _on_look(self) -> None:
        for number, choice in enumerate(CHOICES):
            if isinstance(choice, Emotion):
                icon = self._look.emotion_icon(choice)
            else:
                icon = self._look.icon("scan-face" if choice is MoodChoice.FACE else "shuffle")
            self._moods.button(number).setIcon(icon)
