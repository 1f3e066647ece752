"""What only macOS has: texts of the system in two languages, signatures, the disk image."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from bundle.identity import ROOT, TITLE

FOLDER: Final = ROOT / "packaging" / "macos"
STRINGS: Final = "InfoPlist.strings"


def localise(app: Path) -> None:
    """Put in what the system asks in the user's language."""
    for source in sorted(FOLDER.glob(f"*.lproj/{STRINGS}")):
        target = app / "Contents" / "Resources" / source.parent.name / STRINGS
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def sign(path: Path) -> None:
    """Sign an app or a disk image, and have Apple look at it where its secrets are there."""
    subprocess.run(["sh", str(FOLDER / "sign_and_notarise.sh"), str(path)], check=True)


def make_image(app: Path, image: Path) -> None:
    """Pack the app into a disk image to drag it out of."""
    image.unlink(missing_ok=True)
    subprocess.run(["sh", str(FOLDER / "make_dmg.sh"), str(app), str(image), TITLE], check=True)
