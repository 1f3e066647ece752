"""What the camera sees and how it is read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.settings import AUTO_CAMERA, DEMO_CAMERA
from feeling_manager.core.values import FaceBox, Observation, Quality
from feeling_manager.runtime.capture_thread import CameraState, CameraStatus
from feeling_manager.runtime.session import Session
from feeling_manager.ui.bars import ScoreBars
from feeling_manager.ui.correction_row import CorrectionRow
from feeling_manager.ui.preview import KeepsShape, NoPicture, Preview
from feeling_manager.ui.problem_texts import camera_advice, camera_state_text
from feeling_manager.ui.texts import expression_text, quality_hint
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconLabel, Switch, around, card, label

PREVIEW_MS: Final = 33

STATE_ICONS: Final = {
    CameraState.OFF: "video-off",
    CameraState.STARTING: "video",
    CameraState.ON: "video",
    CameraState.WAITING: "triangle-alert",
    CameraState.ENDED: "circle-check",
}


class CameraCard(QWidget):
    """Picture, reading in words, six bars, and the switch. Thread: the GUI thread."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._quality = Quality.OK
        self._face: FaceBox | None = None
        self._demo_stands_in = False
        self._heading, self._state = label("heading"), label("muted")
        self.switch = Switch(look)
        self.preview = Preview(look)
        self.no_picture = NoPicture(look)
        self._picture = QStackedWidget()
        self._reading, self._hint = label("reading", wrap=True), label("muted", wrap=True)
        self.bars = ScoreBars(look)
        self.correction = CorrectionRow(session, look)
        self._shield = IconLabel(look, "shield-check", 16, "good")
        self._promise = label("small", wrap=True)
        self._lay_out()
        self._pull = QTimer(self, interval=PREVIEW_MS)
        self._pull.timeout.connect(self._on_pull)
        self.switch.toggled.connect(session.set_camera_on)
        self.no_picture.button.clicked.connect(self._on_action)
        session.observed.connect(self._on_observed)
        session.reading_changed.connect(self._show_reading)
        session.camera_changed.connect(self._on_camera)
        self.retranslate()
        self._on_camera(session.camera_status)

    def _lay_out(self) -> None:
        frame, inside = card()
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._heading, 1)
        head.addWidget(self._state)
        head.addWidget(self.switch)
        self._picture.addWidget(self.no_picture)
        self._picture.addWidget(self.preview)
        promise = QHBoxLayout()
        promise.setSpacing(SPACE - 2)
        promise.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        promise.addWidget(self._promise, 1)
        inside.addLayout(head)
        inside.addWidget(KeepsShape(self._picture), 6)
        inside.addSpacing(SPACE // 2)
        inside.addWidget(self._reading)
        inside.addWidget(self._hint)
        inside.addWidget(self.bars, 1)
        inside.addWidget(self.correction)
        inside.addStretch(0)
        inside.addLayout(promise)
        around(self, frame)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Your expression"))
        self._promise.setText(self.tr("Pictures never leave this computer and are never stored."))
        self.switch.setAccessibleName(self.tr("Camera"))
        self.switch.setToolTip(self.tr("Switch the camera on or off (Ctrl+K)"))
        self.preview.setAccessibleName(self.tr("Camera picture"))
        self.bars.setAccessibleName(self.tr("Scores of the six emotions"))
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Stream while somebody can see it."""
        self.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Decode nothing that nobody sees."""
        self.watch(False)

    def watch(self, watched: bool) -> None:
        """Take every picture, or none while the window is minimised or another page is open."""
        watched = watched and self.isVisible() and not self.window().isMinimized()
        self._session.frames.set_streaming(watched, self)
        if watched:
            self._pull.start()
        else:
            self._pull.stop()

    def toggle_camera(self) -> None:
        """Switch the camera off, or on again."""
        self.switch.toggle()

    def demo_stands_in(self) -> None:
        """Know that without a webcam the demo portrait is shown in its place."""
        self._demo_stands_in = True
        self._show_state()

    def _is_demo(self) -> bool:
        camera = self._session.settings.camera
        return camera == DEMO_CAMERA or (self._demo_stands_in and camera == AUTO_CAMERA)

    def _on_pull(self) -> None:
        self.preview.show_frame(self._session.frames.peek())
        if self.preview.has_picture != (self._picture.currentWidget() is self.preview):
            self._show_state()

    def _on_action(self) -> None:
        if self._session.camera_status.state is CameraState.OFF:
            self.switch.setChecked(True)
        else:
            self._session.retry_camera()

    def _on_observed(self, observation: Observation) -> None:
        self._quality, self._face = observation.quality, observation.face_box
        scores = observation.scores
        self.bars.set_values(dict(zip(EMOTION_ORDER, scores.values)) if scores else {})
        self._show_reading()

    def _on_camera(self, status: CameraStatus) -> None:
        if status.state is not CameraState.ON:
            self.preview.show_frame(None)
            self.bars.set_values({})
            self._quality, self._face = Quality.OK, None
        self._show_state()

    def _show_state(self) -> None:
        """Make words, switch and picture fit what the camera does."""
        status = self._session.camera_status
        off = status.state is CameraState.OFF
        self.switch.blockSignals(True)
        self.switch.setChecked(not off)
        self.switch.blockSignals(False)
        self._state.setText(self.tr("Camera off") if off else self.tr("Camera on"))
        action = self.tr("Switch on") if off else self.tr("Try again")
        if status.state in (CameraState.STARTING, CameraState.ON):
            action = ""
        heading, advice = camera_state_text(status), camera_advice(status)
        self.no_picture.say(STATE_ICONS[status.state], heading, advice, action)
        self.preview.show_note(self.tr("Demo portrait") if self._is_demo() else "")
        shown = self.preview if self.preview.has_picture else self.no_picture
        self._picture.setCurrentWidget(shown)
        self._show_reading()

    def _show_reading(self) -> None:
        reading = self._session.reading
        on = self._session.camera_status.state is CameraState.ON
        self.preview.show_face(self._face, reading)
        if reading is not None:
            self._reading.setText(expression_text(reading.emotion))
        elif not on:
            self._reading.setText("")
        elif self._quality is Quality.OK:
            self._reading.setText(self.tr("Reading your expression…"))
        else:
            self._reading.setText(self.tr("No expression can be read"))
        self._reading.setVisible(bool(self._reading.text()))
        hint = quality_hint(self._quality) if on else ""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
