"""Sets the environment of the frozen program, before any of its own code runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

LIBVLC = {"win32": "vlc/libvlc.dll", "darwin": "libvlc.dylib", "linux": "libvlc.so.5"}


def changes(base: Path, platform: str, old: Mapping[str, str]) -> dict[str, str | None]:
    """Variables to set, or with None to drop, for a program that lies in `base`."""
    new: dict[str, str | None] = {}
    if platform == "linux":
        # The loader has read it; the browser or Deno that we start must not find our libraries.
        new["LD_LIBRARY_PATH"] = old.get("LD_LIBRARY_PATH_ORIG")
        new["LD_LIBRARY_PATH_ORIG"] = None
    if "MPLCONFIGDIR" not in old:
        new["MPLCONFIGDIR"] = str(_cache_home(platform, old) / "matplotlib")
    library = base / LIBVLC[platform]
    # Without ours, python-vlc looks for the system's.
    if library.is_file() and "PYTHON_VLC_LIB_PATH" not in old:
        new["PYTHON_VLC_LIB_PATH"] = str(library)
        plugins = str(base / "vlc" / "plugins")
        new["PYTHON_VLC_MODULE_PATH"] = new["VLC_PLUGIN_PATH"] = plugins
    return new


def _cache_home(platform: str, old: Mapping[str, str]) -> Path:
    """A folder of this user for what can be made again: matplotlib's list of fonts."""
    if platform == "win32":
        return Path(old.get("LOCALAPPDATA") or Path.home(), "Feeling Manager", "cache")
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Feeling Manager"
    return Path(old.get("XDG_CACHE_HOME") or Path.home() / ".cache", "feeling-manager")


def _apply(new: Mapping[str, str | None]) -> None:
    for name, value in new.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


if hasattr(sys, "_MEIPASS"):
    _apply(changes(Path(sys._MEIPASS), sys.platform, os.environ))
