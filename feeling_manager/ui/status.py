"""What the program makes of the face now, in one icon and a few words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from feeling_manager.core.emotions import Emotion
from feeling_manager.runtime.capture_thread import CameraState
from feeling_manager.runtime.session import Session
from feeling_manager.ui.problem_texts import camera_state_text, problem_text
from feeling_manager.ui.texts import emotion_name, expression_text
from feeling_manager.ui.theme import EMOTION_ICONS, Colours


@dataclass(frozen=True, slots=True)
class Status:
    """An icon in a colour, a word or two, and a sentence.

    `colour` names a field of `Colours`; an emotion has its own colour instead.
    """

    icon: str
    colour: str
    word: str
    sentence: str
    emotion: Emotion | None = None

    def hue(self, colours: Colours) -> str:
        """The colour in a theme."""
        if self.emotion is not None:
            return colours.emotions[self.emotion]
        return str(getattr(colours, self.colour))


def status_of(session: Session, problem: str = "") -> Status:
    """The expression, or why there is none; a `problem` that lasts comes first."""
    if problem:
        return Status(
            "triangle-alert",
            "danger",
            QCoreApplication.translate("Status", "Problem"),
            problem_text(problem),
        )
    camera = session.camera_status
    if camera.state is CameraState.OFF:
        return Status(
            "video-off",
            "muted",
            QCoreApplication.translate("Status", "Camera off"),
            camera_state_text(camera),
        )
    if camera.state is CameraState.WAITING:
        return Status(
            "triangle-alert",
            "danger",
            QCoreApplication.translate("Status", "No camera"),
            camera_state_text(camera),
        )
    if session.reading is not None:
        emotion = session.reading.emotion
        name, sentence = emotion_name(emotion), expression_text(emotion)
        return Status(EMOTION_ICONS[emotion], "", name, sentence, emotion)
    if camera.state is CameraState.ENDED:
        return Status(
            "video",
            "muted",
            QCoreApplication.translate("Status", "Video over"),
            camera_state_text(camera),
        )
    return Status(
        "scan-face",
        "accent",
        QCoreApplication.translate("Status", "Reading…"),
        QCoreApplication.translate("Status", "Reading your expression…"),
    )
