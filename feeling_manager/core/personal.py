"""A small head on top of the network's, learnt from one user's own corrections.

Multinomial logistic regression over the embedding, added to the general scores and pulled towards
adding nothing, so that few corrections change little. It is used only where leaving corrections
out in turn shows that it reads those better than the network alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion
from feeling_manager.core.values import Classification, EmotionScores

Array = npt.NDArray[np.float64]

WEIGHT_PULL: Final = 0.5
BIAS_PULL: Final = 1.0
"""How strongly weights and biases are pulled to 0, in corrections.

Measured: `training.personal_study`; six times stronger pulls gain half as much for one person, and
weaker ones make more users worse whose faces have nothing in common.
"""

STEPS: Final = 200
MIN_CORRECTIONS: Final = 4
FOLDS: Final = 10
MOST_CORRECTIONS: Final = 200
"""The newest are used: a face, its light and its glasses change over the years."""

SCORE_FLOOR: Final = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Correction:
    """What the user said a face looked like, and how it had been read: numbers, no picture."""

    emotion: Emotion
    reading: Classification


@dataclass(frozen=True, slots=True, eq=False)
class PersonalHead:
    """Weights (6, D) and biases (6,) that are added to the network's own."""

    weights: Array
    biases: Array

    def adjust(self, reading: Classification) -> Classification:
        """The reading as this user's expressions are; the embedding stays what it is."""
        logits = _logits([reading]) + _features([reading]) @ self.weights.T + self.biases
        scores = EmotionScores.from_array(_softmax(logits)[0])
        return Classification(scores, reading.embedding)


@dataclass(frozen=True, slots=True, eq=False)
class PersonalFit:
    """What was learnt.

    Attributes:
        head: None while it would not read better than the network alone.
        corrections: how many there are.
        right_before: how many of them the network alone reads as the user does.
        right_after: the same with the head, each read by one that was learnt without it.
    """

    head: PersonalHead | None
    corrections: int
    right_before: int
    right_after: int


def fit_personal(corrections: Sequence[Correction]) -> PersonalFit:
    """Learn from corrections, the oldest first. Takes well under a second."""
    used = [one for one in corrections if one.reading.embedding is not None]
    used = used[-MOST_CORRECTIONS:]
    if not used:
        return PersonalFit(None, 0, 0, 0)
    readings = [one.reading for one in used]
    labels = np.array([EMOTION_ORDER.index(one.emotion) for one in used])
    logits, features = _logits(readings), _features(readings)
    before = int((logits.argmax(axis=1) == labels).sum())
    if len(used) < MIN_CORRECTIONS:
        return PersonalFit(None, len(used), before, before)
    held_out = _read_in_turn(features, logits, labels)
    after = int((held_out.argmax(axis=1) == labels).sum())
    helps = after > before and _loss(held_out, labels) < _loss(logits, labels)
    head = _fit(features, logits, labels) if helps else None
    return PersonalFit(head, len(used), before, after if helps else before)


def _read_in_turn(features: Array, logits: Array, labels: npt.NDArray[np.int64]) -> Array:
    """Logits of each correction by a head that has not seen it; neighbours in time go together.

    Corrections of one minute are of nearly the same picture, so a fold is a stretch of time.
    """
    held_out = logits.copy()
    for fold in np.array_split(np.arange(len(labels)), min(FOLDS, len(labels))):
        rest = np.setdiff1d(np.arange(len(labels)), fold)
        head = _fit(features[rest], logits[rest], labels[rest])
        held_out[fold] += features[fold] @ head.weights.T + head.biases
    return held_out


def _fit(features: Array, logits: Array, labels: npt.NDArray[np.int64]) -> PersonalHead:
    """Minimise the penalised cross-entropy by Nesterov's accelerated gradient."""
    targets = np.eye(EMOTION_COUNT)[labels]
    design = np.hstack([features, np.ones((len(features), 1))])
    pull = np.append(np.full(features.shape[1], WEIGHT_PULL), BIAS_PULL)
    # The curvature of softmax is at most one half of the design's.
    step = 1 / (0.5 * float(np.linalg.norm(design, 2)) ** 2 + float(pull.max()))
    now = before = np.zeros((EMOTION_COUNT, design.shape[1]))
    for number in range(STEPS):
        ahead = now + number / (number + 3) * (now - before)
        errors = _softmax(logits + design @ ahead.T) - targets
        before, now = now, ahead - step * (errors.T @ design + pull * ahead)
    return PersonalHead(now[:, :-1], now[:, -1])


def _features(readings: Sequence[Classification]) -> Array:
    """Embeddings of length 1, so that the pull means the same for every face."""
    embeddings = np.stack([np.asarray(one.embedding, dtype=np.float64) for one in readings])
    lengths = np.linalg.norm(embeddings, axis=1, keepdims=True)
    features: Array = embeddings / np.maximum(lengths, 1e-9)
    return features


def _logits(readings: Sequence[Classification]) -> Array:
    scores = np.stack([one.scores.as_array() for one in readings]).astype(np.float64)
    logits: Array = np.log(np.maximum(scores, SCORE_FLOOR))
    return logits


def _softmax(logits: Array) -> Array:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Array = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _loss(logits: Array, labels: npt.NDArray[np.int64]) -> float:
    shares = _softmax(logits)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(shares, SCORE_FLOOR)).mean())
