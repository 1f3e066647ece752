"""Filters over many hours at once, to compare and to fit; the program runs `core/smoothing.py`.

All take the time between looks into account and end a reading after `FORGET_S` without a face.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER
from feeling_manager.core.smoothing import (
    CHANCE,
    EARLY_S,
    FLOOR,
    Smoother,
    SmoothingParameters,
    next_emotion,
)
from feeling_manager.core.values import EmotionScores, MonoMs, Observation, Quality
from feeling_manager.training.day_faces import Hours
from feeling_manager.training.day_script import AWAY, Floats, Ints, Script

Step = Callable[[Floats, Floats, Floats], Floats]
"""(belief before, scores, seconds since the look before) to belief, all of some rows."""

FORGET_S: Final = SmoothingParameters().forget_s


def smoothed(hours: Hours, parameters: SmoothingParameters) -> Ints:
    """Readings (H, T) of the program's own `Smoother`."""
    readings = np.full(hours.scores.shape[:2], AWAY)
    for hour, (script, scores) in enumerate(zip(hours.scripts, hours.scores)):
        smoother = Smoother(parameters)
        for look, (at_s, row) in enumerate(zip(script.at_s, scores)):
            reading = smoother.update(_observation(at_s, row))
            if reading is not None:
                readings[hour, look] = EMOTION_ORDER.index(reading.emotion)
    return readings


def unfiltered(hours: Hours) -> Ints:
    """The likeliest emotion of each look; a look without a face repeats the one before."""
    seen = ~np.isnan(hours.scores[..., 0])
    likeliest = np.where(seen, np.nan_to_num(hours.scores).argmax(axis=2), AWAY)
    last = np.maximum.accumulate(np.where(seen, np.arange(seen.shape[1]), 0), axis=1)
    readings: Ints = np.take_along_axis(likeliest, last, axis=1)
    return readings


def averaged(hours: Hours, time_s: float) -> Floats:
    """Exponential moving average of the scores, (H, T, 6), with a time constant."""

    def step(before: Floats, scores: Floats, elapsed_s: Floats) -> Floats:
        kept = np.where(elapsed_s > FORGET_S, 0, np.exp(-elapsed_s / time_s))
        average: Floats = kept * before + (1 - kept) * scores
        return average

    return _over_looks(hours, step)


def markov(hours: Hours, dwell_s: float, repeat_s: float, jumps: Floats) -> Floats:
    """Beliefs (H, T, 6) of a hidden Markov filter; `jumps` (6, 6) says what follows what.

    With `rare_surprise` it computes what `Smoother` does.
    """

    def step(before: Floats, scores: Floats, elapsed_s: Floats) -> Floats:
        stay = np.where(elapsed_s > FORGET_S, 0, np.exp(-elapsed_s / dwell_s))
        predicted = stay * before + (1 - stay) * (before @ jumps)
        news = 1 - np.exp(-elapsed_s / repeat_s)
        belief: Floats = predicted * np.maximum(scores, FLOOR) ** news
        belief /= belief.sum(axis=1, keepdims=True)
        return belief

    return _over_looks(hours, step)


def rare_surprise(weight: float) -> Floats:
    """`jumps` (6, 6) by which any emotion may follow any other, surprise less often."""
    return np.tile(next_emotion(weight), (EMOTION_COUNT, 1))


def counted_jumps(scripts: Sequence[Script]) -> Floats:
    """The likeliest `jumps` (6, 6): how often each emotion followed each other one, plus one."""
    counts: Floats = 1 - np.eye(EMOTION_COUNT)
    for script in scripts:
        sequence = script.emotions[script.emotions != AWAY]
        before, after = sequence[:-1], sequence[1:]
        np.add.at(counts, (before[before != after], after[before != after]), 1)
    counts /= counts.sum(axis=1, keepdims=True)
    return counts


def followed(
    hours: Hours, beliefs: Floats, hold_s: float, certainty: float, leading: bool = False
) -> Ints:
    """Readings (H, T) that follow beliefs (H, T, 6) once they are certain and held.

    Args:
        hours: where the beliefs come from.
        beliefs: NaN where there is no reading.
        hold_s: how long the next emotion must have been above chance.
        certainty: what it must be believed with, unless there is no reading.
        leading: whether the hold time runs only while the next emotion is the likeliest.
    """
    count, looks = beliefs.shape[:2]
    at_s, seen, rows = hours.at_s, ~np.isnan(hours.scores[..., 0]), np.arange(count)
    reading, since = np.full(count, AWAY), np.full((count, EMOTION_COUNT), np.inf)
    anew = seen & (_elapsed_s(hours) > FORGET_S)
    readings = np.full((count, looks), AWAY)
    for n in range(looks):
        gone, belief = np.isnan(beliefs[:, n, 0]), np.nan_to_num(beliefs[:, n])
        reading[gone | anew[:, n]] = AWAY
        since[gone | anew[:, n]] = np.inf
        likeliest = belief.argmax(axis=1)
        suspected = np.eye(EMOTION_COUNT, dtype=bool)[likeliest] if leading else belief > CHANCE
        now = at_s[:, n]
        later = np.where(suspected, np.minimum(since, now[:, None]), np.inf)
        since = np.where(seen[:, n, None], later, since)
        held = now - since[rows, likeliest] >= hold_s - EARLY_S
        sure = (reading == AWAY) | (belief[rows, likeliest] >= certainty)
        reading = np.where(seen[:, n] & held & sure, likeliest, reading)
        readings[:, n] = reading
    return readings


def _over_looks(hours: Hours, step: Step) -> Floats:
    """Carry a belief through the looks that saw a face; NaN after `FORGET_S` without one."""
    seen, elapsed_s = ~np.isnan(hours.scores[..., 0]), _elapsed_s(hours)
    belief = np.zeros(hours.scores[:, 0].shape)
    beliefs = np.full(hours.scores.shape, np.nan)
    for n in range(hours.scores.shape[1]):
        here, gap_s = seen[:, n], elapsed_s[:, n]
        belief[gap_s > FORGET_S] = CHANCE
        belief[here] = step(belief[here], hours.scores[here, n], gap_s[here, None])
        kept = here | (gap_s <= FORGET_S)
        beliefs[kept, n] = belief[kept]
    return beliefs


def _elapsed_s(hours: Hours) -> Floats:
    """(H, T) seconds since the last look before that saw a face; infinite before the first."""
    at_s = hours.at_s
    faces_at = np.where(np.isnan(hours.scores[..., 0]), -np.inf, at_s)
    last = np.maximum.accumulate(faces_at, axis=1)
    before = np.concatenate([np.full((len(at_s), 1), -np.inf), last[:, :-1]], axis=1)
    elapsed_s: Floats = at_s - before
    return elapsed_s


def _observation(at_s: float, scores: npt.NDArray[np.float64]) -> Observation:
    at = MonoMs(round(at_s * 1000))
    if np.isnan(scores[0]):
        return Observation(at, Quality.NO_FACE)
    return Observation(at, Quality.OK, scores=EmotionScores.from_array(scores))
