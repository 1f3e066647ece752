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
pytest.importorskip("sklearn", reason="needs the training environment")

from feeling_manager.training.dataset import VOTE_COLUMNS, LabelledFaces
from feeling_manager.training.teaching import Teacher, cleaned, main, taught, unseen_scores
from tests.training.faces import drawn_face, packed

pytestmark = pytest.mark.filterwarnings("ignore")
RNG = np.random.default_rng(8)


def test_a_wrong_label_is_not_believed_and_a_person_is_not_recognised() -> None:
    truth = np.repeat([2, 3], 60)
    person = np.arange(120) // 2
    signal = np.eye(6)[truth] + RNG.normal(0, 0.2, (120, 6))
    # Each person's own mark would give the label away to a head that has seen this person.
    marks = 3 * np.eye(60)[person]
    labels = truth.copy()
    labels[[5, 100]] = [3, 2]
    scores = unseen_scores(np.hstack([signal, marks]).astype(np.float32), labels, person)
    assert scores.shape == (120, 6)
    assert np.allclose(scores.sum(axis=1), 1, atol=1e-5)
    believed = scores[np.arange(120), labels]
    assert believed[[5, 100]].max() < 0.2
    assert np.delete(believed, [5, 100]).min() > 0.5

    guess = unseen_scores(marks.astype(np.float32), labels[RNG.permutation(120)], person)
    assert np.abs(guess[:, 2] - 0.5).max() < 0.3


def labelled(labels: list[int]) -> LabelledFaces:
    targets = np.eye(6, dtype=np.float32)[labels]
    return LabelledFaces(np.zeros((len(labels), 8, 8), np.uint8), np.array(labels), targets)


def test_a_teacher_takes_its_share_and_doubtful_faces_go() -> None:
    faces = labelled([0, 1, 2])
    scores = np.full((3, 6), 0.1, np.float32)
    scores[:, 0] = 0.5
    half = taught(faces, scores, 0.5)
    assert half.targets[1].tolist() == pytest.approx([0.25, 0.55, 0.05, 0.05, 0.05, 0.05])
    assert half.labels.tolist() == [0, 1, 2]
    kept = cleaned(faces, scores, 0.5, least=0.2)
    assert kept.labels.tolist() == [0]
    assert kept.targets[0, 0] == pytest.approx(0.75)
    with pytest.raises(ValueError, match="3 faces, the data has 2"):
        taught(labelled([0, 1]), scores, 0.5)


def test_the_command_writes_what_training_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from feeling_manager.training.network import build_network

    rows = [[9 if name == emotion else 0 for name in VOTE_COLUMNS] for emotion in ("fear", "anger")]
    faces = [drawn_face(mouth, RNG) for mouth in (-1, 1, 0, 0.5)]
    np.savez(tmp_path / "voted.npz", votes=np.array(rows * 2), usage=[0, 0, 0, 1], **packed(faces))
    wide = [drawn_face(mouth, RNG, 72) for mouth in np.linspace(-1, 1, 20)]
    np.savez(
        tmp_path / "named.npz",
        labels=np.arange(20) % 2,
        label_names=np.array(["happiness", "neutral"]),
        subject=np.array([f"person {n}" for n in range(20)]),
        **packed(wide),
    )
    np.savez(tmp_path / "weights.npz", *build_network().get_weights())
    command = ["teaching", "--data", f"{tmp_path}/voted.npz", "--extra", f"{tmp_path}/named.npz"]
    command += ["--weights", *[f"{tmp_path}/weights.npz"] * 2, "--out", f"{tmp_path}/teacher.npz"]
    monkeypatch.setattr("sys.argv", command)
    try:
        main()
    finally:
        keras.mixed_precision.set_global_policy("float32")
    teacher = Teacher.load(tmp_path / "teacher.npz")
    assert (teacher.scores.shape, teacher.extra.shape) == ((3, 6), (20, 6))
    assert np.allclose(teacher.scores.sum(axis=1), 1, atol=1e-4)
    assert np.allclose(teacher.extra.sum(axis=1), 1, atol=1e-4)
