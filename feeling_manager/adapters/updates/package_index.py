"""Which wheels of a project a package index offers.

Source: PEP 503, 592, 629, 691 and 700, the JSON form of the simple repository API.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from packaging.specifiers import SpecifierSet
from packaging.tags import Tag
from packaging.utils import parse_wheel_filename
from packaging.version import Version

from feeling_manager.adapters.updates.https_client import Cancelled, HttpsClient
from feeling_manager.core.errors import UpdateError

PYPI: Final = "https://pypi.org/simple/"
JSON_PAGE: Final = "application/vnd.pypi.simple.v1+json"
PURE: Final = Tag("py3", "none", "any")


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that runs here. `sha256` is what the index says, in hexadecimal digits."""

    version: Version
    url: str
    sha256: str
    is_yanked: bool

    @property
    def is_for_everyone(self) -> bool:
        """Neither withdrawn nor a trial version."""
        return not self.is_yanked and not self.version.is_prerelease


class PackageIndex:
    """An index that speaks JSON. `python` is the version that wheels have to run with."""

    def __init__(
        self,
        client: HttpsClient,
        address: str = PYPI,
        python: str = platform.python_version(),
    ) -> None:
        self._client = client
        self._address = address.rstrip("/") + "/"
        self._python = python

    def wheels(self, project: str, cancelled: Cancelled) -> list[Wheel]:
        """All wheels that run here, newest first; `project` in its normal form.

        Raises:
            UpdateError: `index_unreadable`, or why the page could not be fetched.
        """
        page, address = self._client.read_page(
            urljoin(self._address, f"{project}/"), JSON_PAGE, cancelled
        )
        found = [self._wheel(project, address, file) for file in _files(page)]
        usable = [wheel for wheel in found if wheel is not None]
        return sorted(usable, key=lambda wheel: wheel.version, reverse=True)

    def _wheel(self, project: str, page: str, file: Mapping[str, Any]) -> Wheel | None:
        """A file of the index; None when it is no pure wheel for this Python, or has no hash."""
        try:
            name, version, _, tags = parse_wheel_filename(str(file.get("filename")))
            asked = SpecifierSet(str(file.get("requires-python") or ""))
            url = urljoin(page, str(file.get("url") or ""))
        except ValueError:
            # InvalidWheelFilename, InvalidVersion and InvalidSpecifier are ValueErrors too.
            return None
        hashes = file.get("hashes")
        sha256 = hashes.get("sha256") if isinstance(hashes, dict) else None
        if name != project or PURE not in tags or not isinstance(sha256, str):
            return None
        if not asked.contains(self._python, prereleases=True):
            return None
        return Wheel(version, url, sha256.lower(), bool(file.get("yanked")))


def _files(page: bytes) -> Iterable[Mapping[str, Any]]:
    """The files that a page lists. Raises: UpdateError."""
    try:
        content = json.loads(page)
        major = str(content["meta"]["api-version"]).partition(".")[0]
        files = content["files"]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise UpdateError(f"no page of a package index: {error!r}", "index_unreadable") from error
    if major != "1" or not isinstance(files, list):
        raise UpdateError(f"an index of version {major}", "index_unreadable")
    return [file for file in files if isinstance(file, dict)]
