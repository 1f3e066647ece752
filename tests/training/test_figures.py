from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.training.calibrate import fit, softmax
from feeling_manager.training.dataset import (
    VOTE_COLUMNS,
    load_ferplus,
    load_named,
    load_subjects,
    six_class_labels,
    vote_targets,
)
from feeling_manager.training.duplicates import near_duplicates
from feeling_manager.training.metrics import calibration_error, measure
from tests.training.faces import drawn_face, packed

RNG = np.random.default_rng(2)


def votes(**counts: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([counts.get(name.replace("-", "_"), 0) for name in VOTE_COLUMNS], np.uint8)


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (votes(happiness=10), Emotion.HAPPINESS),
        (votes(neutral=5, sadness=5), Emotion.NEUTRAL),
        (votes(fear=1, anger=2, surprise=1), Emotion.ANGER),
        (votes(disgust=6, anger=4), None),
        (votes(unknown=7, fear=3), None),
        (votes(not_a_face=10), None),
        (votes(fear=1, anger=1), None),
    ],
)
def test_labels_follow_the_protocol(row: np.ndarray, label: Emotion | None) -> None:  # type: ignore[type-arg]
    expected = -1 if label is None else EMOTION_ORDER.index(label)
    assert six_class_labels(row[None])[0] == expected


def test_targets_are_the_votes_and_fear_is_helped_by_the_other_label() -> None:
    rows = np.stack([votes(neutral=6, sadness=3, fear=1), votes(neutral=6, sadness=3, fear=1)])
    plain, helped = vote_targets(rows, np.array([6, 2]))
    assert plain[EMOTION_ORDER.index(Emotion.SADNESS)] == pytest.approx(1 / 3)
    assert plain[EMOTION_ORDER.index(Emotion.FEAR)] == 0
    assert helped[EMOTION_ORDER.index(Emotion.FEAR)] == pytest.approx(0.15)
    assert helped.sum() == pytest.approx(1)


def test_files_are_read(tmp_path: Path) -> None:
    faces = [drawn_face(0, RNG) for _ in range(3)]
    np.savez(
        tmp_path / "fer.npz",
        votes=np.stack([votes(happiness=9), votes(disgust=9), votes(fear=8)]),
        usage=np.array([0, 0, 1]),
        fer_label=np.array([3, 1, 2]),
        **packed(faces),
    )
    train, valid = load_ferplus(tmp_path / "fer.npz")
    assert (len(train), len(valid)) == (1, 1)
    assert (train.images[0] == faces[0]).all()
    np.savez(
        tmp_path / "named.npz",
        labels=np.array([0, 1, 2]),
        label_names=np.array([b"happiness", b"contempt", b"neutral"]),
        face_found=np.array([True, True, False]),
        subject=np.array(["a", "b", "c"]),
        **packed(faces),
    )
    named = load_named(tmp_path / "named.npz")
    assert named.labels.tolist() == [EMOTION_ORDER.index(Emotion.HAPPINESS)]
    assert load_subjects(tmp_path / "named.npz").tolist() == ["a"]


def test_near_duplicates_are_found_and_others_are_not() -> None:
    others = RNG.integers(0, 256, (50, 48, 48), dtype=np.uint8)
    near = np.clip(others[7].astype(int) + 4, 0, 255).astype(np.uint8)
    far = np.clip(others[8].astype(int) + 40, 0, 255).astype(np.uint8)
    found = near_duplicates(np.stack([near, far, others[3]]), others)
    assert found.tolist() == [True, False, True]


def test_measure_knows_right_from_wrong() -> None:
    labels = np.array([0, 0, 1, 1, 3])
    scores = np.eye(6)[[0, 1, 1, 1, 3]]
    figures = measure(scores, labels)
    assert figures.accuracy == pytest.approx(0.8)
    assert figures.per_class_recall["anger"] == 0.5
    assert np.isnan(figures.per_class_recall["fear"]) is np.False_
    assert np.isnan(figures.per_class_recall["surprise"])
    assert figures.macro_f1 == pytest.approx((2 / 3 + 0.8 + 1) / 3)


def test_calibration_error_of_honest_and_of_boasting_scores() -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 4000)
    honest = np.zeros((4000, 6))
    honest[:, 0], honest[:, 1] = 0.5, 0.5
    honest[:, 0] += 1e-6
    boasting = np.eye(6)[np.zeros(4000, dtype=int)]
    assert calibration_error(honest, labels) < 0.03
    assert calibration_error(boasting, labels) > 0.4


def test_fitting_calibrates_and_balances() -> None:
    rng = np.random.default_rng(3)
    labels = rng.choice(6, 3000, p=[0.1, 0.05, 0.2, 0.45, 0.1, 0.1])
    logits = rng.normal(0, 1, (3000, 6)) + 1.6 * np.eye(6)[labels]
    logits[:, 3] += 0.8  # says "neutral" too often
    logits *= 4  # and is far too sure
    before = measure(softmax(logits), labels)
    after = measure(fit(logits, labels).apply(logits), labels)
    assert after.ece < 0.03 < before.ece
    assert after.balanced_recall > before.balanced_recall + 0.005
    assert after.accuracy >= before.accuracy - 0.005
