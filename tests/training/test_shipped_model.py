from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.app.perception import load_card
from feeling_manager.core.face_crop import CROP_SIZE_PX
from feeling_manager.core.model_card import ModelCard
from feeling_manager.core.values import Classification, EmotionScores, FaceCrop
from feeling_manager.training.dataset import LabelledFaces
from feeling_manager.training.report import (
    DISTURBANCES,
    draw_confusion,
    draw_curves,
    robustness_table,
)
from tests.training.faces import drawn_face

MODELS = Path(__file__).resolve().parents[2] / "models"


def test_the_card_fits_the_files() -> None:
    card = load_card()
    assert set(card.sha256) == {"emotion.keras", "emotion.tflite"}
    for name, expected in card.sha256.items():
        assert hashlib.sha256((MODELS / name).read_bytes()).hexdigest() == expected


def test_the_card_survives_writing_and_refuses_other_labels() -> None:
    card = load_card()
    assert ModelCard.from_json(card.to_json()) == card
    with pytest.raises(ValueError):
        ModelCard.from_json(card.to_json().replace('"anger"', '"joy"', 1))


def test_the_compiled_network_is_small() -> None:
    assert (MODELS / "emotion.tflite").stat().st_size <= 5_000_000


def test_the_card_claims_what_is_asked_of_it() -> None:
    figures = load_card().figures["validation_without_near_duplicates"]
    assert figures["accuracy"] >= 0.80
    assert figures["ece"] <= 0.03


def test_light_and_contrast_change_little() -> None:
    classifier = LiteRtClassifier(MODELS / "emotion.tflite")
    face = np.random.default_rng(0).integers(60, 180, (CROP_SIZE_PX, CROP_SIZE_PX), np.uint8)
    darker = (face * 0.5).astype(np.uint8)
    a = classifier.classify(FaceCrop(face)).scores.as_array()
    b = classifier.classify(FaceCrop(darker)).scores.as_array()
    assert np.abs(a - b).max() < 0.05


class BrightnessClassifier:
    """Calls bright faces happy and dark ones sad."""

    def classify(self, crop: FaceCrop) -> Classification:
        happy = float(crop.image.mean() > 120)
        return Classification(EmotionScores((0, 0, happy, 0, 1 - happy, 0)))

    def close(self) -> None:
        pass


def test_the_report_shows_what_disturbances_do_before_and_now(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    images = np.stack([drawn_face(mouth, rng) for mouth in np.linspace(-1, 1, 12)])
    faces = LabelledFaces(images, np.full(12, 2), np.eye(6, dtype=np.float32)[np.full(12, 2)])
    assert images.mean() > 120
    table = robustness_table(
        LiteRtClassifier(MODELS / "emotion.tflite"), faces, before=BrightnessClassifier()
    )
    rows = dict(line.strip("| ").split(" | ", 1) for line in table.splitlines()[2:])
    assert list(rows) == ["none", *DISTURBANCES]
    assert rows["none"].split(" | ")[0].endswith("(1.000)")
    assert rows["darker by 30, 60, 90 levels"].endswith("(0.000)")
    alone = robustness_table(BrightnessClassifier(), faces)
    assert "| none | 1.000 | | |" in alone

    draw_confusion(faces, np.eye(6)[np.full(12, 2)], tmp_path / "confusion.png")
    draw_curves([{"loss": 1.0, "accuracy": 0.5}] * 3, tmp_path / "curves.png")
    assert all((tmp_path / f).stat().st_size > 5_000 for f in ("confusion.png", "curves.png"))
