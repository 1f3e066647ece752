"""The three steps of the introduction: the promise, the camera, the genres."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.preferences import Liking
from feeling_manager.core.settings import Settings
from feeling_manager.runtime.session import Session
from feeling_manager.ui.camera_view import CameraView
from feeling_manager.ui.flow_layout import FlowLayout
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.setting_controls import CameraControl
from feeling_manager.ui.settings_fields import field_name
from feeling_manager.ui.taste_changes import TasteChanges
from feeling_manager.ui.texts import emotion_name, genre_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import (
    ICON,
    EmotionLabel,
    IconLabel,
    Spoken,
    card,
    label,
    line,
    scrolled,
)

PICTURE_PX: Final = 420
NAME_PX: Final = 112
PROMISES: Final = ("scan-face", "shield-check", "info", "globe")
"""Icons of what is read, what stays here, what an emotion is, what goes to the internet."""


class Step(Spoken):
    """A title, a sentence, and what there is to do."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.lead = label("title", wrap=True), label("muted", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE)
        self.column.addWidget(self.title)
        self.column.addWidget(self.lead)
        self.column.addSpacing(SPACE)


class PromiseStep(Step):
    """What is read and what never leaves the computer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._headings = [label("heading", wrap=True) for _ in PROMISES]
        self._texts = [label("muted", wrap=True) for _ in PROMISES]
        self._camera_hint = label(wrap=True)
        self._faces = {emotion: label("muted") for emotion in EMOTION_ORDER}
        grid = QGridLayout()
        grid.setSpacing(2 * SPACE)
        for number, icon in enumerate(PROMISES):
            grid.addWidget(self._tile(look, number, icon), number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        self.column.addLayout(self._six_faces(look))
        self.column.addSpacing(SPACE)
        self.column.addLayout(grid)
        self.column.addSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(IconLabel(look, "video", 20, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._camera_hint, 1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.retranslate()

    def _six_faces(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for emotion, name in self._faces.items():
            face = EmotionLabel(look, emotion)
            row.addWidget(face)
            row.addWidget(name)
            row.addStretch(1)
        return row

    def _tile(self, look: Look, number: int, icon: str) -> QWidget:
        frame, inside = card()
        inside.addWidget(IconLabel(look, icon, 28, "accent"))
        inside.addWidget(self._headings[number])
        inside.addWidget(self._texts[number])
        inside.addStretch(1)
        return frame

    def retranslate(self) -> None:
        """Say everything anew."""
        self.title.setText(self.tr("Welcome to Feeling Manager"))
        self.lead.setText(
            self.tr("It plays music that fits your expression, and shows what your day was like.")
        )
        promises = (
            (
                self.tr("What is read"),
                self.tr(
                    "About once a second it looks at the camera's picture and reads which of six"
                    " expressions your face shows."
                ),
            ),
            (
                self.tr("What never leaves this computer"),
                self.tr(
                    "Pictures are never stored and never sent. Kept here, for you alone: which"
                    " expression was read when, and which songs were played."
                ),
            ),
            (
                self.tr("What an emotion means here"),
                self.tr(
                    "What an expression looks like, not what you feel. A reading can be wrong; you"
                    " can correct it, or choose a mood by hand."
                ),
            ),
            (
                self.tr("What goes to the internet"),
                self.tr(
                    "Requests for songs, and for newer versions of yt-dlp, which fetches them."
                    " Nothing about you."
                ),
            ),
        )
        for emotion, said in self._faces.items():
            said.setText(emotion_name(emotion))
        for heading, text, (name, words) in zip(self._headings, self._texts, promises):
            heading.setText(name)
            text.setText(words)
        self._camera_hint.setText(
            self.tr(
                "The camera is switched on only if you agree below. One click or Ctrl+K switches"
                " it off again at any time."
            )
        )


class PlacingStep(Step):
    """Where the camera should stand, with the picture.

    Signals:
        camera_chosen(str): another camera.
    """

    camera_chosen = Signal(object)

    def __init__(self, session: Session, look: Look, cameras: KnownCameras) -> None:
        super().__init__()
        self._cameras = cameras
        self._session = session
        self.view = CameraView(session, look, cameras, PICTURE_PX)
        self.control = CameraControl(cameras)
        self._which = label("small")
        choice = QVBoxLayout()
        choice.setSpacing(SPACE // 2)
        choice.addWidget(self._which)
        choice.addWidget(self.control, 0, Qt.AlignmentFlag.AlignLeft)
        self.view.words.addLayout(choice)
        frame, inside = card()
        inside.addWidget(self.view)
        self.column.addWidget(frame)
        self.column.addStretch(1)
        self.control.changed.connect(self.camera_chosen)
        cameras.changed.connect(self._show_choice)
        session.settings_changed.connect(self._on_settings)
        self._on_settings(session.settings)
        self._show_choice()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.title.setText(self.tr("Place the camera"))
        self.lead.setText(
            self.tr(
                "Move the camera or yourself until everything is green. Without a camera go on,"
                " and choose a mood by hand later."
            )
        )
        if self._cameras.demo_stands_in:
            self.lead.setText(problem_text("demo_instead_of_camera"))
        self._which.setText(field_name("camera"))
        self.control.inside.setAccessibleName(field_name("camera"))
        self.control.retranslate()

    def _show_choice(self) -> None:
        """Ask which camera only where there are several."""
        for widget in (self._which, self.control):
            widget.setVisible(len(self._cameras.names) > 1)

    def _on_settings(self, settings: Settings) -> None:
        self.control.show_value(settings.camera)


class GenresStep(Step):
    """Chips of genres for each expression; the defaults are chosen already."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._changes = TasteChanges(session, self)
        self._names = {emotion: label() for emotion in EMOTION_ORDER}
        self._chips = {(e, genre): QPushButton() for e in EMOTION_ORDER for genre in GENRE_ORDER}
        frame, inside = card()
        for number, emotion in enumerate(EMOTION_ORDER):
            if number:
                inside.addWidget(line())
            inside.addLayout(self._row(emotion))
        inner = QWidget()
        around_frame = QVBoxLayout(inner)
        around_frame.setContentsMargins(0, 0, 0, 0)
        around_frame.addWidget(frame)
        around_frame.addStretch(1)
        self.column.addWidget(scrolled(inner), 1)
        session.preferences_changed.connect(self.refresh)
        self.refresh()
        self.retranslate()

    def _row(self, emotion: Emotion) -> QHBoxLayout:
        chips = FlowLayout(gap_px=SPACE - 2)
        for genre in GENRE_ORDER:
            chip = self._chips[emotion, genre]
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.clicked.connect(self._on_clicked)
            chips.addWidget(chip)
        self._names[emotion].setMinimumWidth(NAME_PX - ICON.width())
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(EmotionLabel(self._look, emotion))
        row.addWidget(self._names[emotion])
        row.addLayout(chips, 1)
        return row

    def chip(self, emotion: Emotion, genre: str) -> QPushButton:
        """The chip of a genre in an expression's row."""
        return self._chips[emotion, genre]

    def refresh(self) -> None:
        """Show what is stored."""
        preferences = self._session.taste.preferences()
        for (emotion, genre), chip in self._chips.items():
            chip.setChecked(genre in preferences.genres(emotion))

    def retranslate(self) -> None:
        """Say everything anew."""
        self.title.setText(self.tr("What do you like to hear?"))
        self.lead.setText(
            self.tr(
                "For each expression, choose the genres that songs come from. How often each one"
                " comes up, and genres of your own, are in the settings."
            )
        )
        for emotion, name in self._names.items():
            name.setText(emotion_name(emotion))
        for (emotion, genre), chip in self._chips.items():
            chip.setText(genre_name(genre))
            chip.setAccessibleName(f"{emotion_name(emotion)}: {genre_name(genre)}")

    def _on_clicked(self) -> None:
        emotion, genre = next(key for key, chip in self._chips.items() if chip is self.sender())
        wanted = self._chips[emotion, genre].isChecked()
        self._changes.like(emotion, genre, Liking.NORMAL if wanted else Liking.OFF)
