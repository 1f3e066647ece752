from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_every_path_of_the_table_exists() -> None:
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("## Where to change X", 1)[1].split("\n## ", 1)[0]
    paths = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.\w+)`", table)
    assert len(paths) >= 15
    for path in paths:
        places = [ROOT / path, ROOT / "feeling_manager" / path]
        assert any(place.exists() for place in places), path


@pytest.mark.parametrize(
    "document",
    [
        "README.md",
        "docs/ARCHITECTURE.md",
        "docs/PACKAGING.md",
        "docs/model/MODEL.md",
        "docs/model/DAYS.md",
        "docs/model/PERSONAL.md",
        "docs/model/QUALITY.md",
    ],
)
def test_links_lead_somewhere(document: str) -> None:
    path = ROOT / document
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_every_path_of_the_packaging_page_exists() -> None:
    text = (ROOT / "docs" / "PACKAGING.md").read_text(encoding="utf-8")
    for path in re.findall(r"`(packaging/[\w./-]+|tests/[\w./-]+)", text):
        assert (ROOT / path).exists(), path


def test_the_changelog_knows_this_version() -> None:
    from feeling_manager import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
