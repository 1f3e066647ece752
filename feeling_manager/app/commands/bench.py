"""`bench`: how fast this machine does what the program does all day, each in one run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from feeling_manager.app.output import print_json
from feeling_manager.app.paths import program_command

STEPS: Final = 200
STARTS: Final = 5
DAYS: Final = 365
EVENTS_A_DAY: Final = 200


def run(options: Namespace) -> int:
    """Measure one thing. Raises: KnownError when a part of it is missing."""
    figures = _BENCHES[options.what]()
    if options.what == "perception" and sys.platform != "win32":
        from feeling_manager.app.commands import bench_cost

        figures |= bench_cost.measure(options.camera, options.seconds)
    if getattr(options, "json", False):
        print_json(figures)
    else:
        for name, value in figures.items():
            print(f"{name}: {value}")
    return 0


def _perception() -> dict[str, Any]:
    """Milliseconds of one step on the demo portrait, beside reading the camera alone."""
    from feeling_manager.adapters.camera.demo_camera import DemoCamera
    from feeling_manager.app.perception import make_pipeline

    began = time.perf_counter()
    pipeline = make_pipeline()
    load_s = time.perf_counter() - began
    camera = DemoCamera()
    camera.open()
    frames = [camera.read() for _ in range(10)]
    observations = [pipeline.analyse(frames[n % len(frames)]) for n in range(STEPS)]
    times = [observation.times for observation in observations]
    reading_ms = [_ms(camera.skip) for _ in range(STEPS // 10)]
    camera.close()
    pipeline.close()
    return {
        "steps": STEPS,
        "load_s": round(load_s, 2),
        "detect_ms": _spread([t.detect for t in times]),
        "classify_ms": _spread([t.classify for t in times]),
        "total_ms": _spread([t.total for t in times]),
        "camera_frame_ms": _spread(reading_ms),
    }


def _startup() -> dict[str, Any]:
    """Seconds of opening the window and closing it at once, the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*program_command(), "--camera", "demo"]
        command += ["--player", "silent", "--data-dir", folder, "--quit-after", "0"]
        environment = {**os.environ}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")

        def start() -> None:
            subprocess.run(command, check=True, env=environment, capture_output=True)

        start()  # fills the folder and the disk cache
        seconds = [_ms(start) / 1000 for _ in range(STARTS)]
    return {"starts": STARTS, "start_and_quit_s": _spread(seconds)}


def _statistics() -> dict[str, Any]:
    """Milliseconds of a day's and a month's bars out of a year of events."""
    from feeling_manager.core.daily_summary import DateSpan, day_span, month_span, summarise
    from feeling_manager.core.emotions import EMOTION_ORDER
    from feeling_manager.storage.database import open_database
    from feeling_manager.storage.emotion_log import EmotionLog

    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "bench.sqlite")
        db.conn.execute("PRAGMA synchronous = OFF")
        start = datetime(2026, 1, 1, 8, tzinfo=timezone.utc)
        rows = []
        for number in range(DAYS * EVENTS_A_DAY):
            at = start + timedelta(days=number // EVENTS_A_DAY, minutes=2 * (number % EVENTS_A_DAY))
            ms = round(at.timestamp() * 1000)
            emotion = EMOTION_ORDER[number % len(EMOTION_ORDER)].value
            rows.append({"emotion": emotion, "started_at_ms": ms, "ended_at_ms": ms + 90_000})
        db.table("emotion_events").insert_all({**row, "mean_confidence": 0.8} for row in rows)
        log, day = EmotionLog(db), date(2026, 6, 15)

        def bars(span: DateSpan) -> dict[str, float]:
            return _spread(
                [
                    _ms(lambda: summarise(log.events_between(*span.bounds()), span))
                    for _ in range(20)
                ]
            )

        figures = {"day_ms": bars(day_span(day)), "month_ms": bars(month_span(day))}
        db.close()
    return {"events": len(rows), **figures}


def _library() -> dict[str, Any]:
    """Search, import and skipping; see `bench_library`."""
    from feeling_manager.app.commands import bench_library

    return bench_library.measure()


def _window() -> dict[str, Any]:
    """How long the window does not answer; see `bench_window`."""
    from feeling_manager.app.commands import bench_window

    return bench_window.measure()


_BENCHES: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "perception": _perception,
    "startup": _startup,
    "statistics": _statistics,
    "library": _library,
    "window": _window,
}


def _ms(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _spread(values: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return {
        "median": round(ordered[len(ordered) // 2], 3),
        "p95": round(ordered[round(last * 0.95)], 3),
    }
