"""`bench window`: how long the window does not answer while it is used, action by action."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from feeling_manager.app.bootstrap import Program, build
from feeling_manager.app.paths import shipped_files
from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.settings import Language, Theme
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.database import to_ms

SONGS: Final = 50_000
DAYS: Final = 40
EVENTS_A_DAY: Final = 200
SETTLE_MS: Final = 400
LOAD_MS: Final = 6000
"""Within this time the models are loaded and the first song plays."""

TYPED: Final = ("s", "so", "son", "song 4", "사랑", "zz", "")
Step = tuple[str, Callable[[], object]]


def measure() -> dict[str, Any]:
    """Milliseconds of the longest block in each action, computed and passed.

    Above 30 ms it also says what the window did.

    Raises: KnownError.
    """
    from PySide6.QtWidgets import QApplication

    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["feeling-manager"])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        program = build(Namespace(data_dir=Path(folder), camera="demo", player="silent"))
        try:
            _fill(program)
            return _use(app, program)
        finally:
            program.close()


def _use(app: Any, program: Program) -> dict[str, Any]:
    """Do one thing after another in the real window."""
    from feeling_manager.runtime.gui_watch import Block, GuiWatch
    from feeling_manager.ui.application import Appearance
    from feeling_manager.ui.main_window import MainWindow

    assets = shipped_files().assets
    appearance = Appearance(app, program.session.settings, assets)
    window = MainWindow(program.session, appearance, lambda _settings: None, assets)
    watch = GuiWatch()
    blocks: dict[str, Block] = {}
    for name, action in _steps(program, window):
        action()
        wait(LOAD_MS if name == "start" else SETTLE_MS)
        block = watch.take_worst()
        if name not in blocks or block.cpu_ms > blocks[name].cpu_ms:
            blocks[name] = block
    watch.stop()
    window.close()
    window.garbage.stop()
    return {
        "songs": SONGS,
        "worst_ms": round(max(block.cpu_ms for block in blocks.values()), 1),
        "blocks": {name: _figures(block) for name, block in blocks.items()},
    }


def _steps(program: Program, window: Any) -> Iterator[Step]:
    """What somebody does, each with a name; a name that comes again counts with its worst."""
    from PySide6.QtCore import QTimer

    session, library = program.session, window.library_page

    def show_and_start() -> None:
        window.show()
        QTimer.singleShot(0, session.start)  # as the program does

    def change_the_library_and_skip() -> None:
        session.change_library(lambda songs: songs.remove([TrackId(SONGS)]))
        session.playback.skip()

    yield "start", show_and_start
    pages = ("statistics", "history", "library", "settings", "now")
    for visit in ("first", "again"):
        for page in pages:
            yield f"page {page}, {visit}", partial(window.open_page, page)
    for page in pages:
        window.open_page(page)
        wait(SETTLE_MS)
        for language in (Language.KOREAN, Language.ENGLISH):
            yield f"language on {page}", partial(window._on_setting, "language", language)
        for theme in (Theme.DARK, Theme.LIGHT):
            yield f"theme on {page}", partial(window._on_setting, "theme", theme)
    for _ in range(3):
        yield "change the library and skip", change_the_library_and_skip
    window.open_page("library")
    for text in TYPED:
        yield "search", partial(library.filters.search.setText, text)
    for row in range(3):
        yield "scroll the library", library.view.scrollToBottom if row else library.view.scrollToTop
    window.open_page("statistics")
    for number in (1, 2, 0):
        yield "statistics of another span", window.statistics_page.periods.button(number).click
    yield "statistics of the month before", partial(_month_before, window.statistics_page)


def _month_before(page: Any) -> None:
    page.periods.button(2).click()
    page.days.go_back()


def _fill(program: Program) -> None:
    """A library of songs that are never chosen beside the shipped ones, and weeks of readings."""
    library, database = program.store.library, program.store.db
    library.remove([track.id for track in library.all_tracks() if not track.is_local])
    library.add_many(
        (
            Track(
                TrackId(0), f"file:/music/{n}.mp3", f"Song {n} 사랑", f"Artist {n % 900}", "polka"
            )
            for n in range(SONGS)
        ),
        "user",
    )
    now = datetime.now().astimezone()
    rows = []
    for number in range(DAYS * EVENTS_A_DAY):
        at = now - timedelta(days=number // EVENTS_A_DAY, minutes=2 * (number % EVENTS_A_DAY) + 2)
        emotion = EMOTION_ORDER[number * number % len(EMOTION_ORDER)].value
        rows.append(
            {"emotion": emotion, "started_at_ms": to_ms(at), "ended_at_ms": to_ms(at) + 90_000}
        )
    database.table("emotion_events").insert_all({**row, "mean_confidence": 0.8} for row in rows)


def _song(number: int) -> Track:
    uri, artist = f"file:/music/{number}.mp3", f"Artist {number % 900}"
    return Track(TrackId(0), uri, f"Song {number} 사랑", artist, "polka")


def _figures(block: Any) -> dict[str, Any]:
    figures = {"cpu_ms": round(block.cpu_ms, 1), "wall_ms": round(block.wall_ms, 1)}
    return {**figures, "where": block.stack} if block.cpu_ms > 30 else figures


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
