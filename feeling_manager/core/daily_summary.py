"""The numbers behind the bars: emotion events counted by the user's local days."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.values import EmotionEvent


@dataclass(frozen=True, slots=True)
class DailySummary:
    """One local day: events by emotion (counted on the day they began) and their seconds."""

    day: date
    counts: Mapping[Emotion, int]
    seconds: Mapping[Emotion, float]

    @property
    def count(self) -> int:
        """All events of the day."""
        return sum(self.counts.values())

    @property
    def total_seconds(self) -> float:
        """All read seconds of the day."""
        return sum(self.seconds.values())

    @property
    def most_frequent(self) -> Emotion | None:
        """What was seen most often, the longer one of two; None without an event."""
        if not self.count:
            return None
        return max(EMOTION_ORDER, key=lambda e: (self.counts[e], self.seconds[e]))

    def as_json(self) -> dict[str, object]:
        """The shape that `stats day --json` prints."""
        counts = {f"{emotion}Count": self.counts[emotion] for emotion in EMOTION_ORDER}
        seconds = {emotion.value: round(self.seconds[emotion], 1) for emotion in EMOTION_ORDER}
        return {"date": self.day.isoformat(), "count": self.count, **counts, "seconds": seconds}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Local days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day of the span."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def slices(self, days: int) -> list[DateSpan]:
        """The same days in parts of at most so many."""
        starts = self.days[::days]
        return [
            DateSpan(first, min(self.last, first + timedelta(days=days - 1))) for first in starts
        ]

    def bounds(self, tz: tzinfo | None = None) -> tuple[datetime, datetime]:
        """Start (included) and end (excluded) as aware UTC; None is the system's time zone."""
        return local_midnight(self.first, tz), local_midnight(self.last + timedelta(days=1), tz)


def day_span(day: date) -> DateSpan:
    """The day itself."""
    return DateSpan(day, day)


def week_span(day: date) -> DateSpan:
    """Monday to Sunday around a day (ISO 8601)."""
    monday = day - timedelta(days=day.weekday())
    return DateSpan(monday, monday + timedelta(days=6))


def month_span(day: date) -> DateSpan:
    """The calendar month around a day."""
    last = calendar.monthrange(day.year, day.month)[1]
    return DateSpan(day.replace(day=1), day.replace(day=last))


def year_span(day: date) -> DateSpan:
    """The calendar year around a day."""
    return DateSpan(day.replace(month=1, day=1), day.replace(month=12, day=31))


def local_midnight(day: date, tz: tzinfo | None = None) -> datetime:
    """When a local day begins, as aware UTC; None is the system's time zone on that day."""
    midnight = datetime(day.year, day.month, day.day)
    local = midnight.astimezone() if tz is None else midnight.replace(tzinfo=tz)
    return local.astimezone(timezone.utc)


def local_date(at: datetime, tz: tzinfo | None = None) -> date:
    """The user's calendar day of an aware time."""
    return at.astimezone(tz).date()


def summarise(
    events: Iterable[EmotionEvent], span: DateSpan, tz: tzinfo | None = None
) -> list[DailySummary]:
    """Count events by day; one summary for every day of the span, empty days included.

    An event across midnight is counted on the day it began, its seconds on both days.
    """
    days = span.days
    midnights = [local_midnight(day, tz) for day in (*days, span.last + timedelta(days=1))]
    counts = [dict.fromkeys(EMOTION_ORDER, 0) for _ in days]
    seconds = [dict.fromkeys(EMOTION_ORDER, 0.0) for _ in days]
    for event in events:
        began = bisect_right(midnights, event.started_at) - 1
        if 0 <= began < len(days):
            counts[began][event.emotion] += 1
        for number in range(max(0, began), len(days)):
            start, end = midnights[number], midnights[number + 1]
            if event.ended_at <= start:
                break
            overlap = min(event.ended_at, end) - max(event.started_at, start)
            seconds[number][event.emotion] += max(0.0, overlap.total_seconds())
    return [DailySummary(*values) for values in zip(days, counts, seconds)]


def merge(summaries: Iterable[DailySummary], first: date) -> DailySummary:
    """Add days up, as a week or a month is shown; `first` becomes the sum's date."""
    counts = dict.fromkeys(EMOTION_ORDER, 0)
    seconds = dict.fromkeys(EMOTION_ORDER, 0.0)
    for summary in summaries:
        for emotion in EMOTION_ORDER:
            counts[emotion] += summary.counts[emotion]
            seconds[emotion] += summary.seconds[emotion]
    return DailySummary(first, counts, seconds)


def by_month(summaries: Iterable[DailySummary]) -> list[DailySummary]:
    """Add the days of each month up; its first day stands for it."""
    months: dict[date, list[DailySummary]] = {}
    for summary in summaries:
        months.setdefault(summary.day.replace(day=1), []).append(summary)
    return [merge(days, first) for first, days in months.items()]
