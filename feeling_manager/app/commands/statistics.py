"""`stats` and `log`: what was read and played on a day, in a week, in a month."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime

from feeling_manager.app.describe import play_json
from feeling_manager.app.output import print_csv, print_json, print_table
from feeling_manager.app.paths import shipped_files
from feeling_manager.app.store import Store, store_of
from feeling_manager.core.daily_summary import (
    DailySummary,
    DateSpan,
    day_span,
    merge,
    month_span,
    summarise,
    week_span,
)
from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.gesture_episodes import total_gestures
from feeling_manager.core.settings import SettingError

_SPANS = {"day": day_span, "week": week_span, "month": month_span}


def run(options: Namespace) -> int:
    """Answer either command. Raises: DataError, SettingError for a date that is none."""
    span = _SPANS[options.period](_date(getattr(options, "date", None)))
    with store_of(options) as store:
        if options.command == "stats":
            _stats(store, span, options)
        else:
            _log(store, span, options)
    return 0


def _date(text: str | None) -> date:
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingError(f"{text!r} is not a date like 2026-01-31") from error


def _stats(store: Store, span: DateSpan, options: Namespace) -> None:
    days = summarise(store.log.events_between(*span.bounds()), span)
    png = getattr(options, "png", None)
    if png is not None:
        from feeling_manager.ui.charts import save_chart

        save_chart(days, png, shipped_files().assets / "fonts")
    elif getattr(options, "json", False):
        bounds = span.bounds()
        totals = total_gestures(store.log.gestures.between(*bounds), *bounds)
        gestures = {gesture.value: total.as_json() for gesture, total in totals.items()}
        print_json({**_stats_json(days, options.period), "gestures": gestures})
    elif getattr(options, "csv", False):
        print_csv(("date", "emotion", "count", "seconds"), _stats_rows(days))
    else:
        print_table(("date", "emotion", "count", "seconds"), _stats_rows(days))


def _stats_json(days: list[DailySummary], period: str) -> dict[str, object]:
    if period == "day":
        return days[0].as_json()
    return {**merge(days, days[0].day).as_json(), "days": [day.as_json() for day in days]}


def _stats_rows(days: list[DailySummary]) -> list[tuple[object, ...]]:
    return [
        (day.day.isoformat(), emotion.value, day.counts[emotion], round(day.seconds[emotion], 1))
        for day in days
        for emotion in EMOTION_ORDER
    ]


def _log(store: Store, span: DateSpan, options: Namespace) -> None:
    emotion = getattr(options, "emotion", None)
    plays = store.log.plays_between(*span.bounds(), Emotion(emotion) if emotion else None)
    rows = [play_json(play) for play in plays]
    if getattr(options, "json", False):
        for row in rows:
            print_json(row)
        return
    columns = ("at", "emotion", "title", "artist", "genre", "played_s", "ending")
    cells = [[row[column] or "" for column in columns] for row in rows]
    (print_csv if getattr(options, "csv", False) else print_table)(columns, cells)
