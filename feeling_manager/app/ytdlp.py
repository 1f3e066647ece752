"""Which yt-dlp a command uses, and how it comes by a newer one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from feeling_manager.app.paths import UserFiles
from feeling_manager.core.ports import YtDlpStatus, YtDlpUpdateResult

if TYPE_CHECKING:
    from feeling_manager.adapters.updates import (
        HttpsClient,
        PackageIndex,
        YtDlpActivation,
        YtDlpUpdate,
    )

NETWORK_MODULE: Final = "feeling_manager.adapters.resolver.ytdlp_network"
"""Imports all that the program needs of yt-dlp."""


class UserYtDlp:
    """The user's yt-dlp or the shipped one, and newer ones. Thread: any.

    What does the work is loaded when it is first needed: 75 ms that the window need not wait for.

    Args:
        files: the user's folder.
        owns_folder: this program holds the lock of that folder, and may delete old versions.
        client, index: where newer ones come from; pypi.org unless told otherwise.
    """

    def __init__(
        self,
        files: UserFiles,
        owns_folder: bool = False,
        client: HttpsClient | None = None,
        index: PackageIndex | None = None,
    ) -> None:
        self._files = files
        self._owns_folder = owns_folder
        self._client = client
        self._index = index
        self._lock = threading.Lock()
        self._made: tuple[YtDlpActivation, YtDlpUpdate] | None = None

    def activate(self) -> None:
        """Import the newest yt-dlp that works. Raises: ImportError."""
        self._parts()[0].activate()

    def status(self) -> YtDlpStatus:
        """The newest version that is there, and from when on it is used."""
        return self._parts()[1].status()

    def asked_at(self) -> datetime | None:
        """When the index was asked last; None if never."""
        return self._parts()[1].asked_at()

    def check(self, cancelled: Callable[[], bool]) -> str:
        """The newest version that there is to fetch. Raises: UpdateError."""
        return self._parts()[1].check(cancelled)

    def update(
        self,
        cancelled: Callable[[], bool],
        progressed: Callable[[float], None] = lambda part: None,
    ) -> YtDlpUpdateResult:
        """Fetch a newer version if there is one. Raises: DataError, UpdateError."""
        return self._parts()[1].update(cancelled, progressed)

    def _parts(self) -> tuple[YtDlpActivation, YtDlpUpdate]:
        """What does the work; one of each, whichever thread comes first."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made

    def _make(self) -> tuple[YtDlpActivation, YtDlpUpdate]:
        from feeling_manager.adapters.resolver.js_runtime import ytdlp_version
        from feeling_manager.adapters.updates import YtDlpActivation, YtDlpFolder, YtDlpUpdate

        folder = YtDlpFolder(self._files.ytdlp)
        activation = YtDlpActivation(folder, ytdlp_version, NETWORK_MODULE, clean=self._owns_folder)
        return activation, YtDlpUpdate(folder, activation, self._client, self._index)
