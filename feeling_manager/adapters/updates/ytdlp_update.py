"""Fetches a newer yt-dlp from the package index into the user's folder."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from feeling_manager.adapters.updates.activation import YtDlpActivation
from feeling_manager.adapters.updates.https_client import Cancelled, HttpsClient, Progressed
from feeling_manager.adapters.updates.package_index import PackageIndex, Wheel
from feeling_manager.adapters.updates.wheel_file import requirement_of, unpack
from feeling_manager.adapters.updates.ytdlp_folder import PACKAGE, YtDlpFolder
from feeling_manager.core.errors import UpdateError
from feeling_manager.core.ports import YtDlpStatus, YtDlpUpdateResult

logger = logging.getLogger(__name__)

PROJECT: Final = "yt-dlp"
SOLVER_PROJECT: Final = "yt-dlp-ejs"
SOLVER_PACKAGE: Final = "yt_dlp_ejs"


class YtDlpUpdate:
    """The one way to a newer yt-dlp. Thread: any; two updates at a time only waste work."""

    def __init__(
        self,
        folder: YtDlpFolder,
        activation: YtDlpActivation,
        client: HttpsClient | None = None,
        index: PackageIndex | None = None,
    ) -> None:
        self._folder = folder
        self._activation = activation
        self._client = client or HttpsClient()
        self._index = index or PackageIndex(self._client)

    def status(self) -> YtDlpStatus:
        """The newest version that is there, and from when on it is used."""
        return self._activation.status()

    def asked_at(self) -> datetime | None:
        """When the index was asked last; None if never."""
        return self._folder.asked_at()

    def check(self, cancelled: Cancelled) -> str:
        """The newest version that there is to fetch. Raises: UpdateError."""
        return str(self._newest(cancelled).version)

    def update(
        self, cancelled: Cancelled, progressed: Progressed = lambda part: None
    ) -> YtDlpUpdateResult:
        """Fetch a newer version if there is one, and load it where none is loaded yet.

        Raises:
            DataError: `folder_readonly`, `disk_full`.
            UpdateError: it could not be fetched. Nothing has changed then.
        """
        self._folder.note_asked()
        newest = self._newest(cancelled)
        available = str(newest.version)
        before = self.status()
        if newest.version <= Version(before.installed):
            return YtDlpUpdateResult(before, available, updated=False)
        self._install(newest, cancelled, progressed)
        with contextlib.suppress(ImportError):
            # Whether the shipped one works is not the question here.
            self._activation.activate()
        after = self.status()
        # Where the new one does not work, the one before it is the newest again.
        works = after.installed != before.installed
        return YtDlpUpdateResult(after, available, works, "" if works else "update_broken")

    def _newest(self, cancelled: Cancelled) -> Wheel:
        """The newest wheel for everyone that is not known to be bad. Raises: UpdateError."""
        bad = self._folder.bad()
        return _first(
            self._index.wheels(PROJECT, cancelled),
            lambda wheel: wheel.is_for_everyone and wheel.version not in bad,
            PROJECT,
        )

    def _solver(self, wanted: SpecifierSet, cancelled: Cancelled) -> Wheel:
        """The wheel of the scripts that a version of yt-dlp names. Raises: UpdateError."""
        return _first(
            self._index.wheels(SOLVER_PROJECT, cancelled),
            lambda wheel: wanted.contains(wheel.version, prereleases=True),
            f"{SOLVER_PROJECT}{wanted}",
        )

    def _install(self, wheel: Wheel, cancelled: Cancelled, progressed: Progressed) -> None:
        """Put a version and the scripts that belong to it in place. Raises: DataError, UpdateError.

        yt-dlp refuses scripts of another version than its own, so both come in one folder.
        """
        with self._folder.staging() as stage:
            tree = stage / "tree"
            unpack(self._fetch(wheel, stage, cancelled, progressed), tree, PACKAGE)
            wanted = requirement_of(tree, PACKAGE, SOLVER_PROJECT)
            if wanted is not None:
                solver = self._solver(wanted, cancelled)
                # Its 50 kB after 3 MB are no progress to be seen.
                file = self._fetch(solver, stage, cancelled, lambda part: None)
                unpack(file, tree, SOLVER_PACKAGE)
            self._folder.add(tree, wheel.version)
        logger.info("fetched yt-dlp %s", wheel.version)

    def _fetch(
        self, wheel: Wheel, stage: Path, cancelled: Cancelled, progressed: Progressed
    ) -> Path:
        """Download a wheel and compare its hash. Raises: UpdateError, OSError."""
        path = stage / "wheel.zip"
        with path.open("wb") as file:
            sha256 = self._client.save(wheel.url, file, cancelled, progressed)
            file.flush()
            os.fsync(file.fileno())
        if sha256 != wheel.sha256:
            raise UpdateError(f"{sha256} in place of {wheel.sha256}", "update_damaged")
        return path


def _first(wheels: list[Wheel], fits: Callable[[Wheel], bool], what: str) -> Wheel:
    """The newest wheel that fits. Raises: UpdateError `index_unreadable`."""
    found = next(filter(fits, wheels), None)
    if found is None:
        raise UpdateError(f"the index has no {what} for this Python", "index_unreadable")
    return found
