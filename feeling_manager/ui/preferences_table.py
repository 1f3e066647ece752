"""Which genres are played for which expression: six rows of boxes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import emotion_name, genre_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import ICON


class PreferencesTable(QWidget):
    """Every change is written at once; each row has its own way back to the defaults."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        own = [genre for genre in session.library.genres() if genre not in GENRE_ORDER]
        self._genres: Sequence[str] = (*GENRE_ORDER, *own)
        self._boxes: dict[tuple[Emotion, str], QCheckBox] = {}
        self._heads = {genre: QLabel() for genre in self._genres}
        self._icons = {emotion: QLabel() for emotion in EMOTION_ORDER}
        self._names = {emotion: QLabel() for emotion in EMOTION_ORDER}
        self._resets: dict[Emotion, QPushButton] = {}
        self._lay_out()
        session.preferences_changed.connect(self.refresh)
        look.changed.connect(self._on_look)
        self._on_look()
        self.refresh()
        self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE)
        for column, genre in enumerate(self._genres, start=2):
            head = self._heads[genre]
            head.setObjectName("small")
            head.setWordWrap(True)
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, 1)
        for row, emotion in enumerate(EMOTION_ORDER, start=1):
            grid.addWidget(self._icons[emotion], row, 0)
            grid.addWidget(self._names[emotion], row, 1)
            for column, genre in enumerate(self._genres, start=2):
                box = QCheckBox()
                box.toggled.connect(self._on_toggled)
                self._boxes[emotion, genre] = box
                grid.addWidget(box, row, column, Qt.AlignmentFlag.AlignCenter)
            reset = QPushButton()
            reset.setProperty("emotion", emotion.value)
            reset.clicked.connect(self._on_reset)
            self._resets[emotion] = reset
            grid.addWidget(reset, row, len(self._genres) + 2)

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
            self._names[emotion].setText(emotion_name(emotion))
            self._resets[emotion].setText(self.tr("Reset"))
            self._resets[emotion].setAccessibleName(
                self.tr("Reset the genres for {emotion}").format(emotion=emotion_name(emotion))
            )
        for (emotion, genre), box in self._boxes.items():
            box.setAccessibleName(f"{emotion_name(emotion)}: {genre_name(genre)}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def box(self, emotion: Emotion, genre: str) -> QCheckBox:
        """The box of a row and a column."""
        return self._boxes[emotion, genre]

    def _on_toggled(self) -> None:
        stored = self._session.taste.preferences()
        for emotion in EMOTION_ORDER:
            weights = stored.genres(emotion)
            ticked = [g for g in self._genres if self._boxes[emotion, g].isChecked()]
            if set(ticked) != set(weights):
                row = {genre: weights.get(genre, 1.0) for genre in ticked}
                self._session.taste.set_row(emotion, row)
        self._session.taste_changed()

    def _on_reset(self) -> None:
        emotion = Emotion(self.sender().property("emotion"))
        self._session.taste.reset([emotion])
        self._session.taste_changed()

    def _on_look(self) -> None:
        for emotion, widget in self._icons.items():
            widget.setPixmap(self._look.emotion_icon(emotion).pixmap(ICON))
