"""Takes the face detector out of mediapipe's wheel, and what its native code imports by name."""

from __future__ import annotations

from pathlib import Path

from PyInstaller.utils.hooks import collect_submodules, get_package_paths

from bundle.contents import MEDIAPIPE_MODELS

_HOME = Path(get_package_paths("mediapipe")[1])

datas = [(str(_HOME / one), str(Path("mediapipe", one).parent)) for one in MEDIAPIPE_MODELS]
# Protocol buffers that C++ asks Python for.
hiddenimports = collect_submodules(
    "mediapipe",
    filter=lambda name: not name.startswith("mediapipe.model_maker"),
    on_error="ignore",
)
hiddenimports = [name for name in hiddenimports if name.endswith("_pb2")]
