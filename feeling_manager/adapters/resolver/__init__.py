"""From a track to a file that can be played: local files, and the web through yt-dlp."""

from __future__ import annotations

from feeling_manager.adapters.resolver.audio_cache import AudioCache
from feeling_manager.adapters.resolver.js_runtime import (
    challenge_solver_version,
    javascript_runtime,
    ytdlp_age_days,
    ytdlp_version,
)
from feeling_manager.adapters.resolver.local_file_resolver import LocalFileResolver
from feeling_manager.adapters.resolver.uri_resolver import UriResolver
from feeling_manager.adapters.resolver.ytdlp_client import YtDlpClient
from feeling_manager.adapters.resolver.ytdlp_hooks import ClientLimits
from feeling_manager.adapters.resolver.ytdlp_resolver import YtDlpResolver

__all__ = [
    "AudioCache",
    "ClientLimits",
    "LocalFileResolver",
    "UriResolver",
    "YtDlpClient",
    "YtDlpResolver",
    "challenge_solver_version",
    "javascript_runtime",
    "ytdlp_age_days",
    "ytdlp_version",
]
