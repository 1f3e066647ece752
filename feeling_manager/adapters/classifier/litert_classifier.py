"""Runs the compiled network with LiteRT, without TensorFlow."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np

from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.errors import ModelError
from feeling_manager.core.face_crop import CROP_SIZE_PX, network_input
from feeling_manager.core.values import Classification, EmotionScores, FaceCrop

INPUT_SHAPE: Final = (1, CROP_SIZE_PX, CROP_SIZE_PX, 1)


class LiteRtClassifier:
    """The network on the processor through XNNPACK. Thread: one only.

    The library is imported by the constructor. Measured: 0.25 s and 57 MB.
    """

    def __init__(self, model_path: Path, num_threads: int = 1) -> None:
        """Load the network. Raises: ModelError `model_missing` or `model_bad`."""
        if not model_path.is_file():
            raise ModelError(f"there is no {model_path}", "model_missing")
        try:
            from ai_edge_litert.interpreter import Interpreter

            # Not by its path: on Windows LiteRT opens none that has Korean letters.
            network = model_path.read_bytes()
            self._interpreter: Any = Interpreter(model_content=network, num_threads=num_threads)
            self._interpreter.allocate_tensors()
            self._input, self._scores, self._embedding = _ends(self._interpreter)
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise ModelError(f"{model_path}: {error}", "model_bad") from error

    def classify(self, crop: FaceCrop) -> Classification:
        """Calibrated scores of one face, and its embedding. Raises: ModelError."""
        try:
            self._interpreter.set_tensor(self._input, network_input(crop))
            self._interpreter.invoke()
            scores = EmotionScores.from_array(self._interpreter.get_tensor(self._scores))
            # A copy: the interpreter uses its memory again for the next face.
            embedding = np.array(self._interpreter.get_tensor(self._embedding)).reshape(-1)
            return Classification(scores, embedding)
        except (RuntimeError, ValueError) as error:
            raise ModelError(str(error), "model_bad") from error

    def close(self) -> None:
        """Free the network."""
        self._interpreter = None


def _ends(interpreter: Any) -> tuple[int, int, int]:
    """Indices of the input, the scores and the embedding. Raises: ValueError."""
    (first,) = interpreter.get_input_details()
    if tuple(first["shape"]) != INPUT_SHAPE or first["dtype"] is not np.float32:
        raise ValueError(f"it takes {first['dtype']} {tuple(first['shape'])}")
    outputs = {tuple(one["shape"]): int(one["index"]) for one in interpreter.get_output_details()}
    scores = outputs.pop((1, EMOTION_COUNT), None)
    if scores is None or len(outputs) != 1:
        raise ValueError(f"its outputs are not {EMOTION_COUNT} scores and an embedding")
    (embedding,) = outputs.values()
    return int(first["index"]), scores, embedding
