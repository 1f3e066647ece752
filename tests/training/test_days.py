from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion
from feeling_manager.core.smoothing import Smoother, SmoothingParameters
from feeling_manager.core.values import Classification, EmotionScores, MonoMs, Observation, Quality
from feeling_manager.training.day_faces import (
    FEW_FACES,
    INDEPENDENT,
    Hours,
    ScoreBank,
    make_bank,
    make_hours,
)
from feeling_manager.training.day_figures import delays, false_changes, measure_days
from feeling_manager.training.day_filters import (
    followed,
    markov,
    rare_surprise,
    smoothed,
    unfiltered,
)
from feeling_manager.training.day_fit import fit_table
from feeling_manager.training.day_report import draw_days
from feeling_manager.training.day_script import AWAY, Look, Rules, Script, write_script
from feeling_manager.training.days import SETTINGS, as_table, evaluate_days, make_all, worse_than
from feeling_manager.training.evaluate import save_baseline
from tests.training.faces import drawn_face

ANGER, HAPPY, NEUTRAL, SURPRISE = (
    EMOTION_ORDER.index(e)
    for e in (Emotion.ANGER, Emotion.HAPPINESS, Emotion.NEUTRAL, Emotion.SURPRISE)
)
CALM = Rules(happenings=(), away=0.0, missed=0.0)
"""Nothing disturbs the looks."""

LOOKS = (Look.PLAIN, Look.TALKING, Look.COVERED, Look.DIM)
FACES_EACH = 20


def bank(right: float, seed: int = 0) -> ScoreBank:
    """Faces of every emotion; a share `right` of them has the highest score where it should."""
    rng = np.random.default_rng(seed)
    labels = np.repeat(np.arange(EMOTION_COUNT), FACES_EACH)
    wrong = rng.random(len(labels)) >= right
    top = np.where(wrong, (labels + rng.integers(1, EMOTION_COUNT, len(labels))) % 6, labels)
    height = np.where(wrong, 0.5, 0.9)[:, None]
    rest = (1 - height) / (EMOTION_COUNT - 1)
    scores = np.where(np.arange(EMOTION_COUNT) == top[:, None], height, rest)[:, None, :]
    return ScoreBank(labels, dict.fromkeys(LOOKS, scores))


def script(truth: list[int], interval_s: float = 1.0) -> Script:
    """A look every `interval_s`, each at the end of its interval."""
    values = np.array(truth)
    starts = np.flatnonzero(np.diff(values, prepend=-9))
    return Script(
        at_s=(np.arange(len(values)) + 1) * interval_s,
        truth=values,
        look=np.full(len(values), int(Look.PLAIN)),
        happening=np.full(len(values), -1),
        starts_s=(starts + 0.5) * interval_s * (starts > 0),
        emotions=values[starts],
    )


def beginning(hours: Hours, looks: int) -> Hours:
    """Only the first looks."""
    short = [
        Script(s.at_s[:looks], s.truth[:looks], s.look[:looks], s.happening[:looks], *stretches)
        for s in hours.scripts
        for stretches in [(s.starts_s, s.emotions)]
    ]
    return Hours(short, hours.scores[:, :looks])


def test_a_script_repeats_with_its_seed() -> None:
    first, second = (write_script(np.random.default_rng(3), Rules()) for _ in range(2))
    assert np.array_equal(first.at_s, second.at_s)
    assert np.array_equal(first.truth, second.truth)
    assert np.array_equal(first.look, second.look)


def test_times_rise_and_looks_are_left_out_now_and_then() -> None:
    intervals = np.diff(write_script(np.random.default_rng(3), Rules()).at_s)
    assert intervals.min() > 0
    assert 0.003 < (intervals > 1.5).mean() < 0.03


def test_neutral_fills_most_of_a_day_but_not_of_an_even_one() -> None:
    rng = np.random.default_rng(1)
    usual, even = (
        np.concatenate([write_script(rng, rules).truth for _ in range(10)])
        for rules in (Rules(), Rules(even=True))
    )
    assert 0.5 < (usual == NEUTRAL).mean() < 0.8
    assert (even == NEUTRAL).mean() < 0.3


def test_nobody_is_seen_while_the_person_is_away() -> None:
    hours = make_hours(bank(1.0), INDEPENDENT, Rules(away=0.5), 2, seed=1)
    away = hours.truth == AWAY
    assert away.any()
    assert np.isnan(hours.scores[away]).all()


def test_a_yawn_looks_surprised_whatever_is_true() -> None:
    hours = make_hours(bank(1.0), FEW_FACES, Rules(), 3, seed=1)
    yawning = np.stack([s.look for s in hours.scripts]) == Look.YAWN
    assert yawning.sum() > 10
    assert (unfiltered(hours)[yawning] == SURPRISE).all()


def test_few_faces_stay_wrong_for_longer_than_independent_frames() -> None:
    changes = [
        np.count_nonzero(np.diff(unfiltered(make_hours(bank(0.8), person, CALM, 3, seed=1))))
        for person in (INDEPENDENT, FEW_FACES)
    ]
    assert changes[1] < 0.7 * changes[0]


def test_a_perfect_classifier_loses_only_the_delay() -> None:
    hours = make_hours(bank(1.0), INDEPENDENT, CALM, 4, seed=1)
    figures = measure_days(hours, smoothed(hours, SmoothingParameters()))
    changes = sum(len(s.starts_s) for s in hours.scripts)
    assert figures.false_per_hour == 0
    assert figures.missed == 0
    lost = changes * figures.delay_s / 3600 / figures.hours
    assert figures.right == pytest.approx(1 - lost, abs=0.02)


def test_shuffled_scores_give_chance() -> None:
    hours = make_hours(bank(1.0), INDEPENDENT, Rules(even=True, happenings=()), 6, seed=1)
    scores = hours.scores.reshape(-1, EMOTION_COUNT)
    shuffled = np.random.default_rng(1).permutation(scores).reshape(hours.scores.shape)
    figures = measure_days(hours, unfiltered(Hours(hours.scripts, shuffled)))
    assert figures.right == pytest.approx(1 / EMOTION_COUNT, abs=0.06)


def test_a_filter_mends_wrong_frames() -> None:
    hours = make_hours(bank(0.8), INDEPENDENT, CALM, 4, seed=1)
    raw = measure_days(hours, unfiltered(hours))
    figures = measure_days(hours, smoothed(hours, SmoothingParameters()))
    assert figures.right > raw.right + 0.08
    assert figures.false_per_hour < 2 < raw.false_per_hour


def test_only_changes_to_what_is_not_true_are_false() -> None:
    truth = np.array([3, 3, 3, 3, 2, 2, 2, AWAY, AWAY, 3, 3])
    reading = np.array([AWAY, 3, 0, 3, 3, 2, 5, 5, AWAY, 1, 3])
    assert false_changes(truth, reading) == 3


def test_a_delay_runs_from_the_change_to_the_look_that_follows() -> None:
    day = script([NEUTRAL] * 5 + [HAPPY] * 5 + [NEUTRAL] * 5 + [ANGER] * 5)
    reading = np.array([NEUTRAL] * 8 + [HAPPY] * 9 + [ANGER] * 3)
    assert delays(day, reading).tolist() == [3.5, np.inf, 2.5]


def test_a_change_to_what_is_read_already_has_no_delay() -> None:
    day = script([NEUTRAL] * 5 + [HAPPY] * 5)
    assert delays(day, np.array([NEUTRAL] * 4 + [HAPPY] * 6)).tolist() == []


def test_time_at_the_desk_alone_counts() -> None:
    day = script([NEUTRAL] * 6 + [AWAY] * 4 + [NEUTRAL] * 2)
    figures = measure_days(
        Hours([day], np.zeros((1, 12, 6))), np.array([[NEUTRAL] * 4 + [ANGER] * 8])
    )
    assert figures.hours * 3600 == pytest.approx(7)
    assert figures.right == pytest.approx(4 / 7)


def test_elapsed_time_governs_and_not_the_number_of_looks() -> None:
    slow, fast = (
        make_hours(bank(1.0), INDEPENDENT, Rules(happenings=(), interval_s=s), 4, seed=2)
        for s in (1.0, 0.5)
    )
    delay_slow, delay_fast = (
        measure_days(hours, smoothed(hours, SmoothingParameters())).delay_s
        for hours in (slow, fast)
    )
    assert abs(delay_slow - delay_fast) <= 1.0


@pytest.mark.parametrize("person", [INDEPENDENT, FEW_FACES])
def test_the_fast_filter_computes_what_the_program_does(person: object) -> None:
    hours = make_hours(bank(0.8), person, Rules(away=0.2), 2, seed=5)  # type: ignore[arg-type]
    ours = SmoothingParameters()
    beliefs = markov(hours, ours.dwell_s, ours.repeat_s, rare_surprise(ours.surprise))
    fast = followed(hours, beliefs, ours.hold_s, ours.certainty)
    assert (fast == smoothed(hours, ours)).mean() > 0.999


@pytest.mark.parametrize("length_s", [2, 3, 4])
def test_a_yawn_changes_nothing(length_s: int) -> None:
    smoother, found = Smoother(SmoothingParameters()), []
    for second in range(40):
        seen = SURPRISE if 20 <= second < 20 + length_s else NEUTRAL
        scores = EmotionScores.from_array(np.where(np.arange(6) == seen, 0.9, 0.02))
        reading = smoother.update(Observation(MonoMs(second * 1000), Quality.OK, scores=scores))
        found.append(reading.emotion if reading else None)
    assert set(found[5:]) == {Emotion.NEUTRAL}


class Mirror:
    """Takes the mean grey level for an emotion."""

    def classify(self, crop: object) -> Classification:
        image: npt.NDArray[np.uint8] = crop.image  # type: ignore[attr-defined]
        level = np.zeros(EMOTION_COUNT)
        level[int(image.mean()) * EMOTION_COUNT // 256] = 1
        return Classification(EmotionScores.from_array(level))

    def close(self) -> None:
        """Nothing is open."""


def test_every_face_is_classified_under_every_disturbance() -> None:
    rng = np.random.default_rng(2)
    images = np.stack([drawn_face(mouth, rng) for mouth in (-1, 0, 1)])
    made = make_bank(images, np.array([0, 1, 2]), Mirror(), rng)
    assert set(made.scores) == set(LOOKS)
    for table in made.scores.values():
        assert table.shape[0] == 3
        assert np.allclose(table.sum(axis=2), 1)
    assert made.half(1).labels.tolist() == [1]


@pytest.fixture(scope="module")
def days() -> dict[str, Hours]:
    return make_all(bank(0.8), 1, seed=1)


def test_the_same_figures_pass_and_worse_ones_are_named(days: dict[str, Hours]) -> None:
    result = evaluate_days(days)
    assert worse_than(result, result) == []
    baseline = json.loads(json.dumps(result))
    for filters in baseline["figures"].values():
        filters["shipped"]["right"] += 0.02
        filters["shipped"]["delay_s"] -= 1
    assert len(worse_than(baseline, result)) == 2 * len(SETTINGS)
    assert as_table(result).count("\n") > 15


def test_the_fit_shows_the_best_of_each_kind(days: dict[str, Hours]) -> None:
    table = fit_table({name: beginning(hours, looks=150) for name, hours in days.items()})
    for kind in ("moving average", "surprise 0.03", "transitions counted"):
        assert kind in table


def test_the_pictures_are_drawn(days: dict[str, Hours], tmp_path: Path) -> None:
    few = {name: beginning(hours, looks=700) for name, hours in days.items()}
    draw_days(few, tmp_path / "days.png")
    assert (tmp_path / "days.png").stat().st_size > 20_000


def test_the_baseline_keeps_what_others_wrote(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    save_baseline(path, {"accuracy": 0.8})
    save_baseline(path, {"days": {"figures": {}}})
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "accuracy": 0.8,
        "days": {"figures": {}},
    }
