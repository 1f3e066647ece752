"""The camera's picture, or why there is none."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from feeling_manager.core.values import EmotionReading, FaceBox, Frame
from feeling_manager.ui.accessible import Role, set_role
from feeling_manager.ui.texts import emotion_name
from feeling_manager.ui.theme import RADIUS, SPACE, Look
from feeling_manager.ui.widgets import IconLabel, label

TAG_PX: Final = 26
TAG_ICON_PX: Final = 16


class Preview(QWidget):
    """The live picture, mirrored, with a box around the face and the reading on a tag."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._frame: Frame | None = None
        self._image: QImage | None = None
        self._face: FaceBox | None = None
        self._reading: EmotionReading | None = None
        self._note = ""
        set_role(self, Role.Graphic)
        self.setMinimumSize(240, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The shape of a webcam's picture."""
        return QSize(440, 300)

    @property
    def has_picture(self) -> bool:
        """Whether a frame is shown."""
        return self._image is not None

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

    def show_face(self, face: FaceBox | None, reading: EmotionReading | None) -> None:
        """Draw a box around a face, in pixels of the frame, and say how it was read."""
        self._face, self._reading = face, reading
        self.setAccessibleDescription(_reading_text(reading) if face and reading else "")
        self.update()

    def show_note(self, note: str) -> None:
        """Say in the corner what kind of picture this is; empty for a usual one."""
        self._note = note
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
            return
        scale = max(self.width() / self._image.width(), self.height() / self._image.height())
        self._draw_picture(painter, self._image, scale)
        if self._face is not None:
            self._draw_face(painter, self._face, self._image, scale)
        if self._note:
            size = self._tag_size(self._note, with_icon=False)
            tag = QRectF(12, self.height() - 12 - TAG_PX, size.width(), size.height())
            self._draw_tag(painter, tag, self._note)

    def _draw_picture(self, painter: QPainter, image: QImage, scale: float) -> None:
        painter.save()
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(-scale, scale)  # as in a mirror
        painter.translate(-image.width() / 2, -image.height() / 2)
        painter.drawImage(0, 0, image)
        painter.restore()

    def _draw_face(self, painter: QPainter, face: FaceBox, image: QImage, scale: float) -> None:
        right_edge = image.width() - face.origin_x - face.width  # mirrored
        box = QRectF(
            self.width() / 2 + (right_edge - image.width() / 2) * scale,
            self.height() / 2 + (face.origin_y - image.height() / 2) * scale,
            face.width * scale,
            face.height * scale,
        )
        colours = self._look.colours
        hue = colours.emotions[self._reading.emotion] if self._reading else colours.accent
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A dark rim first: the box must stand out from every picture.
        painter.setPen(QPen(QColor(0, 0, 0, 90), 5))
        painter.drawRoundedRect(box, 14, 14)
        painter.setPen(QPen(QColor(hue), 3))
        painter.drawRoundedRect(box, 14, 14)
        if self._reading is not None:
            self._draw_reading(painter, self._reading, box)

    def _draw_reading(self, painter: QPainter, reading: EmotionReading, box: QRectF) -> None:
        text = _reading_text(reading)
        size = self._tag_size(text, with_icon=True)
        x = min(max(8.0, box.center().x() - size.width() / 2), self.width() - size.width() - 8)
        y = min(max(8.0, box.top() - TAG_PX / 2), self.height() - TAG_PX - 8.0)
        tag = QRectF(x, y, size.width(), size.height())
        self._draw_tag(painter, tag, text, TAG_ICON_PX + 6)
        icon = self._look.emotion_icon(reading.emotion)
        top = round(tag.center().y() - TAG_ICON_PX / 2)
        icon.paint(painter, round(tag.left()) + 9, top, TAG_ICON_PX, TAG_ICON_PX)

    def _tag_size(self, text: str, with_icon: bool) -> QSize:
        width = self.fontMetrics().horizontalAdvance(text) + 22
        return QSize(width + (TAG_ICON_PX + 6 if with_icon else 0), TAG_PX)

    def _draw_tag(self, painter: QPainter, tag: QRectF, text: str, indent: float = 0) -> None:
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.setBrush(QColor(self._look.colours.card))
        painter.drawRoundedRect(tag, TAG_PX / 2, TAG_PX / 2)
        painter.setPen(QColor(self._look.colours.text))
        inside = tag.adjusted(10 + indent, 0, -8, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)


def _reading_text(reading: EmotionReading) -> str:
    return f"{emotion_name(reading.emotion)} {reading.confidence * 100:.0f}%"


class NoPicture(QFrame):
    """An icon, a sentence and what to do, in place of a black box."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("note")
        self._icon = IconLabel(look, "video-off", 40, "muted")
        self._heading, self._advice = label("heading", wrap=True), label("muted", wrap=True)
        self.button = QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._heading, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addSpacing(SPACE // 2)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setMinimumHeight(180)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._heading.text()} {self._advice.text()}".strip()

    def say(self, icon: str, heading: str, advice: str = "", action: str = "") -> None:
        """Say why there is no picture; `action` is the button's text, empty for no button."""
        self._icon.set_icon(icon)
        self._heading.setText(heading)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.button.setText(action)
        self.button.setAccessibleName(action or heading)
        self.button.setVisible(bool(action))


class KeepsShape(QWidget):
    """Holds one widget that is never higher than a webcam's picture of its width."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.setMaximumHeight(max(180, round(self.width() * 3 / 4)))
