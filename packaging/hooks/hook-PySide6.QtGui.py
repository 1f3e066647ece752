"""Takes Qt's plugins that are used; one for GTK alone would bring all of GTK along."""

from __future__ import annotations

import sys
from pathlib import Path

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from bundle.contents import is_wanted_qt_plugin

hiddenimports, binaries, datas = add_qt6_dependencies(__file__)
binaries = [
    (source, folder)
    for source, folder in binaries
    if "plugins" not in Path(folder).parts
    or is_wanted_qt_plugin("/".join(Path(source).parts[-2:]), sys.platform)
]
