"""Puts the parts together for the window and for `run`."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, QTimer

from feeling_manager.adapters.camera import camera_from_text
from feeling_manager.adapters.camera.camera_names import camera_names
from feeling_manager.adapters.camera.demo_camera import DemoCamera
from feeling_manager.adapters.resolver.audio_cache import AudioCache
from feeling_manager.adapters.resolver.uri_resolver import CheckingResolver
from feeling_manager.adapters.resolver.ytdlp_client import YtDlpClient
from feeling_manager.adapters.surroundings import surroundings_here
from feeling_manager.app.logs import start_logging
from feeling_manager.app.memory import give_back, share_heaps
from feeling_manager.app.music import make_resolver, open_list
from feeling_manager.app.perception import make_gestures, make_pipeline
from feeling_manager.app.store import Store, files_of, library_of, open_store
from feeling_manager.app.ytdlp import UserYtDlp
from feeling_manager.core.errors import DataError, KnownError, PlayerError
from feeling_manager.core.ports import Camera, Player
from feeling_manager.core.settings import AUTO_CAMERA, SettingError, Settings
from feeling_manager.runtime.library_jobs import LibraryTools
from feeling_manager.runtime.session import Parts, Problem, Session
from feeling_manager.storage.settings_file import SettingsFile

logger = logging.getLogger(__name__)

GIVE_BACK_MS: Final = 60_000
"""Loading yt-dlp and charts leaves gaps. Measured: giving back takes 6 to 20 ms."""

BYTES_PER_MB: Final = 1_000_000


class AlreadyRunningError(KnownError):
    """Another program of this user already watches and writes the log."""

    code = "already_running"


class RunSettings:
    """The settings of this run: the file's, with what the command line says on top.

    What was only said on the command line is never written to the file.
    """

    def __init__(self, file: SettingsFile, overrides: dict[str, str]) -> None:
        self._file = file
        self._saved = file.load()
        self._start = self._saved
        for key, text in overrides.items():
            self._start = self._start.with_text(key, text)
        self._overridden = set(overrides)

    @property
    def settings(self) -> Settings:
        """What this run begins with."""
        return self._start

    def save(self, settings: Settings) -> None:
        """Write what the user changed. Raises: DataError."""
        start, values = self._start.as_dict(), settings.as_dict()
        for key, value in values.items():
            if key in self._overridden and value == start[key]:
                continue
            self._saved = self._saved.with_value(key, value)
        self._file.save(self._saved)


@dataclass(slots=True)
class Program:
    """Everything that was opened for a run, to be closed in one go."""

    store: Store
    session: Session
    run_settings: RunSettings
    notices: list[Problem]
    cache: AudioCache
    lock: QLockFile

    def close(self) -> None:
        """Stop the threads, end what is open, close the database, let the next one start."""
        self.session.close()
        self.store.close()
        self.lock.unlock()


def setting_overrides(options: Namespace) -> dict[str, str]:
    """The settings that the command line changes for this run. Raises: SettingError."""
    overrides: dict[str, str] = {}
    for item in getattr(options, "set", []):
        key, equals, value = item.partition("=")
        if not equals:
            raise SettingError(f"{item!r} is not KEY=VALUE")
        overrides[key] = value
    if hasattr(options, "camera"):
        # Who names a camera wants it on, however it was left the last time.
        overrides.setdefault("camera_on", "true")
    for option, key in (("camera", "camera"), ("lang", "language"), ("theme", "theme")):
        if hasattr(options, option):
            overrides[key] = getattr(options, option)
    return overrides


def build(options: Namespace, resolver: CheckingResolver | None = None) -> Program:
    """Open the user's folder and make a session that has not started yet.

    Songs are resolved by `resolver` if one is given, else as their addresses ask for.

    Raises:
        AlreadyRunningError, DataError, PlayerError, SettingError.
    """
    share_heaps()
    files = files_of(options)
    run_settings = RunSettings(SettingsFile(files.settings), setting_overrides(options))
    settings = run_settings.settings
    lock = _lock(files.lock)
    start_logging(files.logs)
    try:
        store = open_store(files, recover=True)
    except BaseException:
        lock.unlock()
        raise
    store.log.close_interrupted()
    notices: list[Problem] = []
    if store.set_aside is not None:
        notices.append(Problem("database_set_aside", str(store.set_aside)))
    player = _player(options, notices)
    make_camera = _camera_maker(options, settings, notices)
    cache = AudioCache(files.cache, settings.cache_mb * BYTES_PER_MB)
    ytdlp = UserYtDlp(files, owns_folder=True)
    client = YtDlpClient(files.cache, prepare=ytdlp.activate)
    resolver = resolver or make_resolver(cache, client)
    parts = Parts(
        make_camera=make_camera,
        make_pipeline=make_pipeline,
        make_gestures=make_gestures,
        player=player,
        resolver=resolver,
        library=store.library,
        log=store.log,
        taste=store.taste,
        corrections=store.corrections,
        tools=LibraryTools(
            open_library=lambda: library_of(files),
            open_list=lambda source, genre, cancelled: open_list(client, source, genre, cancelled),
            checker=resolver,
            log_folder=files.logs,
        ),
        ytdlp=ytdlp,
        surroundings=surroundings_here(),
    )
    session = Session(parts, settings)
    _MemoryKeeper(session)
    keeper = _CacheKeeper(cache, session)
    session.playback.files_in_use.connect(keeper.on_files_in_use)
    session.settings_changed.connect(keeper.on_settings)
    return Program(store, session, run_settings, notices, cache, lock)


def _lock(path: Path) -> QLockFile:
    """Claim the user's folder. Raises: AlreadyRunningError, DataError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(str(error), "folder_readonly") from error
    lock = QLockFile(str(path))
    # A lock whose process is gone is taken over at once; age alone says nothing all day long.
    lock.setStaleLockTime(0)
    if lock.tryLock(100):
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        raise AlreadyRunningError(str(path.parent))
    raise DataError(str(path.parent), "folder_readonly")


def _player(options: Namespace, notices: list[Problem]) -> Player:
    """VLC; without it the silent player, with a word, unless VLC was asked for.

    Raises: PlayerError.
    """
    from feeling_manager.adapters.player.silent_player import SilentPlayer
    from feeling_manager.adapters.player.vlc_player import VlcPlayer

    wanted = getattr(options, "player", None)
    audio_file: Path | None = getattr(options, "audio_file", None)
    if wanted == "silent":
        return SilentPlayer()
    try:
        return VlcPlayer(audio_file=audio_file)
    except PlayerError as error:
        if wanted == "vlc" or audio_file is not None:
            raise
        logger.warning("no sound: %s", error.detail)
        notices.append(Problem(error.code, error.detail))
        return SilentPlayer()


def _camera_maker(
    options: Namespace, settings: Settings, notices: list[Problem]
) -> Callable[[Settings], Camera]:
    """How a camera is made of the settings; the demo portrait may stand in for a missing one."""
    loop = getattr(options, "loop", False)
    demo_allowed = getattr(options, "demo_if_no_camera", False)
    if demo_allowed and settings.camera == AUTO_CAMERA and not camera_names():
        notices.append(Problem("demo_instead_of_camera"))
        return lambda now: (
            DemoCamera() if now.camera == AUTO_CAMERA else camera_from_text(now.camera, loop)
        )
    return lambda now: camera_from_text("0" if now.camera == AUTO_CAMERA else now.camera, loop)


class _MemoryKeeper(QObject):
    """Gives free memory back once the models are loaded, and now and then."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._timer = QTimer(self, interval=GIVE_BACK_MS)
        self._timer.timeout.connect(give_back)
        session.ready.connect(self._timer.start)
        session.ready.connect(give_back)


class _CacheKeeper(QObject):
    """Keeps the cache from deleting what plays and what comes next, and to its size."""

    def __init__(self, cache: AudioCache, parent: QObject) -> None:
        super().__init__(parent)
        self._cache = cache
        self._cache_mb: int | None = None
        self._pinned: frozenset[Path] = frozenset()

    def on_files_in_use(self, paths: frozenset[Path]) -> None:
        """Pin what is new and let go of the rest."""
        for path in paths - self._pinned:
            self._cache.pin(path)
        for path in self._pinned - paths:
            self._cache.unpin(path)
        self._pinned = paths

    def on_settings(self, settings: Settings) -> None:
        """Keep to a changed size; other changes must not wait for the disk."""
        if settings.cache_mb != self._cache_mb:
            self._cache_mb = settings.cache_mb
            self._cache.set_limit(settings.cache_mb * BYTES_PER_MB)
