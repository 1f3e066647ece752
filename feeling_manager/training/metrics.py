"""Figures of a classifier: accuracy, recall, macro-F1, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER

CALIBRATION_BINS: Final = 15

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured over `n` faces; shares are 0-1, NaN for a class without faces."""

    n: int
    accuracy: float
    macro_f1: float
    ece: float
    per_class_recall: dict[str, float]

    @property
    def balanced_recall(self) -> float:
        """Mean recall of the classes that have faces."""
        return float(np.nanmean(list(self.per_class_recall.values())))


def measure(scores: Array, labels: Array) -> Figures:
    """Scores (N, 6) that sum to 1 against labels (N,), indices into `EMOTION_ORDER`."""
    confusion = confusion_matrix(scores.argmax(axis=1), labels)
    present = confusion.sum(axis=1) > 0
    hits = np.diag(confusion)
    with np.errstate(invalid="ignore", divide="ignore"):
        recall = hits / confusion.sum(axis=1)
        f1 = 2 * hits / (confusion.sum(axis=0) + confusion.sum(axis=1))
    return Figures(
        n=len(labels),
        accuracy=float(hits.sum() / len(labels)),
        macro_f1=float(f1[present].mean()),
        ece=calibration_error(scores, labels),
        per_class_recall={e.value: float(r) for e, r in zip(EMOTION_ORDER, recall)},
    )


def confusion_matrix(predicted: Array, labels: Array) -> npt.NDArray[np.int64]:
    """Counts (6, 6): rows are labels, columns what was predicted."""
    matrix = np.zeros((EMOTION_COUNT, EMOTION_COUNT), dtype=np.int64)
    np.add.at(matrix, (labels, predicted), 1)
    return matrix


def calibration_error(scores: Array, labels: Array, bins: int = CALIBRATION_BINS) -> float:
    """Expected calibration error of the top score over equal bins.

    Source: Guo, Pleiss, Sun & Weinberger 2017, "On Calibration of Modern Neural Networks".
    """
    confidence, hit = scores.max(axis=1), scores.argmax(axis=1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[which == b].mean() - hit[which == b].mean()) * (which == b).mean()
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))
