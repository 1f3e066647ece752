from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.quality import HeadPose, measure_crop
from feeling_manager.core.values import Classification, EmotionScores, FaceCrop, Quality
from feeling_manager.training import augment
from feeling_manager.training.dataset import LabelledFaces
from feeling_manager.training.quality_figure import Timeline, binned, draw
from feeling_manager.training.quality_study import (
    SERIES,
    PosedFace,
    clean_table,
    curves_of,
    disturb_all,
    limit_table,
    strength_table,
)
from tests.training.faces import drawn_face

RNG = np.random.default_rng(3)
FACE = drawn_face(0.5, RNG)


class AlwaysHappy:
    """A classifier that is right about every smile."""

    def classify(self, crop: FaceCrop) -> Classification:
        return Classification(EmotionScores.from_dict({Emotion.HAPPINESS.value: 1.0}))

    def close(self) -> None:
        pass


def faces(count: int) -> LabelledFaces:
    images = np.stack([drawn_face(0.5, RNG) for _ in range(count)])
    labels = np.full(count, EMOTION_ORDER.index(Emotion.HAPPINESS))
    return LabelledFaces(images, labels, np.zeros((count, 6), np.float32))


def test_whole_factors_of_light_do_not_overflow() -> None:
    bright = augment.exposed(FACE, 2, 0, RNG)
    assert (bright >= FACE).all() and bright.max() == 255


def test_each_edge_takes_its_own_side() -> None:
    for edge, lost in (
        ("top", np.s_[:24, :]),
        ("bottom", np.s_[24:, :]),
        ("left", np.s_[:, :24]),
        ("right", np.s_[:, 24:]),
    ):
        cut = augment.cut_by_edge(FACE, edge, 0.5)
        along = 0 if edge in ("top", "bottom") else 1
        assert (np.ptp(cut[lost].astype(int), axis=along) == 0).all()
        assert (cut != FACE).mean() > 0.1
        assert (augment.cut_by_edge(FACE, edge, 0.0) == FACE).all()


def test_grain_is_found_where_noise_in_single_pixels_would_be() -> None:
    clean = measure_crop(FaceCrop(FACE)).signal
    grainy = measure_crop(FaceCrop(augment.grain(FACE, 60, RNG))).signal
    assert grainy < clean * 0.8


def test_the_tables_have_a_row_for_everything_and_the_figure_is_drawn(tmp_path: Path) -> None:
    some = faces(3)
    samples = disturb_all(AlwaysHappy(), some)
    assert set(samples) == {"clean", *SERIES}
    assert strength_table(samples).count("\n") == len(samples) + 2
    ahead, aside = HeadPose(0.0, 0.5, 0.0), HeadPose(2.0, float("inf"), 0.0)
    posed = [
        PosedFace(ahead, Quality.OK, True),
        PosedFace(aside, Quality.TURNED_AWAY, False),
        PosedFace(None, Quality.NO_FACE, False),
    ] * 20
    table = limit_table(samples, posed)
    assert "| 50.0% | 0.000 of 20 | 1.000 of 20 |" in table
    assert "found 40, refused 20 (50.00%" in clean_table(some, posed)
    seconds = np.arange(3.0)
    timeline = Timeline(seconds, seconds, seconds, seconds)
    draw(curves_of(samples, posed), timeline, tmp_path / "quality.png")
    assert (tmp_path / "quality.png").stat().st_size > 10_000


def test_bins_are_filled_equally_and_small_ones_left_out() -> None:
    values = np.arange(1400.0)
    x, y = binned(values, values < 700)
    assert len(x) >= 14 and y[0] == 1 and y[-1] == 0
    x, y = binned(np.array([1.0] * 5), np.array([True] * 5))
    assert len(x) == 0
    x, y = binned(np.array([1.0] * 40), np.array([True, False] * 20))
    assert y == pytest.approx([0.5])
