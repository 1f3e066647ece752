"""Makes a `.deb` of the frozen program."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from bundle import icons, identity, libraries
from bundle.archive import settle
from bundle.identity import NAME, ROOT

LINUX: Final = ROOT / "packaging" / "linux"
HOME: Final = Path("usr/lib", NAME)
"""Where the program lies on the system."""

DEPENDS: Final = ("debconf (>= 0.5) | debconf-2.0", "passwd", "util-linux", "xkb-data")
"""Beside the libraries: who asks at a purge, and what keyboards are like."""

DESCRIPTION: Final = """\
 Looks at the webcam, reads what your expression looks like once a second,
 plays music that fits, and shows at the end of the day what the day looked
 like. In Korean and English, on your own computer: no picture is ever stored
 or sent. Everything it needs comes along, except for what every desktop has.
"""

COPYRIGHT: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {title}
Comment: The package holds libraries of other people too. Their licences are in
 /{home}/_internal/THIRD_PARTY_LICENSES.

Files: *
Copyright: 2026 The Feeling Manager authors
License: Expat
{licence}
"""


def build(program: Path, folder: Path, work: Path, version: str, epoch: int) -> Path:
    """Pack the frozen `program`; returns the package, which lies in `folder`."""
    architecture = _output("dpkg", "--print-architecture")
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    _fill(program, tree, version, epoch)
    control = _control(program, tree, version, architecture)
    _write_control(tree / "DEBIAN", control, _checksums(tree))
    settle(tree, epoch)
    package = folder / f"{NAME}_{version}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(tree), str(package)]
    subprocess.run(command, check=True, env=identity.environment(epoch), stdout=subprocess.DEVNULL)
    return package


def control_text(version: str, architecture: str, installed_kib: int, depends: list[str]) -> str:
    """The package's description of itself."""
    return (
        f"Package: {NAME}\n"
        f"Version: {version}\n"
        "Section: sound\n"
        "Priority: optional\n"
        f"Architecture: {architecture}\n"
        f"Maintainer: {identity.MAINTAINER}\n"
        f"Installed-Size: {installed_kib}\n"
        f"Depends: {', '.join(depends)}\n"
        f"Description: {identity.SUMMARY}\n"
        f"{DESCRIPTION}"
    )


def depends(program: Path) -> list[str]:
    """Packages with the libraries that the program leaves to the system. Raises: OSError."""
    missing = libraries.missing_names(program)
    paths = libraries.system_paths(missing)
    unknown = sorted(missing - set(paths))
    if unknown:
        raise OSError(f"the system has no {', '.join(unknown)}")
    packages = {libraries.debian_package(path) or str(path) for path in paths.values()}
    packages.discard("libc6")
    libc = f"libc6 (>= {libraries.newest_glibc(program)})"
    return sorted([libc, *packages, *DEPENDS])


def metainfo(version: str, epoch: int) -> str:
    """What software centres show."""
    text = (LINUX / "metainfo.xml").read_text(encoding="utf-8")
    text = re.sub(r"<!--.*?-->\n", "", text, flags=re.DOTALL)
    return text.format(app_id=identity.APP_ID, version=version, date=identity.iso_date(epoch))


def write_desktop_files(share: Path, version: str, epoch: int) -> None:
    """Write the menu entry, the icons and the software centre's text under `share`."""
    entry = share / "applications" / f"{NAME}.desktop"
    about = share / "metainfo" / f"{identity.APP_ID}.metainfo.xml"
    for path in (entry, about):
        path.parent.mkdir(parents=True)
    shutil.copyfile(LINUX / f"{NAME}.desktop", entry)
    about.write_text(metainfo(version, epoch), encoding="utf-8")
    icons.write_hicolor(LINUX / f"{NAME}.svg", share / "icons" / "hicolor", NAME)


def _fill(program: Path, tree: Path, version: str, epoch: int) -> None:
    """Lay out the files as they will lie on the system."""
    shutil.copytree(program, tree / HOME, symlinks=True)
    command = tree / "usr" / "bin" / NAME
    command.parent.mkdir()
    command.symlink_to(Path("..", "lib", NAME, NAME))
    write_desktop_files(tree / "usr" / "share", version, epoch)
    documents = tree / "usr" / "share" / "doc" / NAME
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(_copyright(), encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def _copyright() -> str:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    licence = "\n".join(f" {line}" if line else " ." for line in text.strip().splitlines())
    return COPYRIGHT.format(title=identity.TITLE, home=HOME, licence=licence)


def _control(program: Path, tree: Path, version: str, architecture: str) -> str:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir())
    return control_text(version, architecture, size // 1024, depends(program))


def _write_control(folder: Path, control: str, checksums: str) -> None:
    folder.mkdir()
    (folder / "control").write_text(control, encoding="utf-8")
    (folder / "md5sums").write_text(checksums, encoding="utf-8")
    for name in ("templates", "postinst", "postrm"):
        path = folder / name
        shutil.copyfile(LINUX / "debian" / name, path)
        path.chmod(0o644 if name == "templates" else 0o755)


def _checksums(tree: Path) -> str:
    files = (path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
    )


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
