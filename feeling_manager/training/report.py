"""Draws the pictures and tables of `docs/model/` and writes the baseline.

`python -m feeling_manager.training.report --data NPZ [--history JSON] [--before TFLITE]`
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER
from feeling_manager.core.face_crop import whole_image_crop
from feeling_manager.core.ports import EmotionClassifier
from feeling_manager.core.values import Image
from feeling_manager.training import augment
from feeling_manager.training.dataset import LabelledFaces, load_ferplus
from feeling_manager.training.duplicates import near_duplicates
from feeling_manager.training.metrics import confusion_matrix, measure

Disturbance = Callable[[Image], Image]
Scores = npt.NDArray[np.float64]

NOISE: Final = np.random.default_rng(0)
DISTURBANCES: Final[dict[str, tuple[Disturbance, Disturbance, Disturbance]]] = {
    "darker by 30, 60, 90 levels": (
        lambda face: augment.brightness(face, -30),
        lambda face: augment.brightness(face, -60),
        lambda face: augment.brightness(face, -90),
    ),
    "contrast 0.6, 0.35, 0.2": (
        lambda face: augment.contrast(face, 0.6),
        lambda face: augment.contrast(face, 0.35),
        lambda face: augment.contrast(face, 0.2),
    ),
    "gamma 1.5, 2, 3": (
        lambda face: augment.gamma(face, 1.5),
        lambda face: augment.gamma(face, 2.0),
        lambda face: augment.gamma(face, 3.0),
    ),
    "shadow from the side 0.3, 0.6, 0.8": (
        lambda face: augment.shadow(face, 0.3, 0.0),
        lambda face: augment.shadow(face, 0.6, 0.0),
        lambda face: augment.shadow(face, 0.8, 0.0),
    ),
    "blur 0.7, 1.3, 2 px": (
        lambda face: augment.blur(face, 0.7),
        lambda face: augment.blur(face, 1.3),
        lambda face: augment.blur(face, 2.0),
    ),
    "face of 32, 24, 16 px": (
        lambda face: augment.low_resolution(face, 32),
        lambda face: augment.low_resolution(face, 24),
        lambda face: augment.low_resolution(face, 16),
    ),
    "JPEG quality 50, 25, 10": (
        lambda face: augment.jpeg(face, 50),
        lambda face: augment.jpeg(face, 25),
        lambda face: augment.jpeg(face, 10),
    ),
    "noise of 5, 12, 25 levels": (
        lambda face: augment.noise(face, 5, NOISE),
        lambda face: augment.noise(face, 12, NOISE),
        lambda face: augment.noise(face, 25, NOISE),
    ),
    "drawn glasses of level 90, 50, 0": (
        lambda face: augment.glasses(face, 90),
        lambda face: augment.glasses(face, 50),
        lambda face: augment.glasses(face, 0),
    ),
    "drawn mask of level 120, 180, 240": (
        lambda face: augment.mask(face, 120),
        lambda face: augment.mask(face, 180),
        lambda face: augment.mask(face, 240),
    ),
}


def main() -> None:
    """Write everything from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the file with FER+ votes")
    parser.add_argument("--model", type=Path, default=Path("models/emotion.tflite"))
    parser.add_argument("--before", type=Path, help="another network, to compare robustness with")
    parser.add_argument("--history", type=Path, help="as train writes it")
    parser.add_argument("--out", type=Path, default=Path("docs/model"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    train, valid = load_ferplus(options.data)
    clean = valid.keep(~near_duplicates(valid.images, train.images))
    classifier = LiteRtClassifier(options.model)
    draw_confusion(clean, classify_all(classifier, clean.images), options.out / "confusion.png")
    if options.history:
        rows = json.loads(options.history.read_text(encoding="utf-8"))
        draw_curves(rows, options.out / "curves.png")
    before = LiteRtClassifier(options.before) if options.before else None
    table = robustness_table(classifier, clean, before=before)
    (options.out / "robustness.md").write_text(table, encoding="utf-8")
    print(table)


def classify_all(classifier: EmotionClassifier, images: Sequence[Image] | Any) -> Scores:
    """Scores (N, 6) of faces that already are crops."""
    scores = np.zeros((len(images), EMOTION_COUNT))
    for number, image in enumerate(images):
        scores[number] = classifier.classify(whole_image_crop(image)).scores.values
    return scores


def robustness_table(
    classifier: EmotionClassifier,
    faces: LabelledFaces,
    limit: int = 1000,
    before: EmotionClassifier | None = None,
) -> str:
    """Accuracy under each disturbance at three strengths, as a Markdown table.

    Measured on `limit` faces spread evenly over the split; in brackets that of `before`.
    """
    some = faces.spread(limit)

    def cell(disturb: Disturbance) -> str:
        images = [disturb(image) for image in some.images]
        figures = [
            f"{measure(classify_all(each, images), some.labels).accuracy:.3f}"
            for each in (classifier, before)
            if each is not None
        ]
        return figures[0] if before is None else "{} ({})".format(*figures)

    lines = [
        "| disturbance | weak | middle | strong |",
        "|---|---|---|---|",
        f"| none | {cell(lambda face: face)} | | |",
    ]
    for name, strengths in DISTURBANCES.items():
        cells = " | ".join(cell(disturb) for disturb in strengths)
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines) + "\n"


def draw_confusion(faces: LabelledFaces, scores: Scores, path: Path) -> None:
    """Draw the share of each label's faces that is read as each emotion."""
    figure_class = _figure_class()
    counts = confusion_matrix(scores.argmax(axis=1), faces.labels)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = figure_class(figsize=(6, 5.2), layout="constrained")
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    names = [emotion.value for emotion in EMOTION_ORDER]
    axes.set_xticks(range(EMOTION_COUNT), names, rotation=30, ha="right")
    axes.set_yticks(range(EMOTION_COUNT), names)
    axes.set_xlabel("read as")
    axes.set_ylabel("most votes")
    for row in range(EMOTION_COUNT):
        for column in range(EMOTION_COUNT):
            colour = "white" if shares[row, column] > 0.5 else "black"
            text = f"{shares[row, column]:.2f}\n{counts[row, column]}"
            axes.text(column, row, text, ha="center", va="center", color=colour, fontsize=8)
    figure.savefig(path, dpi=110)


def draw_curves(history: Sequence[dict[str, float]], path: Path) -> None:
    """Draw training loss and validation accuracy over the epochs."""
    figure = _figure_class()(figsize=(7, 3.2), layout="constrained")
    epochs = np.arange(1, len(history) + 1)
    left, right = figure.subplots(1, 2)
    left.plot(epochs, [row["loss"] for row in history])
    left.set(xlabel="epoch", ylabel="training loss (soft labels, augmented)")
    right.plot(epochs, [row["accuracy"] for row in history])
    right.set(xlabel="epoch", ylabel="validation accuracy, averaged weights")
    figure.savefig(path, dpi=110)


def _figure_class() -> Any:
    from matplotlib.figure import Figure

    return Figure


if __name__ == "__main__":
    main()
