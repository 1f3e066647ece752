"""The camera's picture with the box around the face, or why there is none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from feeling_manager.core.values import FaceBox, Observation
from feeling_manager.runtime.capture_thread import CameraState, CameraStatus
from feeling_manager.runtime.session import Session
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.preview import NoPicture, Preview
from feeling_manager.ui.problem_texts import camera_advice, camera_state_text
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import Spoken, around

PREVIEW_MS: Final = 33
SHAPE: Final = (4, 3)

STATE_ICONS: Final = {
    CameraState.OFF: "video-off",
    CameraState.STARTING: "video",
    CameraState.ON: "video",
    CameraState.WAITING: "triangle-alert",
    CameraState.ENDED: "circle-check",
}


class LivePicture(Spoken):
    """Wants pictures only while it can be seen. Thread: the GUI thread.

    Signals:
        judged(Quality | None): how well the face can be read; None while there is no picture.
    """

    judged = Signal(object)

    def __init__(
        self,
        session: Session,
        look: Look,
        cameras: KnownCameras,
        width_px: int | None = None,
        tells: bool = True,
    ) -> None:
        """Make a picture as wide as there is room, or of a fixed width in pixels.

        With `tells`, a box around the face says how it is read.
        """
        super().__init__()
        self._session = session
        self._cameras = cameras
        self._tells = tells
        self._face: FaceBox | None = None
        self.preview, self.no_picture = Preview(look), NoPicture(look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.no_picture)
        self._stack.addWidget(self.preview)
        around(self, self._stack)
        if width_px is not None:
            self.setFixedSize(width_px, width_px * SHAPE[1] // SHAPE[0])
        self._pull = QTimer(self, interval=PREVIEW_MS)
        self._pull.timeout.connect(self._on_pull)
        self.no_picture.button.clicked.connect(self._on_action)
        session.observed.connect(self._on_observed)
        session.reading_changed.connect(self._show_face)
        session.camera_changed.connect(self._on_camera)
        cameras.changed.connect(self.retranslate)
        self._on_camera(session.camera_status)

    @property
    def is_watched(self) -> bool:
        """Whether it takes pictures."""
        return self._pull.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Take pictures while somebody can see them."""
        self.watch()
        self._on_camera(self._session.camera_status)

    def hideEvent(self, event: QHideEvent) -> None:
        """Decode nothing that nobody sees."""
        self.watch()

    def watch(self) -> None:
        """Take every picture, or none while hidden or in a window that is minimised."""
        watched = self.isVisible() and not self.window().isMinimized()
        self._session.frames.set_streaming(watched, self)
        if watched:
            self._pull.start()
        else:
            self._pull.stop()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.preview.setAccessibleName(self.tr("Camera picture"))
        status = self._session.camera_status
        off = status.state is CameraState.OFF
        action = self.tr("Switch on") if off else self.tr("Try again")
        if status.state in (CameraState.STARTING, CameraState.ON):
            action = ""
        self.no_picture.say(
            STATE_ICONS[status.state], camera_state_text(status), camera_advice(status), action
        )
        self.preview.show_note(self.tr("Demo portrait") if self._cameras.is_demo else "")

    def _on_pull(self) -> None:
        # Scrolled out of sight it is still "visible" to Qt.
        self._session.frames.set_streaming(not self.visibleRegion().isEmpty(), self)
        self.preview.show_frame(self._session.frames.peek())
        self._show()

    def _show(self) -> None:
        shown = self.preview if self.preview.has_picture else self.no_picture
        if shown is not self._stack.currentWidget():
            self._stack.setCurrentWidget(shown)

    def _on_observed(self, observation: Observation) -> None:
        self._face = observation.face_box
        self._show_face()
        if self.isVisible():
            self.judged.emit(observation.quality)

    def _show_face(self) -> None:
        if self._tells:
            self.preview.show_face(self._face, self._session.reading)

    def _on_camera(self, status: CameraStatus) -> None:
        self.retranslate()
        if status.state is not CameraState.ON:
            self._face = None
            self.preview.show_frame(None)
            self.preview.show_face(None, None)
            self.judged.emit(None)
        self._show()

    def _on_action(self) -> None:
        if self._session.camera_status.state is CameraState.OFF:
            self._session.set_camera_on(True)
        else:
            self._session.retry_camera()
