"""Makes scores mean what they say, and corrects the training set's overload of neutral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.training.metrics import calibration_error, measure

TEMPERATURES: Final = np.geomspace(0.3, 3.0, 70)
BIAS_STEPS: Final = (0.2, 0.1, 0.05)
ACCURACY_COST: Final = 0.005
"""Half a point of accuracy may be paid for balance."""

BIAS_PENALTY: Final = 0.02
"""Keeps biases small where they gain little: fear has too few faces to be trusted far."""

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Calibration:
    """scores = softmax(logits / temperature + biases)."""

    temperature: float
    biases: tuple[float, ...]

    def apply(self, logits: Array) -> Array:
        """Logits (N, 6) to scores (N, 6)."""
        return softmax(logits / self.temperature + np.asarray(self.biases))


def softmax(logits: Array) -> Array:
    """Along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    scores: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return scores


def fit(
    logits: Array, labels: Array, conditions: Sequence[tuple[Array, Array]] = ()
) -> Calibration:
    """Fit biases for balanced recall at little cost of accuracy, then the temperature.

    Args:
        logits: (N, 6) of faces that training has not seen.
        labels: (N,) indices into `EMOTION_ORDER`.
        conditions: logits and labels of other photographs, whose balanced recall counts as much.
    """
    biases = _fit_biases(logits, labels, conditions)
    # One temperature for logits and biases leaves every decision as the biases made it.
    errors = [calibration_error(softmax((logits + biases) / t), labels) for t in TEMPERATURES]
    temperature = float(TEMPERATURES[int(np.argmin(errors))])
    return Calibration(temperature, tuple(float(b) for b in biases / temperature))


def _fit_biases(logits: Array, labels: Array, conditions: Sequence[tuple[Array, Array]]) -> Array:
    """Climb by single steps while balanced recall grows and accuracy stays near its best."""
    biases = np.zeros(EMOTION_COUNT)
    floor = measure(softmax(logits), labels).accuracy - ACCURACY_COST

    def value_of(biases: Array) -> float:
        figures = measure(softmax(logits + biases), labels)
        if figures.accuracy < floor:
            return -1.0
        others = [measure(softmax(o + biases), o_labels) for o, o_labels in conditions]
        recalls = [figures.balanced_recall, *(other.balanced_recall for other in others)]
        return figures.macro_f1 + sum(recalls) - BIAS_PENALTY * float(np.sum(biases**2))

    best = value_of(biases)
    for step in BIAS_STEPS:
        improved = True
        while improved:
            improved = False
            for emotion in range(EMOTION_COUNT):
                for change in (step, -step):
                    trial = biases.copy()
                    trial[emotion] += change
                    value = value_of(trial)
                    if value > best + 1e-6:
                        best, biases, improved = value, trial, True
    centred: Array = biases - biases.mean()
    return centred
