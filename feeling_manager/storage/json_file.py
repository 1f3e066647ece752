"""Small JSON files that are read whole and written in one step."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feeling_manager.core.errors import DataError

logger = logging.getLogger(__name__)


def read_object(path: Path) -> dict[str, Any]:
    """The object in a file; a missing or broken one is empty, the latter with a word in the log."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        logger.info("could not read %s: %s", path, error)
        return {}
    return content if isinstance(content, dict) else {}


def write_object(
    path: Path, content: Mapping[str, Any], durable: bool = True, private: bool = False
) -> None:
    """Write the file in one step: a crash leaves the old or the new one, never half of one.

    Args:
        path: the file; its folder is made.
        content: plain values.
        durable: wait for the disk, so that a power cut loses nothing either.
        private: let nobody else read it.

    Raises:
        DataError: `folder_readonly`.
    """
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    partial = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if private:
            partial.unlink(missing_ok=True)
            partial.touch(0o600)
        with partial.open("w", encoding="utf-8") as file:
            file.write(text)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise DataError(str(error), "folder_readonly") from error
