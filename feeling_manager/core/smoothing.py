"""From scores that flicker once a second to a reading that holds still.

A hidden Markov filter whose states are the six emotions: between two observations an emotion
stays with probability exp(-elapsed / dwell) and otherwise becomes any other; each observation
multiplies in its scores, flattened because neighbouring frames repeat each other's mistakes. On
top, another emotion must lead for a hold time before the reading follows it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion
from feeling_manager.core.values import EmotionReading, EmotionScores, MonoMs, Observation

_FLOOR = 0.02
"""Scores below this count as this: no single frame may rule an emotion out."""


@dataclass(frozen=True, slots=True)
class SmoothingParameters:
    """How sticky the reading is; times in seconds.

    Attributes:
        dwell_s: mean time an expression stays the same.
        evidence: exponent on the scores, 0–1; 1 takes frames as independent of each other.
        hold_s: how long another emotion must lead before the reading follows.
        forget_s: after this long without a face the reading ends.
    """

    dwell_s: float = 20.0
    evidence: float = 0.6
    hold_s: float = 2.0
    forget_s: float = 8.0


class Smoother:
    """Turns observations into readings. Times come with the observations; it has no clock."""

    def __init__(self, parameters: SmoothingParameters) -> None:
        self._parameters = parameters
        self._forget()

    def set_hold_s(self, hold_s: float) -> None:
        """Change the hold time from the next observation on."""
        old = self._parameters
        self._parameters = SmoothingParameters(old.dwell_s, old.evidence, hold_s, old.forget_s)

    def reset(self) -> None:
        """Forget everything, as after a pause of the camera."""
        self._forget()

    def update(self, observation: Observation) -> EmotionReading | None:
        """Take one observation in and return the reading, None while there is none.

        Observations without scores leave the reading as it is until `forget_s` has passed.
        An observation that is not later than the one before counts as no time passed.
        """
        now = observation.captured_at_mono_ms
        if observation.scores is None:
            if (
                self._seen_at is not None
                and (now - self._seen_at) / 1000 > self._parameters.forget_s
            ):
                self._forget()
            return self._reading
        self._filter(observation.scores, now)
        self._follow(now)
        return self._reading

    def _forget(self) -> None:
        self._belief: npt.NDArray[np.float64] = np.full(EMOTION_COUNT, 1 / EMOTION_COUNT)
        self._seen_at: MonoMs | None = None
        self._reading: EmotionReading | None = None
        self._challenger: Emotion | None = None
        self._challenged_at = MonoMs(0)

    def _filter(self, scores: EmotionScores, now: MonoMs) -> None:
        elapsed_s = 0.0 if self._seen_at is None else max(0.0, (now - self._seen_at) / 1000)
        if elapsed_s > self._parameters.forget_s:
            self._forget()
        stay = math.exp(-elapsed_s / self._parameters.dwell_s)
        predicted = stay * self._belief + (1 - stay) / EMOTION_COUNT
        evidence = np.maximum(scores.as_array().astype(np.float64), _FLOOR)
        belief = predicted * evidence**self._parameters.evidence
        self._belief = belief / belief.sum()
        self._seen_at = now

    def _follow(self, now: MonoMs) -> None:
        leader = EMOTION_ORDER[int(np.argmax(self._belief))]
        current = self._reading.emotion if self._reading else None
        if leader is current:
            self._challenger = None
        elif leader is not self._challenger:
            self._challenger, self._challenged_at = leader, now
        held = (now - self._challenged_at) / 1000 >= self._parameters.hold_s
        if self._challenger is not None and held:
            current, self._challenger = leader, None
        if current is not None:
            belief = EmotionScores.from_array(self._belief)
            self._reading = EmotionReading(current, belief[current], belief)
