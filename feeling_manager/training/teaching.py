"""Lets trained networks say what they see in the training faces, to mend doubtful labels.

`KERAS_BACKEND=torch python -m feeling_manager.training.teaching --data NPZ --extra NPZ
--weights NPZ … --out NPZ` writes what `train --teacher` reads.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.face_crop import CROP_SIZE_PX, Square, sample_square
from feeling_manager.core.values import Point
from feeling_manager.training.calibrate import softmax
from feeling_manager.training.dataset import LabelledFaces, load_ferplus, load_named, load_subjects
from feeling_manager.training.network import build_network

Array = npt.NDArray[np.float32]

EXTRA_SCALE: Final = 0.9
"""How much of an extra face's picture is cut: the middle of what training draws."""

FOLDS: Final = 5
RIDGE: Final = 2e-3
"""Weight of the squared coefficients beside the mean loss."""

RARE: Final = 50
"""A class counts as having at least so many faces when classes are weighed."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """What networks say of the training faces.

    Attributes:
        scores: float32 (N, 6), of the FER+ training faces.
        extra: float32 (M, 6), of the second set, each by a head that saw only other people.
    """

    scores: Array
    extra: Array

    def save(self, path: Path) -> None:
        """Write to an `.npz` file."""
        np.savez(path, scores=self.scores, extra=self.extra)

    @classmethod
    def load(cls, path: Path) -> Teacher:
        """Read what `save` wrote."""
        with np.load(path) as file:
            return cls(file["scores"], file["extra"])


def main() -> None:
    """Write a teacher from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the file with FER+ votes")
    parser.add_argument("--extra", type=Path, required=True, help="more faces, with label names")
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="as train writes")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    networks = [_network(path) for path in options.weights]
    faces, _ = load_ferplus(options.data)
    extra, subjects = load_named(options.extra), load_subjects(options.extra)
    embeddings = np.concatenate([_seen(net, _cut(extra.images))[1] for net in networks], axis=1)
    teacher = Teacher(
        np.mean([softmax(_seen(net, faces.images)[0]) for net in networks], axis=0),
        unseen_scores(embeddings, extra.labels, subjects),
    )
    teacher.save(options.out)
    print(f"{np.mean(teacher.scores.argmax(axis=1) == faces.labels):.4f} agree on FER+")
    print(f"{np.mean(teacher.extra.argmax(axis=1) == extra.labels):.4f} agree on the second set")


def taught(faces: LabelledFaces, scores: Array, share: float) -> LabelledFaces:
    """The same faces, a `share` 0-1 of each target being the teacher's `scores` (N, 6)."""
    return LabelledFaces(faces.images, faces.labels, _mixed(faces.targets, scores, share))


def cleaned(faces: LabelledFaces, scores: Array, share: float, least: float) -> LabelledFaces:
    """As `taught`, without the faces to whose label the teacher gives less than `least`."""
    believed = scores[np.arange(len(faces)), faces.labels] >= least
    return taught(faces, scores, share).keep(believed)


def unseen_scores(
    embeddings: Array,
    labels: npt.NDArray[np.int64],
    subjects: npt.NDArray[Any],
    seed: int = 0,
) -> Array:
    """Scores (M, 6) of a linear head that is fitted on other people's faces only.

    Args:
        embeddings: (M, D).
        labels: (M,) indices into `EMOTION_ORDER`.
        subjects: (M,) who is in the picture.
        seed: decides which people are fitted on together.

    Source: Northcutt, Jiang & Chuang 2021, "Confident Learning".
    """
    from sklearn.linear_model import LogisticRegression

    deviation = embeddings.std(axis=0) + 1e-6
    inputs = (embeddings - embeddings.mean(axis=0)) / deviation
    people, who = np.unique(subjects, return_inverse=True)
    folds = np.random.default_rng(seed).integers(0, FOLDS, len(people))[who]
    counts = np.maximum(np.bincount(labels, minlength=EMOTION_COUNT), RARE)
    weights = np.sqrt(len(labels) / counts)
    scores = np.zeros((len(labels), EMOTION_COUNT), dtype=np.float32)
    for fold in range(FOLDS):
        others = folds != fold
        if others.all():
            continue
        strength = 2 * RIDGE * float(weights[labels[others]].sum())
        head = LogisticRegression(
            C=1 / strength, class_weight=dict(enumerate(weights)), max_iter=500
        )
        head.fit(inputs[others], labels[others])
        scores[np.ix_(~others, head.classes_)] = head.predict_proba(inputs[~others])
    return scores


def _network(path: Path) -> keras.Model:
    network = build_network()
    with np.load(path) as file:
        network.set_weights([file[name] for name in file.files])
    return keras.Model(network.input, [network.output, network.get_layer("embedding").output])


def _seen(network: keras.Model, images: Any) -> tuple[Array, Array]:
    """Logits (N, 6) and embeddings (N, D) of crops (N, 48, 48), both averaged with the mirror's."""
    faces = np.asarray(images)[..., None].astype(np.float32)
    views: Sequence[Any] = [
        network.predict(view, batch_size=256, verbose=0) for view in (faces, faces[:, :, ::-1])
    ]
    logits, embeddings = (np.mean([np.asarray(v[n]) for v in views], axis=0) for n in (0, 1))
    return logits, embeddings


def _cut(images: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The second set's pictures (M, H, H) cut as FER+ is, uint8 (M, 48, 48)."""
    side = images.shape[1]
    square = Square(Point(side / 2, side / 2), side * EXTRA_SCALE)
    return np.stack([sample_square(np.ascontiguousarray(i), square, CROP_SIZE_PX) for i in images])


def _mixed(targets: Array, scores: Array, share: float) -> Array:
    if len(targets) != len(scores):
        raise ValueError(f"the teacher saw {len(scores)} faces, the data has {len(targets)}")
    mixed: Array = ((1 - share) * targets + share * scores).astype(np.float32)
    return mixed


if __name__ == "__main__":
    main()
