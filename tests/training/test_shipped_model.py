from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.app.perception import load_card
from feeling_manager.core.face_crop import CROP_SIZE_PX
from feeling_manager.core.model_card import ModelCard
from feeling_manager.core.values import FaceCrop

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
