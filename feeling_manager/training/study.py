"""Compares ways to read a face on the same faces: features, drawings, networks, detectors.

`KERAS_BACKEND=torch python -m feeling_manager.training.study --data NPZ --work DIR [--faces N]
[--photographs NPZ] [--reel MP4] [--scenes FOLDER]`

Goes on where it was stopped: `DIR` keeps landmarks, checkpoints and results. Run once more with
`KERAS_BACKEND=tensorflow` it adds the networks' times. Fills the tables of `docs/model/STUDY.md`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np
import numpy.typing as npt

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.face_crop import CropFraming
from feeling_manager.core.values import Image
from feeling_manager.training.bodies import KINDS, multiply_adds
from feeling_manager.training.calibrate import softmax
from feeling_manager.training.dataset import LabelledFaces, load_ferplus
from feeling_manager.training.duplicates import near_duplicates
from feeling_manager.training.metrics import measure
from feeling_manager.training.network import build_network
from feeling_manager.training.report import classify_all
from feeling_manager.training.study_detectors import compare, pictures
from feeling_manager.training.study_features import (
    FaceMesh,
    distances,
    drawn,
    gradients,
    linear_scores,
)
from feeling_manager.training.study_report import draw_figure, fill_page
from feeling_manager.training.train import Recipe, train

FACES: Final = 8000
EPOCHS: Final = 10
SEEDS: Final = (0, 1)
TIMED: Final = 200

Row = dict[str, Any]
Found = tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]
"""Landmarks (N, 468, 2), and of which faces there are any."""


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the file with FER+ votes")
    parser.add_argument("--work", type=Path, required=True, help="keeps what is done")
    parser.add_argument("--faces", type=int, default=FACES, help="to train on")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="of each network")
    parser.add_argument("--photographs", type=Path, help="in colour, with label names")
    parser.add_argument("--reel", type=Path, help="a video; its labels lie beside it as .json")
    parser.add_argument("--scenes", type=Path, help="a folder of clips")
    parser.add_argument("--model", type=Path, default=Path("models/emotion.tflite"))
    parser.add_argument("--page", type=Path, default=Path("docs/model/STUDY.md"))
    options = parser.parse_args()
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    everything, valid = load_ferplus(options.data)
    study = Study(options.work, everything.spread(options.faces), valid, options.epochs)
    if keras.backend.backend() == "tensorflow":
        study.time_networks()
    else:
        study.features()
        study.detectors(options)
        study.drawings()
        study.networks()
    study.shipped(options.model)
    written = json.dumps(study.results, indent=1) + "\n"
    options.page.with_name("study.json").write_text(written, encoding="utf-8")
    fill_page(options.page, study.results)
    draw_figure(study.results, options.page.with_name("study.png"))


class Study:
    """Measures one method after the other; what is measured is not measured again."""

    def __init__(
        self, work: Path, faces: LabelledFaces, valid: LabelledFaces, epochs: int = EPOCHS
    ) -> None:
        """Learn from `faces`, measure on those of `valid` that are no near-duplicates of them."""
        self._work, self._faces, self._epochs = work, faces, epochs
        self._valid = valid.keep(~near_duplicates(valid.images, faces.images))
        work.mkdir(parents=True, exist_ok=True)
        self._file = work / "results.json"
        self.results: dict[str, Row] = {}
        if self._file.exists():
            self.results = json.loads(self._file.read_text(encoding="utf-8"))

    def features(self) -> None:
        """Linear classifiers on gradients and on landmark distances."""
        self._once("gradients", self._gradients)
        self._once("distances", self._distances)

    def drawings(self) -> None:
        """The plain network on landmarks drawn as lines, alone and on the face."""
        for name, alone in (("lines", True), ("lines on the face", False)):
            self._once(name, partial(self._drawn, name, alone))

    def networks(self) -> None:
        """Each kind of network from several random starts."""
        for seed in SEEDS:
            for kind in KINDS:
                name = f"{kind} {seed}"
                self._once(name, partial(self._trained, name, kind, seed))

    def detectors(self, options: argparse.Namespace) -> None:
        """Haar's cascade against MediaPipe, the shipped network reading what each finds."""
        items = pictures(options.photographs, options.reel, options.scenes)
        if items:
            classifier = LiteRtClassifier(options.model)
            self._once("detectors", lambda: compare(items, classifier, CropFraming()))

    def shipped(self, model: Path) -> None:
        """The network that ships, which has learned from more faces for longer."""
        classifier = LiteRtClassifier(model)
        scores = classify_all(classifier, self._valid.images)
        self._keep("shipped", _row(scores, self._valid.labels))

    def time_networks(self) -> None:
        """Milliseconds a face of each kind, through LiteRT on one thread. Needs TensorFlow."""
        for kind in KINDS:
            self._once(f"time of {kind}", partial(network_time, kind))

    def _gradients(self) -> Row:
        train_x, valid_x = (
            np.stack([gradients(image) for image in faces.images])
            for faces in (self._faces, self._valid)
        )
        scores, chosen = linear_scores(train_x, self._faces.labels, valid_x)
        row = _row(scores, self._valid.labels)
        return row | chosen | {"ms": _median_ms(gradients, self._valid.images)}

    def _distances(self) -> Row:
        (points, found), (valid_points, valid_found) = self._landmarks()
        train_x = np.stack([distances(p) for p in points[found]])
        valid_x = np.stack([distances(p) for p in valid_points[valid_found]])
        scores, chosen = linear_scores(train_x, self._faces.labels[found], valid_x)
        row = _row(self._with_missing(scores, valid_found), self._valid.labels)
        mesh = FaceMesh()
        ms = _median_ms(mesh.find, self._valid.images)
        mesh.close()
        return row | chosen | {"ms": ms, "mesh": round(float(valid_found.mean()), 4)}

    def _drawn(self, name: str, alone: bool) -> Row:
        pair = []
        for faces, (points, found) in zip((self._faces, self._valid), self._landmarks()):
            images = [
                drawn(p, np.zeros_like(image) if alone else image)
                for p, image in zip(points[found], faces.images[found])
            ]
            some = faces.keep(found)
            pair.append((LabelledFaces(np.stack(images), some.labels, some.targets), found))
        (learning, _), (measured, found) = pair
        row, scores = self._train(name, "plain", 0, learning, measured)
        return row | _row(self._with_missing(scores, found), self._valid.labels)

    def _trained(self, name: str, kind: str, seed: int) -> Row:
        row, scores = self._train(name, kind, seed, self._faces, self._valid)
        return row | _row(scores, self._valid.labels)

    def _train(
        self, name: str, kind: str, seed: int, faces: LabelledFaces, valid: LabelledFaces
    ) -> tuple[Row, npt.NDArray[np.float64]]:
        """Train, with no second set, and give the last weights' scores."""
        recipe = Recipe(self._epochs, extra_per_epoch=0, seed=seed, kind=kind)
        out = self._work / name.replace(" ", "-")
        train(recipe, faces, None, valid, out)
        network = build_network(kind)
        with np.load(out / "weights.npz") as file:
            network.set_weights([file[key] for key in file.files])
        images = valid.images[..., None].astype(np.float32)
        logits = np.asarray(network.predict(images, batch_size=256, verbose=0), np.float64)
        cost = {"multiply_adds": multiply_adds(network), "parameters": network.count_params()}
        return cost, softmax(logits)

    def _landmarks(self) -> list[Found]:
        path = self._work / "landmarks.npz"
        if not path.exists():
            pieces = [_meshes(faces.images) for faces in (self._faces, self._valid)]
            names = ("train", "train_found", "valid", "valid_found")
            np.savez(path, **dict(zip(names, [array for pair in pieces for array in pair])))
        with np.load(path) as file:
            return [(file[n], file[f"{n}_found"]) for n in ("train", "valid")]

    def _with_missing(self, scores: Any, found: npt.NDArray[np.bool_]) -> Any:
        """Scores of all validation faces; one whose landmarks were not found is read wrong."""
        wrong = (self._valid.labels + 1) % EMOTION_COUNT
        everything = np.eye(EMOTION_COUNT)[wrong]
        everything[found] = scores
        return everything

    def _once(self, name: str, make: Callable[[], Row]) -> None:
        if name not in self.results:
            self._keep(name, make())

    def _keep(self, name: str, row: Row) -> None:
        self.results[name] = row
        partial = self._file.with_suffix(".part")
        partial.write_text(json.dumps(self.results, indent=1) + "\n", encoding="utf-8")
        partial.replace(self._file)
        print(f"{name}: {row}", flush=True)


def network_time(kind: str) -> Row:
    """Median milliseconds of one face through LiteRT on one thread; the weights do not matter."""
    from ai_edge_litert.interpreter import Interpreter

    from feeling_manager.training.export import compiled

    keras.mixed_precision.set_global_policy("float32")
    interpreter = Interpreter(model_content=compiled(build_network(kind)), num_threads=1)
    interpreter.allocate_tensors()
    index = interpreter.get_input_details()[0]["index"]
    face = np.zeros((1, *interpreter.get_input_details()[0]["shape"][1:]), dtype=np.float32)

    def once(_: Any) -> None:
        interpreter.set_tensor(index, face)
        interpreter.invoke()

    return {"ms": _median_ms(once, [None] * (TIMED + 10))}


def _meshes(images: npt.NDArray[np.uint8]) -> Found:
    mesh = FaceMesh()
    found = [mesh.find(image) for image in images]
    mesh.close()
    known = np.array([points is not None for points in found])
    nothing = np.zeros_like(next(points for points in found if points is not None))
    return np.stack([nothing if points is None else points for points in found]), known


def _row(scores: Any, labels: Any) -> Row:
    figures = measure(scores, labels)
    return {
        "n": figures.n,
        "accuracy": round(figures.accuracy, 4),
        "macro_f1": round(figures.macro_f1, 4),
        "balanced_recall": round(figures.balanced_recall, 4),
    }


def _median_ms(call: Callable[[Image], object], images: Any) -> float:
    times = []
    for image in images[:TIMED]:
        began = time.perf_counter()
        call(image)
        times.append((time.perf_counter() - began) * 1000)
    return round(float(np.median(times)), 2)


if __name__ == "__main__":
    main()
