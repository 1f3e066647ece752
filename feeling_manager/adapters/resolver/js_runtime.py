"""Which JavaScript runtime and which yt-dlp the program will use; nothing heavy is imported."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from feeling_manager.core.releases import released_on


@dataclass(frozen=True, slots=True)
class RuntimeKind:
    """A JavaScript runtime that yt-dlp can use: its name there, its program, how to ask it."""

    name: str
    program: str
    version_argument: str
    version_pattern: str
    oldest: tuple[int, ...]


RUNTIMES: Final = (
    RuntimeKind("deno", "deno", "--version", r"^deno (\S+)", (2, 3, 0)),
    RuntimeKind("node", "node", "--version", r"^v(\S+)", (22, 0, 0)),
    RuntimeKind("bun", "bun", "--version", r"^(\d\S*)", (1, 2, 11)),
    RuntimeKind("quickjs", "qjs", "--help", r"^QuickJS version (\S+)", (2023, 12, 9)),
    RuntimeKind("quickjs", "qjs", "--help", r"^QuickJS-ng version (\S+)", (0,)),
)
"""Best first. Source: `js_runtimes` and `utils/_jsruntime.py` of yt-dlp 2026.08.19."""

ASKING_TIMEOUT_S: Final = 10


def javascript_runtime() -> tuple[str, Path] | None:
    """(yt-dlp's name, program) of the best runtime that is new enough, or None.

    Starts the programs to ask for their versions, which takes a tenth of a second: for `doctor`.
    """
    found = javascript_runtimes()
    for kind in RUNTIMES:
        path = found.get(kind.name)
        if path is not None and _is_new_enough(kind, path):
            return kind.name, path
    return None


def javascript_runtimes() -> dict[str, Path]:
    """Every runtime there is, best first, of whatever version; yt-dlp asks them itself."""
    found = {}
    for kind in RUNTIMES:
        path = _bundled(kind.program) or _on_path(kind.program)
        if path is not None:
            found[kind.name] = path
    return found


def _is_new_enough(kind: RuntimeKind, path: Path) -> bool:
    """Whether yt-dlp would accept a runtime. Measured: deno answers in 30 ms."""
    try:
        answer = subprocess.run(
            [str(path), kind.version_argument],
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=ASKING_TIMEOUT_S,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return False
    match = re.search(kind.version_pattern, answer.stdout, re.MULTILINE)
    version = re.findall(r"\d+", match.group(1)) if match else []
    return bool(version) and tuple(int(part) for part in version) >= kind.oldest


def ytdlp_version() -> str | None:
    """The version that will be, or was, imported; None when yt-dlp is missing."""
    module = sys.modules.get("yt_dlp.version")
    if module is not None:
        return str(module.__version__)
    return _installed_version("yt-dlp", "yt_dlp.version")


def challenge_solver_version() -> str | None:
    """The version of yt-dlp-ejs, the scripts the JavaScript runtime is given; None if missing."""
    return _installed_version("yt-dlp-ejs", "yt_dlp_ejs")


def _installed_version(distribution: str, module: str) -> str | None:
    """The version of a package, from its metadata, or else from itself."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        pass
    try:
        # A frozen program may lack the metadata.
        found = importlib.import_module(module)
    except ImportError:
        return None
    return str(getattr(found, "__version__", None) or getattr(found, "version", "")) or None


def ytdlp_age_days(today: date) -> int | None:
    """How old yt-dlp is; its version is the date of its release. None when it cannot be told."""
    released = released_on(ytdlp_version() or "")
    if released is None:
        return None
    return (today - released).days


def _bundled(program: str) -> Path | None:
    """The runtime that came with the program: beside Python's scripts, or beside the frozen one."""
    folders = [sysconfig.get_path("scripts"), str(Path(sys.executable).parent)]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        folders += [str(frozen), str(Path(frozen) / "bin")]
    path = shutil.which(program, path=os.pathsep.join(folder for folder in folders if folder))
    return Path(path) if path else None


def _on_path(program: str) -> Path | None:
    """The runtime that the user has installed."""
    path = shutil.which(program)
    return Path(path).absolute() if path else None
