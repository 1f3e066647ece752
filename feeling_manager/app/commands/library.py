"""`library`: list, find, add, remove, import and export songs."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict

from feeling_manager.adapters.resolver.audio_cache import AudioCache
from feeling_manager.adapters.resolver.ytdlp_client import YtDlpClient
from feeling_manager.app.describe import track_json
from feeling_manager.app.music import make_resolver, open_list
from feeling_manager.app.output import print_json
from feeling_manager.app.store import Store, store_of
from feeling_manager.app.ytdlp import UserYtDlp
from feeling_manager.core.addresses import scheme_of
from feeling_manager.core.errors import DataError
from feeling_manager.core.settings import SettingError
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.track_check import WEB_PAUSE_S, check_tracks
from feeling_manager.storage.track_export import export_tracks
from feeling_manager.storage.track_import import ImportResult, import_tracks


def run(options: Namespace) -> int:
    """Do one action. Raises: DataError, SettingError."""
    with store_of(options) as store:
        _ACTIONS[options.action](store, options)
    return 0


def _list(store: Store, _options: Namespace) -> None:
    for track in store.library.all_tracks():
        print_json(track_json(track))


def _search(store: Store, options: Namespace) -> None:
    for track in store.library.search(options.text):
        print_json(track_json(track))


def _add(store: Store, options: Namespace) -> None:
    if scheme_of(options.uri) is None:
        raise SettingError(
            f"{options.uri!r} is no address of a song: use https:, file: or ytsearch:"
        )
    title = clean_text(options.title)
    if not title:
        raise SettingError("a song needs a title")
    track = Track(TrackId(0), options.uri, title, clean_text(options.artist), options.genre)
    print_json(track_json(store.library.add(track)))


def _remove(store: Store, options: Namespace) -> None:
    if not store.library.remove([TrackId(options.id)]):
        raise DataError(f"there is no song with the id {options.id}", "song_unknown")
    print_json({"removed": options.id})


def _stats(store: Store, _options: Namespace) -> None:
    print_json(asdict(store.library.stats()))


def _import(store: Store, options: Namespace) -> None:
    source = open_list(_client(store), options.source, getattr(options, "genre", ""))
    result = import_tracks(
        source.entries(),
        store.library,
        store.files.logs,
        options.source,
        getattr(options, "dry_run", False),
        _show_progress,
    )
    print_json(
        {
            "found": result.found,
            "added": result.added,
            "already_there": result.already_there,
            "skipped": [asdict(entry) for entry in result.skipped],
            "broken_off": result.broken_off,
            "log": str(result.log),
        }
    )


def _show_progress(result: ImportResult) -> None:
    print(f"{result.found} found, {result.added} added", file=sys.stderr)


def _client(store: Store) -> YtDlpClient:
    return YtDlpClient(store.files.cache, prepare=UserYtDlp(store.files).activate)


def _check(store: Store, options: Namespace) -> None:
    # A check looks into the cache and fetches nothing, so no limit is needed.
    cache = AudioCache(store.files.cache, limit_bytes=0)
    checker = make_resolver(cache, _client(store))
    result = check_tracks(
        store.library,
        checker,
        getattr(options, "limit", None),
        getattr(options, "pause", None) or WEB_PAUSE_S,
        lambda now: print(f"{now.checked} of {now.total} checked", file=sys.stderr),
    )
    print_json(
        {
            "checked": result.checked,
            "left": result.total - result.checked,
            "broken": [track_json(track) | {"problem": code} for track, code in result.broken],
            "stopped_by": result.stopped_by,
        }
    )


def _export(store: Store, options: Namespace) -> None:
    tracks = store.library.all_tracks()
    export_tracks(tracks, options.file)
    print_json({"file": str(options.file), "songs": len(tracks)})


_ACTIONS = {
    "list": _list,
    "search": _search,
    "add": _add,
    "remove": _remove,
    "stats": _stats,
    "import": _import,
    "check": _check,
    "export": _export,
}
