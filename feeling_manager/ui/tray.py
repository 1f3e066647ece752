"""The icon beside the clock: what the face looks like, what plays, and a menu."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from feeling_manager.core.recommender import Recommendation
from feeling_manager.runtime.playback import NowState
from feeling_manager.runtime.session import Problem, Session
from feeling_manager.ui.status import Status, status_of
from feeling_manager.ui.texts import song_name
from feeling_manager.ui.theme import Look
from feeling_manager.ui.tray_icon import tray_icon
from feeling_manager.ui.tray_menu import TrayMenu

LOOK_MS: Final = 2000
"""How often it is looked whether there is a place for the icon: panels come late, and crash."""

LASTING: Final = frozenset({"model_missing", "model_bad", "nothing_playable"})
"""Problems that are shown until a song plays, or for the whole run."""


class Tray(QObject):
    """Thread: the GUI thread.

    Signals:
        clicked(): the icon was clicked, as people do to have the window or be rid of it.
        appeared(), vanished(): there is a place for icons now, or none any more.
    """

    clicked = Signal()
    appeared = Signal()
    vanished = Signal()

    def __init__(self, session: Session, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._problem = ""
        self._shown: tuple[Status, bool] | None = None
        self.menu = TrayMenu(session)
        self.is_there = QSystemTrayIcon.isSystemTrayAvailable()
        self._icon = self._new_icon()
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self.look_for_place)
        session.problem.connect(self.note_problem)
        session.playback.started.connect(self._on_started)
        session.playback.changed.connect(self.refresh)
        session.reading_changed.connect(self.refresh)
        session.camera_changed.connect(self.refresh)
        session.settings_changed.connect(self.refresh)

    @property
    def tooltip(self) -> str:
        """What the icon says."""
        return self._icon.toolTip()

    def open(self) -> None:
        """Take the place beside the clock, now or as soon as there is one."""
        self.refresh()
        self._icon.show()
        self._watch.start()

    def close(self) -> None:
        """Leave the place."""
        self._watch.stop()
        self._icon.hide()

    def notify(self, title: str, text: str) -> None:
        """Let the panel say something for a moment."""
        self._icon.showMessage(title, text, self._icon.icon())

    def note_problem(self, problem: Problem) -> None:
        """Show a problem that lasts."""
        if problem.code in LASTING:
            self._problem = problem.code
            self.refresh()

    def refresh(self) -> None:
        """Show what is read and what plays."""
        status = status_of(self._session, self._problem)
        now = self._session.playback.now
        paused = now.state is NowState.PAUSED
        if (status, paused) != self._shown:
            self._shown = (status, paused)
            self._icon.setIcon(tray_icon(self._look, status, paused))
        song = f" · {song_name(now.recommendation.track)}" if now.recommendation else ""
        self._icon.setToolTip(f"{status.sentence}{song}")

    def look_for_place(self) -> None:
        """See whether the panel came or went."""
        is_there = QSystemTrayIcon.isSystemTrayAvailable()
        if is_there == self.is_there:
            return
        self.is_there = is_there
        if is_there:
            # The old icon may know only of the panel that is gone.
            self._icon.hide()
            self._icon.deleteLater()
            self._icon, self._shown = self._new_icon(), None
            self.refresh()
            self._icon.show()
            self.appeared.emit()
        else:
            self.vanished.emit()

    def _new_icon(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self)
        icon.setContextMenu(self.menu)
        icon.activated.connect(self._on_activated)
        return icon

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.clicked.emit()

    def _on_started(self, _song: Recommendation) -> None:
        if self._problem == "nothing_playable":
            self._problem = ""
            self.refresh()
