"""Draws a stretch of a synthetic day and what steadiness costs in delay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER
from feeling_manager.core.smoothing import SmoothingParameters
from feeling_manager.training.day_faces import Hours
from feeling_manager.training.day_figures import measure_days
from feeling_manager.training.day_filters import (
    followed,
    markov,
    rare_surprise,
    smoothed,
    unfiltered,
)
from feeling_manager.training.day_script import AWAY, Floats, Ints, Look

SHOWN_S: Final = 600
CERTAINTIES: Final = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
HOLDS_S: Final = (0.0, 1.0, 2.0, 3.0, 4.0)


def draw_days(days: Mapping[str, Hours], path: Path) -> None:
    """Draw both pictures into one file, from the first kinds of hour in `days`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 7), layout="constrained")
    above, below = np.asarray(figure.subfigures(2, 1, height_ratios=(1.25, 1)))
    _draw_stretch(above.subplots(), next(iter(days.values())))
    _draw_trade(below.subplots(1, 2), days)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def _draw_stretch(axes: Any, hours: Hours) -> None:
    one = Hours(hours.scripts[:1], hours.scores[:1])
    script, raw = one.scripts[0], unfiltered(one)[0]
    filtered = smoothed(one, SmoothingParameters())[0]
    shown = script.at_s <= SHOWN_S
    at_min = script.at_s[shown] / 60
    axes.plot(at_min, _gaps(raw)[shown], ".", color="0.65", markersize=4, label="each look")
    true, read = _gaps(script.truth)[shown], _gaps(filtered)[shown]
    axes.step(at_min, true, where="post", linewidth=7, alpha=0.3, label="true")
    axes.step(at_min, read, where="post", linewidth=1.8, color="C3", label="reading")
    for look in (Look.YAWN, Look.TALKING, Look.COVERED):
        there = at_min[script.look[shown] == look]
        axes.plot(there, np.full(len(there), -0.7 - 0.3 * (look % 3)), "|", label=look.name.lower())
    axes.set_yticks(range(EMOTION_COUNT), [emotion.value for emotion in EMOTION_ORDER])
    axes.set(xlabel="minutes", title="ten minutes of independent frames")
    axes.legend(ncols=6, loc="upper center", bbox_to_anchor=(0.5, -0.13), fontsize=8)


def _draw_trade(pair: Any, days: Mapping[str, Hours]) -> None:
    shipped = SmoothingParameters()
    jumps = rare_surprise(shipped.surprise)
    for axes, (name, hours) in zip(pair, days.items()):
        beliefs = markov(hours, shipped.dwell_s, shipped.repeat_s, jumps)
        certain = [_trade(hours, beliefs, replace(shipped, certainty=c)) for c in CERTAINTIES]
        held = [_trade(hours, beliefs, replace(shipped, hold_s=s)) for s in HOLDS_S]
        axes.plot(*zip(*certain), "o-", label=f"certainty {CERTAINTIES[0]} to {CERTAINTIES[-1]}")
        axes.plot(*zip(*held), "s--", label=f"hold time {HOLDS_S[0]:.0f} to {HOLDS_S[-1]:.0f} s")
        axes.plot(*_trade(hours, beliefs, shipped), "*", color="C3", markersize=13, label="shipped")
        axes.axvline(4, color="0.8", zorder=0)
        axes.axhline(2, color="0.8", zorder=0)
        axes.set(xlabel="delay, median (s)", ylabel="false changes an hour", title=name)
        axes.set_ylim(0)
        axes.legend(fontsize=8)


def _trade(hours: Hours, beliefs: Floats, parameters: SmoothingParameters) -> tuple[float, float]:
    readings = followed(hours, beliefs, parameters.hold_s, parameters.certainty)
    figures = measure_days(hours, readings)
    return figures.delay_s, figures.false_per_hour


def _gaps(values: Ints) -> Floats:
    """Nothing is drawn where there is no emotion."""
    return np.where(values == AWAY, np.nan, values.astype(np.float64))
