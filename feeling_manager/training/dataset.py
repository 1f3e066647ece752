"""The data sets of faces, decoded, with labels of the six emotions.

The protocol for every figure: FER+ votes of 1 or less count as none; the label is the column with
most votes, the first of equals; a face counts when its label is one of the six.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion

VOTE_COLUMNS: Final = (
    "neutral",
    "happiness",
    "surprise",
    "sadness",
    "anger",
    "disgust",
    "fear",
    "contempt",
    "unknown",
    "not-a-face",
)
"""Source: Barsoum, Zhang, Ferrer & Zhang 2016, "Training Deep Networks for Facial Expression
Recognition with Crowd-Sourced Label Distribution"."""

SIX_COLUMNS: Final = [VOTE_COLUMNS.index(emotion.value) for emotion in EMOTION_ORDER]
FEAR_IN_FER2013: Final = 2
FEAR_SHARE: Final = 0.15
"""How much of the label FER2013's own "fear" takes where at least one FER+ vote agrees.

FER+ calls 652 training faces fear, FER2013 4,097; most of those are doubtful, some are not.
"""

Faces = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class LabelledFaces:
    """Faces of one split.

    Attributes:
        images: uint8 (N, H, W), grey.
        labels: int (N,), indices into `EMOTION_ORDER`.
        targets: float32 (N, 6), the votes as a distribution; one-hot where there are none.
    """

    images: Faces
    labels: npt.NDArray[np.int64]
    targets: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.labels)

    def keep(self, mask: npt.NDArray[np.bool_]) -> LabelledFaces:
        """Only the faces where `mask` is true."""
        return LabelledFaces(self.images[mask], self.labels[mask], self.targets[mask])

    def spread(self, count: int) -> LabelledFaces:
        """At most `count` faces, spread evenly over all."""
        chosen = np.zeros(len(self), dtype=bool)
        chosen[np.linspace(0, len(self) - 1, min(count, len(self))).astype(int)] = True
        return self.keep(chosen)


def decode_faces(webp: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int64]) -> Faces:
    """Decode images that lie one after the other to uint8 (N, H, W)."""
    pieces = np.split(webp, offsets[1:-1])
    return np.stack([cv2.imdecode(piece, cv2.IMREAD_GRAYSCALE) for piece in pieces])


def six_class_labels(votes: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Votes (N, 10) to indices into `EMOTION_ORDER`, -1 where the protocol leaves a face out."""
    counted = np.where(votes <= 1, 0, votes)
    column = counted.argmax(axis=1)
    lookup = np.full(len(VOTE_COLUMNS), -1)
    lookup[SIX_COLUMNS] = np.arange(EMOTION_COUNT)
    return np.where(counted.sum(axis=1) > 0, lookup[column], -1)


def vote_targets(votes: npt.NDArray[Any], fer_labels: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Votes (N, 10) and FER2013's labels (N,) to distributions over the six, float32 (N, 6)."""
    counted = np.where(votes <= 1, 0, votes).astype(np.float32)
    six = counted[:, SIX_COLUMNS]
    targets: npt.NDArray[np.float32] = six / np.maximum(six.sum(axis=1, keepdims=True), 1e-6)
    fearful = (fer_labels == FEAR_IN_FER2013) & (votes[:, VOTE_COLUMNS.index("fear")] >= 1)
    fear = np.eye(EMOTION_COUNT, dtype=np.float32)[EMOTION_ORDER.index(Emotion.FEAR)]
    targets[fearful] = (1 - FEAR_SHARE) * targets[fearful] + FEAR_SHARE * fear
    return targets


def load_ferplus(path: Path) -> tuple[LabelledFaces, LabelledFaces]:
    """The training and the validation split of a file with FER+ votes.

    A file without `usage` is all validation; one without `fer_label` has no help for fear.
    """
    data = _arrays(path)
    images = decode_faces(data["webp"], data["offsets"])
    labels = six_class_labels(data["votes"])
    fer_labels = data.get("fer_label", np.full(len(labels), -1))
    everything = LabelledFaces(images, labels, vote_targets(data["votes"], fer_labels))
    known, training = labels >= 0, data.get("usage", np.ones(len(labels))) == 0
    return everything.keep(known & training), everything.keep(known & ~training)


def load_named(path: Path) -> LabelledFaces:
    """A file with `labels` into `label_names`; other labels and faces not found are left out."""
    data = _arrays(path)
    labels, chosen = _named_labels(data)
    targets = np.eye(EMOTION_COUNT, dtype=np.float32)[np.maximum(labels, 0)]
    return LabelledFaces(_images(data), labels, targets).keep(chosen)


def load_colour(path: Path) -> tuple[Faces, npt.NDArray[np.int64]]:
    """As `load_named`, the pictures in colour: uint8 (N, H, W, 3) RGB and labels (N,)."""
    data = _arrays(path)
    labels, chosen = _named_labels(data)
    return data["images"][chosen], labels[chosen]


def load_subjects(path: Path) -> npt.NDArray[Any]:
    """Who is in the pictures that `load_named` gives, (N,). Raises: KeyError."""
    data = _arrays(path)
    subjects: npt.NDArray[Any] = data["subject"][_named_labels(data)[1]]
    return subjects


def is_ferplus(path: Path) -> bool:
    """Whether a file has FER+ votes."""
    with np.load(path) as file:
        return "votes" in file.files


def _arrays(path: Path) -> dict[str, npt.NDArray[Any]]:
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def _named_labels(
    data: Mapping[str, npt.NDArray[Any]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Indices into `EMOTION_ORDER`, -1 for other names, and which pictures are of use."""
    lookup = np.array([_index(_text(name)) for name in data["label_names"]])
    labels = lookup[data["labels"]]
    found = data.get("face_found", np.ones(len(labels), dtype=bool)).astype(bool)
    return labels, (labels >= 0) & found


def _images(data: Mapping[str, Any]) -> Faces:
    if "webp" in data:
        return decode_faces(data["webp"], data["offsets"])
    images: Faces = np.stack([cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) for image in data["images"]])
    return images


def _text(name: Any) -> str:
    return name.decode() if isinstance(name, bytes) else str(name)


def _index(name: str) -> int:
    names = [emotion.value for emotion in EMOTION_ORDER]
    return names.index(name) if name in names else -1
