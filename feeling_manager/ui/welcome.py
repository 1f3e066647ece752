"""The introduction: three short steps over the whole window."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.settings import Language
from feeling_manager.runtime.session import Session
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.welcome_steps import GenresStep, PlacingStep, PromiseStep, Step
from feeling_manager.ui.widgets import IconLabel, Segments, Spoken, label

STEP_COUNT: Final = 3
WIDEST_PX: Final = 960
HIGHEST_PX: Final = 760
"""On a large screen the steps stay together in the middle."""

LANGUAGES: Final = (Language.KOREAN, Language.ENGLISH)
LANGUAGE_NAMES: Final = ("한국어", "English")
"""Each in its own language, whatever the window speaks."""


class WelcomeGuide(Spoken):
    """Asks for the camera before it is switched on. Enter goes on, Escape leaves.

    Signals:
        changed(str, object): an option's key and its new value.
        finished(): it was gone through, or left.
    """

    changed = Signal(str, object)
    finished = Signal()

    def __init__(self, session: Session, look: Look, cameras: KnownCameras) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cameras = cameras
        self._brand = label("brand")
        self.languages = Segments(len(LANGUAGES))
        self._session, self._look = session, look
        self.number = 0
        self._stack = QStackedWidget()
        self.dots = Dots(look, STEP_COUNT)
        self.skip, self.back = QPushButton(), QPushButton()
        self.without, self.next = QPushButton(), QPushButton()
        self.skip.setObjectName("plain")
        self.next.setObjectName("primary")
        self._lay_out(look)
        self.languages.chosen.connect(self._on_language)
        self.skip.clicked.connect(self.finished)
        self.back.clicked.connect(self._on_back)
        self.without.clicked.connect(lambda: self._on_promise(False))
        self.next.clicked.connect(self._on_next)
        self._stack.addWidget(self.promise)
        self.retranslate()

    def _lay_out(self, look: Look) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(IconLabel(look, "smile", 22, "accent"))
        head.addWidget(self._brand, 1)
        head.addWidget(self.languages)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.back, self.without, self.next):
            buttons.addWidget(button)
        foot = QGridLayout()
        foot.addWidget(self.skip, 0, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self.dots, 0, 1)
        foot.addLayout(buttons, 0, 2, Qt.AlignmentFlag.AlignRight)
        for side in (0, 2):
            # As wide as each other, so that the dots stay in the middle.
            foot.setColumnStretch(side, 1)
        inside = QWidget()
        inside.setMaximumSize(WIDEST_PX, HIGHEST_PX)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(head)
        column.addSpacing(SPACE)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)

    # A step is made when it comes: all at once would hold the window up for 0.15 s.

    @cached_property
    def promise(self) -> PromiseStep:
        """What is read and what never leaves the computer."""
        return PromiseStep(self._look)

    @cached_property
    def placing(self) -> PlacingStep:
        """Where the camera should stand."""
        step = PlacingStep(self._session, self._look, self._cameras)
        step.camera_chosen.connect(lambda camera: self.changed.emit("camera", camera))
        return step

    @cached_property
    def genres(self) -> GenresStep:
        """What is played for which expression."""
        return GenresStep(self._session, self._look)

    def step(self, number: int) -> Step:
        """A step, from 0."""
        if number == 0:
            return self.promise
        return self.placing if number == 1 else self.genres

    def retranslate(self) -> None:
        """Say everything anew."""
        first, last = self.number == 0, self.number == STEP_COUNT - 1
        self._brand.setText(self.tr("Feeling Manager"))
        self.languages.setAccessibleName(self.tr("Language"))
        for number, name in enumerate(LANGUAGE_NAMES):
            self.languages.button(number).setText(name)
        is_korean = QLocale().language() == QLocale.Language.Korean
        self.languages.set_current(0 if is_korean else 1)
        self.skip.setText(self.tr("Skip the introduction"))
        self.skip.setToolTip(self.tr("Escape"))
        self.back.setText(self.tr("Back"))
        self.without.setText(self.tr("Go on without the camera"))
        if first:
            self.next.setText(self.tr("Agree and use the camera"))
        else:
            self.next.setText(self.tr("Start") if last else self.tr("Next"))
        self.back.setVisible(not first)
        self.without.setVisible(first)
        self.skip.setVisible(not last)
        self.dots.show_step(self.number)
        text = self.tr("Step {number} of {count}")
        self.dots.setAccessibleName(text.format(number=self.number + 1, count=STEP_COUNT))
        self._stack.setAccessibleName(self.step(self.number).title.text())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the button that goes on."""
        self._cameras.refresh()
        self.next.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button with the focus, else goes on; Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            chosen = isinstance(focus, QPushButton) and not focus.isCheckable()
            (focus if isinstance(focus, QPushButton) and chosen else self.next).click()
        else:
            super().keyPressEvent(event)

    def _go_to(self, number: int) -> None:
        self.number = number
        self._stack.addWidget(self.step(number))
        self._stack.setCurrentWidget(self.step(number))
        self.retranslate()
        self.next.setFocus()

    def _on_promise(self, agreed: bool) -> None:
        self.changed.emit("camera_on", agreed)
        self._go_to(1)

    def _on_next(self) -> None:
        if self.number == 0:
            self._on_promise(True)
        elif self.number == STEP_COUNT - 1:
            self.finished.emit()
        else:
            self._go_to(self.number + 1)

    def _on_back(self) -> None:
        self._go_to(self.number - 1)

    def _on_language(self, number: int) -> None:
        self.changed.emit("language", LANGUAGES[number])


class Dots(QWidget):
    """How far one is: a dot a step, the present one longer."""

    DOT_PX: Final = 8
    LONG_PX: Final = 22

    def __init__(self, look: Look, count: int) -> None:
        super().__init__()
        self._look = look
        self._count = count
        self._step = 0
        look.changed.connect(self.update)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Room for all dots."""
        return QSize(self._count * (self.DOT_PX + SPACE) + self.LONG_PX, 2 * self.DOT_PX)

    def show_step(self, number: int) -> None:
        """Mark a step."""
        self._step = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots in the middle."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        x, y = 0.0, self.height() / 2 - self.DOT_PX / 2
        for number in range(self._count):
            here = number == self._step
            width = self.LONG_PX if here else self.DOT_PX
            painter.setBrush(QColor(colours.accent if here else colours.disabled))
            painter.drawRoundedRect(
                QRectF(x, y, width, self.DOT_PX), self.DOT_PX / 2, self.DOT_PX / 2
            )
            x += width + SPACE
