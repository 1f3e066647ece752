"""What the camera sees and how it is read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.values import Observation, Quality
from feeling_manager.runtime.capture_thread import CameraState, CameraStatus
from feeling_manager.runtime.session import Session
from feeling_manager.ui.bars import ScoreBars
from feeling_manager.ui.correction_row import CorrectionRow
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.live_picture import LivePicture
from feeling_manager.ui.preview import KeepsShape
from feeling_manager.ui.texts import expression_text, quality_hint
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconLabel, Switch, around, card, label


class CameraCard(QWidget):
    """Picture, reading in words, six bars, and the switch. Thread: the GUI thread."""

    def __init__(self, session: Session, look: Look, cameras: KnownCameras) -> None:
        super().__init__()
        self._session = session
        self._quality = Quality.OK
        self._heading, self._state = label("heading"), label("muted")
        self.switch = Switch(look)
        self.picture = LivePicture(session, look, cameras)
        self._reading, self._hint = label("reading", wrap=True), label("muted", wrap=True)
        self.bars = ScoreBars(look)
        self.correction = CorrectionRow(session, look)
        self._shield = IconLabel(look, "shield-check", 16, "good")
        self._promise = label("small", wrap=True)
        self._lay_out()
        self.switch.toggled.connect(session.set_camera_on)
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
        promise = QHBoxLayout()
        promise.setSpacing(SPACE - 2)
        promise.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        promise.addWidget(self._promise, 1)
        inside.addLayout(head)
        inside.addWidget(KeepsShape(self.picture), 6)
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
        self.bars.setAccessibleName(self.tr("Scores of the six emotions"))
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def toggle_camera(self) -> None:
        """Switch the camera off, or on again."""
        self.switch.toggle()

    def _on_observed(self, observation: Observation) -> None:
        self._quality = observation.quality
        scores = observation.scores
        self.bars.set_values(dict(zip(EMOTION_ORDER, scores.values)) if scores else {})
        self._show_reading()

    def _on_camera(self, status: CameraStatus) -> None:
        if status.state is not CameraState.ON:
            self.bars.set_values({})
            self._quality = Quality.OK
        self._show_state()

    def _show_state(self) -> None:
        """Make words and switch fit what the camera does."""
        off = self._session.camera_status.state is CameraState.OFF
        self.switch.blockSignals(True)
        self.switch.setChecked(not off)
        self.switch.blockSignals(False)
        self._state.setText(self.tr("Camera off") if off else self.tr("Camera on"))
        self._show_reading()

    def _show_reading(self) -> None:
        reading = self._session.reading
        on = self._session.camera_status.state is CameraState.ON
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
