"""`data`: where this user's data lies, how to take it along, how to delete it."""

from __future__ import annotations

import sys
import zipfile
from argparse import Namespace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from feeling_manager.app.describe import play_json, track_json
from feeling_manager.app.output import print_json
from feeling_manager.app.store import Store, files_of, store_of
from feeling_manager.core.errors import DataError
from feeling_manager.core.settings import SettingError

_ALWAYS = (datetime(1970, 1, 2, tzinfo=timezone.utc), datetime(9000, 1, 1, tzinfo=timezone.utc))


def run(options: Namespace) -> int:
    """Do one action. Raises: DataError, SettingError."""
    if options.action == "where":
        files = files_of(options)
        print_json(
            {
                "folder": str(files.root),
                "database": str(files.database),
                "settings": str(files.settings),
                "cache": str(files.cache),
                "logs": str(files.logs),
            }
        )
        return 0
    with store_of(options) as store:
        if options.action == "export":
            contents = export_data(store, options.file)
            print_json({"file": str(options.file), "contents": contents})
        else:
            _delete(store, options)
    return 0


def export_data(store: Store, path: Path) -> dict[str, int]:
    """Write everything that is kept of this user; how many entries of each kind.

    Raises:
        DataError: `folder_readonly`.
    """
    import json

    contents: dict[str, list[Any] | dict[str, Any]] = {
        "events.json": [
            {
                "emotion": event.emotion.value,
                "started_at": event.started_at.isoformat(),
                "ended_at": event.ended_at.isoformat(),
                "mean_confidence": event.mean_confidence,
            }
            for event in store.log.events_between(*_ALWAYS)
        ],
        "gestures.json": [
            {
                "gesture": event.gesture.value,
                "started_at": event.started_at.isoformat(),
                "ended_at": event.ended_at.isoformat(),
            }
            for event in store.log.gestures.between(*_ALWAYS)
        ],
        "plays.json": [play_json(play) for play in store.log.plays_between(*_ALWAYS)],
        "library.json": [track_json(track) for track in store.library.all_tracks()],
        "preferences.json": store.taste.preferences().as_dict(),
        "corrections.json": [one.emotion.value for one in store.corrections.all()],
    }
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in contents.items():
                archive.writestr(name, json.dumps(content, ensure_ascii=False, indent=1))
            if store.files.settings.exists():
                archive.write(store.files.settings, "settings.json")
    except OSError as error:
        raise DataError(str(error), "folder_readonly") from error
    return {name: len(content) for name, content in contents.items()}


def _delete(store: Store, options: Namespace) -> None:
    days = getattr(options, "older_than", None)
    what = (
        "the whole log and what was learnt of your expressions"
        if days is None
        else f"the log older than {days} days"
    )
    if not getattr(options, "yes", False) and not _confirmed(what):
        raise SettingError("nothing was deleted; say --yes to delete without a question")
    limit = None if days is None else datetime.now(timezone.utc) - timedelta(days=days)
    result = {"deleted": store.log.delete_before(limit)}
    if limit is None:
        store.files.desktop_state.unlink(missing_ok=True)  # it names the last song
        result["corrections"] = store.corrections.remove_all()
    print_json(result)


def _confirmed(what: str) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(f"Delete {what}? It cannot be brought back. [y/N] ").strip().lower() == "y"
