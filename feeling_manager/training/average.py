"""Averages the weights of several runs, or epochs, of one network.

`python -m feeling_manager.training.average --weights NPZ NPZ … --out NPZ`

Weights along one run, or of runs that began with the same weights, lie in one wide valley; their
mean lies nearer to its middle than each of them. Source: Izmailov et al. 2018, "Averaging Weights
Leads to Wider Optima and Better Generalization"; Wortsman et al. 2022, "Model soups".
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np


def main() -> None:
    """Average from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="as train writes")
    parser.add_argument("--shares", type=float, nargs="+", help="of each; equal unless given")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    average(options.weights, options.out, options.shares)


def average(paths: Sequence[Path], out: Path, shares: Sequence[float] | None = None) -> None:
    """Write the mean of weights of the same shapes. Raises: ValueError."""
    shares = shares or [1.0] * len(paths)
    if len(shares) != len(paths):
        raise ValueError(f"{len(paths)} files, but {len(shares)} shares")
    total = sum(shares)
    mean: dict[str, np.ndarray] = {}  # type: ignore[type-arg]
    for path, share in zip(paths, shares):
        with np.load(path) as file:
            shapes = {name: file[name].shape for name in file.files}
            if mean and shapes != {name: weight.shape for name, weight in mean.items()}:
                raise ValueError(f"{path}: weights of another network")
            for name in file.files:
                mean[name] = mean.get(name, 0) + file[name].astype(np.float64) * share / total
    np.savez(out, **{name: weight.astype(np.float32) for name, weight in mean.items()})


if __name__ == "__main__":
    main()
