"""What the chosen camera sees just now, and whether a face can be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from feeling_manager.runtime.session import Session
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.live_picture import LivePicture
from feeling_manager.ui.placing_list import PlacingList
from feeling_manager.ui.theme import SPACE, Look


class CameraView(QWidget):
    """A picture and, beside it, what is good and what to do; `words` has room for more."""

    def __init__(
        self, session: Session, look: Look, cameras: KnownCameras, width_px: int = 320
    ) -> None:
        super().__init__()
        self.picture = LivePicture(session, look, cameras, width_px)
        self.list = PlacingList(look)
        self.words = QVBoxLayout()
        self.words.setSpacing(2 * SPACE)
        self.words.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE, 0, SPACE)
        row.setSpacing(3 * SPACE)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.words, 1)
        self.picture.judged.connect(self.list.show_quality)
