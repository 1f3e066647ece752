from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.episodes import EpisodeMerger
from feeling_manager.core.values import EmotionEvent, EmotionReading, EmotionScores, MonoMs

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def reading(emotion: Emotion) -> EmotionReading:
    return EmotionReading(emotion, 0.8, EmotionScores((1 / 6,) * 6))


def feed(
    merger: EpisodeMerger, emotion: Emotion | None, second: float, wall_offset_s: float = 0
) -> EmotionEvent | None:
    at = NOON + timedelta(seconds=second + wall_offset_s)
    step = merger.update(reading(emotion) if emotion else None, at, MonoMs(int(second * 1000)))
    return step.closed


def test_readings_of_one_emotion_become_one_event() -> None:
    merger = EpisodeMerger()
    closed = [feed(merger, Emotion.HAPPINESS, t) for t in range(10)]
    event = merger.close()
    assert closed == [None] * 10
    assert event is not None
    assert (event.emotion, event.duration_s) == (Emotion.HAPPINESS, 9)
    assert event.started_at == NOON


def test_another_emotion_closes_the_event_where_the_next_begins() -> None:
    merger = EpisodeMerger()
    for t in range(5):
        feed(merger, Emotion.NEUTRAL, t)
    closed = feed(merger, Emotion.ANGER, 5)
    assert closed is not None
    assert (closed.emotion, closed.duration_s) == (Emotion.NEUTRAL, 5)
    after = merger.close()
    assert after is not None and after.started_at == closed.ended_at


def test_no_reading_closes_the_event() -> None:
    merger = EpisodeMerger()
    feed(merger, Emotion.NEUTRAL, 0)
    assert feed(merger, None, 3) is not None
    assert merger.close() is None


def test_setting_the_clock_back_splits_the_event_and_stretches_nothing() -> None:
    merger = EpisodeMerger()
    for t in range(10):
        feed(merger, Emotion.SADNESS, t)
    closed = feed(merger, Emotion.SADNESS, 10, wall_offset_s=-3600)
    assert closed is not None and closed.duration_s == 9
    later = merger.close()
    assert later is not None and later.started_at == NOON + timedelta(seconds=10 - 3600)


def test_sleep_of_the_machine_is_not_counted_as_an_emotion() -> None:
    merger = EpisodeMerger()
    feed(merger, Emotion.FEAR, 0)
    feed(merger, Emotion.FEAR, 1)
    closed = feed(merger, Emotion.FEAR, 2, wall_offset_s=8 * 3600)
    assert closed is not None and closed.duration_s == 1


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from([None, *EMOTION_ORDER])), max_size=60))
def test_events_never_overlap_and_never_run_backwards(
    steps: list[tuple[float, Emotion | None]],
) -> None:
    merger, second = EpisodeMerger(), 0.0
    events: list[EmotionEvent | None] = []
    for elapsed, emotion in steps:
        second += elapsed
        events.append(feed(merger, emotion, second))
    events.append(merger.close())
    kept = [event for event in events if event is not None]
    assert all(event.duration_s >= 0 for event in kept)
    for earlier, later in pairwise(kept):
        assert earlier.ended_at <= later.started_at + timedelta(milliseconds=2)
