"""Takes the pictures of `docs/screenshots/`: each page in both languages and both themes.

The introduction is among them. The window runs with the demo portrait, without sound and without
the web, over made-up weeks in a folder that is deleted afterwards.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from feeling_manager.app.bootstrap import Program, build  # noqa: E402
from feeling_manager.app.paths import shipped_files  # noqa: E402
from feeling_manager.core.emotions import EMOTION_ORDER  # noqa: E402
from feeling_manager.core.listening import Ending  # noqa: E402
from feeling_manager.core.ports import ResolvedStream  # noqa: E402
from feeling_manager.core.recommender import Reason, Recommendation  # noqa: E402
from feeling_manager.core.settings import Language, ListeningMode, Theme  # noqa: E402
from feeling_manager.core.values import DurationMs, EmotionEvent, Track  # noqa: E402
from feeling_manager.ui.application import Appearance  # noqa: E402
from feeling_manager.ui.day_chooser import Period  # noqa: E402
from feeling_manager.ui.main_window import MainWindow  # noqa: E402
from feeling_manager.ui.mini_player import MiniPlayer  # noqa: E402
from feeling_manager.ui.side_bar import PAGES  # noqa: E402

FOLDER: Final = ROOT / "docs" / "screenshots"
SIZE_PX: Final = (1280, 800)
DAYS: Final = 42
SONG_MS: Final = DurationMs(214_000)
EMOTION_SHARES: Final = (2, 1, 5, 9, 3, 2)
"""How often each emotion comes up on a made-up day."""


def main() -> int:
    """Take all pictures; returns 0."""
    app = QApplication(sys.argv[:1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data_dir:
        options = Namespace(data_dir=Path(data_dir), camera="demo", player="silent")
        program = build(options, AsIfFetched(shipped_files().starter_tracks))
        make_up_days(program)
        try:
            take_pictures(app, program)
        finally:
            program.close()
    return 0


class AsIfFetched:
    """Every song of the web is there at once, as the file of a starter track that nobody hears."""

    def __init__(self, starter_tracks: Path) -> None:
        self._file = sorted(starter_tracks.glob("*.opus"))[0]

    def resolve(self, track: Track, cancelled: Callable[[], bool]) -> ResolvedStream:
        """Say that the song has been fetched."""
        return ResolvedStream(track, self._file, SONG_MS)

    def check(self, track: Track, cancelled: Callable[[], bool]) -> None:
        """Say that the song would play."""


def take_pictures(app: QApplication, program: Program) -> None:
    """Show each page in each language and theme, and save it."""
    session, assets = program.session, shipped_files().assets
    appearance = Appearance(app, session.settings, assets)
    window = MainWindow(session, appearance, lambda _settings: None, assets)
    mini = MiniPlayer(session, appearance.look)
    appearance.dress(mini)
    window.resize(*SIZE_PX)
    window.show()
    # Who has been shown around once keeps the camera on in the introduction.
    session.apply(session.settings.with_value("first_run_done", True))
    session.start()
    while session.reading is None or session.playback.current is None:
        wait(200)
    wait(3000)
    for language in (Language.ENGLISH, Language.KOREAN):
        appearance.set_language(language)
        for theme in (Theme.LIGHT, Theme.DARK):
            appearance.set_theme(theme)
            for page in PAGES:
                window.open_page(page)
                wait(900)
                window.strip.clear()  # what this machine lacks is not what the page looks like
                wait(50)
                save(window, f"{page}-{language}-{theme}")
            take_month(window, f"month-{language}-{theme}")
            take_introduction(window, f"{language}-{theme}")
            save(mini, f"mini-{language}-{theme}")


def take_month(window: MainWindow, name: str) -> None:
    """Show the calendar of the month, then the day again."""
    page = window.statistics_page
    for period, picture in ((Period.MONTH, name), (Period.DAY, "")):
        window.open_page("statistics")
        page.periods.button(list(Period).index(period)).click()
        wait(900)
        if picture:
            save(window, picture)


def take_introduction(window: MainWindow, name: str) -> None:
    """Show the first step, and the one that places the camera."""
    window.show_welcome()
    guide = window.welcome
    assert guide is not None
    wait(900)
    save(window, f"welcome-{name}")
    guide.next.click()
    wait(2500)
    save(window, f"camera-{name}")
    guide.skip.click()


def save(widget: QWidget, name: str) -> None:
    """Write a picture of a window."""
    widget.grab().save(str(FOLDER / f"{name}.png"))


def make_up_days(program: Program) -> None:
    """Write six weeks of expressions and songs, the same every time."""
    chance = random.Random(7)
    log = program.store.log
    tracks = program.store.library.all_tracks()
    now = datetime.now().astimezone()
    for day in range(DAYS - 1, -1, -1):
        start = (now - timedelta(days=day)).replace(hour=9, minute=0)
        at = start if day else now - timedelta(hours=5)
        end = at + timedelta(hours=8) if day else now - timedelta(minutes=1)
        while at < end:
            (emotion,) = chance.choices(EMOTION_ORDER, EMOTION_SHARES)
            until = min(end, at + timedelta(seconds=chance.uniform(60, 1500)))
            log.start_event(EmotionEvent(emotion, at, until, 0.8))
            why = Recommendation(
                chance.choice(tracks), emotion, ListeningMode.MATCH, Reason.GENRE_OF_EMOTION
            )
            play = log.start_play(why, at)
            ending = chance.choice((Ending.FINISHED, Ending.FINISHED, Ending.SKIPPED))
            log.extend_play(play, until, DurationMs(60_000), ending)
            at = until + timedelta(seconds=chance.uniform(5, 120))


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
