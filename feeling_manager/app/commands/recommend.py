"""`recommend`: which songs would be chosen for an emotion."""

from __future__ import annotations

import random
from argparse import Namespace

from feeling_manager.app.describe import recommendation_json
from feeling_manager.app.output import print_json
from feeling_manager.app.store import store_of
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.errors import DataError
from feeling_manager.core.recommender import Request, recommend
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import TrackId


def run(options: Namespace) -> int:
    """Print a JSON line per song. Raises: DataError when there is no song."""
    rng = random.Random(getattr(options, "seed", None))
    emotion, mode = Emotion(options.emotion), ListeningMode(options.mode)
    with store_of(options) as store:
        songs, recent = store.library.stock, list[TrackId]()
        preferences, feedback = store.taste.preferences(), store.taste.feedback()
        for _ in range(options.n):
            found = recommend(Request(emotion, mode, recent), songs, preferences, feedback, rng)
            if found is None:
                raise DataError(code="library_empty")
            recent.append(found.track.id)
            print_json(recommendation_json(found))
    return 0
