from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.smoothing import Smoother, SmoothingParameters
from feeling_manager.core.values import (
    EmotionReading,
    EmotionScores,
    MonoMs,
    Observation,
    Quality,
)


def scores(emotion: Emotion, certainty: float = 0.9) -> EmotionScores:
    rest = (1 - certainty) / 5
    return EmotionScores(tuple(certainty if e is emotion else rest for e in EMOTION_ORDER))


def seen(emotion: Emotion, at_s: float, certainty: float = 0.9) -> Observation:
    return Observation(MonoMs(int(at_s * 1000)), Quality.OK, None, scores(emotion, certainty))


def no_face(at_s: float) -> Observation:
    return Observation(MonoMs(int(at_s * 1000)), Quality.NO_FACE)


def emotions(smoother: Smoother, observations: list[Observation]) -> list[Emotion | None]:
    readings = [smoother.update(observation) for observation in observations]
    return [reading.emotion if reading else None for reading in readings]


def test_the_first_reading_waits_for_the_hold_time() -> None:
    smoother = Smoother(SmoothingParameters(hold_s=3))
    found = emotions(smoother, [seen(Emotion.HAPPINESS, t) for t in range(5)])
    assert found == [None, None, None, Emotion.HAPPINESS, Emotion.HAPPINESS]


def test_one_odd_frame_changes_nothing() -> None:
    smoother = Smoother(SmoothingParameters(hold_s=3))
    observations = [seen(Emotion.NEUTRAL, t) for t in range(10)]
    observations += [seen(Emotion.ANGER, 10, 0.999)]
    observations += [seen(Emotion.NEUTRAL, t) for t in range(11, 20)]
    found = emotions(smoother, observations)
    assert set(found[3:]) == {Emotion.NEUTRAL}


def test_a_lasting_change_is_followed_within_a_few_seconds() -> None:
    smoother = Smoother(SmoothingParameters(hold_s=3))
    emotions(smoother, [seen(Emotion.NEUTRAL, t) for t in range(60)])
    found = emotions(smoother, [seen(Emotion.SADNESS, t) for t in range(60, 75)])
    assert found[0] is Emotion.NEUTRAL
    assert found[-1] is Emotion.SADNESS
    assert found.index(Emotion.SADNESS) <= 8


def test_a_flicker_between_two_emotions_does_not_flap() -> None:
    smoother = Smoother(SmoothingParameters(hold_s=3))
    flicker = [seen(Emotion.NEUTRAL if t % 2 else Emotion.SADNESS, t, 0.6) for t in range(120)]
    found = [e for e in emotions(smoother, flicker) if e is not None]
    assert sum(a is not b for a, b in pairwise(found)) <= 1


def test_elapsed_time_counts_and_not_the_number_of_frames() -> None:
    slow, fast = (Smoother(SmoothingParameters(hold_s=4)) for _ in range(2))
    assert emotions(slow, [seen(Emotion.FEAR, t) for t in (0, 2, 4)])[-1] is Emotion.FEAR
    found = emotions(fast, [seen(Emotion.FEAR, t / 10) for t in range(30)])
    assert found[-1] is None


def test_a_short_absence_keeps_the_reading_and_a_long_one_ends_it() -> None:
    smoother = Smoother(SmoothingParameters(hold_s=0, forget_s=8))
    emotions(smoother, [seen(Emotion.HAPPINESS, 0)])
    assert emotions(smoother, [no_face(3)]) == [Emotion.HAPPINESS]
    assert emotions(smoother, [no_face(9)]) == [None]


def test_after_a_long_absence_the_hold_time_starts_anew() -> None:
    smoother = Smoother(SmoothingParameters(hold_s=2, forget_s=8))
    emotions(smoother, [seen(Emotion.HAPPINESS, t) for t in range(4)])
    found = emotions(smoother, [seen(Emotion.SADNESS, t) for t in range(100, 104)])
    assert found == [None, None, Emotion.SADNESS, Emotion.SADNESS]


def test_a_new_hold_time_applies_at_once() -> None:
    smoother = Smoother(SmoothingParameters(hold_s=60))
    smoother.set_hold_s(0)
    assert emotions(smoother, [seen(Emotion.FEAR, 0)]) == [Emotion.FEAR]


@given(
    st.lists(
        st.tuples(
            st.floats(0, 30),
            st.lists(st.floats(0, 1), min_size=6, max_size=6).filter(lambda v: sum(v) > 0.1),
        ),
        max_size=40,
    )
)
def test_any_scores_at_any_times_give_a_distribution(
    steps: list[tuple[float, list[float]]],
) -> None:
    smoother = Smoother(SmoothingParameters(hold_s=0))
    at_s = 0.0
    for elapsed, values in steps:
        at_s += elapsed
        normal = tuple(value / sum(values) for value in values)
        observation = Observation(MonoMs(int(at_s * 1000)), Quality.OK, None, EmotionScores(normal))
        reading = smoother.update(observation)
        assert isinstance(reading, EmotionReading)
        assert abs(sum(reading.scores.values) - 1) < 1e-5
        assert 0 <= reading.confidence <= 1
