"""The song that plays, why it does, and what comes next."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.core.recommender import Recommendation
from feeling_manager.runtime.playback import NowPlaying, NowState
from feeling_manager.runtime.session import Session
from feeling_manager.ui.artwork import Artwork
from feeling_manager.ui.network_row import NetworkRow
from feeling_manager.ui.texts import genre_name, reason_text, song_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.transport import PlayButtons, SeekRow, VolumeControl
from feeling_manager.ui.votes import VoteButtons
from feeling_manager.ui.widgets import ElidedLabel, IconLabel, around, card, label, line

COVER_PX: Final = 84
SIDE_MAX_PX: Final = 150


class NowPlayingCard(QWidget):
    """Cover, names, why this song, position, and the buttons. Thread: the GUI thread."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._playback = session.playback
        self._artwork = Artwork(look, COVER_PX)
        self._title, self._artist = ElidedLabel("song"), ElidedLabel("muted")
        self._reason_icon = IconLabel(look, "wand-sparkles", 16, "accent")
        self._reason = label("small", wrap=True)
        self.seek = SeekRow(self._playback)
        self.buttons = PlayButtons(self._playback, look)
        self.volume = VolumeControl(look, session.settings.volume)
        self.votes = VoteButtons(session, look)
        self._next_title, self._next = label("small"), ElidedLabel("small")
        self.network = NetworkRow(look)
        self._next_icon = IconLabel(look, "list-music", 16, "muted")
        self._lay_out()
        self._playback.changed.connect(self._on_changed)
        self.network.retry.connect(self._playback.retry_network)
        self.retranslate()

    def _lay_out(self) -> None:
        frame, inside = card()
        reason = QHBoxLayout()
        reason.setSpacing(SPACE - 2)
        reason.addWidget(self._reason_icon, 0, Qt.AlignmentFlag.AlignTop)
        reason.addWidget(self._reason, 1)
        names = QVBoxLayout()
        names.setSpacing(SPACE // 2)
        names.addStretch(1)
        names.addWidget(self._title)
        names.addWidget(self._artist)
        names.addSpacing(SPACE // 2)
        names.addLayout(reason)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self._artwork, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        inside.addLayout(head)
        inside.addWidget(self.seek)
        inside.addLayout(self._button_row())
        inside.addWidget(line())
        inside.addLayout(self._next_row())
        inside.addWidget(self.network)
        around(self, frame)

    def _button_row(self) -> QHBoxLayout:
        # Both sides get the same width, so that the play button is in the middle.
        side_px = self.votes.sizeHint().width()
        for side in (self.votes, self.volume):
            side.setMinimumWidth(side_px)
            side.setMaximumWidth(SIDE_MAX_PX)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.votes, 2)
        buttons.addStretch(1)
        buttons.addWidget(self.buttons)
        buttons.addStretch(1)
        buttons.addWidget(self.volume, 2)
        return buttons

    def _next_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE - 2)
        row.addWidget(self._next_icon)
        row.addWidget(self._next_title)
        row.addWidget(self._next, 1)
        return row

    def retranslate(self) -> None:
        """Say everything anew."""
        self._next_title.setText(self.tr("Up next"))
        self._on_changed(self._playback.now)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_changed(self, now: NowPlaying) -> None:
        self.network.show_pause(now.network_pause)
        self._show_song(now.recommendation, now.state)
        self._next.setText(song_name(now.upcoming.track) if now.upcoming else "–")

    def _show_song(self, recommendation: Recommendation | None, state: NowState) -> None:
        self._artwork.show_track(recommendation.track if recommendation else None)
        self._reason_icon.setVisible(recommendation is not None)
        if recommendation is None:
            self._title.setText(self.tr("No song yet"))
            self._artist.setText("")
            self._reason.setText(
                self.tr("Music begins as soon as your expression is read, or press play.")
            )
            return
        track = recommendation.track
        self._title.setText(track.title)
        names = " · ".join(name for name in (track.artist, genre_name(track.genre)) if name)
        self._artist.setText(names)
        looking = state is NowState.RESOLVING
        self._reason_icon.set_icon("loader-circle" if looking else "wand-sparkles")
        self._reason.setText(
            self.tr("Looking for this song…") if looking else reason_text(recommendation)
        )
