"""Fills the tables of `docs/model/STUDY.md` and draws its figure from the study's results."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from feeling_manager.training.bodies import KINDS

Results = Mapping[str, Mapping[str, Any]]

METHODS: Final = {
    "distances": "landmark distances, linear classifier",
    "gradients": "histograms of oriented gradients, linear classifier",
    "lines": "landmarks drawn as lines alone, plain network",
    "lines on the face": "landmarks drawn on the face, plain network",
    "plain": "the face, plain network",
    "efficient": "the face, EfficientNet-style network",
    "residual": "the face, residual network",
    "shipped": "the network that ships",
}
DETECTORS: Final = {"haar": "Haar cascade", "mediapipe": "MediaPipe, as the program does"}


def fill_page(page: Path, results: Results) -> None:
    """Replace what stands between a table's marks in a Markdown page."""
    text = page.read_text(encoding="utf-8")
    tables = {
        "methods": methods_table(results),
        "networks": networks_table(results),
        "detectors": detectors_table(results),
    }
    for name, table in tables.items():
        if table:
            before, _, rest = text.partition(f"<!-- {name} -->\n")
            after = rest[rest.index("<!-- end -->") :]
            text = f"{before}<!-- {name} -->\n{table}{after}"
    page.write_text(text, encoding="utf-8")


def methods_table(results: Results) -> str:
    """A row for each way of reading, worst accuracy first."""
    rows = []
    for name, said in METHODS.items():
        runs = _runs(results, name)
        if runs:
            rows.append(
                (
                    float(np.mean([run["accuracy"] for run in runs])),
                    f"| {said} | {_mean(runs, 'accuracy')} | {_mean(runs, 'macro_f1')} "
                    f"| {_mean(runs, 'balanced_recall')} |",
                )
            )
    head = [
        "| what is read, and how | accuracy | macro-F1 | balanced recall |",
        "|---|---|---|---|",
    ]
    return _table(head, [line for _, line in sorted(rows)])


def networks_table(results: Results) -> str:
    """A row for each kind of network: its seeds, its cost and its times."""
    head = [
        "| network | accuracy by seed | mean | macro-F1 | million multiply-adds | million weights "
        "| ms a face |",
        "|---|---|---|---|---|---|---|",
    ]
    rows = []
    for kind in KINDS:
        runs = _runs(results, kind)
        if runs:
            seeds = ", ".join(f"{run['accuracy']:.3f}" for run in runs)
            ms = results.get(f"time of {kind}", {}).get("ms", "")
            rows.append(
                f"| {kind} | {seeds} | {_mean(runs, 'accuracy')} | {_mean(runs, 'macro_f1')} "
                f"| {runs[0]['multiply_adds'] / 1e6:.0f} | {runs[0]['parameters'] / 1e6:.1f} "
                f"| {ms} |"
            )
    return _table(head, rows)


def detectors_table(results: Results) -> str:
    """A row for each detector and kind of picture."""
    found = results.get("detectors")
    if found is None:
        return ""
    head = ["| detector | pictures | n | faces found | read right | ms a picture |"]
    rows = []
    for name, said in DETECTORS.items():
        for kind, row in found[name].items():
            if isinstance(row, Mapping) and "n" in row:
                right = f"{row['accuracy']:.1%}" if "accuracy" in row else ""
                rows.append(
                    f"| {said} | {kind} | {row['n']} | {row['found']:.1%} | {right} "
                    f"| {found[name]['ms']} |"
                )
    return _table([*head, "|---|---|---|---|---|---|"], rows)


def draw_figure(results: Results, path: Path) -> None:
    """Draw accuracy and macro-F1 of each method, a dot for each seed."""
    from matplotlib.figure import Figure

    rows = [(said, _runs(results, name)) for name, said in METHODS.items()]
    rows = [(said, runs) for said, runs in rows if runs]
    rows.sort(key=lambda row: float(np.mean([run["accuracy"] for run in row[1]])))
    figure = Figure(figsize=(8, 0.6 + 0.5 * len(rows)), layout="constrained")
    axes = figure.add_subplot()
    places = np.arange(len(rows))
    for key, shift, colour in (("accuracy", 0.18, "#0072b2"), ("macro_f1", -0.18, "#e69f00")):
        means = [float(np.mean([run[key] for run in runs])) for _, runs in rows]
        axes.barh(places + shift, means, 0.34, color=colour, label=key.replace("_f1", "-F1"))
        for place, (_, runs) in zip(places, rows):
            values = [run[key] for run in runs]
            axes.plot(values, [place + shift] * len(values), "o", color="black", markersize=3)
    axes.set_yticks(places, [said for said, _ in rows])
    axes.set(xlim=(0, 1), xlabel="validation faces without near-duplicates")
    axes.grid(axis="x", alpha=0.3)
    axes.legend(loc="lower right")
    figure.savefig(path, dpi=110)


def _runs(results: Results, name: str) -> list[Mapping[str, Any]]:
    """The results of a method: one, or one for each seed."""
    seeds = [row for key, row in results.items() if re.fullmatch(rf"{re.escape(name)} \d+", key)]
    return [results[name]] if name in results else seeds


def _mean(runs: Sequence[Mapping[str, Any]], key: str) -> str:
    return f"{np.mean([run[key] for run in runs]):.3f}"


def _table(head: Sequence[str], rows: Sequence[str]) -> str:
    return "\n".join([*head, *rows]) + "\n" if rows else ""
