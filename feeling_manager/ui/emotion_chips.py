"""The six emotions as buttons with a figure each: legend and filter in one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import SPACE, Look


class EmotionChips(QWidget):
    """At most one emotion is chosen; a second click takes the choice back.

    Signals:
        chosen(Emotion | None): another choice was made by hand.
    """

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._texts: Mapping[Emotion, str] = {}
        self._buttons = {emotion: QPushButton() for emotion in EMOTION_ORDER}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE - 2)
        for button in self._buttons.values():
            button.setObjectName("mood")
            button.setCheckable(True)
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._on_clicked)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def button(self, emotion: Emotion) -> QPushButton:
        """The button of an emotion."""
        return self._buttons[emotion]

    def show_figures(self, figures: Mapping[Emotion, int], details: Mapping[Emotion, str]) -> None:
        """Show a count on each button, and more in its tip."""
        self._texts = {emotion: QLocale().toString(count) for emotion, count in figures.items()}
        self.retranslate()
        for emotion, detail in details.items():
            self._buttons[emotion].setToolTip(f"{emotion_name(emotion)}: {detail}")

    def set_current(self, emotion: Emotion | None) -> None:
        """Show a choice, without `chosen`."""
        for one, button in self._buttons.items():
            button.setChecked(one is emotion)

    def retranslate(self) -> None:
        """Say everything anew."""
        for emotion, button in self._buttons.items():
            figure = self._texts.get(emotion, "")
            button.setText(f"{emotion_name(emotion)} {figure}".strip())
            button.setAccessibleName(f"{emotion_name(emotion)} {figure}".strip())
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows where one has no room."""
        self._arrange()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """The width of two rows, and the height of those that there are."""
        usual = super().minimumSizeHint()
        widest = max(button.minimumSizeHint().width() for button in self._buttons.values())
        return QSize((widest + SPACE) * EMOTION_COUNT // 2, usual.height())

    def _arrange(self) -> None:
        needed = sum(button.sizeHint().width() + SPACE for button in self._buttons.values())
        columns = EMOTION_COUNT if needed <= self.width() else EMOTION_COUNT // 2
        for number, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, number // columns, number % columns)

    def _on_clicked(self) -> None:
        for emotion, button in self._buttons.items():
            if button is self.sender():
                choice = emotion if button.isChecked() else None
                self.set_current(choice)
                self.chosen.emit(choice)

    def _on_look(self) -> None:
        for emotion, button in self._buttons.items():
            button.setIcon(self._look.emotion_icon(emotion))
