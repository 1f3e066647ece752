"""Whose choice the songs follow, and what the music is for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.settings import ListeningMode, Settings
from feeling_manager.runtime.session import MoodChoice, Session
from feeling_manager.ui.texts import emotion_name, mode_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import ICON, ElidedLabel, Segments, around, as_choice, card, label

CHOICES: Final[tuple[MoodChoice | Emotion, ...]] = (
    MoodChoice.FACE,
    MoodChoice.RANDOM,
    *EMOTION_ORDER,
)
COLUMNS: Final = 4
MODES: Final = tuple(ListeningMode)


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
        self._modes = Segments(len(MODES), MODES.index(session.settings.mode))
        self._mode_hint = ElidedLabel("small")
        self._mode_hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lay_out()
        self._moods.idClicked.connect(self._on_mood)
        self._modes.chosen.connect(self._on_mode)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def _lay_out(self) -> None:
        frame, inside = card()
        grid = QGridLayout()
        grid.setSpacing(SPACE - 2)
        for number, choice in enumerate(CHOICES):
            button = self._button(number, choice is self._session.mood)
            grid.addWidget(button, number // COLUMNS, number % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        mode_head = QHBoxLayout()
        mode_head.setSpacing(SPACE)
        mode_head.addWidget(self._mode_heading)
        mode_head.addWidget(self._mode_hint, 1)
        inside.addWidget(self._heading)
        inside.addLayout(grid)
        inside.addLayout(mode_head)
        inside.addWidget(self._modes)
        around(self, frame)

    def _button(self, number: int, checked: bool) -> QPushButton:
        button = QPushButton()
        button.setObjectName("mood")
        as_choice(button)
        button.setChecked(checked)
        button.setIconSize(ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._moods.addButton(button, number)
        return button

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Songs follow"))
        self._mode_heading.setText(self.tr("The music should"))
        names: dict[MoodChoice | Emotion, str] = {
            MoodChoice.FACE: self.tr("My face"),
            MoodChoice.RANDOM: self.tr("Chance"),
        }
        for number, choice in enumerate(CHOICES):
            name = emotion_name(choice) if isinstance(choice, Emotion) else names[choice]
            button = self._moods.button(number)
            button.setText(f" {name}")
            button.setAccessibleName(name)
            button.setToolTip(self.tr("Choose songs for: {mood}").format(mood=name))
        for number, mode in enumerate(MODES):
            self._modes.button(number).setText(mode_name(mode))
            self._modes.button(number).setToolTip(self._mode_text(mode))
        self.show_settings(self._session.settings)

    def _mode_text(self, mode: ListeningMode) -> str:
        return {
            ListeningMode.MATCH: self.tr("Music that sounds like your expression."),
            ListeningMode.LIFT: self.tr("Music that leads towards a brighter mood."),
            ListeningMode.CALM: self.tr("Quiet music, whatever the expression."),
            ListeningMode.FOCUS: self.tr("Even music to work by."),
        }[mode]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_settings(self, settings: Settings) -> None:
        """Show the mode that holds."""
        self._modes.set_current(MODES.index(settings.mode))
        self._mode_hint.setText(self._mode_text(settings.mode))

    def _on_mood(self, number: int) -> None:
        self._session.choose_mood(CHOICES[number])

    def _on_mode(self, number: int) -> None:
        self.mode_chosen.emit(MODES[number])

    def _on_look(self) -> None:
        for number, choice in enumerate(CHOICES):
            if isinstance(choice, Emotion):
                icon = self._look.emotion_icon(choice)
            else:
                icon = self._look.icon("scan-face" if choice is MoodChoice.FACE else "shuffle")
            self._moods.button(number).setIcon(icon)
