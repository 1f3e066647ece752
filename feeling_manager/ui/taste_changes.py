"""Changes of ticked genres and own genres, each with its way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.errors import DataError
from feeling_manager.core.preferences import Liking
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.texts import emotion_name, genre_name, liking_name
from feeling_manager.ui.undo_history import Change
from feeling_manager.ui.undo_strip import Words


class TasteChanges(QObject):
    """Writes at once; a database that cannot be written becomes a word to the user.

    Signals:
        done(Change): something was changed.
    """

    done = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def like(self, emotion: Emotion, genre: str, liking: Liking) -> None:
        """Want a genre more or less often for an expression."""
        taste = self._session.taste

        def change() -> None:
            row = taste.preferences().with_liking(emotion, genre, liking).genres(emotion)
            taste.set_row(emotion, row)

        self._do(
            lambda: f"{emotion_name(emotion)}: {genre_name(genre)}, {liking_name(liking)}", change
        )

    def reset(self, emotion: Emotion) -> None:
        """Give a row its defaults back."""
        self._do(
            lambda: QCoreApplication.translate("TasteChanges", "Genres reset: {emotion}").format(
                emotion=emotion_name(emotion)
            ),
            lambda: self._session.taste.reset([emotion]),
        )

    def reset_all(self) -> None:
        """Give every row its defaults back."""
        self._do(
            lambda: QCoreApplication.translate("TasteChanges", "All genres were reset"),
            lambda: self._session.taste.reset(EMOTION_ORDER),
        )

    def add(self, genre: str) -> None:
        """Keep a genre of the user's own."""
        self._do(
            lambda: QCoreApplication.translate("TasteChanges", "Genre added: {genre}").format(
                genre=genre
            ),
            lambda: self._session.taste.genres.add(genre),
        )

    def rename(self, old: str, new: str) -> None:
        """Give an own genre another name."""
        genres = self._session.taste.genres
        songs = genres.songs(old)
        self._do(
            lambda: QCoreApplication.translate(
                "TasteChanges", "Genre renamed: {old} → {new}"
            ).format(old=old, new=new),
            lambda: genres.rename(old, new),
            lambda: genres.give(songs, old),
            songs=True,
        )

    def delete(self, genre: str, move_to: str | None) -> None:
        """Forget an own genre; its songs get another one, or with None leave the library."""
        genres, library = self._session.taste.genres, self._session.library
        songs = genres.songs(genre)

        def change() -> None:
            if move_to is None:
                library.remove(songs)
            genres.delete(genre, move_to or genre)

        def back() -> None:
            if move_to is None:
                library.restore(songs)
            genres.give(songs, genre)

        self._do(
            lambda: QCoreApplication.translate("TasteChanges", "Genre deleted: {genre}").format(
                genre=genre
            ),
            change,
            back,
            songs=True,
        )

    def _do(
        self,
        words: Words,
        change: Callable[[], object],
        back: Callable[[], object] = lambda: None,
        songs: bool = False,
    ) -> None:
        """Make a change; the way back is what was chosen before, and `back` for the songs."""
        taste = self._session.taste
        before = taste.snapshot()

        def undo() -> None:
            back()
            taste.restore(before)

        if self._try(change, songs):
            self.done.emit(Change(words, lambda: self._try(undo, songs)))

    def _try(self, change: Callable[[], object], songs: bool) -> bool:
        try:
            change()
        except DataError as error:
            self._session.problem.emit(Problem(error.code, error.detail))
            return False
        finally:
            if songs:
                self._session.tracks_changed()
            self._session.taste_changed()
        return True
