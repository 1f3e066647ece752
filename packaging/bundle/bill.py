"""The software bill of materials: what is in the packages, as CycloneDX for machines to read.

It is made with the licences, from what the recipe collected, and so names nothing but that.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any, Final

from bundle import licences
from bundle.identity import NAME, SUMMARY, system, version
from bundle.libraries import debian_version

FILE_NAME: Final = "bill.cdx.json"
SPEC_VERSION: Final = "1.5"

_MAX_NAME: Final = 80
"""Longer texts in the metadata of a distribution are the licence itself, not its name."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part, known to others by its package URL."""

    name: str
    version: str
    purl: str
    licence: str = ""
    is_expression: bool = False
    """Whether the licence is an expression of SPDX, or just a name."""

    def as_dict(self) -> dict[str, Any]:
        """The part in the words of CycloneDX."""
        entry: dict[str, Any] = {"type": "library", "bom-ref": self.purl, "name": self.name}
        entry |= {"version": self.version, "purl": self.purl}
        if self.licence and self.is_expression:
            entry["licenses"] = [{"expression": self.licence}]
        elif self.licence:
            entry["licenses"] = [{"license": {"name": self.licence}}]
        return entry


def collect(modules: Iterable[str], native_files: Iterable[str], platform: str, epoch: int) -> str:
    """The bill as JSON; the arguments are those of `licences.collect`."""
    files = [Path(path) for path in native_files if Path(path).is_absolute()]
    found = [*_own_components(), *_python_components(modules), *_native(files, platform)]
    return text(found, epoch)


def text(components: Iterable[Component], epoch: int) -> str:
    """The bill of these parts; the same parts give the same text."""
    parts = sorted(components, key=lambda part: part.purl)
    purl = f"pkg:generic/{NAME}@{version()}"
    identity = ";".join([purl, system(), *(part.purl for part in parts)])
    program = {"type": "application", "bom-ref": purl, "name": NAME, "version": version()}
    program |= {"purl": purl, "description": SUMMARY}
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, timezone.utc).isoformat(),
            "component": {**program, "licenses": [{"license": {"id": "MIT"}}]},
        },
        "components": [part.as_dict() for part in parts],
        "dependencies": [
            {"ref": purl, "dependsOn": [part.purl for part in parts]},
            *({"ref": part.purl} for part in parts),
        ],
    }
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


def _own_components() -> Iterator[Component]:
    number = licences.python_version()
    yield Component("python", number, f"pkg:generic/python@{number}", "PSF-2.0", True)
    yield Component("pretendard", "1.3.9", "pkg:generic/pretendard@1.3.9", "OFL-1.1", True)


def _python_components(modules: Iterable[str]) -> Iterator[Component]:
    for found in licences.used_distributions(modules):
        name = found.name.lower().replace("_", "-")
        licence, is_expression = _licence(found)
        purl = f"pkg:pypi/{name}@{found.version}"
        yield Component(found.name, found.version, purl, licence, is_expression)


def _licence(found: Distribution) -> tuple[str, bool]:
    about = found.metadata
    if "License-Expression" in about:
        return about["License-Expression"], True
    names = [about["License"]] if "License" in about else []
    names += [
        classifier.rpartition(" :: ")[2]
        for classifier in about.get_all("Classifier") or []
        if classifier.startswith("License :: ")
    ]
    short = [name for name in names if name and len(name) <= _MAX_NAME and "\n" not in name]
    return (short[0], False) if short else ("", False)


def _native(files: list[Path], platform: str) -> Iterator[Component]:
    if platform == "linux":
        for package in licences.debian_packages(files):
            number = debian_version(package)
            yield Component(package, number, f"pkg:deb/debian/{package}@{_quoted(number)}")
        return
    for folder in licences.vlc_folders(files):
        number = licences.vlc_version(folder)
        yield Component("vlc", number, f"pkg:generic/vlc@{number}", "LGPL-2.1-or-later", True)


def _quoted(number: str) -> str:
    """A version of Debian in a package URL, where `+` and `:` mean something else."""
    return number.replace("+", "%2B").replace(":", "%3A").replace("~", "~")
