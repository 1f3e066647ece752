from __future__ import annotations

import json
import os
import warnings
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    keras = pytest.importorskip("keras", reason="needs the training environment")
pytest.importorskip("sklearn", reason="needs the training environment")

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.face_crop import CropFraming, to_grey
from feeling_manager.core.values import Frame, MonoMs
from feeling_manager.training.dataset import LabelledFaces
from feeling_manager.training.study import Study, network_time
from feeling_manager.training.study_detectors import HaarDetector, Picture, compare
from feeling_manager.training.study_features import FaceMesh, distances, drawn, gradients
from feeling_manager.training.study_report import draw_figure, fill_page
from tests.training.faces import drawn_face, portrait

pytestmark = pytest.mark.filterwarnings("ignore")
ROOT = Path(__file__).resolve().parents[2]
RNG = np.random.default_rng(3)
HAPPY, SAD = EMOTION_ORDER.index(Emotion.HAPPINESS), EMOTION_ORDER.index(Emotion.SADNESS)


def small_portrait(left: int = 160, top: int = 90, side: int = 240) -> Any:
    cut = to_grey(portrait())[top : top + side, left : left + side]
    return cv2.resize(cut, (48, 48), interpolation=cv2.INTER_AREA)


def test_gradients_see_edges_and_not_brightness() -> None:
    face = drawn_face(1, RNG)
    assert gradients(face).shape == (1764,)
    assert np.abs(gradients(face) - gradients(face // np.uint8(2) + np.uint8(60))).mean() < 0.02
    sad = drawn_face(-1, RNG)
    assert np.abs(gradients(face) - gradients(sad)).mean() > 0.02


def test_landmarks_lie_on_the_face_and_move_with_it() -> None:
    mesh = FaceMesh()
    here, there = mesh.find(small_portrait()), mesh.find(small_portrait(left=184))
    nobody = mesh.find(np.full((48, 48), 128, np.uint8))
    mesh.close()
    assert nobody is None
    assert here is not None and there is not None and here.shape == (468, 2)
    eyes, mouth = here[[33, 263]].mean(axis=0), here[13]
    assert 0.15 < eyes[1] < mouth[1] < 0.95
    # The picture was cut 24 pixels of 240 further to the right.
    assert np.abs((here - there).mean(axis=0) - [0.1, 0]).max() < 0.03


def test_distances_do_not_change_with_size_place_and_turn() -> None:
    points = RNG.uniform(0.2, 0.8, (468, 2)).astype(np.float32)
    turned = points @ np.array([[0.6, 0.8], [-0.8, 0.6]], np.float32)
    assert distances(points).shape == (1176,)
    assert np.allclose(distances(points), distances(points * 3 + 0.4), rtol=1e-3, atol=1e-3)
    assert np.allclose(distances(points), distances(turned), rtol=1e-3, atol=1e-3)
    wider = points.copy()
    wider[61] -= 0.1
    assert not np.allclose(distances(points), distances(wider), atol=1e-2)


def test_lines_are_drawn_where_the_landmarks_are() -> None:
    mesh = FaceMesh()
    points = mesh.find(small_portrait())
    mesh.close()
    assert points is not None
    ground = np.full((48, 48), 90, np.uint8)
    lines = drawn(points, ground)
    assert (ground == 90).all(), "the face itself is left alone"
    assert 0.05 < (lines != 90).mean() < 0.6
    x, y = np.rint(points[0] * 48).astype(int)
    assert lines[y - 1 : y + 2, x - 1 : x + 2].max() > 150
    assert (drawn(points + 0.1, ground) != lines).any()


def faces(count: int) -> LabelledFaces:
    labels = np.tile([HAPPY, SAD], count // 2)
    images = np.stack([drawn_face(1 if label == HAPPY else -1, RNG) for label in labels])
    return LabelledFaces(images, labels, np.eye(6, dtype=np.float32)[labels])


def test_the_study_learns_and_does_nothing_twice(tmp_path: Path) -> None:
    keras.mixed_precision.set_global_policy("float32")
    study = Study(tmp_path, faces(60), faces(24), epochs=1)
    study._once("gradients", study._gradients)
    assert study.results["gradients"]["accuracy"] > 0.9
    assert study.results["gradients"]["n"] > 0

    study._keep("gradients", {"accuracy": 0.123})
    again = Study(tmp_path, faces(60), faces(24))
    again._once("gradients", again._gradients)
    assert again.results["gradients"] == {"accuracy": 0.123}


def test_a_face_without_landmarks_is_read_wrong(tmp_path: Path) -> None:
    study = Study(tmp_path, faces(12), faces(12))
    labels = study._valid.labels
    found = np.arange(len(labels)) % 3 > 0
    everything = study._with_missing(np.eye(6)[labels[found]], found)
    assert ((everything.argmax(axis=1) == labels) == found).all()


def test_both_detectors_find_a_face_and_neither_a_wall() -> None:
    photograph = portrait()
    wall = np.full_like(photograph, 130)
    items = [
        Picture("photographs", Frame(photograph, MonoMs(0)), Emotion.HAPPINESS),
        Picture("photographs", Frame(wall, MonoMs(1)), Emotion.NEUTRAL),
    ]
    classifier = LiteRtClassifier(ROOT / "models" / "emotion.tflite")
    found = compare(items, classifier, CropFraming())
    for name in ("haar", "mediapipe"):
        assert found[name]["photographs"]["n"] == 2
        assert found[name]["photographs"]["found"] == 0.5
        assert found[name]["photographs"]["accuracy"] <= 0.5
        assert found[name]["ms"] > 0
    haar = HaarDetector().detect(Frame(photograph, MonoMs(0)))
    assert len(haar) == 1 and 100 < haar[0].width < 400


def test_a_network_can_be_timed() -> None:
    assert 0.1 < network_time("plain")["ms"] < 1000


def test_the_page_is_filled_and_filled_again(tmp_path: Path) -> None:
    figures: dict[str, Any] = {"accuracy": 0.5, "macro_f1": 0.4, "balanced_recall": 0.45}
    cost: dict[str, Any] = {"multiply_adds": 210e6, "parameters": 2.3e6}
    row = {"n": 10, "found": 0.9, "accuracy": 0.8}
    results: dict[str, dict[str, Any]] = {
        "gradients": figures | {"ms": 0.3},
        "residual 0": figures | cost | {"accuracy": 0.7},
        "residual 1": figures | cost | {"accuracy": 0.8},
        "time of residual": {"ms": 2.5},
        "detectors": {"haar": {"ms": 9.0, "photographs": row}, "mediapipe": {"ms": 1.5}},
    }
    page = tmp_path / "STUDY.md"
    page.write_text((ROOT / "docs" / "model" / "STUDY.md").read_text("utf-8"), encoding="utf-8")
    fill_page(page, results)
    text = page.read_text("utf-8")
    gradient_line = (
        "| histograms of oriented gradients, linear classifier | 0.500 | 0.400 | 0.450 |"
    )
    residual_line = "| residual | 0.700, 0.800 | 0.750 | 0.400 | 210 | 2.3 | 2.5 |"
    assert gradient_line in text and residual_line in text
    assert text.index(gradient_line) < text.index("| the face, residual network | 0.750 |")
    assert "| Haar cascade | photographs | 10 | 90.0% | 80.0% | 9.0 |" in text
    results["gradients"]["accuracy"] = 0.9
    fill_page(page, results)
    assert gradient_line not in page.read_text("utf-8")
    assert "classifier | 0.900 |" in page.read_text("utf-8")
    draw_figure(results, tmp_path / "study.png")
    assert (tmp_path / "study.png").stat().st_size > 8_000


def test_the_results_are_those_of_the_page() -> None:
    results = json.loads((ROOT / "docs" / "model" / "study.json").read_text("utf-8"))
    text = (ROOT / "docs" / "model" / "STUDY.md").read_text("utf-8")
    for name in ("gradients", "distances", "lines", "lines on the face", "residual 0", "plain 0"):
        assert f"{results[name]['accuracy']:.3f}" in text, name
