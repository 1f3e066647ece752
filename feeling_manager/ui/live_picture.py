"""The camera's picture with the box around the face, or why there is none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from feeling_manager.core.values import Observation
from feeling_manager.runtime.capture_thread import CameraState, CameraStatus
from feeling_manager.runtime.session import Session
from feeling_manager.ui.camera_card import PREVIEW_MS, STATE_ICONS
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.preview import NoPicture, Preview
from feeling_manager.ui.problem_texts import camera_advice, camera_state_text
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import Spoken, around

SHAPE: Final = (4, 3)


class LivePicture(Spoken):
    """Wants pictures only while it can be seen. Thread: the GUI thread.

    Signals:
        judged(Quality | None): how well the face can be read; None while there is no picture.
    """

    judged = Signal(object)

    def __init__(self, session: Session, look: Look, cameras: KnownCameras, width_px: int) -> None:
        super().__init__()
        self._session = session
        self._cameras = cameras
        self.preview, self.no_picture = Preview(look), NoPicture(look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.no_picture)
        self._stack.addWidget(self.preview)
        around(self, self._stack)
        self.setFixedSize(width_px, width_px * SHAPE[1] // SHAPE[0])
        self._pull = QTimer(self, interval=PREVIEW_MS)
        self._pull.timeout.connect(self._on_pull)
        self.no_picture.button.clicked.connect(self._on_action)
        session.observed.connect(self._on_observed)
        session.camera_changed.connect(self._on_camera)
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Take pictures while somebody can see them."""
        self._session.frames.set_streaming(True, self)
        self._pull.start()
        self._on_camera(self._session.camera_status)

    def hideEvent(self, event: QHideEvent) -> None:
        """Decode nothing that nobody sees."""
        self._session.frames.set_streaming(False, self)
        self._pull.stop()
        self.preview.show_frame(None)

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
        shown = self.preview if self.preview.has_picture else self.no_picture
        if shown is not self._stack.currentWidget():
            self._stack.setCurrentWidget(shown)

    def _on_observed(self, observation: Observation) -> None:
        if self.isVisible():
            self.preview.show_face(observation.face_box, self._session.reading)
            self.judged.emit(observation.quality)

    def _on_camera(self, status: CameraStatus) -> None:
        self.retranslate()
        if status.state is not CameraState.ON:
            self.preview.show_frame(None)
            self.preview.show_face(None, None)
            self._stack.setCurrentWidget(self.no_picture)
            self.judged.emit(None)

    def _on_action(self) -> None:
        if self._session.camera_status.state is CameraState.OFF:
            self._session.set_camera_on(True)
        else:
            self._session.retry_camera()
