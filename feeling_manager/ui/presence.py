"""The large window, the mini player, or only an icon beside the clock."""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from feeling_manager.runtime.session import Session
from feeling_manager.ui.close_question import CloseQuestion
from feeling_manager.ui.main_window import MainWindow
from feeling_manager.ui.mini_player import MiniPlayer
from feeling_manager.ui.theme import Look
from feeling_manager.ui.tray import Tray

PATIENCE_MS: Final = 6000
"""A panel that starts anew is back by then; after that a hidden window must be found elsewhere."""


class Presence(QObject):
    """Decides what closing means, and lets nothing be hidden that cannot be found again.

    Thread: the GUI thread.
    """

    def __init__(self, window: MainWindow, session: Session, look: Look) -> None:
        super().__init__(window)
        self.window = window
        self.mini = MiniPlayer(session, look)
        self.tray = Tray(session, look, self)
        self.question = CloseQuestion(window, look)
        self._session = session
        self._front: QWidget = window
        self._stands_in = False
        self._quitting = False
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._on_patience_over)
        window.may_close = self._may_close
        self._connect()

    def _connect(self) -> None:
        window, tray, menu = self.window, self.tray, self.tray.menu
        window.quit_wanted.connect(self.quit)
        window.mini_wanted.connect(self.show_mini)
        self.mini.window_wanted.connect(self.show_window)
        self.mini.quit_wanted.connect(self.quit)
        self.question.answered.connect(self._on_answered)
        tray.clicked.connect(self.toggle)
        tray.appeared.connect(self._on_tray_appeared)
        tray.vanished.connect(self._on_tray_vanished)
        menu.window_wanted.connect(self.toggle)
        menu.mini_wanted.connect(self.show_mini)
        menu.mode_chosen.connect(window.set_mode)
        menu.quit_wanted.connect(self.quit)
        menu.aboutToShow.connect(self._on_menu)

    @property
    def front(self) -> QWidget:
        """The one of the two windows that is in use."""
        return self._front

    @property
    def mini_is_open(self) -> bool:
        """Whether the mini player stands in for the large window, hidden or not."""
        return self._front is self.mini

    @property
    def is_visible(self) -> bool:
        """Whether one of the windows is on the screen."""
        return self._front.isVisible() and not self._front.isMinimized()

    def is_in_front(self) -> bool:
        """Whether the user sees one of the windows before all others."""
        return self.is_visible and self._front.isActiveWindow()

    def begin(self, mini_is_open: bool = False, hidden: bool = False) -> None:
        """Be there for the first time."""
        self._front = self.mini if mini_is_open else self.window
        self.tray.open()
        if not hidden:
            self._front.show()
        elif not self.tray.is_there:
            self._stand_in()
        self._on_menu()

    def show(self, token: str = "") -> None:
        """Bring the window back, in front of the others; `token` is Wayland's permission for it."""
        if token and QApplication.platformName() == "wayland":
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it, and takes it away
        if self._front.isMinimized():
            self._front.showNormal()
        self._front.show()
        self._front.raise_()
        self._front.activateWindow()
        self._stands_in = False
        self._on_menu()

    def hide(self) -> None:
        """Be only beside the clock; without a place there, minimised."""
        if self.tray.is_there:
            self._front.hide()
        else:
            self._stand_in()
        self._on_menu()

    def toggle(self) -> None:
        """Show the window, or hide it."""
        if self.is_visible:
            self.hide()
        else:
            self.show()

    def show_mini(self) -> None:
        """Let the mini player take the window's place."""
        self._swap(self.mini)

    def show_window(self) -> None:
        """Let the large window be there again."""
        self._swap(self.window)

    def prepare_quit(self) -> None:
        """From now on closing a window means closing it."""
        self._quitting = self.mini.may_close = True

    def quit(self) -> None:
        """End the program."""
        self.prepare_quit()
        self.tray.close()
        QApplication.quit()

    def close(self) -> None:
        """Leave the place beside the clock."""
        self.tray.close()
        self._patience.stop()
        self.mini.hide()

    def _swap(self, front: QWidget) -> None:
        before, self._front = self._front, front
        self.show()
        if before is not front:
            before.hide()

    def _may_close(self) -> bool:
        settings = self._session.settings
        if not self._quitting and self.tray.is_there:
            if settings.close_to_tray:
                self.hide()
                return False
            if not settings.close_asked:
                self.question.ask()
                return False
        if not self._quitting:
            self.prepare_quit()
            QTimer.singleShot(0, self.quit)
        return True

    def _on_answered(self, keep_running: bool) -> None:
        self.window.set_close_to_tray(keep_running)
        if keep_running:
            self.hide()
        else:
            self.quit()

    def _on_menu(self) -> None:
        self.tray.menu.show_window_is(self.is_visible)

    def _stand_in(self) -> None:
        """Be where a window can be found without an icon beside the clock."""
        self._stands_in = True
        if self.mini_is_open:
            self._front.show()
        else:
            self._front.showMinimized()

    def _on_tray_appeared(self) -> None:
        self._patience.stop()
        if self._stands_in and self._front.isMinimized():
            self._front.hide()
        self._stands_in = False
        self._on_menu()

    def _on_tray_vanished(self) -> None:
        if not self._front.isVisible():
            self._patience.start()

    def _on_patience_over(self) -> None:
        if not self._front.isVisible():
            self._stand_in()
