"""The song that plays, and what can be done with it."""

from __future__ import annotations

import zlib
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from feeling_manager.core.listening import Vote
from feeling_manager.core.recommender import Recommendation
from feeling_manager.core.values import DurationMs, Track
from feeling_manager.runtime.playback import NowPlaying, NowState
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import duration_text, genre_name, reason_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconButton, card, label

POSITION_MS: Final = 250


class Artwork(QWidget):
    """A cover drawn from the song's name: the same song looks the same every time."""

    SIDE_PX: Final = 104

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._track: Track | None = None
        self.setFixedSize(self.SIDE_PX, self.SIDE_PX)

    def show_track(self, track: Track | None) -> None:
        """Draw the cover of another song."""
        self._track = track
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two hues and three circles, all from the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 12, 12)
        painter.setClipPath(shape)
        if self._track is None:
            painter.fillRect(self.rect(), QColor(self._look.colours.field))
            icon = self._look.icon("music", self._look.colours.muted)
            icon.paint(painter, self.rect().adjusted(32, 32, -32, -32))
            return
        number = zlib.crc32(f"{self._track.artist}\0{self._track.title}".encode())
        hue = number % 360
        gradient = QLinearGradient(0, 0, self.width(), self.height())
        gradient.setColorAt(0, QColor.fromHsv(hue, 150, 200))
        gradient.setColorAt(1, QColor.fromHsv((hue + 40 + number // 360 % 60) % 360, 170, 120))
        painter.fillRect(self.rect(), gradient)
        painter.setPen(Qt.PenStyle.NoPen)
        for ring in range(3):
            bits = number >> (8 * ring)
            painter.setBrush(QColor(255, 255, 255, 28 + 14 * ring))
            side = 40 + bits % 60
            x, y = bits // 3 % self.width() - side // 2, bits // 7 % self.height() - side // 2
            painter.drawEllipse(QRectF(x, y, side, side))


class SeekBar(QSlider):
    """A bar that goes to where it is clicked."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def mousePressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """Jump there, then drag as usual."""
        if event.button() == Qt.MouseButton.LeftButton and self.width() > 0:
            share = event.position().x() / self.width()
            self.setSliderDown(True)
            self.setSliderPosition(round(share * self.maximum()))
        super().mousePressEvent(event)


class NowPlayingCard(QWidget):
    """Cover, names, why this song, position, and the buttons. Thread: the GUI thread."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._playback = session.playback
        self._look = look
        self._artwork = Artwork(look)
        self._title = label("song", wrap=True)
        self._artist = label("muted", wrap=True)
        self._reason = label("small", wrap=True)
        self._next = label("small", wrap=True)
        self._elapsed, self._length = label("small"), label("small")
        self._seek = SeekBar()
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._back = IconButton(look, "skip-back", 22)
        self._play = IconButton(look, "play", 26)
        self._play.setObjectName("play")
        self._skip = IconButton(look, "skip-forward", 22)
        self._votes = {
            Vote.LIKE: IconButton(look, "thumbs-up"),
            Vote.DISLIKE: IconButton(look, "thumbs-down"),
            Vote.NEVER: IconButton(look, "ban"),
        }
        self._loudness = IconButton(look, "volume-2")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._on_changed(self._playback.now)

    def _lay_out(self) -> None:
        frame, inside = card()
        names = QVBoxLayout()
        names.setSpacing(SPACE // 2)
        for widget in (self._title, self._artist, self._reason):
            names.addWidget(widget)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(self._artwork, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        time = QHBoxLayout()
        for widget, stretch in ((self._elapsed, 0), (self._seek, 1), (self._length, 0)):
            time.addWidget(widget, stretch)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE // 2)
        for vote in self._votes.values():
            vote.setCheckable(True)
            buttons.addWidget(vote)
        buttons.addStretch(1)
        for button in (self._back, self._play, self._skip):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._loudness)
        self._volume.setFixedWidth(96)
        self._volume.setRange(0, 100)
        self._volume.setValue(self._session.settings.volume)
        buttons.addWidget(self._volume)
        inside.addLayout(head)
        inside.addLayout(time)
        inside.addLayout(buttons)
        inside.addWidget(self._next)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)

    def _connect(self) -> None:
        self._playback.changed.connect(self._on_changed)
        self._play.clicked.connect(self.toggle)
        self._skip.clicked.connect(self._playback.skip)
        self._back.clicked.connect(self._playback.previous)
        self._seek.sliderReleased.connect(self._on_seek)
        self._volume.valueChanged.connect(self._on_volume)
        self._loudness.clicked.connect(self._on_mute)
        self._votes[Vote.LIKE].clicked.connect(self._on_like)
        self._votes[Vote.DISLIKE].clicked.connect(self._on_dislike)
        self._votes[Vote.NEVER].clicked.connect(self._on_never)
        self._tick = QTimer(self, interval=POSITION_MS)
        self._tick.timeout.connect(self._on_tick)

    @property
    def volume(self) -> QSlider:
        """The loudness, 0-100; the window saves it."""
        return self._volume

    def retranslate(self) -> None:
        """Say everything anew."""
        self._back.set_name(self.tr("Previous song"), "Ctrl+Left")
        self._skip.set_name(self.tr("Next song"), "Ctrl+Right")
        self._votes[Vote.LIKE].set_name(self.tr("I like this song"), "Ctrl+L")
        self._votes[Vote.DISLIKE].set_name(self.tr("I do not like this song"), "Ctrl+D")
        self._votes[Vote.NEVER].set_name(self.tr("Never play this song again"))
        self._loudness.set_name(self.tr("Mute"), "Ctrl+M")
        self._volume.setAccessibleName(self.tr("Volume"))
        self._seek.setAccessibleName(self.tr("Position in the song"))
        self._on_changed(self._playback.now)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Follow the position while it can be seen."""
        self._tick.start()

    def hideEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Rest while hidden."""
        self._tick.stop()

    def sizeHint(self) -> QSize:
        """Room for two lines of title."""
        return QSize(420, 260)

    def toggle(self) -> None:
        """Play or hold."""
        if self._playback.now.state is NowState.PLAYING:
            self._playback.pause()
        else:
            self._playback.start()

    def like(self) -> None:
        """Like the song, or take that back."""
        self._votes[Vote.LIKE].click()

    def dislike(self) -> None:
        """Dislike the song, or take that back."""
        self._votes[Vote.DISLIKE].click()

    def mute(self) -> None:
        """Turn the sound off, or on again."""
        self._on_mute()

    def _on_changed(self, now: NowPlaying) -> None:
        playing = now.state is NowState.PLAYING
        self._play.set_icon("pause" if playing else "play")
        self._play.set_name(self.tr("Pause") if playing else self.tr("Play"), "Ctrl+Space")
        self._back.setEnabled(now.can_go_back or now.recommendation is not None)
        sounding = now.state in (NowState.PLAYING, NowState.PAUSED)
        self._seek.setEnabled(sounding)
        self._show_song(now.recommendation, now.state)
        self._show_votes(now.recommendation if sounding else None)
        self._next.setText(self._next_text(now.upcoming))
        self._on_tick()

    def _show_song(self, recommendation: Recommendation | None, state: NowState) -> None:
        self._artwork.show_track(recommendation.track if recommendation else None)
        if recommendation is None:
            self._title.setText(self.tr("No song yet"))
            self._artist.setText(
                self.tr("Music begins as soon as your expression is read, or press play.")
            )
            self._reason.setText("")
            return
        track = recommendation.track
        self._title.setText(track.title)
        names = " · ".join(name for name in (track.artist, genre_name(track.genre)) if name)
        self._artist.setText(names)
        looking = state is NowState.RESOLVING
        self._reason.setText(
            self.tr("Looking for this song…") if looking else reason_text(recommendation)
        )

    def _next_text(self, upcoming: Recommendation | None) -> str:
        if upcoming is None:
            return ""
        track = upcoming.track
        name = f"{track.artist} – {track.title}" if track.artist else track.title
        return self.tr("Up next: {song}").format(song=name)

    def _show_votes(self, recommendation: Recommendation | None) -> None:
        vote = self._session.taste.vote_of(recommendation.track.id) if recommendation else None
        for kind, button in self._votes.items():
            button.setEnabled(recommendation is not None)
            button.setChecked(kind is vote)

    def _on_tick(self) -> None:
        position_ms, duration_ms = self._playback.position()
        if self._playback.current is None:
            position_ms = duration_ms = DurationMs(0)
        self._elapsed.setText(duration_text(position_ms))
        self._length.setText(duration_text(duration_ms))
        if not self._seek.isSliderDown():
            self._seek.setMaximum(max(1, duration_ms))
            self._seek.setValue(position_ms)

    def _on_seek(self) -> None:
        self._playback.seek(DurationMs(self._seek.sliderPosition()))

    def _on_volume(self, percent: int) -> None:
        self._playback.set_volume(percent)
        self._loudness.set_icon("volume-2" if percent else "volume-x")

    def _on_mute(self) -> None:
        self._volume.setValue(0 if self._volume.value() else max(10, self._session.settings.volume))

    def _on_like(self) -> None:
        self._vote(Vote.LIKE)

    def _on_dislike(self) -> None:
        self._vote(Vote.DISLIKE)

    def _on_never(self) -> None:
        self._vote(Vote.NEVER)

    def _vote(self, vote: Vote) -> None:
        current = self._playback.current
        if current is None:
            return
        chosen = self._votes[vote].isChecked()
        self._session.vote(current.track.id, vote if chosen else None)
        self._show_votes(self._playback.current)
