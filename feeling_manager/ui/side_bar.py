"""The side bar: where to go, and what camera and music do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from feeling_manager.runtime.capture_thread import CameraState
from feeling_manager.runtime.playback import NowPlaying
from feeling_manager.runtime.session import Session
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.transport import PlayButtons
from feeling_manager.ui.widgets import (
    ICON,
    ElidedLabel,
    IconButton,
    IconLabel,
    as_choice,
    label,
    line,
)

PAGES: Final = {
    "now": "scan-face",
    "statistics": "chart-column",
    "history": "history",
    "library": "library",
    "settings": "settings",
}
"""Names and icons, in the order of the side bar."""

MIN_WIDTH_PX: Final = 192
"""Larger texts make it wider."""


class SideBar(QFrame):
    """Five pages; at the foot the song with its buttons, and whether the camera looks.

    Signals:
        chosen(int): the number of the page that the user wants.
    """

    chosen = Signal(int)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("sideBar")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._session = session
        self._look = look
        self._group = QButtonGroup(self)
        self._brand = label("brand")
        self._song, self._artist = ElidedLabel("heading"), ElidedLabel("small")
        self._foot = QFrame()
        self._camera_icon = IconLabel(look, "video", 16, "muted")
        self._camera = ElidedLabel("small")
        self.mini = IconButton(look, "picture-in-picture-2", 16)
        self.mini.setObjectName("compact")
        self._lay_out()
        self._group.idClicked.connect(self.chosen)
        session.playback.changed.connect(self._on_playback)
        session.camera_changed.connect(self._show_camera)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE + 4, 2 * SPACE, SPACE + 4, 2 * SPACE)
        column.setSpacing(SPACE // 2)
        brand = QHBoxLayout()
        brand.setContentsMargins(SPACE + 2, SPACE // 2, 0, SPACE)
        brand.setSpacing(SPACE)
        brand.addWidget(IconLabel(self._look, "smile", 22, "accent"))
        brand.addWidget(self._brand, 1)
        column.addLayout(brand)
        for number, _name in enumerate(PAGES):
            column.addWidget(self._page_button(number))
        column.addStretch(1)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(SPACE, 0, SPACE, SPACE)
        foot.setSpacing(SPACE // 2)
        foot.addWidget(self._song)
        foot.addWidget(self._artist)
        buttons = PlayButtons(self._session.playback, self._look)
        foot.addWidget(buttons, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._foot)
        column.addWidget(line())
        column.addSpacing(SPACE // 2)
        camera = QHBoxLayout()
        camera.setContentsMargins(SPACE, 0, 0, 0)
        camera.addWidget(self._camera_icon)
        camera.addWidget(self._camera, 1)
        camera.addWidget(self.mini)
        column.addLayout(camera)

    def sizeHint(self) -> QSize:
        """As wide as its texts want, and not less than usual."""
        usual = super().sizeHint()
        return usual.expandedTo(QSize(MIN_WIDTH_PX, 0))

    def _page_button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName("nav")
        as_choice(button)
        button.setIconSize(ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(button, number)
        return button

    def button(self, number: int) -> QPushButton:
        """The button of a page."""
        button = self._group.button(number)
        assert isinstance(button, QPushButton)
        return button

    def show_page(self, number: int) -> None:
        """Mark a page; the song is shown where its own card is not."""
        self.button(number).setChecked(True)
        self._foot.setVisible(number != 0)
        self._on_look()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._brand.setText(self.tr("Feeling Manager"))
        names = (
            self.tr("Now"),
            self.tr("Statistics"),
            self.tr("History"),
            self.tr("Library"),
            self.tr("Settings"),
        )
        for number, name in enumerate(names):
            button = self.button(number)
            button.setText(f"  {name}")
            button.setAccessibleName(name)
            button.setToolTip(f"{name} (Ctrl+{number + 1})")
        self.mini.set_name(self.tr("Mini player"), "Ctrl+Shift+M")
        self._on_playback(self._session.playback.now)
        self._show_camera()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_playback(self, now: NowPlaying) -> None:
        track = now.recommendation.track if now.recommendation else None
        self._song.setText(track.title if track else self.tr("No song yet"))
        self._artist.setText(track.artist if track else "")

    def _show_camera(self) -> None:
        texts = {
            CameraState.OFF: ("video-off", "muted", self.tr("Camera off")),
            CameraState.STARTING: ("video", "muted", self.tr("Camera starting")),
            CameraState.ON: ("video", "good", self.tr("Camera on")),
            CameraState.WAITING: ("triangle-alert", "danger", self.tr("No camera")),
            CameraState.ENDED: ("video", "muted", self.tr("Video over")),
        }
        icon, colour, text = texts[self._session.camera_status.state]
        self._camera_icon.set_icon(icon, colour)
        self._camera.setText(text)

    def _on_look(self) -> None:
        colours = self._look.colours
        for number, icon in enumerate(PAGES.values()):
            button = self.button(number)
            colour = colours.accent if button.isChecked() else colours.text
            button.setIcon(self._look.icon(icon, colour))
