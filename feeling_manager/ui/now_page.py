"""The page that is open all day: face, song, mood, today."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.runtime.session import Session
from feeling_manager.ui.camera_card import CameraCard
from feeling_manager.ui.day_card import DayCard
from feeling_manager.ui.mood_card import MoodCard
from feeling_manager.ui.now_playing_card import NowPlayingCard
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import around, scrolled


class NowPage(QWidget):
    """Two columns: what is seen, and what is heard."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.camera = CameraCard(session, look)
        self.song = NowPlayingCard(session, look)
        self.mood = MoodCard(session, look)
        self.day = DayCard(session, look)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        row.setSpacing(2 * SPACE)
        right = QVBoxLayout()
        right.setSpacing(2 * SPACE)
        right.addWidget(self.song)
        right.addWidget(self.mood)
        right.addWidget(self.day, 1)
        row.addWidget(self.camera, 10)
        row.addLayout(right, 11)
        around(self, scrolled(columns))
