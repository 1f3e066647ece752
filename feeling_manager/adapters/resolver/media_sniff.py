"""Is a fetched file really audio?"""

from __future__ import annotations

from pathlib import Path

from feeling_manager.core.media_kind import HEAD_BYTES, looks_like_media


def is_media_file(path: Path) -> bool:
    """Whether a file can be read and begins as audio does."""
    try:
        with path.open("rb") as file:
            return looks_like_media(file.read(HEAD_BYTES))
    except OSError:
        return False
