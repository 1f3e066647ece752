"""What a day's readings are worth: share right, false changes, delay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from feeling_manager.training.day_faces import Hours
from feeling_manager.training.day_script import AWAY, Floats, Ints, Script

LONGEST_GAP_S: Final = 5.0
"""A reading counts until the next look, but no longer than this."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Over the time that somebody sits at the desk.

    Attributes:
        right: share of the seconds whose reading is what is true.
        false_per_hour: how often the reading becomes an emotion that is not true at that moment.
        delay_s: median time from a change of what is true until the reading follows; a change it
            never follows counts as endless, one to an emotion that was read already not at all.
        missed: share of these changes that the reading never follows.
        hours: how long somebody sits there.
    """

    right: float
    false_per_hour: float
    delay_s: float
    missed: float
    hours: float


def measure_days(hours: Hours, readings: Ints) -> DayFigures:
    """Measure readings (H, T), indices into `EMOTION_ORDER` or `AWAY`."""
    at_s, truth = hours.at_s, hours.truth
    seconds = np.minimum(np.diff(at_s, axis=1, append=at_s[:, -1:]), LONGEST_GAP_S)
    seconds[truth == AWAY] = 0
    present = float(seconds.sum())
    late = [delays(script, row) for script, row in zip(hours.scripts, readings)]
    waited = np.concatenate(late)
    false = sum(false_changes(script.truth, row) for script, row in zip(hours.scripts, readings))
    return DayFigures(
        right=float(seconds[readings == truth].sum()) / present,
        false_per_hour=false * 3600 / present,
        delay_s=float(np.median(waited)) if len(waited) else 0.0,
        missed=float(np.isinf(waited).mean()) if len(waited) else 0.0,
        hours=present / 3600,
    )


def false_changes(truth: Ints, reading: Ints) -> int:
    """How often `reading` (T,) becomes an emotion that is not true at that look."""
    changed = (reading[1:] != reading[:-1]) & (reading[1:] != AWAY)
    wrong = (reading[1:] != truth[1:]) & (truth[1:] != AWAY)
    return int((changed & wrong).sum())


def delays(script: Script, reading: Ints) -> Floats:
    """Seconds from each change of what is true to the first look whose reading follows it."""
    found = []
    ends_s = np.append(script.starts_s[1:], np.inf)
    for start_s, end_s, emotion in zip(script.starts_s, ends_s, script.emotions):
        first, last = np.searchsorted(script.at_s, [start_s, end_s])
        known = first == 0 or first == last or reading[first - 1] == emotion
        if emotion == AWAY or known:
            continue
        followed = np.flatnonzero(reading[first:last] == emotion)
        found.append(script.at_s[first + followed[0]] - start_s if len(followed) else np.inf)
    return np.array(found)
