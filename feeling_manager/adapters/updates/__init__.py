"""A newer yt-dlp without a new release of the program."""

from __future__ import annotations

from feeling_manager.adapters.updates.activation import YtDlpActivation
from feeling_manager.adapters.updates.https_client import FetchLimits, HttpsClient
from feeling_manager.adapters.updates.package_index import PackageIndex
from feeling_manager.adapters.updates.ytdlp_folder import YtDlpFolder
from feeling_manager.adapters.updates.ytdlp_update import YtDlpUpdate

__all__ = [
    "FetchLimits",
    "HttpsClient",
    "PackageIndex",
    "YtDlpActivation",
    "YtDlpFolder",
    "YtDlpUpdate",
]
