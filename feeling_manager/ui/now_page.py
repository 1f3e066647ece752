"""The page that is open all day: face, song, mood, today."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.runtime.session import Session
from feeling_manager.ui.camera_card import CameraCard
from feeling_manager.ui.day_card import DayCard
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.mood_card import MoodCard
from feeling_manager.ui.now_playing_card import NowPlayingCard
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import around, scrolled

ROOMY_LINES: Final = 45
"""A page of at least so many heights of a line has room for a large cover."""


class NowPage(QWidget):
    """Two columns: what is seen, and what is heard."""

    def __init__(self, session: Session, look: Look, cameras: KnownCameras) -> None:
        super().__init__()
        self.camera = CameraCard(session, look, cameras)
        self.song = NowPlayingCard(session, look)
        self.mood = MoodCard(session, look)
        self.day = DayCard(session, look)
        columns = QWidget()
        self._columns = row = QHBoxLayout(columns)
        row.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        row.setSpacing(2 * SPACE)
        self._right = right = QVBoxLayout()
        right.setSpacing(2 * SPACE)
        right.addWidget(self.song)
        right.addWidget(self.mood)
        right.addWidget(self.day, 1)
        row.addWidget(self.camera, 10)
        row.addLayout(right, 11)
        around(self, scrolled(columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where two columns have no room, as with large texts."""
        sides = self.camera.minimumSizeHint().width(), self._right.minimumSize().width()
        narrow = sum(sides) + 7 * SPACE > self.width()
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self.song.set_roomy(self.height() >= ROOMY_LINES * self.fontMetrics().height())
        super().resizeEvent(event)
