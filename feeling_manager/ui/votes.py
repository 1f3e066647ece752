"""What the user says of the song that plays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from feeling_manager.core.listening import Vote
from feeling_manager.core.recommender import Recommendation
from feeling_manager.runtime.playback import NowState
from feeling_manager.runtime.session import Session
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import IconButton

VOTE_ICONS: Final = {
    Vote.LIKE: "thumbs-up",
    Vote.DISLIKE: "thumbs-down",
    Vote.NEVER: "ban",
}


class VoteButtons(QWidget):
    """A button for each vote; the one that holds is marked, and takes itself back."""

    def __init__(
        self,
        session: Session,
        look: Look,
        votes: Sequence[Vote] = tuple(VOTE_ICONS),
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._session = session
        size_px = 18 if compact else 20
        self._buttons = {vote: IconButton(look, VOTE_ICONS[vote], size_px) for vote in votes}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for vote, button in self._buttons.items():
            button.setObjectName("compact" if compact else "")
            button.setCheckable(True)
            button.setProperty("vote", vote)
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
        row.addStretch(1)
        session.playback.changed.connect(self._show_vote)
        session.voted.connect(self._show_vote)
        self.retranslate()
        self._show_vote()

    def button(self, vote: Vote) -> IconButton:
        """The button of a vote."""
        return self._buttons[vote]

    def like(self) -> None:
        """Like the song, or take that back."""
        self._buttons[Vote.LIKE].click()

    def dislike(self) -> None:
        """Dislike the song, or take that back."""
        self._buttons[Vote.DISLIKE].click()

    def retranslate(self) -> None:
        """Say everything anew."""
        names = {
            Vote.LIKE: (self.tr("I like this song"), "Ctrl+L"),
            Vote.DISLIKE: (self.tr("I do not like this song"), "Ctrl+D"),
            Vote.NEVER: (self.tr("Never play this song again"), ""),
        }
        for vote, button in self._buttons.items():
            button.set_name(*names[vote])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_vote(self) -> None:
        song = votable_song(self._session)
        vote = self._session.taste.vote_of(song.track.id) if song else None
        for kind, button in self._buttons.items():
            button.setEnabled(song is not None)
            button.setChecked(kind is vote)

    def _on_clicked(self, chosen: bool) -> None:
        song = votable_song(self._session)
        if song is not None:
            vote = Vote(self.sender().property("vote"))  # Qt keeps its text only
            self._session.vote(song.track.id, vote if chosen else None)


def votable_song(session: Session) -> Recommendation | None:
    """The song that sounds or is paused; nobody knows yet what one is like that is looked for."""
    now = session.playback.now
    return now.recommendation if now.state in (NowState.PLAYING, NowState.PAUSED) else None


def toggle_like(session: Session) -> None:
    """Like the song, or take that back."""
    song = votable_song(session)
    if song is not None:
        liked = session.taste.vote_of(song.track.id) is Vote.LIKE
        session.vote(song.track.id, None if liked else Vote.LIKE)
