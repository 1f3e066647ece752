"""What somebody drags onto the window: files, folders, addresses."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def sources_of(data: QMimeData) -> list[str]:
    """Paths and addresses in what is dragged; empty where there are none."""
    if data.hasUrls():
        return [url.toLocalFile() or url.toString() for url in data.urls()]
    if data.hasText():
        lines = [line.strip() for line in data.text().splitlines()]
        return [line for line in lines if line.startswith(("https://", "http://", "file:", "/"))]
    return []
