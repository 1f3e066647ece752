"""`library`: list, find, add, remove, import and export songs."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from urllib.parse import urlsplit

from feeling_manager.app.describe import track_json
from feeling_manager.app.output import print_json
from feeling_manager.app.store import Store, store_of
from feeling_manager.core.addresses import scheme_of
from feeling_manager.core.errors import DataError
from feeling_manager.core.settings import SettingError
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import Track, TrackId
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
    if not store.library.remove(TrackId(options.id)):
        raise DataError(f"there is no song with the id {options.id}", "song_unknown")
    print_json({"removed": options.id})


def _stats(store: Store, _options: Namespace) -> None:
    print_json(asdict(store.library.stats()))


def _import(store: Store, options: Namespace) -> None:
    from feeling_manager.adapters.playlist import source_from_text
    from feeling_manager.adapters.resolver.ytdlp_client import YtDlpClient

    genre = getattr(options, "genre", None)
    source = source_from_text(
        options.source,
        YtDlpClient(store.files.cache),
        allow_private=typed_hosts(options.source),
        **({"genre": genre} if genre else {}),
    )
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
            "log": str(result.log),
        }
    )


def typed_hosts(source: str) -> frozenset[str]:
    """The host of an address that the user typed: it may be one of the private network."""
    host = urlsplit(source.strip()).hostname if "://" in source else None
    return frozenset({host}) if host else frozenset()


def _show_progress(result: ImportResult) -> None:
    print(f"{result.found} found, {result.added} added", file=sys.stderr)


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
    "export": _export,
}
