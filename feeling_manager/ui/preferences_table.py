"""Which genres are played for which expression: six rows of boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import DataError
from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.texts import emotion_name, genre_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import ICON, IconButton, label

FIRST_GENRE_COLUMN: Final = 2


class PreferencesTable(QWidget):
    """Every change is written at once; each row has its own way back to the defaults."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._genres: Sequence[str] = ()
        self._boxes: dict[tuple[Emotion, str], QCheckBox] = {}
        self._heads: dict[str, QLabel] = {}
        self._icons = {emotion: QLabel() for emotion in EMOTION_ORDER}
        self._names = {emotion: label() for emotion in EMOTION_ORDER}
        self._resets = {emotion: IconButton(look, "rotate-ccw", 16) for emotion in EMOTION_ORDER}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, SPACE // 2, 0, 0)
        self._grid.setSpacing(SPACE - 2)
        self._lay_out_rows()
        self._lay_out_genres()
        session.preferences_changed.connect(self.refresh)
        session.library_changed.connect(self._on_library)
        look.changed.connect(self._on_look)
        self._on_look()

    def _lay_out_rows(self) -> None:
        for row, emotion in enumerate(EMOTION_ORDER, start=1):
            self._grid.addWidget(self._icons[emotion], row, 0)
            self._grid.addWidget(self._names[emotion], row, 1)
            self._resets[emotion].clicked.connect(self._on_reset)

    def _lay_out_genres(self) -> None:
        """One column a genre: the built-in ones, then those that songs of the user have."""
        for widget in (*self._heads.values(), *self._boxes.values()):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._heads, self._boxes = {}, {}
        self._genres = self._all_genres()
        for column, genre in enumerate(self._genres, start=FIRST_GENRE_COLUMN):
            self._heads[genre] = label("small", wrap=True)
            self._heads[genre].setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(self._heads[genre], 0, column)
            self._grid.setColumnStretch(column, 1)
            for row, emotion in enumerate(EMOTION_ORDER, start=1):
                box = QCheckBox()
                box.toggled.connect(self._on_toggled)
                self._boxes[emotion, genre] = box
                self._grid.addWidget(box, row, column, Qt.AlignmentFlag.AlignCenter)
        for row, emotion in enumerate(EMOTION_ORDER, start=1):
            column = FIRST_GENRE_COLUMN + len(self._genres)
            self._grid.addWidget(self._resets[emotion], row, column)
        self.refresh()
        self.retranslate()

    def _all_genres(self) -> Sequence[str]:
        used = self._session.library.genres()
        return (*GENRE_ORDER, *(genre for genre in used if genre not in GENRE_ORDER))

    def refresh(self) -> None:
        """Show what is stored."""
        preferences = self._session.taste.preferences()
        for (emotion, genre), box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(genre in preferences.genres(emotion))
            box.blockSignals(False)

    def retranslate(self) -> None:
        """Say everything anew."""
        for genre, head in self._heads.items():
            head.setText(genre_name(genre))
        for emotion in EMOTION_ORDER:
            name = emotion_name(emotion)
            self._names[emotion].setText(name)
            self._resets[emotion].set_name(
                self.tr("Reset the genres for {emotion}").format(emotion=name)
            )
        for (emotion, genre), box in self._boxes.items():
            box.setAccessibleName(f"{emotion_name(emotion)}: {genre_name(genre)}")
            box.setToolTip(f"{emotion_name(emotion)}: {genre_name(genre)}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take in genres that came with new songs."""
        self._on_library()

    def box(self, emotion: Emotion, genre: str) -> QCheckBox:
        """The box of a row and a column."""
        return self._boxes[emotion, genre]

    def reset_button(self, emotion: Emotion) -> IconButton:
        """The button that gives a row its defaults back."""
        return self._resets[emotion]

    def reset_all(self) -> None:
        """Give every row its defaults back."""
        self._reset(EMOTION_ORDER)

    def _on_library(self) -> None:
        if self.isVisible() and self._all_genres() != self._genres:
            self._lay_out_genres()

    def _on_toggled(self) -> None:
        stored = self._session.taste.preferences()
        for (emotion, genre), box in self._boxes.items():
            if box is not self.sender():
                continue
            row = dict(stored.genres(emotion))
            if box.isChecked():
                row[genre] = 1.0
            else:
                row.pop(genre, None)
            try:
                self._session.taste.set_row(emotion, row)
            except DataError as error:
                self._session.problem.emit(Problem(error.code, error.detail))
            self._session.taste_changed()
            return

    def _on_reset(self) -> None:
        self._reset([e for e in EMOTION_ORDER if self._resets[e] is self.sender()])

    def _reset(self, emotions: Sequence[Emotion]) -> None:
        try:
            self._session.taste.reset(emotions)
        except DataError as error:
            self._session.problem.emit(Problem(error.code, error.detail))
        self._session.taste_changed()

    def _on_look(self) -> None:
        for emotion, widget in self._icons.items():
            widget.setPixmap(self._look.emotion_icon(emotion).pixmap(ICON))
