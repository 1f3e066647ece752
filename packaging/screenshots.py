"""Takes a picture of every page in both languages and both themes, with a day that was made up.

`python packaging/screenshots.py docs/screenshots`
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from itertools import product
from pathlib import Path

from feeling_manager.app.cli import PAGES
from feeling_manager.app.paths import user_files
from feeling_manager.app.store import Store, open_store
from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.listening import Ending
from feeling_manager.core.recommender import Request, recommend
from feeling_manager.core.values import DurationMs, EmotionEvent

SECONDS = "12"
"""Long enough for the demo portrait to be read and a song to play."""


def main(folder: Path) -> None:
    """Take all pictures, one process each, drawn into memory."""
    folder.mkdir(parents=True, exist_ok=True)
    for page, language, theme in product(PAGES, ("en", "ko"), ("light", "dark")):
        with tempfile.TemporaryDirectory() as data_dir:
            fill(Path(data_dir))
            target = folder / f"{page}-{language}-{theme}.png"
            take(Path(data_dir), target, page, language, theme)
            print(target)


def take(data_dir: Path, target: Path, page: str, language: str, theme: str) -> None:
    """Open the window on a page, wait, and save its picture."""
    options = {
        "--camera": "demo",
        "--player": "silent",
        "--data-dir": str(data_dir),
        "--page": page,
        "--lang": language,
        "--theme": theme,
        "--quit-after": SECONDS,
        "--screenshot": str(target),
    }
    command = [sys.executable, "-m", "feeling_manager"]
    for name, value in options.items():
        command += [name, value]
    subprocess.run(
        command,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )


def fill(data_dir: Path) -> None:
    """Write two weeks of expressions and songs."""
    store = open_store(user_files(data_dir))
    rng = random.Random(4)
    now = datetime.now(timezone.utc)
    for day in range(14):
        at = now - timedelta(days=day, minutes=8)
        for _ in range(rng.randint(12, 24)):
            at -= timedelta(minutes=rng.randint(2, 9))
            _write(store, rng, at)
    store.close()


def _write(store: Store, rng: random.Random, at: datetime) -> None:
    emotion = rng.choices(EMOTION_ORDER, [2, 1, 7, 9, 3, 3])[0]
    length = timedelta(seconds=rng.randint(40, 300))
    store.log.start_event(EmotionEvent(emotion, at, at + length, 0.8))
    chosen = recommend(
        Request(emotion), store.library.all_tracks(), store.taste.preferences(), {}, rng
    )
    if chosen is not None and rng.random() < 0.5:
        play = store.log.start_play(chosen, at)
        ending = rng.choice([Ending.FINISHED, Ending.FINISHED, Ending.SKIPPED])
        store.log.extend_play(play, at + length, DurationMs(180_000), ending)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
