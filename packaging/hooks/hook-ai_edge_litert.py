"""Takes LiteRT's libraries, which its extensions open; those are found by their imports."""

from __future__ import annotations

from pathlib import Path

from PyInstaller.utils.hooks import get_package_paths

from bundle.contents import is_wanted

_HOME = Path(get_package_paths("ai_edge_litert")[1])

binaries = [
    (str(path), "ai_edge_litert")
    for pattern in ("lib*.so", "lib*.dylib", "*.dll")
    for path in sorted(_HOME.glob(pattern))
    if is_wanted(f"ai_edge_litert/{path.name}", "")
]
