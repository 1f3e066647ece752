from __future__ import annotations

import os
import warnings
from pathlib import Path

import numpy as np
import pytest

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    keras = pytest.importorskip("keras", reason="needs the training environment")

from feeling_manager.adapters.classifier.keras_classifier import KerasClassifier
from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.face_crop import whole_image_crop
from feeling_manager.core.values import FaceCrop
from feeling_manager.training.dataset import LabelledFaces
from tests.training.faces import drawn_face, portrait

pytestmark = pytest.mark.filterwarnings("ignore")
MODELS = Path(__file__).resolve().parents[2] / "models"
HAPPY, SAD = EMOTION_ORDER.index(Emotion.HAPPINESS), EMOTION_ORDER.index(Emotion.SADNESS)


def test_the_compiled_network_gives_the_scores_of_the_keras_one() -> None:
    slow = KerasClassifier(MODELS / "emotion.keras")
    fast = LiteRtClassifier(MODELS / "emotion.tflite")
    rng = np.random.default_rng(0)
    crops = [whole_image_crop(portrait()), FaceCrop(np.zeros((48, 48), np.uint8))]
    crops += [FaceCrop(drawn_face(m, rng)) for m in (-1, 0, 1)]
    crops += [FaceCrop(rng.integers(0, 256, (48, 48), np.uint8)) for _ in range(10)]
    for crop in crops:
        a, b = slow.classify(crop), fast.classify(crop)
        assert np.abs(a.scores.as_array() - b.scores.as_array()).max() <= 1e-4
        assert a.embedding is not None and b.embedding is not None
        assert np.abs(a.embedding - b.embedding).max() <= 1e-3


def faces(count: int) -> LabelledFaces:
    rng = np.random.default_rng(count)
    labels = rng.choice([HAPPY, SAD], count)
    images = np.stack([drawn_face(1 if label == HAPPY else -1, rng) for label in labels])
    return LabelledFaces(images, labels, np.eye(6, dtype=np.float32)[labels])


def test_training_learns_and_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    from feeling_manager.training.train import Recipe, train

    # Without bfloat16, which is slow where the processor has none.
    keras.mixed_precision.set_global_policy("float32")
    small = ((8, 1), (16, 1))
    recipe = Recipe(epochs=10, batch=32, learning_rate=1e-2, extra_per_epoch=0, stages=small)
    half = Recipe(epochs=5, batch=32, learning_rate=1e-2, extra_per_epoch=0, stages=small)
    learning, held_back = faces(640), faces(100)
    first = train(half, learning, None, held_back, tmp_path / "run")
    assert len(first) == 5
    history = train(recipe, learning, None, held_back, tmp_path / "run")
    assert history[:5] == first
    assert history[-1]["loss"] < first[0]["loss"]
    assert history[-1]["accuracy"] > 0.9
    with np.load(tmp_path / "run" / "checkpoint.npz") as file:
        assert file["steps"] == 10 * (640 // 32)
    assert (tmp_path / "run" / "weights.npz").exists()


def test_a_constant_rate_keeps_every_epochs_weights(tmp_path: Path) -> None:
    from feeling_manager.training.train import Batches, Recipe, _schedule, train

    keras.mixed_precision.set_global_policy("float32")
    recipe = Recipe(2, 32, 1e-2, 0, constant=True, stages=((8, 1), (16, 1)))
    train(recipe, faces(64), None, faces(20), tmp_path)
    assert sorted(path.name for path in tmp_path.glob("weights-*")) == [
        "weights-001.npz",
        "weights-002.npz",
    ]
    rate = _schedule(Recipe(learning_rate=1e-3, constant=True), 2000)
    assert [float(rate(step)) for step in (500, 1999)] == pytest.approx([1e-3, 1e-3])
    assert float(_schedule(Recipe(learning_rate=1e-3), 2000)(1999)) < 1e-5

    bright = LabelledFaces(np.full((40, 48, 48), 200, np.uint8), *_same(40))
    for share, changed in ((1.0, 0), (0.0, 20)):
        batches = Batches(Recipe(batch=40, extra_per_epoch=0, undisturbed=share), bright, None)
        (images, _), *_ = batches.epoch(0)
        different = sum(bool((image != 200).any()) for image in images)
        assert different >= changed and (share == 0.0 or different == 0)


def _same(count: int) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    return np.full(count, HAPPY), np.eye(6, dtype=np.float32)[np.full(count, HAPPY)]


def test_the_embedding_and_calibrated_scores_come_out_of_one_network() -> None:
    from feeling_manager.training.network import build_network, shipped_network

    trained = build_network(stages=((8, 1), (16, 1)))
    rng = np.random.default_rng(5)
    trained.set_weights([w + rng.uniform(0, 0.05, w.shape) for w in trained.get_weights()])
    shipped = shipped_network(trained, 2.0, [0, 0, 0, 1.0, 0, 0], ((8, 1), (16, 1)))
    face = drawn_face(0, np.random.default_rng(0))[None, :, :, None].astype(np.float32)
    outputs = {name: np.asarray(value) for name, value in shipped(face).items()}
    both = np.concatenate([face, face[:, :, ::-1]])
    logits = np.asarray(trained(both)).mean(axis=0) / 2.0
    logits[3] += 1
    expected = np.exp(logits) / np.exp(logits).sum()
    assert outputs["embedding"].shape == (1, 16)
    assert np.abs(outputs["scores"][0] - expected).max() < 5e-3
    mirrored = shipped(face[:, :, ::-1])
    for name, value in outputs.items():
        assert np.allclose(np.asarray(mirrored[name]), value, atol=1e-5), "from both sides alike"


@pytest.mark.parametrize("kind", ["residual", "plain", "efficient"])
def test_each_kind_of_network_costs_the_same_and_learns(kind: str) -> None:
    from feeling_manager.training.bodies import multiply_adds
    from feeling_manager.training.network import build_network

    network = build_network(kind)
    assert 200e6 < multiply_adds(network) < 220e6
    keras.mixed_precision.set_global_policy("float32")
    small = build_network(kind, ((8, 1), (16, 1)))
    small.compile(
        keras.optimizers.Adam(1e-2), keras.losses.CategoricalCrossentropy(from_logits=True)
    )
    learning, held_back = faces(320), faces(100)
    images = learning.images[..., None].astype(np.float32)
    small.fit(images, learning.targets, batch_size=16, epochs=6, verbose=0)
    logits = np.asarray(small.predict(held_back.images[..., None].astype(np.float32), verbose=0))
    assert (logits.argmax(axis=1) == held_back.labels).mean() > 0.85
