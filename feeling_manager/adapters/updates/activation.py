"""Makes Python load the user's newer yt-dlp in place of the one that came with the program."""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Final

from packaging.version import InvalidVersion, Version

from feeling_manager.adapters.updates.ytdlp_folder import PACKAGE, YtDlpFolder
from feeling_manager.core.errors import DataError
from feeling_manager.core.ports import ActiveYtDlp, YtDlpStatus

logger = logging.getLogger(__name__)

PACKAGES: Final = (PACKAGE, "yt_dlp_ejs")
DISTRIBUTIONS: Final = frozenset({"yt-dlp", "yt-dlp-ejs"})


class YtDlpActivation:
    """Chooses the yt-dlp of this process. Thread: any.

    Args:
        folder: where the user's versions lie.
        shipped: tells the version that came with the program; asked before anything is changed.
        entry: the module that imports everything the program needs of yt-dlp. Whether a version
            is good is whether this one can be imported over it.
        clean: delete versions that are no longer needed. Only for the program that owns the
            user's folder: another one may still be loading pieces of an older version.
    """

    def __init__(
        self,
        folder: YtDlpFolder,
        shipped: Callable[[], str | None],
        entry: str,
        clean: bool = False,
    ) -> None:
        self._folder = folder
        self._ask_shipped = shipped
        self._entry = entry
        self._clean = clean
        self._loading = threading.Lock()
        self._asking = threading.Lock()
        self._shipped: Version | None = None
        self._active: Version | None = None
        self._bad: set[Version] = set()

    @property
    def is_loaded(self) -> bool:
        """Whether this process can no longer change its yt-dlp."""
        return PACKAGE in sys.modules

    def activate(self) -> None:
        """Import the newest yt-dlp that works; nothing happens once one is imported.

        Takes half a second, so never in the GUI thread.

        Raises:
            ImportError: the one that came with the program cannot be imported either.
        """
        with self._loading:
            if self.is_loaded:
                return
            self._active = next(filter(self._can_load, self._newer()), None)
            if self._clean:
                self._folder.clean(self._active, self._shipped_version())
            importlib.import_module(self._entry)

    def status(self) -> YtDlpStatus:
        """The newest version that is there, and from when on it is used; never waits for long."""
        newest = next(iter(self._newer()), None)
        if newest is None:
            return YtDlpStatus(str(self._shipped_version()), ActiveYtDlp.SHIPPED)
        is_used = newest == self._active or not self.is_loaded
        return YtDlpStatus(str(newest), ActiveYtDlp.NOW if is_used else ActiveYtDlp.NEXT_START)

    def _shipped_version(self) -> Version:
        """The version that came with the program; 0 when there is none."""
        with self._asking:
            if self._shipped is None:
                self._shipped = self._ask()
            return self._shipped

    def _ask(self) -> Version:
        was_loaded = self.is_loaded
        try:
            return Version(self._ask_shipped() or "0")
        except InvalidVersion:
            return Version("0")
        finally:
            if not was_loaded:
                # Where the metadata is missing, a package is asked by importing it.
                _forget(PACKAGES)

    def _newer(self) -> list[Version]:
        """The user's versions that are better than the shipped one, newest first."""
        shipped = self._shipped_version()
        return [v for v in self._folder.good() if v > shipped and v not in self._bad]

    def _can_load(self, version: Version) -> bool:
        """Import a version; one that does not work is taken away again and marked."""
        folder = self._folder.path(version)
        finder = _YtDlpFinder(folder)
        self._active = version
        sys.meta_path.insert(0, finder)
        try:
            importlib.invalidate_caches()
            importlib.import_module(self._entry)
            _check_origin(folder)
        # Whatever a stranger's module does wrong, quitting included, the shipped one still works.
        except (Exception, SystemExit) as error:
            logger.info("yt-dlp %s does not work here", version, exc_info=True)
            sys.meta_path.remove(finder)
            _forget((*PACKAGES, self._entry))
            self._reject(version, repr(error))
            return False
        logger.info("yt-dlp %s of the user is used", version)
        return True

    def _reject(self, version: Version, why: str) -> None:
        """Never try a version again, in this process at least."""
        self._bad.add(version)
        try:
            self._folder.mark_bad(version, why)
        except DataError as error:
            logger.info("could not mark yt-dlp %s as bad: %s", version, error.detail)


class _YtDlpFinder(importlib.metadata.DistributionFinder):
    """Finds the packages of one version, and no others, before all other places are asked.

    `sys.path` would not do: a packaged program looks into itself before it looks there, and
    whatever else lies in the folder could stand in for a module of the program.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Where a module lies; None leaves the search to others."""
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        return PathFinder.find_spec(fullname, [self._folder] if path is None else path, target)

    def find_distributions(
        self,
        context: importlib.metadata.DistributionFinder.Context | None = None,
    ) -> Iterable[importlib.metadata.Distribution]:
        """The metadata of the packages, so that asking for their version answers this one."""
        if context is None or context.name not in DISTRIBUTIONS:
            return ()
        here = importlib.metadata.DistributionFinder.Context(name=context.name, path=[self._folder])
        return importlib.metadata.MetadataPathFinder.find_distributions(here)


def _check_origin(folder: Path) -> None:
    """Raise ImportError when what was imported is not what lies in `folder`."""
    origin = Path(str(sys.modules[PACKAGE].__file__))
    if folder not in origin.parents:
        raise ImportError(f"yt-dlp was imported from {origin}")


def _forget(names: Sequence[str]) -> None:
    """Take modules and all that is below them out of Python's memory."""
    for name in list(sys.modules):
        if any(name == top or name.startswith(f"{top}.") for top in names):
            del sys.modules[name]
