"""Searches the parameters of each kind of filter on the fitting half of the faces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from feeling_manager.training.day_faces import Hours
from feeling_manager.training.day_figures import DayFigures, measure_days
from feeling_manager.training.day_filters import (
    averaged,
    counted_jumps,
    followed,
    markov,
    rare_surprise,
)
from feeling_manager.training.day_script import Floats, Ints, Script

HOLD_S: Final = 2.0
"""The user's setting, as it is unless changed."""

TARGET: Final = "independent frames"
MAX_DELAY_S: Final = 3.92
MAX_FALSE_PER_HOUR: Final = 1.5
"""What is asked for in hours of that kind is 4 and 2; the rest is room for other faces."""

SHOWN: Final = 3

DWELLS_S: Final = (30.0, 60.0, 120.0)

JUMPS: Final[Mapping[str, Callable[[Sequence[Script]], Floats]]] = {
    "all even": lambda scripts: rare_surprise(1.0),
    "surprise 0.1": lambda scripts: rare_surprise(0.1),
    "surprise 0.03": lambda scripts: rare_surprise(0.03),
    "transitions counted": counted_jumps,
}
"""What may follow what. Counting needs to know the script: it shows what that would bring."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A filter with parameters, and its figures for each kind of hour."""

    kind: str
    parameters: str
    figures: Mapping[str, DayFigures]

    @property
    def rank(self) -> tuple[float, float]:
        """Smaller is better: first how far the bounds are missed, then all false changes."""
        aimed_at = self.figures[TARGET]
        slow = max(0.0, aimed_at.delay_s - MAX_DELAY_S)
        unsteady = max(0.0, aimed_at.false_per_hour - MAX_FALSE_PER_HOUR)
        return slow + unsteady, sum(f.false_per_hour for f in self.figures.values())


def fit_table(days: Mapping[str, Hours]) -> str:
    """Try every candidate and show the best of each kind, as Markdown."""
    candidates = list(_candidates(days))
    lines = ["| filter | parameters | " + " | ".join(days) + " |", "|---|---|" + "---|" * len(days)]
    for kind in dict.fromkeys(candidate.kind for candidate in candidates):
        best = sorted((c for c in candidates if c.kind == kind), key=lambda c: c.rank)
        for candidate in best[:SHOWN]:
            cells = (
                f"{f.right:.1%}, {f.false_per_hour:.2f}/h, {f.delay_s:.2f} s"
                for f in candidate.figures.values()
            )
            lines.append(f"| {kind} | {candidate.parameters} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _candidates(days: Mapping[str, Hours]) -> Iterator[Candidate]:
    for time_s, leading in product((1.5, 2.0, 3.0), (False, True)):
        beliefs = {name: averaged(hours, time_s) for name, hours in days.items()}
        for level in (0.4, 0.5, 0.6, 0.7):
            yield Candidate(
                "moving average with hysteresis",
                f"time {time_s} s, above {level}, held while {'leading' if leading else 'seen'}",
                _measured(days, beliefs, level, leading),
            )
    for (kind, jumps), dwell_s, repeat_s in product(JUMPS.items(), DWELLS_S, (0.4, 0.5, 0.7)):
        beliefs = {n: markov(h, dwell_s, repeat_s, jumps(h.scripts)) for n, h in days.items()}
        for certainty in (0.0, 0.9, 0.95, 0.97, 0.98, 0.99):
            yield Candidate(
                f"hidden Markov, {kind}",
                f"dwell {dwell_s:.0f} s, repeat {repeat_s} s, certainty {certainty}",
                _measured(days, beliefs, certainty, leading=False),
            )


def _measured(
    days: Mapping[str, Hours], beliefs: Mapping[str, Floats], certainty: float, leading: bool
) -> dict[str, DayFigures]:
    readings: dict[str, Ints] = {
        name: followed(hours, beliefs[name], HOLD_S, certainty, leading)
        for name, hours in days.items()
    }
    return {name: measure_days(hours, readings[name]) for name, hours in days.items()}
