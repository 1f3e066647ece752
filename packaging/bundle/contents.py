"""What the frozen program is made of: its data, and what is left out, for each platform.

Names are those inside the bundle, with forward slashes; `platform` is as in `sys.platform`.
"""

from __future__ import annotations

import re
import shutil
import sysconfig
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

DATA: Final = (
    ("assets/fonts/*", "assets/fonts"),
    ("assets/i18n/*.qm", "assets/i18n"),
    ("assets/icons/*.svg", "assets/icons"),
    ("assets/icons/*.txt", "assets/icons"),
    ("assets/icons/style/*.svg", "assets/icons/style"),
    ("assets/starter_tracks/*", "assets/starter_tracks"),
    ("models/emotion.tflite", "models"),
    ("models/emotion.card.json", "models"),
    ("data/seed_playlists.sqlite", "data"),
)
"""(pattern in the source tree, folder in the bundle): the Keras network and the CSV stay behind."""

MEDIAPIPE_MODELS: Final = (
    "modules/face_detection/face_detection_short_range.tflite",
    "modules/palm_detection/palm_detection_full.tflite",
    "modules/hand_landmark/hand_landmark_lite.tflite",
)
"""The models out of mediapipe's wheel that the program reads: faces, and hands for gestures."""

EXECUTABLES: Final = {
    "linux": (("feeling-manager", True),),
    # Windows opens a console window for a program that has one, so there are two.
    "win32": (("Feeling Manager", False), ("feeling-manager-cli", True)),
    "darwin": (("feeling-manager", False),),
}
"""(name, whether it talks to a terminal): the same program."""

INFO_PLIST: Final = {
    "CFBundleDisplayName": "Feeling Manager",
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "ko"],
    "LSApplicationCategoryType": "public.app-category.music",
    # What the wheels of Qt and OpenCV were built for.
    "LSMinimumSystemVersion": "13.0",
    "NSHighResolutionCapable": True,
    # macOS shows this sentence when it asks, in Korean that of macos/ko.lproj, and ends a program
    # that has none.
    "NSCameraUsageDescription": "Feeling Manager reads the expression on your face. "
    "No picture is stored or sent.",
}

EXCLUDED_MODULES: Final = (
    # Training, and what mediapipe or matplotlib would take along where it is installed.
    "feeling_manager.training",
    *("tensorflow", "keras", "jax", "jaxlib", "torch", "scipy", "sklearn", "skimage", "pandas"),
    *("IPython", "ipykernel", "jedi", "pytest", "_pytest", "hypothesis", "mypy", "setuptools"),
    *("pip", "pkg_resources", "wheel", "tkinter", "idlelib", "turtledemo", "lib2to3", "ensurepip"),
    *("gi", "wx", "cairo", "cairocffi", "tornado", "PyQt5", "PyQt6", "PySide2"),
    # mediapipe speaks of text and language models; none of them is used.
    *("sentencepiece", "sounddevice", "ml_dtypes"),
    *(f"mediapipe.tasks.python.{name}" for name in ("audio", "genai", "text")),
    # LiteRT's tools for other hardware.
    *("ai_edge_litert.aot", "ai_edge_litert.tools", "ai_edge_litert.vendors"),
    "ai_edge_litert.compiled_model",
    # Charts are drawn by Agg, in Qt and into PNG files.
    *("matplotlib.tests", "mpl_toolkits.tests", "matplotlib.testing", "matplotlib.sphinxext"),
    *(f"matplotlib.backends.backend_{name}" for name in ("pdf", "ps", "svg", "pgf", "webagg")),
    *(f"matplotlib.backends.backend_{name}" for name in ("nbagg", "macosx", "wx", "wxagg")),
    *(f"matplotlib.backends.backend_{name}" for name in ("gtk3", "gtk4", "tkagg", "qtcairo")),
    *("numpy.f2py", "numpy.distutils", "numpy.testing.tests"),
    # matplotlib writes PNG files; OpenCV reads the user's pictures.
    *("PIL.AvifImagePlugin", "PIL._avif", "PIL.WebPImagePlugin", "PIL._webp", "PIL.ImageTk"),
    *("PIL._imagingtk", "PIL._imagingft", "PIL._imagingcms", "PIL.ImageQt"),
    # PyInstaller's hook takes it for QtCore; the program asks the web through yt-dlp.
    "PySide6.QtNetwork",
    # What `ytdlp_without.py` keeps from yt-dlp, and its readers of browsers' cookies.
    *("requests", "urllib3", "websockets", "mutagen", "Cryptodome", "curl_cffi", "secretstorage"),
    # Under the GPL, for interactive use.
    "readline",
    # sqlite-utils brings a command line of its own.
    "sqlite_utils.cli",
)

QT_PLUGINS: Final = {
    "linux": (
        *("platforms/libqxcb.so", "platforms/libqwayland.so", "platforms/libqoffscreen.so"),
        "platformthemes/libqxdgdesktopportal.so",
        # Hangul is typed through these.
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        *("wayland-shell-integration/libxdg-shell.so", "wayland-decoration-client/*.so"),
    ),
    "win32": ("platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/*.dll"),
    "darwin": ("platforms/libqcocoa.dylib", "platforms/libqoffscreen.dylib", "styles/*.dylib"),
}
"""Plugins of Qt that the platform needs; those that read pictures are the same everywhere."""

QT_PICTURE_PLUGINS: Final = ("imageformats/*qsvg.*", "imageformats/*qjpeg.*", "iconengines/*")

QT_TRANSLATIONS: Final = ("qtbase_ko.qm",)
"""The program's languages; Qt itself speaks English."""

SYSTEM_LIBRARIES: Final = (
    # The machine's own: its C library, what its graphics drivers need, and what has settings there.
    *("ld-linux*", "libc", "libm", "libdl", "librt", "libpthread", "libresolv", "libutil"),
    *("libstdc++", "libgcc_s", "libGL*", "libEGL*", "libgbm", "libdrm", "libOpenGL"),
    *("libX11", "libX11-xcb", "libXau", "libXdmcp", "libXext", "libxcb", "libbsd", "libmd"),
    *("libwayland-*", "libasound", "libfontconfig", "libfreetype", "libexpat", "libz"),
    *("libdbus-1", "libsystemd", "libcap", "libglib-2.0", "libgthread-2.0", "libgio-2.0"),
    *("libgobject-2.0", "libgmodule-2.0", "libgcrypt", "libgpg-error", "libuuid"),
)
"""Linux libraries that are left to the system: every desktop has them, and `.deb` asks for them."""

UNWANTED: Final = (
    # Other people's models and graphs, other hardware, other languages, sample data and tests.
    "mediapipe/modules/**",
    "cv2/data/**",
    "ai_edge_litert/vendors/**",
    "ai_edge_litert/tools/**",
    "ai_edge_litert/*WebGpu*",
    "ai_edge_litert/*GpuAccelerator*",
    "matplotlib/mpl-data/fonts/afm/**",
    "matplotlib/mpl-data/fonts/pdfcorefonts/**",
    "matplotlib/mpl-data/fonts/ttf/**",
    "matplotlib/mpl-data/images/**",
    "matplotlib/mpl-data/plot_directive/**",
    "matplotlib/mpl-data/sample_data/**",
    "matplotlib/mpl-data/stylelib/**",
    "matplotlib/tests/**",
    "PySide6/Qt/qml/**",
    "PySide6/Qt/translations/**",
    "PySide6/translations/**",
    "PySide6/*Quick*",
    "PySide6/*Qml*",
    "PySide6/*opengl32sw*",
    "Cryptodome/SelfTest/**",
    "pytz/**",
    "tcl*/**",
    "tk*/**",
    # Beside libVLC there is the same once more; this one PyInstaller found as its dependency.
    "libvlccore.dll",
)

WANTED: Final = (
    *(f"mediapipe/{model}" for model in MEDIAPIPE_MODELS),
    # matplotlib's own font and the one for what no font has; the others write formulas.
    "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
    "matplotlib/mpl-data/fonts/ttf/LastResortHE-Regular.ttf",
    "matplotlib/mpl-data/fonts/ttf/LICENSE_DEJAVU",
    "matplotlib/mpl-data/sample_data/grace_hopper.jpg",
    *(f"PySide6/Qt/translations/{name}" for name in QT_TRANSLATIONS),
    *(f"PySide6/translations/{name}" for name in QT_TRANSLATIONS),
)
"""Exceptions from `UNWANTED`."""


def is_wanted(name: str, platform: str) -> bool:
    """Whether a file belongs into the bundle of a platform."""
    name = name.replace("\\", "/")
    if platform == "linux" and _is_system_library(name):
        return False
    return _matches(name, WANTED) or not _matches(name, UNWANTED)


def is_wanted_qt_plugin(name: str, platform: str) -> bool:
    """Whether a plugin, named by its folder and file, is one the program uses."""
    return _matches(name.replace("\\", "/"), (*QT_PLUGINS[platform], *QT_PICTURE_PLUGINS))


def data_files(root: Path) -> list[tuple[str, str]]:
    """(file, folder in the bundle) of what the program reads. Raises: FileNotFoundError."""
    found = []
    for pattern, folder in DATA:
        files = sorted(path for path in root.glob(pattern) if path.is_file())
        if not files:
            raise FileNotFoundError(f"nothing matches {root / pattern}")
        found += [(str(path), folder) for path in files]
    return found


def javascript_runtime() -> Path:
    """Deno, as its wheel put it beside Python. Raises: FileNotFoundError."""
    path = shutil.which("deno", path=sysconfig.get_path("scripts"))
    if path is None:
        raise FileNotFoundError("deno is not installed in this environment")
    return Path(path)


def entitlements(root: Path, platform: str) -> str | None:
    """What macOS is told that the program will do."""
    path = root / "packaging" / "macos" / "entitlements.plist"
    return str(path) if platform == "darwin" else None


def _is_system_library(name: str) -> bool:
    """Whether a file at the top of the bundle is a library of the system; wheels keep theirs."""
    if "/" in name:
        return False
    stem = re.sub(r"\.so(\..*)?$", "", name)
    return stem != name and any(fnmatchcase(stem, pattern) for pattern in SYSTEM_LIBRARIES)


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    """`*` stays within a folder, `/**` at the end takes all below it."""
    for pattern in patterns:
        if pattern.endswith("/**"):
            depth = pattern.count("/")
            folder = "/".join(name.split("/")[:depth])
            if name.count("/") >= depth and fnmatchcase(folder, pattern[:-3]):
                return True
        elif name.count("/") == pattern.count("/") and fnmatchcase(name, pattern):
            return True
    return False
