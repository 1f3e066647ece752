"""How accuracy grows with the number of a user's corrections.

`python -m feeling_manager.training.personal_study --data NPZ [--out docs/model]`
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER
from feeling_manager.core.face_crop import whole_image_crop
from feeling_manager.core.personal import Correction, fit_personal
from feeling_manager.core.ports import EmotionClassifier
from feeling_manager.core.values import Classification, Image
from feeling_manager.training.augment import (
    blur,
    brightness,
    gamma,
    glasses,
    low_resolution,
    mask,
    moved,
    noise,
    shadow,
)
from feeling_manager.training.dataset import LabelledFaces, load_ferplus

COUNTS: Final = (0, 1, 3, 5, 10)
"""Corrections of each emotion."""

TEST_FACES: Final = 20
"""Of each emotion, never corrected."""

PERSONS: Final = 20
LOOKS: Final = 2
"""Faces of each emotion that a simulated person has; they are seen again with small changes."""

Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Person:
    """Readings by emotion: the first ones are corrected, the last ones tested."""

    readings: Sequence[Sequence[Classification]]


def conditions(rng: Rng) -> Mapping[str, Callable[[Image], Image]]:
    """Light and covers that stay the same for one user."""
    return {
        "clear": lambda face: face,
        "dim light": lambda face: noise(gamma(brightness(face, -60), 1.5), 10, rng),
        "light from the side": lambda face: shadow(face, 0.75, 0.0),
        "out of focus": lambda face: blur(face, 1.6),
        "far away": lambda face: low_resolution(face, 16),
        "glasses": lambda face: glasses(face, 20),
        "mask": lambda face: mask(face, 200),
    }


def main() -> None:
    """Print a row per kind of user; write the figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path("models/emotion.tflite"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    _, faces = load_ferplus(options.data)
    rng = np.random.default_rng(options.seed)
    classifier = LiteRtClassifier(options.model)
    rows = study(faces, classifier, rng)
    for row in rows:
        print(json.dumps(row), flush=True)
    if options.out is not None:
        draw(rows, options.out / "personal.png")


def study(
    faces: LabelledFaces, classifier: EmotionClassifier, rng: Rng, persons: int = PERSONS
) -> list[dict[str, object]]:
    """Accuracy on faces that were not corrected, by kind of user and number of corrections."""
    rows = []
    for name, change in conditions(rng).items():
        users = [condition_user(faces, change, classifier, rng) for _ in range(3)]
        rows.append(measured(f"many faces, {name}", users))
    users = [one_person(faces, classifier, rng) for _ in range(persons)]
    rows.append(measured("one person", users))
    rows.append(measured("one person, often misread", misread(users)))
    return rows


def condition_user(
    faces: LabelledFaces, change: Callable[[Image], Image], classifier: EmotionClassifier, rng: Rng
) -> Person:
    """Faces of many people in one condition: nothing personal but light and covers."""
    wanted = max(COUNTS) + TEST_FACES
    readings = []
    for label in range(EMOTION_COUNT):
        chosen = rng.permutation(np.flatnonzero(faces.labels == label))[:wanted]
        readings.append([_read(change(faces.images[n]), classifier) for n in chosen])
    return Person(readings)


def one_person(faces: LabelledFaces, classifier: EmotionClassifier, rng: Rng) -> Person:
    """A few faces of each emotion, seen again and again from a little elsewhere."""
    readings = []
    for label in range(EMOTION_COUNT):
        looks = rng.choice(np.flatnonzero(faces.labels == label), LOOKS, replace=False)
        readings.append(
            [
                _read(_seen_again(faces.images[looks[n % LOOKS]], rng), classifier)
                for n in range(max(COUNTS) + TEST_FACES)
            ]
        )
    return Person(readings)


def misread(users: Sequence[Person]) -> list[Person]:
    """The half of the users that the network alone reads worst: those who will correct it."""
    return sorted(users, key=lambda user: _accuracy(user, 0))[: max(1, len(users) // 2)]


def measured(name: str, users: Sequence[Person]) -> dict[str, object]:
    """Mean accuracy at each number of corrections; how many users were made worse by a point."""
    table = np.array([[_accuracy(user, count) for count in COUNTS] for user in users])
    worse = int((table.min(axis=1) < table[:, 0] - 0.01).sum())
    means = {str(count): round(float(value), 3) for count, value in zip(COUNTS, table.mean(axis=0))}
    return {"users": name, "n": len(users), "accuracy": means, "made_worse": worse}


def draw(rows: Sequence[Mapping[str, object]], path: Path) -> None:
    """Accuracy against corrections, one line a kind of user."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    for row in rows:
        means = row["accuracy"]
        assert isinstance(means, dict)
        style = "-" if str(row["users"]).startswith("one") else "--"
        axes.plot(list(COUNTS), list(means.values()), style, marker="o", label=row["users"])
    axes.set_xlabel("corrections of each emotion")
    axes.set_ylabel("accuracy on other faces")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _accuracy(user: Person, count: int) -> float:
    """Share of the test faces read right after so many corrections of each emotion."""
    corrections = [
        Correction(EMOTION_ORDER[label], readings[n])
        for n in range(count)
        for label, readings in enumerate(user.readings)
    ]
    head = fit_personal(corrections).head
    right = []
    for label, readings in enumerate(user.readings):
        for reading in readings[-TEST_FACES:]:
            read = head.adjust(reading) if head else reading
            right.append(read.scores.top is EMOTION_ORDER[label])
    return float(np.mean(right))


def _seen_again(face: Image, rng: Rng) -> Image:
    """The same face a moment later: turned, moved, in other light, a little."""
    again = moved(face, rng, (0.95, 1.05))
    again = brightness(again, float(rng.uniform(-25, 25)))
    again = shadow(again, float(rng.uniform(0, 0.3)), float(rng.uniform(0, 2 * math.pi)))
    return noise(again, 4.0, rng)


def _read(face: Image, classifier: EmotionClassifier) -> Classification:
    return classifier.classify(whole_image_crop(face))


if __name__ == "__main__":
    main()
