"""Writes the script of synthetic hours at a desk: what is true when, and what disturbs the look.

Nothing here is measured on people; every number is an assumption, listed in `docs/model/DAYS.md`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion

AWAY: Final = -1
"""Stands for an emotion where nobody sits at the desk, or where there is no reading."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Look(IntEnum):
    """What the camera gets to see at one moment."""

    PLAIN = 0
    TALKING = 1
    COVERED = 2
    DIM = 3
    YAWN = 4
    LOST = 5


@dataclass(frozen=True, slots=True)
class Happening:
    """Something short that does not change the emotion; as often for every emotion."""

    look: Look
    per_hour: float
    shortest_s: float
    longest_s: float


HAPPENINGS: Final = (
    Happening(Look.TALKING, 12, 5, 30),
    Happening(Look.DIM, 6, 3, 10),
    Happening(Look.COVERED, 10, 2, 8),
    Happening(Look.LOST, 10, 1, 4),
    Happening(Look.YAWN, 4, 2, 4),
)
"""Later ones win where two fall together. Talking fills about 6 % of the time."""

FROM_NEUTRAL: Final = {
    Emotion.ANGER: 0.15,
    Emotion.FEAR: 0.08,
    Emotion.HAPPINESS: 0.42,
    Emotion.SADNESS: 0.20,
    Emotion.SURPRISE: 0.15,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """How an hour at the desk goes; lengths are log-normal.

    Attributes:
        neutral_s: median length of a neutral stretch.
        other_s: median length of every other stretch.
        spread: standard deviation of the logarithm of a length.
        shortest_s: no stretch is shorter.
        back_to_neutral: share of the other stretches that are followed by a neutral one.
        away: share of the stretches after which the person leaves.
        away_s: median length of an absence.
        interval_s: time between two looks.
        interval_std: its relative standard deviation.
        missed: share of looks that are left out, up to three in a row.
        even: every emotion as often as any other, and as long as `other_s`.
    """

    neutral_s: float = 90.0
    other_s: float = 40.0
    spread: float = 0.8
    shortest_s: float = 8.0
    back_to_neutral: float = 0.7
    away: float = 0.05
    away_s: float = 90.0
    interval_s: float = 1.0
    interval_std: float = 0.03
    missed: float = 0.01
    even: bool = False
    happenings: tuple[Happening, ...] = HAPPENINGS


@dataclass(frozen=True, slots=True)
class Script:
    """One hour, look by look.

    Attributes:
        at_s: (T,) when each look is taken.
        truth: (T,) index into `EMOTION_ORDER`, or `AWAY`.
        look: (T,) values of `Look`.
        happening: (T,) number of the happening, -1 where there is none.
        starts_s: (S,) when each stretch begins.
        emotions: (S,) what is true in it, or `AWAY`.
    """

    at_s: Floats
    truth: Ints
    look: Ints
    happening: Ints
    starts_s: Floats
    emotions: Ints


def write_script(rng: np.random.Generator, rules: Rules, hours: float = 1.0) -> Script:
    """Write `hours` by the rules; the number of looks depends on the rules alone."""
    looks = round(hours * 3600 / rules.interval_s)
    at_s = _times(rng, rules, looks)
    starts_s, emotions = _stretches(rng, rules, at_s[-1])
    truth = emotions[np.searchsorted(starts_s, at_s, side="right") - 1]
    look, happening = _happenings(rng, rules, at_s)
    look[truth == AWAY] = Look.LOST
    return Script(at_s, truth, look, happening, starts_s, emotions)


def transitions(rules: Rules) -> Floats:
    """(6, 6): how probable each emotion is after each other one."""
    if rules.even:
        return (1 - np.eye(EMOTION_COUNT)) / (EMOTION_COUNT - 1)
    neutral = EMOTION_ORDER.index(Emotion.NEUTRAL)
    after_neutral = np.array([FROM_NEUTRAL.get(emotion, 0.0) for emotion in EMOTION_ORDER])
    matrix = np.zeros((EMOTION_COUNT, EMOTION_COUNT))
    for row in range(EMOTION_COUNT):
        others = np.where(np.arange(EMOTION_COUNT) == row, 0.0, after_neutral)
        matrix[row] = (1 - rules.back_to_neutral) * others / others.sum()
        matrix[row, neutral] = rules.back_to_neutral
    matrix[neutral] = after_neutral
    return matrix


def _times(rng: np.random.Generator, rules: Rules, looks: int) -> Floats:
    intervals = rules.interval_s * np.maximum(0.2, rng.normal(1, rules.interval_std, looks))
    late = rng.random(looks) < rules.missed
    intervals[late] += rules.interval_s * rng.integers(1, 4, int(late.sum()))
    times: Floats = np.round(np.cumsum(intervals), 3)
    return times


def _stretches(rng: np.random.Generator, rules: Rules, until_s: float) -> tuple[Floats, Ints]:
    starts, emotions, now = [], [], 0.0
    for emotion, length in _sequence(rng, rules):
        starts.append(now)
        emotions.append(emotion)
        now += length
        if now > until_s:
            break
    return np.array(starts), np.array(emotions)


def _sequence(rng: np.random.Generator, rules: Rules) -> Iterator[tuple[int, float]]:
    neutral, matrix = EMOTION_ORDER.index(Emotion.NEUTRAL), transitions(rules)
    emotion = neutral
    while True:
        median_s = rules.neutral_s if emotion == neutral and not rules.even else rules.other_s
        yield emotion, max(rules.shortest_s, median_s * math.exp(rng.normal(0, rules.spread)))
        if rng.random() < rules.away:
            yield AWAY, max(rules.shortest_s, rules.away_s * math.exp(rng.normal(0, rules.spread)))
        emotion = int(rng.choice(EMOTION_COUNT, p=matrix[emotion]))


def _happenings(rng: np.random.Generator, rules: Rules, at_s: Floats) -> tuple[Ints, Ints]:
    look = np.full(len(at_s), int(Look.PLAIN))
    which, number = np.full(len(at_s), -1), 0
    for kind in rules.happenings:
        for start in rng.uniform(0, at_s[-1], rng.poisson(kind.per_hour * at_s[-1] / 3600)):
            end = start + rng.uniform(kind.shortest_s, kind.longest_s)
            during = slice(*np.searchsorted(at_s, [start, end]))
            look[during], which[during] = kind.look, number
            number += 1
    return look, which
