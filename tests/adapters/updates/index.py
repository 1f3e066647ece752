"""A package index on loopback, and wheels to fill it with."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import platform
import re
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from feeling_manager.adapters.updates import (
    FetchLimits,
    HttpsClient,
    PackageIndex,
    YtDlpActivation,
    YtDlpFolder,
    YtDlpUpdate,
)
from tests.contract.loopback import Handler, Loopback

QUICK = FetchLimits(
    socket_timeout_s=1.0, page_s=2.0, download_s=2.0, max_page_bytes=200_000,
    max_wheel_bytes=300_000,
)  # fmt: skip

GOOD = {
    "yt_dlp/__init__.py": "class YoutubeDL:\n    pass\n",
    "yt_dlp/globals.py": "class plugin_dirs:\n    value = []\n",
    "yt_dlp/networking/__init__.py": "",
    "yt_dlp/networking/_urllib.py": "class UrllibRH:\n    pass\n",
    "yt_dlp/networking/exceptions.py": (
        "class RequestError(Exception):\n    pass\nclass TransportError(RequestError):\n    pass\n"
    ),
}
"""The names that the program needs of yt-dlp, and nothing else."""


def zipped(entries: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def ytdlp_wheel(
    version: str, files: Mapping[str, bytes | str] | None = None, solver: str | None = None
) -> bytes:
    """A wheel of yt-dlp; `solver` is the version of the scripts that it asks for."""
    requires = f"Requires-Dist: yt-dlp-ejs=={solver}; extra == 'default'\n" if solver else ""
    return zipped(
        {
            **(GOOD if files is None else files),
            "yt_dlp/version.py": f"__version__ = '{version}'\n",
            f"yt_dlp-{version}.dist-info/METADATA": (
                f"Metadata-Version: 2.1\nName: yt-dlp\nVersion: {version}\n"
                f"Requires-Dist: requests>=2; extra == 'default'\n{requires}"
            ),
            f"yt_dlp-{version}.data/data/share/man/man1/yt-dlp.1": "a manual page",
        }
    )


def solver_wheel(version: str) -> bytes:
    """A wheel of the scripts."""
    return zipped(
        {
            "yt_dlp_ejs/__init__.py": f"version = '{version}'\n",
            f"yt_dlp_ejs-{version}.dist-info/METADATA": (
                f"Metadata-Version: 2.1\nName: yt-dlp-ejs\nVersion: {version}\n"
            ),
        }
    )


def repacked(distribution: str, version: str | None = None) -> bytes:
    """A wheel of what is really installed here, maybe under another version."""
    found = importlib.metadata.distribution(distribution)
    old, new = found.version, version or found.version
    entries: dict[str, bytes | str] = {}
    for file in found.files or ():
        if ".." in file.parts or file.suffix == ".pyc" or file.name == "RECORD":
            continue
        content = Path(str(found.locate_file(file))).read_bytes()
        if file.name == "METADATA":
            content = re.sub(rb"(?m)^Version: .*$", b"Version: %b" % new.encode(), content, count=1)
        elif str(file) == "yt_dlp/version.py":
            content = re.sub(rb"(version(?:__)?) = '.*?'", rb"\1 = '%b'" % new.encode(), content)
        entries[str(file).replace(f"-{old}.dist-info", f"-{new}.dist-info")] = content
    return zipped(entries, zipfile.ZIP_STORED)


class FakeIndex:
    """The pages of an index; `offer` adds a file to one."""

    def __init__(self, server: Loopback) -> None:
        self.server = server
        self._files: dict[str, list[dict[str, Any]]] = {}
        for project in ("yt-dlp", "yt-dlp-ejs"):
            self.server.add(f"/simple/{project}/", partial(self._answer, project))

    def _answer(self, project: str, handler: Handler) -> None:
        handler.send_whole(self.page(project), "application/vnd.pypi.simple.v1+json")

    @property
    def address(self) -> str:
        return self.server.url("/simple/")

    def page(self, project: str) -> bytes:
        """What the index says about a project."""
        content = {"meta": {"api-version": "1.3"}, "name": project}
        return json.dumps({**content, "files": self._files.get(project, [])}).encode()

    def offer(
        self, version: str, body: bytes = b"", project: str = "yt-dlp", **changes: Any
    ) -> str:
        """Add a wheel; returns the path that serves it."""
        filename = f"{project.replace('-', '_')}-{version}-py3-none-any.whl"
        path = f"/files/{filename}"
        entry = {
            "filename": filename,
            "url": f"../../files/{filename}",
            "hashes": {"sha256": hashlib.sha256(body).hexdigest()},
            "requires-python": ">=3.10",
            "yanked": False,
            **changes,
        }
        self._files.setdefault(project, []).append(entry)
        self.server.add_file(path, body, "application/octet-stream")
        return path

    def update(
        self,
        root: Path,
        shipped: str = "2026.1.1",
        limits: FetchLimits = QUICK,
        python: str = platform.python_version(),
    ) -> YtDlpUpdate:
        """An updater that keeps its versions in `root`."""
        client = HttpsClient(limits, http_on_loopback=True)
        folder = YtDlpFolder(root)
        activation = YtDlpActivation(
            folder, lambda: shipped, "feeling_manager.adapters.resolver.ytdlp_network"
        )
        return YtDlpUpdate(folder, activation, client, PackageIndex(client, self.address, python))
