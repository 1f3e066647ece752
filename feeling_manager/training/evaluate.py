"""Measures the shipped network through the very code that the program runs.

`python -m feeling_manager.training.evaluate --data NPZ --split train|valid|FILE [--json]`
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.errors import ModelError
from feeling_manager.core.face_crop import CropFraming, Square, sample_square, whole_image_crop
from feeling_manager.core.values import FaceCrop, Image, Point
from feeling_manager.training.dataset import LabelledFaces, is_ferplus, load_ferplus, load_named
from feeling_manager.training.duplicates import near_duplicates
from feeling_manager.training.metrics import measure

SPLITS: Final = ("train", "valid")

TOLERANCE: Final = 0.003
"""A shipped network this much worse than the baseline fails."""

BOX_CROP: Final = CropFraming(scale=1.3, raise_by=0.08)
"""How the faces of the files with `label_names` are cut, in units of the detector's box."""


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 1 when the comparison fails, 3 without model, 4 for bad data."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except ModelError as error:
        print(error, file=sys.stderr)
        return 3
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 4


def _run(options: argparse.Namespace) -> int:
    framing = CropFraming(options.scale, options.raise_by)
    faces = load_split(options.data, options.split, options.without_duplicates)
    source = options.data if options.split in SPLITS else Path(options.split)
    result = evaluate(faces, LiteRtClassifier(options.model), is_ferplus(source), framing)
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name}: {value}")
    if options.save:
        save_baseline(options.save, result)
    if options.compare:
        return _compare(result, json.loads(options.compare.read_text(encoding="utf-8")))
    return 0


def _parser() -> argparse.ArgumentParser:
    card_framing = CropFraming()
    card = Path("models/emotion.card.json")
    if card.exists():
        card_framing = CropFraming(**json.loads(card.read_text(encoding="utf-8"))["framing"])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="valid", help="train, valid, or another file")
    parser.add_argument("--model", type=Path, default=Path("models/emotion.tflite"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--without-duplicates", action="store_true")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--compare", type=Path, metavar="FILE")
    parser.add_argument("--scale", type=float, default=card_framing.scale)
    parser.add_argument("--raise-by", type=float, default=card_framing.raise_by)
    return parser


def load_split(data: Path, split: str, without_duplicates: bool = False) -> LabelledFaces:
    """The faces of one split; a file of the other form, or another file, is taken whole."""
    if split not in SPLITS:
        return (
            load_split(Path(split), "valid") if is_ferplus(Path(split)) else load_named(Path(split))
        )
    if not is_ferplus(data):
        return load_named(data)
    train, valid = load_ferplus(data)
    if split == "train":
        return train
    if len(train) == 0 or not without_duplicates:
        return valid
    return valid.keep(~near_duplicates(valid.images, train.images))


def evaluate(
    faces: LabelledFaces, classifier: Any, ready_crops: bool, framing: CropFraming
) -> dict[str, Any]:
    """Classify every face; `ready_crops` are taken whole, others are cut to the framing."""
    scores = np.zeros((len(faces), EMOTION_COUNT))
    started = time.perf_counter()
    for n, image in enumerate(faces.images):
        crop = whole_image_crop(image) if ready_crops else reframed(image, framing)
        scores[n] = classifier.classify(crop).scores.values
    ms_per_face = (time.perf_counter() - started) * 1000 / max(1, len(faces))
    figures = measure(scores, faces.labels)
    recall = {k: round(v, 4) for k, v in figures.per_class_recall.items() if not np.isnan(v)}
    return {
        **{k: round(v, 4) for k, v in asdict(figures).items() if isinstance(v, float)},
        "per_class_recall": recall,
        "n": figures.n,
        "ms_per_face": round(ms_per_face, 3),
    }


def reframed(image: Image, framing: CropFraming) -> FaceCrop:
    """Cut a picture that was cut to `BOX_CROP` as the program would cut the whole photograph."""
    height, width = image.shape[:2]
    box = width / BOX_CROP.scale
    center = Point(width / 2, height / 2 + (BOX_CROP.raise_by - framing.raise_by) * box)
    return FaceCrop(sample_square(image, Square(center, box * framing.scale)))


def save_baseline(path: Path, figures: dict[str, Any]) -> None:
    """Write figures into a JSON file; what others have written there stays."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**known, **figures}, indent=2) + "\n", encoding="utf-8")


def _compare(result: dict[str, Any], baseline: dict[str, Any]) -> int:
    worse = {
        name: (result[name], baseline[name])
        for name in ("accuracy", "macro_f1")
        if result[name] < baseline[name] - TOLERANCE
    }
    for name, (now, before) in worse.items():
        print(f"{name} fell from {before} to {now}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
