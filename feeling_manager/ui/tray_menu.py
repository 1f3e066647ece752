"""The menu of the icon beside the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from feeling_manager.core.listening import Vote
from feeling_manager.core.settings import ListeningMode
from feeling_manager.runtime.capture_thread import CameraState
from feeling_manager.runtime.playback import NowState
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import mode_name, song_name
from feeling_manager.ui.votes import toggle_like, votable_song

MODES: Final = tuple(ListeningMode)
LONGEST_SONG: Final = 48
"""Letters of the song's line: a panel's menu is as wide as its longest line."""


class TrayMenu(QMenu):
    """The song, what can be done with it, the camera, the mode, and the windows.

    It has no icons: many panels draw it themselves, in colours of their own.

    Signals:
        mode_chosen(ListeningMode): the user wants another mode.
        window_wanted(), mini_wanted(), quit_wanted(): what was chosen.
    """

    mode_chosen = Signal(object)
    window_wanted = Signal()
    mini_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._window_is_shown = True
        playback = session.playback
        self.song = self._add(None)
        self.song.setEnabled(False)
        self.addSeparator()
        self.play = self._add(playback.toggle)
        self.next = self._add(playback.skip)
        self.previous = self._add(playback.previous)
        self.like = self._add(self._on_like)
        self.like.setCheckable(True)
        self.addSeparator()
        self.camera = self._add(self._on_camera)
        self.modes = QMenu(self)
        self.addMenu(self.modes)
        self._mode_actions = QActionGroup(self)
        for _ in MODES:
            self._mode_actions.addAction(self.modes.addAction("")).setCheckable(True)
        self.addSeparator()
        self.mini = self._add(self.mini_wanted.emit)
        self.show_or_hide = self._add(self.window_wanted.emit)
        self.quit = self._add(self.quit_wanted.emit)
        self._mode_actions.triggered.connect(self._on_mode)
        for happened in (
            playback.changed,
            session.voted,
            session.camera_changed,
            session.settings_changed,
        ):
            happened.connect(self.retranslate)
        self.retranslate()

    def show_window_is(self, shown: bool) -> None:
        """Know whether the window is to be seen."""
        self._window_is_shown = shown
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew, as it is now."""
        now = self._session.playback.now
        track = now.recommendation.track if now.recommendation else None
        self.song.setText(_line(song_name(track)) if track else self.tr("No song yet"))
        sounds = now.state in (NowState.PLAYING, NowState.RESOLVING)
        self.play.setText(self.tr("Pause") if sounds else self.tr("Play"))
        self.next.setText(self.tr("Next song"))
        self.previous.setText(self.tr("Previous song"))
        self.previous.setEnabled(now.can_go_back or track is not None)
        song = votable_song(self._session)
        self.like.setText(self.tr("I like this song"))
        self.like.setEnabled(song is not None)
        self.like.setChecked(
            song is not None and self._session.taste.vote_of(song.track.id) is Vote.LIKE
        )
        off = self._session.camera_status.state is CameraState.OFF
        self.camera.setText(
            self.tr("Switch the camera on") if off else self.tr("Switch the camera off")
        )
        self.modes.setTitle(self.tr("The music should"))
        for mode, action in zip(MODES, self._mode_actions.actions()):
            action.setText(mode_name(mode))
            action.setChecked(mode is self._session.settings.mode)
        self.mini.setText(self.tr("Mini player"))
        self.show_or_hide.setText(
            self.tr("Hide the window") if self._window_is_shown else self.tr("Show the window")
        )
        self.quit.setText(self.tr("Quit"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _add(self, do: Callable[[], object] | None) -> QAction:
        action = self.addAction("")
        if do is not None:
            action.triggered.connect(lambda _checked=False: do())
        return action

    def _on_like(self) -> None:
        toggle_like(self._session)

    def _on_camera(self) -> None:
        self._session.set_camera_on(self._session.camera_status.state is CameraState.OFF)

    def _on_mode(self, action: QAction) -> None:
        self.mode_chosen.emit(MODES[self._mode_actions.actions().index(action)])


def _line(song: str) -> str:
    """A song's name for a menu, in which `&` would underline a letter."""
    short = song if len(song) <= LONGEST_SONG else song[: LONGEST_SONG - 1].rstrip() + "…"
    return short.replace("&", "&&")
