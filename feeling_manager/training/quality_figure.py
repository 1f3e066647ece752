"""Draws how accuracy falls along the measures of quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

Values = npt.NDArray[np.float64]

WORTH_IT: Final = 0.6
"""Below this accuracy a guess is not worth making."""

BINS: Final = 14
FAR_OUT: Final = 0.01
"""This share of the faces, the farthest, is one bin."""

SMALLEST_BIN: Final = 12
"""A bin with fewer faces is not drawn."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Faces by one measure: for each line its values and whether each was read right.

    `even` takes bins of equal width, which shows the few faces far out.
    """

    name: str
    lines: Mapping[str, tuple[Values, npt.NDArray[np.bool_]]]
    limits: tuple[float, ...]
    logarithmic: bool = False
    even: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """A clip of one head: seconds, yaw, pitch, and the highest score of each frame."""

    seconds: Values
    yaw: Values
    pitch: Values
    surest: Values


def draw(curves: Sequence[Curve], timeline: Timeline | None, path: Path) -> None:
    """Write one panel per measure, and one of the clip."""
    figure = Figure(figsize=(12, 8.4), layout="constrained")
    panels = figure.subplots(3, 3).ravel()
    for axes in panels[len(curves) + (timeline is not None) :]:
        axes.set_axis_off()
    for axes, curve in zip(panels, curves):
        _draw_curve(axes, curve)
    if timeline is not None:
        _draw_timeline(panels[len(curves)], timeline)
    figure.savefig(path, dpi=90)


def _draw_curve(axes: Any, curve: Curve) -> None:
    for name, (values, rights) in curve.lines.items():
        x, y = binned(values, rights, curve.even)
        single = name == "clean"
        style = {"linestyle": ":", "color": "grey"} if single else {"marker": ".", "markersize": 5}
        axes.plot(x, y, label=name, **style)
    for limit in curve.limits:
        axes.axvline(limit, color="crimson", linewidth=1.2)
    axes.axhline(WORTH_IT, color="crimson", linewidth=0.8, linestyle="--")
    if curve.logarithmic:
        axes.set_xscale("log")
    axes.set(xlabel=curve.name, ylabel="accuracy", ylim=(0.1, 1))
    axes.legend(fontsize=7, loc="best")


def _draw_timeline(axes: Any, timeline: Timeline) -> None:
    for name in ("yaw", "pitch", "surest"):
        axes.plot(timeline.seconds, getattr(timeline, name), label=name)
    axes.set(xlabel="seconds of the head's clip", ylim=(-1, 1.05))
    axes.legend(fontsize=7)


def binned(
    values: Values, rights: npt.NDArray[np.bool_], even: bool = False
) -> tuple[Values, Values]:
    """Mean value and accuracy of equally filled, or of equally wide bins.

    Equal values stay together.
    """
    order = np.argsort(values, kind="stable")
    farthest = np.quantile(values, 1 - FAR_OUT)
    evenly = np.linspace(values.min(), farthest, BINS)
    edges = evenly if even else np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)))
    bins = np.searchsorted(edges, values[order], side="right")
    kept = [number for number in np.unique(bins) if (bins == number).sum() >= SMALLEST_BIN]
    x = np.array([values[order][bins == number].mean() for number in kept])
    y = np.array([rights[order][bins == number].mean() for number in kept])
    return x, y
