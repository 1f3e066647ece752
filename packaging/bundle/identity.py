"""Who the program is, for every kind of package; the version stands in the program alone."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]

NAME: Final = "feeling-manager"
TITLE: Final = "Feeling Manager"
APP_ID: Final = "org.feelingmanager.app"
"""Reverse domain name, for AppStream and macOS."""

MAINTAINER: Final = "Feeling Manager <maintainers@feelingmanager.invalid>"
SUMMARY: Final = "Plays music that fits the expression on your face"


def version(root: Path = ROOT) -> str:
    """The program's version, read without importing it."""
    text = (root / "feeling_manager" / "__init__.py").read_text(encoding="utf-8")
    match = re.search(r'^__version__(?:: Final)? = "([^"]+)"', text, re.MULTILINE)
    if match is None:
        raise ValueError("feeling_manager/__init__.py names no version")
    return match.group(1)


def system() -> str:
    """The system and processor of this machine, as names of packages have them."""
    names = {"linux": "linux", "win32": "windows", "darwin": "macos"}
    machine = platform.machine().lower().replace("amd64", "x86_64")
    return f"{names[sys.platform]}-{machine}"


def source_date_epoch(root: Path = ROOT) -> int:
    """The time that goes into every file: SOURCE_DATE_EPOCH, or that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        # A source archive without its history: the newest file that people edit.
        return int((root / "CHANGELOG.md").stat().st_mtime)
    return int(answer)


def environment(epoch: int) -> dict[str, str]:
    """The environment of a tool whose output must not depend on when and where it runs."""
    return {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch),
    }


def iso_date(epoch: int) -> str:
    """The day of a time, in UTC."""
    return datetime.fromtimestamp(epoch, timezone.utc).date().isoformat()
