"""Forms for own genres: a name, and what becomes of the songs of one that goes."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from feeling_manager.core.genres import (
    MAX_GENRE_LENGTH,
    GenreNameProblem,
    clean_genre_name,
    genre_name_problem,
)
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import genre_name
from feeling_manager.ui.theme import SPACE
from feeling_manager.ui.widgets import Spoken, around, label

DEFAULT_GOAL = "other"


class _Form(Spoken):
    """A question in the card; Escape closes it."""

    def __init__(self) -> None:
        super().__init__()
        self.question = label(wrap=True)
        self.go, self.cancel = QPushButton(), QPushButton()
        self._frame = QFrame()
        self._frame.setObjectName("note")
        self._column = QVBoxLayout(self._frame)
        self._column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._column.addWidget(self.question)
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE)
        self._column.addLayout(self._row)
        around(self, self._frame)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class GenreNameForm(_Form):
    """Asks for the name of a new genre, or for another name of one.

    Signals:
        named(str, str): the old name, empty for a new genre, and the new one.
    """

    named = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._old = ""
        self._problem: GenreNameProblem | None = None
        self.field = QLineEdit()
        # A little more than allowed, so that a pasted name is answered and not silently cut.
        self.field.setMaxLength(2 * MAX_GENRE_LENGTH)
        self.go.setObjectName("primary")
        for widget in (self.field, self.go, self.cancel):
            self._row.addWidget(widget)
        self._row.setStretch(0, 1)
        self.says = label("small", wrap=True)
        self._column.addWidget(self.says)
        self.field.returnPressed.connect(self._on_go)
        self.field.textEdited.connect(self._on_edited)
        self.go.clicked.connect(self._on_go)
        self.retranslate()

    def ask(self, old: str = "") -> None:
        """Begin with a genre's name, or empty for a new one."""
        self._old, self._problem = old, None
        self.field.setText(old)
        self.field.selectAll()
        self.retranslate()
        self.show()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Say everything anew."""
        new = not self._old
        text = self.tr("A genre of your own") if new else self.tr("Another name for this genre")
        self.question.setText(text)
        self.field.setAccessibleName(self.tr("Name of the genre"))
        self.field.setPlaceholderText(self.tr("Name of the genre"))
        self.go.setText(self.tr("Add") if new else self.tr("Rename"))
        self.cancel.setText(self.tr("Cancel"))
        texts = {
            GenreNameProblem.EMPTY: self.tr("A genre needs a name."),
            GenreNameProblem.TOO_LONG: self.tr(
                "The name may have {count} characters at most."
            ).format(count=MAX_GENRE_LENGTH),
            GenreNameProblem.TAKEN: self.tr("There is a genre of this name already."),
        }
        self.says.setText(texts[self._problem] if self._problem else "")
        self.says.setVisible(self._problem is not None)

    def _on_edited(self) -> None:
        self._problem = None
        self.retranslate()

    def _on_go(self) -> None:
        name = clean_genre_name(self.field.text())
        there = self._session.taste.genres.all_names()
        taken = {word for one in there if one != self._old for word in (one, genre_name(one))}
        self._problem = genre_name_problem(name, taken)
        self.retranslate()
        if self._problem is None:
            self.hide()
            if name != self._old:
                self.named.emit(self._old, name)


class GenreDeleteForm(_Form):
    """Asks what becomes of the songs of a genre that is deleted.

    Signals:
        wanted(str, object): the genre, and which one its songs get; None takes them out.
    """

    wanted = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._genre, self._songs = "", 0
        self.goal = QComboBox()
        self.go.setObjectName("danger")
        for widget in (self.goal, self.go, self.cancel):
            self._row.addWidget(widget)
        self._row.insertStretch(1, 1)
        self.go.clicked.connect(self._on_go)
        self.retranslate()

    def ask(self, genre: str) -> None:
        """Ask about a genre; one without songs goes at once, it can be undone."""
        self._genre, self._songs = genre, len(self._session.taste.genres.songs(genre))
        if not self._songs:
            self.wanted.emit(genre, DEFAULT_GOAL)
            return
        self.retranslate()
        self.goal.setCurrentIndex(self.goal.findData(DEFAULT_GOAL))
        self.show()
        self.goal.setFocus()

    def retranslate(self) -> None:
        """Say everything anew."""
        text = self.tr("{genre} has songs: {count}. What should become of them?")
        count = QLocale().toString(self._songs)
        self.question.setText(text.format(genre=self._genre, count=count))
        self.goal.setAccessibleName(self.tr("What becomes of the songs"))
        self.go.setText(self.tr("Delete the genre"))
        self.cancel.setText(self.tr("Keep it"))
        number = self.goal.currentIndex()
        self.goal.clear()
        for genre in self._session.taste.genres.all_names():
            if genre != self._genre:
                text = self.tr("Move them to {genre}").format(genre=genre_name(genre))
                self.goal.addItem(text, genre)
        self.goal.addItem(self.tr("Remove them from the library"), None)
        self.goal.setCurrentIndex(number)

    def _on_go(self) -> None:
        self.hide()
        self.wanted.emit(self._genre, self.goal.currentData())
