"""The personal head: learns from few corrections, and rather not at all than wrongly."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.personal import (
    MIN_CORRECTIONS,
    MOST_CORRECTIONS,
    Correction,
    fit_personal,
)
from feeling_manager.core.values import Classification, EmotionScores
from feeling_manager.storage.corrections import Corrections
from feeling_manager.storage.database import open_database

D = 64
NETWORK = np.random.default_rng(0).normal(size=(6, D))
Array = npt.NDArray[Any]
NOW = datetime(2026, 3, 1, tzinfo=timezone.utc)


def read(embedding: Array) -> Classification:
    """What a general network makes of an embedding."""
    logits = NETWORK @ embedding
    powers = np.exp(logits - logits.max())
    return Classification(
        EmotionScores.from_array(powers / powers.sum()), embedding.astype(np.float32)
    )


def face(emotion: Emotion, rng: np.random.Generator, habit: Array) -> Classification:
    """An expression of somebody whose face differs from others' by a habit."""
    own = 0.08 * NETWORK[EMOTION_ORDER.index(emotion)]
    return read(own + habit + rng.normal(0, 0.03, D))


def right(fit_of: list[Correction], habit: Array) -> tuple[float, float]:
    """Share of new faces read right, without and with what was learnt."""
    head = fit_personal(fit_of).head
    rng = np.random.default_rng(99)
    faces = [(emotion, face(emotion, rng, habit)) for emotion in EMOTION_ORDER for _ in range(50)]
    alone = np.mean([reading.scores.top is emotion for emotion, reading in faces])
    if head is None:
        return float(alone), float(alone)
    learnt = np.mean([head.adjust(reading).scores.top is emotion for emotion, reading in faces])
    return float(alone), float(learnt)


def corrections(count: int, habit: Array, seed: int = 1) -> list[Correction]:
    rng = np.random.default_rng(seed)
    return [
        Correction(emotion, face(emotion, rng, habit))
        for _ in range(count)
        for emotion in EMOTION_ORDER
    ]


LOOKS_SAD = 0.11 * (NETWORK[4] - NETWORK[2])
"""Somebody whose resting face is read as sad, and whose smile hardly shows."""


def test_more_corrections_read_a_habitual_face_better() -> None:
    alone, five = right(corrections(5, LOOKS_SAD), LOOKS_SAD)
    _, ten = right(corrections(10, LOOKS_SAD), LOOKS_SAD)
    assert alone < 0.75
    assert five > alone + 0.1
    assert ten >= five - 0.02


def test_where_the_network_is_right_nothing_is_changed() -> None:
    fit = fit_personal(corrections(5, np.zeros(D)))
    assert fit.head is None
    assert fit.right_after == fit.right_before


def test_labels_without_sense_are_not_learnt() -> None:
    rng = np.random.default_rng(5)
    heads = 0
    for seed in range(10):
        faces = corrections(3, np.zeros(D), seed)
        nonsense = [Correction(EMOTION_ORDER[rng.integers(6)], one.reading) for one in faces]
        heads += fit_personal(nonsense).head is not None
    assert heads <= 2


@pytest.mark.parametrize("count", range(MIN_CORRECTIONS))
def test_few_corrections_change_nothing(count: int) -> None:
    few = corrections(1, LOOKS_SAD)[:count]
    fit = fit_personal(few)
    assert fit.head is None
    assert fit.corrections == count


def test_the_head_gives_a_distribution_and_leaves_the_embedding() -> None:
    head = fit_personal(corrections(5, LOOKS_SAD)).head
    assert head is not None
    reading = face(Emotion.HAPPINESS, np.random.default_rng(3), LOOKS_SAD)
    adjusted = head.adjust(reading)
    assert sum(adjusted.scores.values) == pytest.approx(1, abs=1e-5)
    assert adjusted.embedding is reading.embedding


def test_learning_takes_less_than_a_second_and_uses_the_newest() -> None:
    many = corrections(100, LOOKS_SAD)
    began = time.perf_counter()
    fit = fit_personal(many)
    assert time.perf_counter() - began < 2
    assert fit.corrections == MOST_CORRECTIONS


def test_corrections_are_kept_as_numbers_undone_and_deleted(tmp_path: Path) -> None:
    db = open_database(tmp_path / "user.sqlite")
    kept = Corrections(db, "network A")
    made = corrections(1, LOOKS_SAD)
    for number, one in enumerate(made):
        kept.add(one, NOW + timedelta(seconds=number))
    again = kept.all()
    assert [one.emotion for one in again] == list(EMOTION_ORDER)
    for one, other in zip(made, again):
        assert one.reading.embedding is not None and other.reading.embedding is not None
        assert np.abs(one.reading.embedding - other.reading.embedding).max() < 1e-2
        assert one.reading.scores.top is other.reading.scores.top
    assert Corrections(db, "network B").all() == []
    assert kept.remove_last()
    assert len(kept.all()) == 5
    assert kept.remove_all() == 5
    assert not kept.remove_last()
    db.close()
