"""What can be done with the chosen songs, one or many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from feeling_manager.core.moods import MOOD_ORDER
from feeling_manager.core.values import Track
from feeling_manager.ui.texts import genre_name, mood_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import ICON, Spoken, around, label

ICONS: Final = {
    "play": "play",
    "next": "list-plus",
    "genre": "disc-3",
    "moods": "tags",
    "remove": "trash-2",
}


class SelectionBar(Spoken):
    """Buttons over the table while songs are chosen.

    Signals:
        play(), play_next(), remove(): do it with the chosen songs.
        genre_chosen(str): give them this genre.
        mood_toggled(str, bool): give them this mood, or take it away.
    """

    play = Signal()
    play_next = Signal()
    remove = Signal()
    genre_chosen = Signal(str)
    mood_toggled = Signal(str, bool)

    def __init__(self, look: Look, genres: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._look = look
        self._all_genres = genres
        self._tracks: Sequence[Track] = ()
        self._count = label("heading")
        self.buttons = {name: QPushButton() for name in ICONS}
        self._genres, self._moods = QMenu(self), QMenu(self)
        self.genre_actions: dict[str, QAction] = {}
        self.mood_actions = {mood: self._action(self._moods) for mood in MOOD_ORDER}
        self.buttons["genre"].setMenu(self._genres)
        self.buttons["moods"].setMenu(self._moods)
        frame = QFrame()
        frame.setObjectName("note")
        row = QHBoxLayout(frame)
        row.setContentsMargins(2 * SPACE, SPACE - 2, SPACE, SPACE - 2)
        row.setSpacing(SPACE)
        row.addWidget(self._count)
        row.addStretch(1)
        for button in self.buttons.values():
            button.setIconSize(ICON)
            row.addWidget(button)
        around(self, frame)
        self.buttons["play"].clicked.connect(self.play)
        self.buttons["next"].clicked.connect(self.play_next)
        self.buttons["remove"].clicked.connect(self.remove)
        self._genres.aboutToShow.connect(self._list_genres)
        self._list_genres()
        self._genres.triggered.connect(self._on_genre)
        self._moods.triggered.connect(self._on_mood)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def show_chosen(self, tracks: Sequence[Track]) -> None:
        """Offer what can be done with these songs; hide where there are none."""
        self._tracks = tracks
        self._check_genres()
        for mood, action in self.mood_actions.items():
            action.setChecked(bool(tracks) and all(mood in one.moods for one in tracks))
        self.buttons["play"].setEnabled(len(tracks) == 1)
        self.buttons["next"].setEnabled(len(tracks) == 1)
        self._say_count()
        self.setVisible(bool(tracks))

    def retranslate(self) -> None:
        """Say everything anew."""
        for name, text in (
            ("play", self.tr("Play")),
            ("next", self.tr("Play next")),
            ("genre", self.tr("Genre")),
            ("moods", self.tr("Moods")),
            ("remove", self.tr("Remove")),
        ):
            self.buttons[name].setText(text)
        for genre, genre_action in self.genre_actions.items():
            genre_action.setText(genre_name(genre))
        for mood, action in self.mood_actions.items():
            action.setText(mood_name(mood))
        self._say_count()

    def _list_genres(self) -> None:
        """The user may have added a genre since."""
        if list(self.genre_actions) != self._all_genres():
            self._genres.clear()
            self.genre_actions = {one: self._action(self._genres) for one in self._all_genres()}
            for genre, action in self.genre_actions.items():
                action.setText(genre_name(genre))
        self._check_genres()

    def _check_genres(self) -> None:
        for genre, action in self.genre_actions.items():
            same = bool(self._tracks) and all(one.genre == genre for one in self._tracks)
            action.setChecked(same)

    def _say_count(self) -> None:
        count = QLocale().toString(len(self._tracks))
        self._count.setText(self.tr("{count} chosen").format(count=count))

    def _action(self, menu: QMenu) -> QAction:
        action = menu.addAction("")
        action.setCheckable(True)
        return action

    def _on_genre(self, action: QAction) -> None:
        genre = next(name for name, one in self.genre_actions.items() if one is action)
        self.genre_chosen.emit(genre)

    def _on_mood(self, action: QAction) -> None:
        mood = next(name for name, one in self.mood_actions.items() if one is action)
        self.mood_toggled.emit(mood, action.isChecked())

    def _on_look(self) -> None:
        for name, icon in ICONS.items():
            self.buttons[name].setIcon(self._look.icon(icon))
