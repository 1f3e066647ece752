"""From scores that flicker once a second to a reading that holds still.

A hidden Markov filter whose states are the six emotions: between two observations an emotion
stays with probability exp(-elapsed / dwell) and otherwise becomes any other, surprise least often:
yawns and open mouths look like it for a few seconds. Each observation multiplies in its scores,
flattened the more the closer it follows the one before, because neighbouring frames repeat each
other's mistakes. The reading changes when the filter is certain of another emotion and has thought
it likelier than chance for the hold time.

Measured: `python -m feeling_manager.training.days`; see docs/model/DAYS.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion
from feeling_manager.core.values import EmotionReading, EmotionScores, MonoMs, Observation

FLOOR: Final = 0.02
"""Scores below this count as this: no single frame may rule an emotion out."""

CHANCE: Final = 1 / EMOTION_COUNT
"""A belief above this is a suspicion, from which on the hold time runs."""

EARLY_S: Final = 0.1
"""Looks at whole seconds come this much early at most; the hold time forgives it."""


@dataclass(frozen=True, slots=True)
class SmoothingParameters:
    """How sticky the reading is; times in seconds.

    Measured: the first four by `python -m feeling_manager.training.days --fit`; the hold time
    is the user's.

    Attributes:
        dwell_s: mean time an expression stays the same.
        repeat_s: how long a frame's mistakes last: a frame that follows the one before by `t`
            counts for 1 - exp(-t / repeat_s) of its scores.
        surprise: how often surprise comes next, where every other emotion comes once.
        certainty: what another emotion must be believed with, 0–1, before the reading follows;
            where there is no reading yet, the likeliest will do.
        hold_s: for how long another emotion must have been suspected before the reading follows.
        forget_s: after this long without a face the reading ends.
    """

    dwell_s: float = 60.0
    repeat_s: float = 0.5
    surprise: float = 0.03
    certainty: float = 0.97
    hold_s: float = 2.0
    forget_s: float = 8.0


def next_emotion(surprise: float) -> npt.NDArray[np.float64]:
    """How probable each emotion is after a change, (6,), by the weight of surprise."""
    weights = np.array([surprise if e is Emotion.SURPRISE else 1.0 for e in EMOTION_ORDER])
    probable: npt.NDArray[np.float64] = weights / weights.sum()
    return probable


class Smoother:
    """Turns observations into readings. Times come with the observations; it has no clock."""

    def __init__(self, parameters: SmoothingParameters) -> None:
        self._parameters = parameters
        self._next = next_emotion(parameters.surprise)
        self._forget()

    def set_hold_s(self, hold_s: float) -> None:
        """Change the hold time from the next observation on."""
        self._parameters = replace(self._parameters, hold_s=hold_s)

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
        self._belief: npt.NDArray[np.float64] = self._next
        self._seen_at: MonoMs | None = None
        self._reading: EmotionReading | None = None
        self._suspected_at: npt.NDArray[np.float64] = np.full(EMOTION_COUNT, math.inf)

    def _filter(self, scores: EmotionScores, now: MonoMs) -> None:
        elapsed_s = math.inf if self._seen_at is None else max(0.0, (now - self._seen_at) / 1000)
        if elapsed_s > self._parameters.forget_s:
            self._forget()
        stay = math.exp(-elapsed_s / self._parameters.dwell_s)
        predicted = stay * self._belief + (1 - stay) * self._next
        news = 1 - math.exp(-elapsed_s / self._parameters.repeat_s)
        evidence = np.maximum(scores.as_array().astype(np.float64), FLOOR)
        belief = predicted * evidence**news
        self._belief = belief / belief.sum()
        self._seen_at = now

    def _follow(self, now: MonoMs) -> None:
        since = np.minimum(self._suspected_at, now)
        self._suspected_at = np.where(self._belief > CHANCE, since, math.inf)
        leader = int(np.argmax(self._belief))
        held_s = (now - self._suspected_at[leader]) / 1000
        held = held_s >= self._parameters.hold_s - EARLY_S
        sure = self._reading is None or self._belief[leader] >= self._parameters.certainty
        current = EMOTION_ORDER[leader] if held and sure else None
        if current is None and self._reading is not None:
            current = self._reading.emotion
        if current is not None:
            belief = EmotionScores.from_array(self._belief)
            self._reading = EmotionReading(current, belief[current], belief)
