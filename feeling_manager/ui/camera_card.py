"""What the camera sees and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.values import EmotionReading, FaceBox, Frame, Observation, Quality
from feeling_manager.runtime.capture_thread import CameraState, CameraStatus
from feeling_manager.runtime.session import Session
from feeling_manager.ui.texts import expression_text, problem_text, quality_hint
from feeling_manager.ui.theme import RADIUS, SPACE, Look
from feeling_manager.ui.widgets import EmotionBars, IconButton, card, label

PREVIEW_MS: Final = 66
"""15 pictures a second: smooth enough for a mirror, and as many as most webcams are asked for."""


class Preview(QWidget):
    """The live picture, mirrored, with the face's box; a text where there is no picture."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._frame: Frame | None = None
        self._image: QImage | None = None
        self._face: FaceBox | None = None
        self._text = ""
        self.box_colour = QColor(look.colours.accent)
        self.setMinimumSize(280, 210)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The shape of a webcam's picture."""
        return QSize(480, 360)

    def show_frame(self, frame: Frame | None) -> None:
        """Show a frame; the same one again costs nothing."""
        if frame is self._frame:
            return
        self._frame = frame
        if frame is None:
            self._image = None
        else:
            data, stride = frame.image.data, frame.image.strides[0]
            self._image = QImage(
                data, frame.width, frame.height, stride, QImage.Format.Format_RGB888
            )
        self.update()

    def show_face(self, face: FaceBox | None) -> None:
        """Draw a box around a face, in pixels of the frame."""
        self._face = face

    def show_text(self, text: str) -> None:
        """Say why there is no picture."""
        self._text = text
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, cut to the widget's shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS - 2, RADIUS - 2)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(self._look.colours.field))
        if self._image is None:
            painter.setPen(QColor(self._look.colours.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._text)
            return
        self._draw_picture(painter, self._image)

    def _draw_picture(self, painter: QPainter, image: QImage) -> None:
        scale = max(self.width() / image.width(), self.height() / image.height())
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(-scale, scale)  # as in a mirror
        painter.translate(-image.width() / 2, -image.height() / 2)
        painter.drawImage(0, 0, image)
        if self._face is not None:
            pen = QPen(self.box_colour, 3 / scale)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(
                self._face.origin_x, self._face.origin_y, self._face.width, self._face.height
            )
            painter.drawRoundedRect(box, 10 / scale, 10 / scale)


class CameraCard(QWidget):
    """Picture, reading in words, six bars, and the switch. Thread: the GUI thread."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._quality = Quality.OK
        self._preview = Preview(look)
        self._reading = label("reading")
        self._hint = label("muted", wrap=True)
        self._promise = label("small", wrap=True)
        self._bars = EmotionBars(look)
        self._switch = IconButton(look, "video")
        self._retry = QPushButton()
        self._lay_out()
        self._pull = QTimer(self, interval=PREVIEW_MS)
        self._pull.timeout.connect(self._on_pull)
        self._switch.clicked.connect(self._on_switch)
        self._retry.clicked.connect(session.retry_camera)
        session.observed.connect(self._on_observed)
        session.reading_changed.connect(self._on_reading)
        session.camera_changed.connect(self._on_camera)
        look.changed.connect(self._on_look)
        self.retranslate()
        self._on_camera(session.camera_status)

    def _lay_out(self) -> None:
        frame, inside = card()
        head = QHBoxLayout()
        head.addWidget(self._reading, 1)
        head.addWidget(self._retry)
        head.addWidget(self._switch)
        inside.addWidget(self._preview, 1)
        inside.addLayout(head)
        inside.addWidget(self._hint)
        inside.addWidget(self._bars)
        inside.addSpacing(SPACE)
        inside.addWidget(self._promise)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)
        assert isinstance(frame, QFrame)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._promise.setText(self.tr("Pictures never leave this computer and are never stored."))
        self._retry.setText(self.tr("Try again"))
        self._preview.setAccessibleName(self.tr("Camera picture"))
        self._bars.setAccessibleName(self.tr("Scores of the six emotions"))
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Stream while somebody can see it."""
        self._session.frames.set_streaming(True)
        self._pull.start()

    def hideEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Decode nothing that nobody sees."""
        self._session.frames.set_streaming(False)
        self._pull.stop()

    def toggle_camera(self) -> None:
        """Switch the camera off, or on again."""
        self._on_switch()

    def _on_pull(self) -> None:
        self._preview.show_frame(self._session.frames.peek())

    def _on_switch(self) -> None:
        self._session.set_camera_on(self._session.camera_status.state is CameraState.OFF)

    def _on_observed(self, observation: Observation) -> None:
        self._quality = observation.quality
        self._preview.show_face(observation.face_box)
        if observation.scores is not None:
            values: Mapping = dict(zip(EMOTION_ORDER, observation.scores.values))  # type: ignore[type-arg]
            self._bars.set_values(values)
        else:
            self._bars.set_values({})
        self._show_state()

    def _on_reading(self, _reading: EmotionReading | None) -> None:
        self._show_state()

    def _on_camera(self, status: CameraStatus) -> None:
        if status.state is not CameraState.ON:
            self._preview.show_frame(None)
            self._preview.show_face(None)
            self._bars.set_values({})
            self._quality = Quality.OK
        self._show_state()

    def _on_look(self) -> None:
        self._show_state()

    def _show_state(self) -> None:
        """Make words and colours fit what holds."""
        status, reading = self._session.camera_status, self._session.reading
        on = status.state is CameraState.ON
        self._preview.show_text(self._camera_text(status))
        self._retry.setVisible(status.state in (CameraState.WAITING, CameraState.ENDED))
        off = status.state is CameraState.OFF
        self._switch.set_icon("video-off" if off else "video")
        name = self.tr("Switch the camera on") if off else self.tr("Switch the camera off")
        self._switch.set_name(name, "Ctrl+K")
        if reading is not None:
            self._reading.setText(expression_text(reading.emotion))
            self._preview.box_colour = self._look.emotion_colour(reading.emotion)
        else:
            self._reading.setText(self.tr("Looking for your expression…") if on else "")
            self._preview.box_colour = QColor(self._look.colours.accent)
        hint = quality_hint(self._quality) if on else ""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def _camera_text(self, status: CameraStatus) -> str:
        if status.state is CameraState.OFF:
            return self.tr("The camera is off.")
        if status.problem is not None:
            return problem_text(status.problem)
        return self.tr("The camera is starting…")
