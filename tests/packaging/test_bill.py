from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bundle import bill, licences
from bundle.bill import Component
from bundle.identity import version

EPOCH = 1_700_000_000


def bill_of(modules: list[str], files: list[str], platform: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bill.collect(modules, files, platform, EPOCH))
    return found


def test_the_bill_is_cyclonedx() -> None:
    found = bill_of(["cv2"], [], "win32")
    assert (found["bomFormat"], found["specVersion"], found["version"]) == ("CycloneDX", "1.5", 1)
    assert found["serialNumber"].startswith("urn:uuid:")
    assert found["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert found["metadata"]["component"]["version"] == version()


def test_only_what_comes_along_is_named() -> None:
    purls = {part["purl"].partition("@")[0] for part in bill_of(["cv2"], [], "win32")["components"]}
    assert {"pkg:pypi/opencv-python-headless", "pkg:pypi/deno", "pkg:generic/python"} <= purls
    assert "pkg:pypi/pytest" not in purls


def test_every_part_is_named_once_and_depended_on() -> None:
    found = bill_of(["cv2", "PySide6.QtCore", "numpy"], [], "win32")
    references = [part["bom-ref"] for part in found["components"]]
    assert len(references) == len(set(references))
    assert found["dependencies"][0]["dependsOn"] == references


def test_licences_are_expressions_or_names_but_never_whole_texts() -> None:
    for part in bill_of(["cv2", "PySide6.QtCore", "numpy", "matplotlib"], [], "win32")[
        "components"
    ]:
        (licence,) = part.get("licenses", [{"expression": "none told"}])
        name = licence.get("expression") or licence["license"]["name"]
        assert len(name) < 300


def test_the_same_parts_give_the_same_bill() -> None:
    parts = [Component("b", "2", "pkg:generic/b@2"), Component("a", "1", "pkg:generic/a@1")]
    assert bill.text(parts, EPOCH) == bill.text(reversed(parts), EPOCH)


def test_debians_packages_are_named_as_debian_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "debian_package", lambda path: "libvlc5")
    monkeypatch.setattr(bill, "debian_version", lambda package: "1:3.0+dfsg~1-2")
    found = bill_of([], ["/usr/lib/libvlc.so.5"], "linux")
    (part,) = (part for part in found["components"] if part["name"] == "libvlc5")
    assert part["purl"] == "pkg:deb/debian/libvlc5@1%3A3.0%2Bdfsg~1-2"


def test_vlc_for_windows_tells_its_version_in_its_news(tmp_path: Path) -> None:
    (tmp_path / "NEWS.txt").write_text("Changes between 3.0.20 and 3.0.21:\n---", encoding="utf-8")
    purls = [p["purl"] for p in bill_of([], [str(tmp_path / "libvlc.dll")], "win32")["components"]]
    assert "pkg:generic/vlc@3.0.21" in purls


def test_vlc_for_macos_tells_its_version_in_its_property_list(tmp_path: Path) -> None:
    library = tmp_path / "Contents" / "MacOS" / "lib" / "libvlc.dylib"
    library.parent.mkdir(parents=True)
    plist = (
        "<plist><dict><key>CFBundleShortVersionString</key><string>3.0.21</string></dict></plist>"
    )
    (tmp_path / "Contents" / "Info.plist").write_text(plist, encoding="utf-8")
    assert licences.vlc_version(library.parent) == "3.0.21"


def test_a_vlc_that_tells_no_version_is_still_named(tmp_path: Path) -> None:
    assert licences.vlc_version(tmp_path) == licences.UNKNOWN
