from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from feeling_manager.core.daily_summary import (
    DailySummary,
    by_month,
    day_span,
    local_date,
    merge,
    month_span,
    summarise,
    week_span,
    year_span,
)
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.values import EmotionEvent

SEOUL = ZoneInfo("Asia/Seoul")
BERLIN = ZoneInfo("Europe/Berlin")


def event(emotion: Emotion, local: datetime, seconds: float) -> EmotionEvent:
    start = local.astimezone(timezone.utc)
    return EmotionEvent(emotion, start, start + timedelta(seconds=seconds), 0.9)


def test_half_past_eight_in_seoul_belongs_to_the_day_in_seoul() -> None:
    morning = datetime(2026, 3, 2, 8, 30, tzinfo=SEOUL)
    assert local_date(morning.astimezone(timezone.utc), SEOUL) == date(2026, 3, 2)
    (summary,) = summarise([event(Emotion.SADNESS, morning, 60)], day_span(date(2026, 3, 2)), SEOUL)
    assert summary.counts[Emotion.SADNESS] == 1
    assert summary.seconds[Emotion.SADNESS] == 60


def test_an_event_across_midnight_counts_once_and_its_seconds_on_both_days() -> None:
    late = event(Emotion.HAPPINESS, datetime(2026, 3, 1, 23, 59, 30, tzinfo=SEOUL), 90)
    first, second = (
        summarise([late], week_span(date(2026, 3, 1)), SEOUL)[-1],
        summarise([late], day_span(date(2026, 3, 2)), SEOUL)[0],
    )
    assert (first.counts[Emotion.HAPPINESS], first.seconds[Emotion.HAPPINESS]) == (1, 30)
    assert (second.counts[Emotion.HAPPINESS], second.seconds[Emotion.HAPPINESS]) == (0, 60)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_days_of_the_clock_change_are_shorter_and_longer(day: date, hours: int) -> None:
    start, end = day_span(day).bounds(BERLIN)
    assert end - start == timedelta(hours=hours)


def test_spans() -> None:
    assert week_span(date(2026, 3, 1)).days[0] == date(2026, 2, 23)
    assert len(week_span(date(2026, 3, 1)).days) == 7
    assert len(month_span(date(2028, 2, 10)).days) == 29
    assert month_span(date(2026, 12, 31)).last == date(2026, 12, 31)


def test_json_keeps_the_names_and_the_order() -> None:
    (summary,) = summarise([], day_span(date(2026, 3, 1)), SEOUL)
    assert list(summary.as_json()) == [
        "date",
        "count",
        "angerCount",
        "fearCount",
        "happinessCount",
        "neutralCount",
        "sadnessCount",
        "surpriseCount",
        "seconds",
    ]


def test_merging_days_loses_nothing() -> None:
    events = [
        event(emotion, datetime(2026, 3, n + 2, 12, tzinfo=SEOUL), 10 * (n + 1))
        for n, emotion in enumerate(EMOTION_ORDER)
    ]
    days = summarise(events, week_span(date(2026, 3, 4)), SEOUL)
    total = merge(days, days[0].day)
    assert total.count == 6
    assert total.total_seconds == 210


def test_slices_are_the_same_days_in_parts() -> None:
    year = year_span(date(2028, 5, 4))
    parts = year.slices(7)
    assert [day for part in parts for day in part.days] == year.days
    assert {len(part.days) for part in parts[:-1]} == {7}
    assert len(year.days) == 366


def test_months_add_up_to_the_year() -> None:
    year = year_span(date(2026, 5, 4))
    events = [
        EmotionEvent(Emotion.FEAR, at, at + timedelta(seconds=60), 0.9)
        for at in (datetime(2026, month, 14, 12, tzinfo=timezone.utc) for month in (1, 1, 3, 12))
    ]
    months = by_month(summarise(events, year, timezone.utc))
    assert [month.day for month in months] == [date(2026, n, 1) for n in range(1, 13)]
    assert [n for n, month in enumerate(months, start=1) if month.count] == [1, 3, 12]
    assert months[0].counts[Emotion.FEAR] == 2
    assert months[0].seconds[Emotion.FEAR] == 120


def test_most_frequent_goes_by_count_and_then_by_length() -> None:
    counts = dict.fromkeys(EMOTION_ORDER, 2)
    seconds = {**dict.fromkeys(EMOTION_ORDER, 1.0), Emotion.SADNESS: 9.0}
    assert DailySummary(date(2026, 1, 1), counts, seconds).most_frequent is Emotion.SADNESS
    counts = {**counts, Emotion.FEAR: 3}
    assert DailySummary(date(2026, 1, 1), counts, seconds).most_frequent is Emotion.FEAR
    nothing = dict.fromkeys(EMOTION_ORDER, 0)
    assert DailySummary(date(2026, 1, 1), nothing, seconds).most_frequent is None
