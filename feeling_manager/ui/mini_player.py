"""A small window that stays on top: the song, its buttons, and the expression."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.core.listening import Vote
from feeling_manager.runtime.session import Session
from feeling_manager.ui.artwork import Artwork
from feeling_manager.ui.status import status_of
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.transport import PlayButtons, SeekRow
from feeling_manager.ui.votes import VoteButtons
from feeling_manager.ui.widgets import ElidedLabel, IconButton, Spoken, label

WIDTH_PX: Final = 340
COVER_PX: Final = 68
FACE: Final = QSize(16, 16)
BUTTON_EDGE_PX: Final = 6


class MiniPlayer(Spoken):
    """Dragged by any place that is not a button. Thread: the GUI thread.

    Signals:
        window_wanted(): Esc, a double click, the button, or closing it: back to the large window.
        quit_wanted(): the key that ends the program.
    """

    window_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("mini")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Nothing looks chosen until the first press of Tab.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
        )
        self._session = session
        self._look = look
        self._grip: QPoint | None = None
        self.may_close = False
        self._artwork = Artwork(look, COVER_PX, radius_px=8)
        self._title, self._artist = ElidedLabel("heading"), ElidedLabel("small")
        self._face, self._word = label(), label("small")
        self.buttons = PlayButtons(session.playback, look, compact=True)
        self.votes = VoteButtons(session, look, (Vote.LIKE,), compact=True)
        self.back = IconButton(look, "maximize-2", 16)
        self.back.setObjectName("compact")
        self._seek = SeekRow(session.playback, compact=True)
        self._lay_out()
        self._connect()
        QWidget.setTabOrder(self._seek.slider, self.back)
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE // 2)
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        below = QHBoxLayout()
        below.setSpacing(SPACE - 2)
        # The buttons' drawings begin below the title, not their edges.
        below.setContentsMargins(-BUTTON_EDGE_PX, 0, 0, 0)
        below.addWidget(self.buttons)
        below.addWidget(self.votes)
        below.addStretch(1)
        below.addWidget(self._face)
        below.addWidget(self._word)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(head)
        words.addWidget(self._artist)
        words.addStretch(1)
        words.addLayout(below)
        row = QHBoxLayout()
        row.setSpacing(SPACE + 4)
        row.addWidget(self._artwork)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE + 4, SPACE + 2, SPACE + 2, 2)
        column.setSpacing(SPACE // 2)
        column.addLayout(row)
        column.addWidget(self._seek)
        self.setFixedSize(WIDTH_PX, self.sizeHint().height())

    def _connect(self) -> None:
        session = self._session
        session.playback.changed.connect(self.retranslate)
        session.reading_changed.connect(self._show_status)
        session.camera_changed.connect(self._show_status)
        self._look.changed.connect(self._show_status)
        self.back.clicked.connect(self.window_wanted)
        for keys, action in (
            ("Esc", self.window_wanted.emit),
            ("Ctrl+Shift+M", self.window_wanted.emit),
            ("Ctrl+Space", session.playback.toggle),
            ("Ctrl+Right", session.playback.skip),
            ("Ctrl+Left", session.playback.previous),
            ("Ctrl+L", self.votes.like),
            ("Ctrl+Q", self.quit_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self, action)

    def retranslate(self) -> None:
        """Say everything anew."""
        self.setWindowTitle(self.tr("Feeling Manager – mini player"))
        self.back.set_name(self.tr("Back to the large window"), "Esc")
        song = self._session.playback.now.recommendation
        self._artwork.show_track(song.track if song else None)
        self._title.setText(song.track.title if song else self.tr("No song yet"))
        self._artist.setText(song.track.artist if song else "")
        self._show_status()

    def restore_place(self, geometry: str) -> None:
        """Go where it was, on a screen that is still there; at first to the lower right corner."""
        if not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            room = self.screen().availableGeometry()
            edge = QPoint(self.width() + 3 * SPACE, self.height() + 3 * SPACE)
            self.move(room.bottomRight() - edge)

    def place(self) -> str:
        """Where it is, for `restore_place`."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it: by the desktop where that can, as Wayland wants it, else by hand."""
        if self._grip is None:
            return
        handle = self.windowHandle()
        if handle is not None and handle.startSystemMove():
            self._grip = None
        else:
            self.move(event.globalPosition().toPoint() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the large window."""
        self.window_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lead back to the large window, unless the program ends."""
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.window_wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height that another text size needs."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.layout() is not None:
            self.setFixedSize(WIDTH_PX, self.sizeHint().height())

    def _show_status(self) -> None:
        status = status_of(self._session)
        icon = self._look.icon(status.icon, status.hue(self._look.colours))
        self.setWindowIcon(icon)
        self._face.setPixmap(icon.pixmap(FACE, self.devicePixelRatio()))
        self._word.setText(status.word)
        self.setAccessibleDescription(status.sentence)
