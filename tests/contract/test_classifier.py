from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from feeling_manager.adapters.classifier.keras_classifier import KerasClassifier
from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.adapters.classifier.replay_classifier import ReplayClassifier
from feeling_manager.core.errors import ModelError
from feeling_manager.core.face_crop import whole_image_crop
from feeling_manager.core.ports import EmotionClassifier
from feeling_manager.core.values import EmotionScores, FaceCrop
from tests.training.faces import portrait

MODELS = Path(__file__).resolve().parents[2] / "models"
RECORDED = [EmotionScores((0.1, 0.1, 0.5, 0.1, 0.1, 0.1)), EmotionScores((1, 0, 0, 0, 0, 0))]


def keras_classifier() -> EmotionClassifier:
    pytest.importorskip("keras", reason="needs the training environment")
    return KerasClassifier(MODELS / "emotion.keras")


MAKERS: dict[str, Callable[[], EmotionClassifier]] = {
    "litert": lambda: LiteRtClassifier(MODELS / "emotion.tflite"),
    "keras": keras_classifier,
    "replay": lambda: ReplayClassifier(RECORDED),
}


@pytest.mark.parametrize("name", MAKERS)
def test_scores_are_a_distribution_for_any_face(name: str) -> None:
    classifier = MAKERS[name]()
    rng = np.random.default_rng(0)
    pictures = [np.full((48, 48), level, np.uint8) for level in (0, 128, 255)]
    pictures.append(rng.integers(0, 256, (48, 48), np.uint8))
    for crop in [*map(FaceCrop, pictures), whole_image_crop(portrait())]:
        reading = classifier.classify(crop)
        scores = reading.scores
        assert reading.embedding is not None and reading.embedding.ndim == 1
        assert abs(sum(scores.values) - 1) < 1e-4
        assert min(scores.values) >= 0
    classifier.close()
    classifier.close()


def test_the_same_face_has_the_same_scores() -> None:
    classifier, crop = MAKERS["litert"](), whole_image_crop(portrait())
    first, second = classifier.classify(crop), classifier.classify(crop)
    assert first.scores == second.scores
    assert first.embedding is not None and second.embedding is not None
    assert first.embedding is not second.embedding, "the next face must not change this one's"
    assert np.array_equal(first.embedding, second.embedding)


def test_a_recording_is_played_in_order_and_again() -> None:
    replay, crop = ReplayClassifier(RECORDED), FaceCrop(np.zeros((48, 48), np.uint8))
    assert [replay.classify(crop).scores for _ in range(3)] == [*RECORDED, RECORDED[0]]
    with pytest.raises(ModelError):
        ReplayClassifier([])


@pytest.mark.parametrize("kind", [LiteRtClassifier, KerasClassifier])
def test_a_missing_file_and_a_damaged_one_are_told_apart(
    kind: Callable[[Path], EmotionClassifier], tmp_path: Path
) -> None:
    if kind is KerasClassifier:
        pytest.importorskip("keras", reason="needs the training environment")
    with pytest.raises(ModelError) as missing:
        kind(tmp_path / "nothing.keras")
    assert missing.value.code == "model_missing"
    damaged = tmp_path / "damaged.keras"
    damaged.write_bytes(b"TFL3" + b"\0" * 5000)
    with pytest.raises(ModelError) as bad:
        kind(damaged)
    assert bad.value.code == "model_bad"
