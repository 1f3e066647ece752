"""Finds hands at a face with the two hand models that lie inside the mediapipe wheel."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from feeling_manager.adapters.gesture.palms import (
    PALM_INPUT_PX,
    HandSquare,
    find_hands,
    make_anchors,
)
from feeling_manager.core.errors import ModelError
from feeling_manager.core.gestures import LANDMARK_COUNT, Gesture, Hand, read_gesture
from feeling_manager.core.values import FaceBox, Frame, Point

PALM_MODEL: Final = "modules/palm_detection/palm_detection_full.tflite"
HAND_MODEL: Final = "modules/hand_landmark/hand_landmark_lite.tflite"

HAND_INPUT_PX: Final = 224

VIEW_SIDE: Final = 3.2
"""Side of the square looked at, in sides of the face box: the head and hands that touch it."""

MIN_HAND_SCORE: Final = 0.5
"""Below this the landmark model says that its square holds no hand."""


class MediaPipeGestures:
    """Palm detector and hand landmarks by LiteRT, on the surroundings of one face.

    MediaPipe's own Hands solution gives the same but keeps thread pools of its own.
    Thread: one only. The library is imported by the constructor.
    """

    def __init__(self) -> None:
        """Load both models. Raises: ModelError."""
        self._anchors = make_anchors()
        self._palms: _Network | None = _Network(PALM_MODEL, PALM_INPUT_PX)
        self._hands: _Network | None = _Network(HAND_MODEL, HAND_INPUT_PX)

    def read(self, frame: Frame, face: FaceBox) -> Gesture:
        """What hands do at this face. Raises: ModelError."""
        return read_gesture(face, self.hands(frame, face))

    def hands(self, frame: Frame, face: FaceBox) -> Sequence[Hand]:
        """The hands around a face, at most three. Raises: ModelError."""
        if self._palms is None or self._hands is None:
            raise ModelError("the hand models are closed", "model_bad")
        side = VIEW_SIDE * max(face.width, face.height)
        if frame.image.ndim != 3 or frame.image.shape[2] != 3 or frame.image.size == 0 or side < 1:
            return []
        view = HandSquare(face.center.x, face.center.y, side, 0.0, 1.0)
        tensors = self._palms.run(_cut(frame, view, PALM_INPUT_PX))
        boxes, logits = tensors[(1, len(self._anchors), 18)][0], tensors[(1, len(self._anchors), 1)]
        found = []
        for square in find_hands(boxes[0], logits[0].reshape(-1), self._anchors):
            hand = self._landmarks(frame, _in_frame(square, view))
            if hand is not None:
                found.append(hand)
        return found

    def close(self) -> None:
        """Free both models."""
        self._palms = self._hands = None

    def _landmarks(self, frame: Frame, square: HandSquare) -> Hand | None:
        assert self._hands is not None
        tensors = self._hands.run(_cut(frame, square, HAND_INPUT_PX))
        # The first of each shape: the hand's presence before its side, pixels before metres.
        if float(tensors[(1, 1)][0].reshape(-1)[0]) < MIN_HAND_SCORE:
            return None
        points = tensors[(1, 3 * LANDMARK_COUNT)][0].reshape(LANDMARK_COUNT, 3)[:, :2]
        matrix = _to_frame(square, HAND_INPUT_PX)
        placed = points @ matrix[:, :2].T + matrix[:, 2]
        return Hand([Point(float(x), float(y)) for x, y in placed])


class _Network:
    """One model with one picture as input."""

    def __init__(self, model: str, input_px: int) -> None:
        """Load it out of the installed wheel. Raises: ModelError."""
        spec = importlib.util.find_spec("mediapipe")
        if spec is None or spec.origin is None:
            raise ModelError("mediapipe is not installed")
        path = Path(spec.origin).parent / model
        if not path.is_file():
            raise ModelError(f"there is no {path}")
        try:
            from ai_edge_litert.interpreter import Interpreter

            self._interpreter: Any = Interpreter(str(path), num_threads=1)
            self._interpreter.allocate_tensors()
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise ModelError(f"{path}: {error}", "model_bad") from error
        (first,) = self._interpreter.get_input_details()
        if tuple(first["shape"]) != (1, input_px, input_px, 3):
            raise ModelError(f"{path} takes {tuple(first['shape'])}", "model_bad")
        self._input = int(first["index"])
        self._outputs = [
            (tuple(int(n) for n in output["shape"]), int(output["index"]))
            for output in self._interpreter.get_output_details()
        ]

    def run(self, picture: npt.NDArray[np.float32]) -> dict[tuple[int, ...], list[Any]]:
        """The tensors by shape, in the model's order. Raises: ModelError."""
        tensors: dict[tuple[int, ...], list[Any]] = {}
        try:
            self._interpreter.set_tensor(self._input, picture)
            self._interpreter.invoke()
            for shape, index in self._outputs:
                tensors.setdefault(shape, []).append(self._interpreter.get_tensor(index))
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"hand model: {error}", "model_bad") from error
        return tensors


def _to_frame(square: HandSquare, input_px: int) -> npt.NDArray[np.float64]:
    """(2, 3) matrix from pixels of a network's picture to pixels of the frame."""
    scale = square.side / input_px
    cos, sin = scale * math.cos(square.angle), scale * math.sin(square.angle)
    turn = np.array([[cos, -sin], [sin, cos]])
    middle = np.array([square.center_x, square.center_y])
    return np.column_stack([turn, middle - turn @ np.full(2, input_px / 2)])


def _cut(frame: Frame, square: HandSquare, input_px: int) -> npt.NDArray[np.float32]:
    """Cut a square out: float32 (1, input_px, input_px, 3) RGB in 0–1, black outside the frame."""
    import cv2

    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (input_px, input_px)
    picture = cv2.warpAffine(frame.image, _to_frame(square, input_px), size, flags=flags)
    scaled: npt.NDArray[np.float32] = picture[None].astype(np.float32) / 255
    return scaled


def _in_frame(square: HandSquare, view: HandSquare) -> HandSquare:
    """A square of the view, which is not turned, in frame pixels."""
    return HandSquare(
        view.center_x + (square.center_x - 0.5) * view.side,
        view.center_y + (square.center_y - 0.5) * view.side,
        square.side * view.side,
        square.angle,
        square.score,
    )
