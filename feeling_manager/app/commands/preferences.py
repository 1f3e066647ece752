"""`preferences`: which genres belong to which emotion."""

from __future__ import annotations

from argparse import Namespace

from feeling_manager.app.output import print_json
from feeling_manager.app.store import store_of
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.preferences import Preferences
from feeling_manager.core.settings import SettingError


def run(options: Namespace) -> int:
    """Show or change the rows; prints all of them afterwards. Raises: DataError, SettingError."""
    with store_of(options) as store:
        if options.action == "set":
            known = {*GENRE_ORDER, *store.taste.genres.names()}
            unknown = [genre for genre in options.genres if genre not in known]
            if unknown:
                raise SettingError(
                    f"there is no genre {unknown[0]!r}; there are {', '.join(sorted(known))}"
                )
            preferences = store.taste.set_row(Emotion(options.emotion), options.genres)
        elif options.action == "reset":
            preferences = store.taste.reset()
        else:
            preferences = store.taste.preferences()
    print_json(_rows(preferences))
    return 0


def _rows(preferences: Preferences) -> dict[str, list[str]]:
    return {emotion: list(weights) for emotion, weights in preferences.as_dict().items()}
