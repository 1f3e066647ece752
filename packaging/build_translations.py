"""Collects every text of the window and compiles the Korean of it.

Run it after changing a text; it fails while a text has no Korean.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TS_FILE = ROOT / "assets" / "i18n" / "feeling_manager_ko.ts"
QM_FILE = TS_FILE.with_suffix(".qm")


def main() -> int:
    """Update, check, compile; returns the number of texts without Korean."""
    sources = sorted(str(path) for path in (ROOT / "feeling_manager" / "ui").glob("*.py"))
    tools = Path(sys.executable).parent
    command = [str(tools / "pyside6-lupdate"), *sources, "-no-obsolete", "-locations", "none"]
    subprocess.run([*command, "-ts", str(TS_FILE)], check=True)
    missing = untranslated(TS_FILE)
    for text in missing:
        print(f"no Korean for: {text}", file=sys.stderr)
    lrelease = [str(tools / "pyside6-lrelease"), str(TS_FILE), "-qm", str(QM_FILE)]
    subprocess.run(lrelease, check=True)
    return len(missing)


def untranslated(path: Path) -> list[str]:
    """The texts of a .ts file that have no finished translation."""
    found = []
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        done = translation is not None and translation.text and not translation.get("type")
        if not done:
            found.append(message.findtext("source", ""))
    return found


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
