"""Loads the face detector and the emotion network."""

from __future__ import annotations

import time
from dataclasses import dataclass

from feeling_manager.app.paths import shipped_files
from feeling_manager.core.errors import ModelError
from feeling_manager.core.model_card import ModelCard
from feeling_manager.core.pipeline import Pipeline
from feeling_manager.core.ports import EmotionClassifier, FaceDetector, GestureReader


@dataclass(frozen=True, slots=True)
class Models:
    """What reads faces; `detector` is None where each picture is a crop."""

    detector: FaceDetector | None
    classifier: EmotionClassifier
    card: ModelCard

    def close(self) -> None:
        """Free both."""
        if self.detector is not None:
            self.detector.close()
        self.classifier.close()


def load_card() -> ModelCard:
    """Read the shipped network's card. Raises: ModelError."""
    path = shipped_files().models / "emotion.card.json"
    try:
        return ModelCard.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(str(error), "model_missing") from error
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{path}: {error}", "model_bad") from error


def load_models(with_detector: bool = True) -> Models:
    """Load what ships; the libraries are imported here and not before. Raises: ModelError."""
    from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier

    card = load_card()
    classifier = LiteRtClassifier(shipped_files().models / "emotion.tflite")
    if not with_detector:
        return Models(None, classifier, card)
    from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector

    return Models(MediaPipeDetector(), classifier, card)


def make_pipeline() -> Pipeline:
    """Make the analysis step. Thread: the analysis thread. Raises: ModelError."""
    models = load_models()
    assert models.detector is not None
    return Pipeline(models.detector, models.classifier, models.card.framing, time.perf_counter)


def make_gestures() -> GestureReader:
    """Load the hand models. Thread: the analysis thread. Raises: ModelError."""
    from feeling_manager.adapters.gesture.mediapipe_gestures import MediaPipeGestures

    return MediaPipeGestures()
