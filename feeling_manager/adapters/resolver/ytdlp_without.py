"""Lets yt-dlp do without what we never use: it takes what is missing as not installed.

We send every request through urllib and our guard, and fetch no encrypted streams, covers or
live chats. Measured: 16 MB of memory and 200 modules.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any, Final

OTHER_HANDLERS: Final = ("_requests", "_websockets", "_curlcffi")
"""Modules of `yt_dlp.networking`, each imported in a `try`."""

OPTIONAL: Final = ("requests", "urllib3", "websockets", "mutagen", "Cryptodome", "curl_cffi")
"""Source: yt_dlp/dependencies/__init__.py, each imported in a `try`."""


def leave_out() -> None:
    """Import yt-dlp's list of what is installed while nothing optional can be found."""
    modules: dict[str, Any] = sys.modules
    for name in OTHER_HANDLERS:
        modules.setdefault(f"yt_dlp.networking.{name}", None)
    absent = [name for name in OPTIONAL if name not in modules]
    for name in absent:
        modules[name] = None
    try:
        with suppress(ImportError):  # a version that keeps its list elsewhere only takes more room
            import yt_dlp.dependencies  # noqa: F401
    finally:
        for name in absent:
            del modules[name]
