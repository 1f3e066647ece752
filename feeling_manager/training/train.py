"""Trains the network; resumes from its checkpoint; writes weights and curves.

`KERAS_BACKEND=torch python -m feeling_manager.training.train --data NPZ --extra NPZ --out DIR`
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.face_crop import CROP_SIZE_PX
from feeling_manager.training.augment import disturbed, moved
from feeling_manager.training.bodies import KINDS, Stages
from feeling_manager.training.dataset import LabelledFaces, load_ferplus, load_named
from feeling_manager.training.metrics import measure
from feeling_manager.training.network import SHIPPED_KIND, build_network
from feeling_manager.training.teaching import Teacher, cleaned, taught

FERPLUS_SCALES: Final = (0.83, 1.18)
"""How much of a FER+ picture is cut, in units of its side."""

EXTRA_SCALES: Final = (0.74, 1.05)
"""The extra faces are cut wider; this brings them to the same framing."""

FERPLUS_SMOOTHING: Final = 0.02
EXTRA_SMOOTHING: Final = 0.04
"""Label smoothing: the extra faces' labels are noisier."""

FERPLUS_BALANCE: Final = 0.25
EXTRA_BALANCE: Final = 0.35
"""A face is drawn with its class's frequency to minus this power; 0 is as it comes, 1 equal."""

WARM_UP_STEPS: Final = 150
TEACHER_SHARE: Final = 0.35
"""How much of a FER+ face's target is what the teacher says."""

EXTRA_TEACHER_SHARE: Final = 0.3
LEAST_BELIEVED: Final = 0.08
"""Extra faces to whose label the teacher gives less are left out."""

WEIGHT_DECAY: Final = 0.03
EMA_DECAY: Final = 0.999


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run is made of.

    Attributes:
        extra_per_epoch: how many faces of the second set an epoch has.
        undisturbed: share of faces, 0-1, that are moved but neither covered nor spoilt.
        constant: keep the learning rate after warming up, and keep every epoch's weights in `out`:
            their average (`training.average`) is worth more than any of them.
        kind: of network, one of `bodies.KINDS`.
        stages: of the network's body, where they are not the kind's own.
    """

    epochs: int = 20
    batch: int = 128
    learning_rate: float = 2.5e-3
    extra_per_epoch: int = 4500
    seed: int = 0
    undisturbed: float = 0.0
    constant: bool = False
    kind: str = SHIPPED_KIND
    stages: Stages | None = None


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the file with FER+ votes")
    parser.add_argument("--extra", type=Path, help="more faces, with label names")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint, weights, curves")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--learning-rate", type=float, default=Recipe().learning_rate)
    parser.add_argument("--extra-per-epoch", type=int, default=Recipe().extra_per_epoch)
    parser.add_argument("--undisturbed", type=float, default=Recipe().undisturbed)
    parser.add_argument("--constant", action="store_true", help="for weights to be averaged")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", choices=KINDS, default=SHIPPED_KIND, help="of network")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to begin with")
    parser.add_argument("--teacher", type=Path, help="as teaching writes it")
    options = parser.parse_args()
    recipe = Recipe(
        epochs=options.epochs,
        learning_rate=options.learning_rate,
        extra_per_epoch=options.extra_per_epoch if options.extra else 0,
        seed=options.seed,
        undisturbed=options.undisturbed,
        constant=options.constant,
        kind=options.kind,
    )
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    train_faces, valid = load_ferplus(options.data)
    extra = load_named(options.extra) if options.extra else None
    if options.teacher:
        teacher = Teacher.load(options.teacher)
        train_faces = taught(train_faces, teacher.scores, TEACHER_SHARE)
        if extra is not None:
            extra = cleaned(extra, teacher.extra, EXTRA_TEACHER_SHARE, LEAST_BELIEVED)
    train(recipe, train_faces, extra, valid, options.out, options.start)


class Batches:
    """Augmented batches of one epoch after the other, the same for the same seed."""

    def __init__(self, recipe: Recipe, faces: LabelledFaces, extra: LabelledFaces | None) -> None:
        self._recipe = recipe
        self._faces = faces
        self._extra = extra
        self._weights = _balanced(faces.labels, FERPLUS_BALANCE)
        self._extra_weights = None if extra is None else _balanced(extra.labels, EXTRA_BALANCE)

    def __len__(self) -> int:
        return (len(self._faces) + self._recipe.extra_per_epoch) // self._recipe.batch

    def epoch(self, number: int) -> Iterator[tuple[npt.NDArray[np.float32], ...]]:
        """Images (B, 48, 48, 1) in 0-255 and targets (B, 6)."""
        rng = np.random.default_rng((self._recipe.seed, number))
        order = self._order(rng)
        for start in range(0, len(self) * self._recipe.batch, self._recipe.batch):
            chosen = order[start : start + self._recipe.batch]
            pairs = [self._face(int(n), rng) for n in chosen]
            images = np.stack([image for image, _ in pairs])[..., None].astype(np.float32)
            yield images, np.stack([target for _, target in pairs])

    def _order(self, rng: np.random.Generator) -> npt.NDArray[np.int64]:
        """Indices of an epoch's faces; extra ones are counted down from -1."""
        own = rng.choice(len(self._faces), len(self._faces), p=self._weights)
        if self._extra is None or self._extra_weights is None:
            return own
        count = self._recipe.extra_per_epoch
        others = rng.choice(len(self._extra), count, p=self._extra_weights)
        return rng.permutation(np.concatenate([own, -1 - others]))

    def _face(
        self, number: int, rng: np.random.Generator
    ) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
        faces, smoothing, scales = self._faces, FERPLUS_SMOOTHING, FERPLUS_SCALES
        if number < 0 and self._extra is not None:
            faces, smoothing, scales = self._extra, EXTRA_SMOOTHING, EXTRA_SCALES
            number = -1 - number
        target = faces.targets[number] * (1 - smoothing) + smoothing / EMOTION_COUNT
        face = moved(faces.images[number], rng, scales)
        return face if rng.random() < self._recipe.undisturbed else disturbed(face, rng), target


def train(
    recipe: Recipe,
    faces: LabelledFaces,
    extra: LabelledFaces | None,
    valid: LabelledFaces,
    out: Path,
    start: Path | None = None,
) -> list[dict[str, float]]:
    """Train, or go on from the checkpoint in `out`; returns the history by epoch.

    After each epoch `out` holds the averaged weights (`weights.npz`), the curve's numbers
    (`history.json`) and all that is needed to resume (`checkpoint.npz`).
    """
    out.mkdir(parents=True, exist_ok=True)
    torch_backend = keras.backend.backend() == "torch"
    network = build_network(recipe.kind, recipe.stages, torch_backend)
    if start is not None:
        network.set_weights(_read(start))
    batches = Batches(recipe, faces, extra)
    steps = recipe.epochs * len(batches)
    network.compile(
        keras.optimizers.AdamW(_schedule(recipe, steps), weight_decay=WEIGHT_DECAY, clipnorm=5.0),
        keras.losses.CategoricalCrossentropy(from_logits=True),
    )
    average = Average(network)
    history = _resume(out, network, average)
    for epoch in range(len(history), recipe.epochs):
        began, losses = time.monotonic(), []
        for images, targets in batches.epoch(epoch):
            losses.append(float(network.train_on_batch(images, targets)))
            average.update()
        with average.in_place():
            row = {"epoch": epoch, "loss": float(np.mean(losses)), **_validate(network, valid)}
            np.savez(out / "weights.npz", *network.get_weights())
            if recipe.constant:
                np.savez(out / f"weights-{epoch + 1:03d}.npz", *network.get_weights())
        history.append(row)
        _save(out, network, average, history)
        print(f"{row}  {time.monotonic() - began:.0f} s", flush=True)
    return history


class Average:
    """An exponential moving average of the weights, which generalises better than the last ones.

    Source: Polyak & Juditsky 1992, "Acceleration of Stochastic Approximation by Averaging".
    """

    def __init__(self, network: keras.Model) -> None:
        self._network = network
        self.steps = 0
        self.weights: list[npt.NDArray[np.float32]] = self._current()

    def update(self) -> None:
        """Take one training step in; early ones count more."""
        self.steps += 1
        keep = min(EMA_DECAY, (1 + self.steps) / (10 + self.steps))
        for mean, now in zip(self.weights, self._current()):
            mean += (1 - keep) * (now - mean)

    def in_place(self) -> _Swapped:
        """Put the averages into the network for a `with` block."""
        return _Swapped(self._network, self.weights)

    def _current(self) -> list[npt.NDArray[np.float32]]:
        values = self._network.trainable_variables
        return [np.array(keras.ops.convert_to_numpy(value), np.float32) for value in values]


class _Swapped:
    def __init__(self, network: keras.Model, weights: list[Any]) -> None:
        self._network, self._weights = network, weights
        self._kept: list[Any] = []

    def __enter__(self) -> None:
        variables = self._network.trainable_variables
        self._kept = [np.array(keras.ops.convert_to_numpy(v)) for v in variables]
        for variable, value in zip(variables, self._weights):
            variable.assign(value)

    def __exit__(self, *_: object) -> None:
        for variable, value in zip(self._network.trainable_variables, self._kept):
            variable.assign(value)


def _balanced(labels: npt.NDArray[np.int64], power: float) -> npt.NDArray[np.float64]:
    counts = np.maximum(np.bincount(labels, minlength=EMOTION_COUNT), 1).astype(np.float64)
    weights: npt.NDArray[np.float64] = counts[labels] ** -power
    weights /= weights.sum()
    return weights


def _schedule(recipe: Recipe, steps: int) -> Any:
    """Up from nearly nothing in some steps, then down again by a cosine, or not."""
    warm_up = min(WARM_UP_STEPS, max(1, steps // 5))
    return keras.optimizers.schedules.CosineDecay(
        recipe.learning_rate / 100,
        max(1, steps - warm_up),
        alpha=1.0 if recipe.constant else 1e-3,
        warmup_target=recipe.learning_rate,
        warmup_steps=warm_up,
    )


def _validate(network: keras.Model, valid: LabelledFaces) -> dict[str, float]:
    images = valid.images.reshape(len(valid), CROP_SIZE_PX, CROP_SIZE_PX, 1)
    logits = np.asarray(network.predict(images.astype(np.float32), batch_size=256, verbose=0))
    scores = np.exp(logits - logits.max(axis=1, keepdims=True))
    figures = measure(scores / scores.sum(axis=1, keepdims=True), valid.labels)
    balanced = figures.balanced_recall
    return {
        "accuracy": round(figures.accuracy, 4),
        "macro_f1": round(figures.macro_f1, 4),
        "balanced_recall": round(0.0 if math.isnan(balanced) else balanced, 4),
    }


def _save(out: Path, network: keras.Model, average: Average, history: list[Any]) -> None:
    state = [keras.ops.convert_to_numpy(v) for v in network.optimizer.variables]
    arrays = {f"w{n}": w for n, w in enumerate(network.get_weights())}
    arrays |= {f"a{n}": w for n, w in enumerate(average.weights)}
    arrays |= {f"o{n}": w for n, w in enumerate(state)}
    arrays["steps"] = np.asarray(average.steps)
    partial = out / "checkpoint.part.npz"
    np.savez(partial, **arrays)
    partial.replace(out / "checkpoint.npz")
    (out / "history.json").write_text(json.dumps(history, indent=1), encoding="utf-8")


def _resume(out: Path, network: keras.Model, average: Average) -> list[dict[str, float]]:
    if not (out / "checkpoint.npz").exists():
        return []
    with np.load(out / "checkpoint.npz") as file:
        arrays = {name: file[name] for name in file.files}
    network.set_weights(_numbered(arrays, "w"))
    average.weights = _numbered(arrays, "a")
    # Without it the average would begin anew, at the noisy weights of the last steps.
    average.steps = int(arrays.pop("steps"))
    network.optimizer.build(network.trainable_variables)
    for variable, value in zip(network.optimizer.variables, _numbered(arrays, "o")):
        variable.assign(value)
    history: list[dict[str, float]] = json.loads((out / "history.json").read_text("utf-8"))
    return history


def _numbered(arrays: dict[str, Any], letter: str) -> list[Any]:
    return [arrays[f"{letter}{n}"] for n in range(sum(key[0] == letter for key in arrays))]


def _read(path: Path) -> list[Any]:
    with np.load(path) as file:
        return [file[name] for name in file.files]


if __name__ == "__main__":
    main()
