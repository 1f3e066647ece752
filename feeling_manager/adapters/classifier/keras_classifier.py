"""Runs the network as Keras saved it: the source of truth that the compiled one is held against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from feeling_manager.core.errors import ModelError
from feeling_manager.core.face_crop import network_input
from feeling_manager.core.values import Classification, EmotionScores, FaceCrop


class KerasClassifier:
    """The `.keras` file on whatever backend Keras uses. Thread: one only."""

    def __init__(self, model_path: Path) -> None:
        """Load the network. Raises: ModelError `model_missing` or `model_bad`."""
        if not model_path.is_file():
            raise ModelError(f"there is no {model_path}", "model_missing")
        try:
            import keras

            self._network: Any = keras.models.load_model(model_path, compile=False)
        except (ImportError, OSError, TypeError, ValueError) as error:
            raise ModelError(f"{model_path}: {error}", "model_bad") from error

    def classify(self, crop: FaceCrop) -> Classification:
        """Calibrated scores of one face, and its embedding."""
        outputs = self._network(network_input(crop), training=False)
        scores = EmotionScores.from_array(np.asarray(outputs["scores"]))
        embedding = np.asarray(outputs["embedding"], dtype=np.float32).reshape(-1)
        return Classification(scores, embedding)

    def close(self) -> None:
        """Free the network."""
        self._network = None
