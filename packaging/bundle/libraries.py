"""Shared libraries of Linux: who needs which, and which package of the system has them."""

from __future__ import annotations

import functools
import os
import re
import subprocess
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

Entry = tuple[str, str, str]
"""PyInstaller's: name in the bundle, file on this machine, kind."""


def without_orphans(
    entries: list[Entry], roots: tuple[str, ...], needs: Callable[[str], Iterable[str]]
) -> list[Entry]:
    """Drop the libraries at the top of the bundle that nothing in it is linked with any more.

    What is left to the system had libraries of its own, which PyInstaller had collected by then.

    Args:
        entries: everything native.
        roots: beginnings of names of libraries that are opened without being linked.
        needs: the names of the libraries that a file is linked with.
    """
    libraries = {
        name: source
        for name, source, kind in entries
        if kind == "BINARY" and "/" not in name and not name.startswith(roots)
    }
    waiting = [
        source for name, source, kind in entries if kind != "SYMLINK" and name not in libraries
    ]
    reached: set[str] = set()
    while waiting:
        for name in needs(waiting.pop()):
            if name in libraries and name not in reached:
                reached.add(name)
                waiting.append(libraries[name])
    return [entry for entry in entries if entry[0] not in libraries or entry[0] in reached]


def linked_names(path: str | Path) -> list[str]:
    """The libraries that an ELF file is itself linked with; none for any other file."""
    return re.findall(r"^\s*NEEDED\s+(\S+)", _headers(path), re.MULTILINE)


def elf_files(folder: Path) -> list[Path]:
    """The programs and libraries in and below a folder, without links."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in files if _is_elf(path)]


def missing_names(folder: Path) -> set[str]:
    """The libraries that the files of a bundle are linked with, and that are not in it."""
    there = {path.name for path in folder.rglob("*")}
    return {name for path in elf_files(folder) for name in linked_names(path)} - there


def newest_glibc(folder: Path) -> str:
    """The version of the C library that the files of a bundle ask for."""
    found = {(2, 17)}
    for path in elf_files(folder):
        versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", _headers(path))
        found.update((int(major), int(minor)) for major, minor in versions)
    return ".".join(str(number) for number in max(found))


def system_paths(names: Collection[str]) -> dict[str, Path]:
    """Where the loader of this machine finds libraries; those it does not know are left out."""
    table = subprocess.run(["ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    found: dict[str, Path] = {}
    for name, path in re.findall(r"^\s*(\S+) \(libc6,x86-64.*?\) => (\S+)", table, re.MULTILINE):
        if name in names:
            found.setdefault(name, Path(path))
    return found


def debian_package(path: Path) -> str | None:
    """The package that a file of this system came with."""
    # What dpkg has noted may lie behind the merged /usr, or be what a link leads to.
    for candidate in dict.fromkeys((str(path), f"/usr{path}", os.path.realpath(path))):
        answer = subprocess.run(["dpkg", "-S", candidate], capture_output=True, text=True)
        if answer.returncode == 0:
            return answer.stdout.split(":", 1)[0].split(",")[0]
    return None


def debian_version(package: str) -> str:
    """The installed version of a package."""
    command = ["dpkg-query", "--show", "--showformat", "${Version}", package]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def strip(folder: Path) -> None:
    """Drop what only debuggers read; a file that `strip` does not understand stays as it is."""
    for path in elf_files(folder):
        subprocess.run(["strip", "--strip-unneeded", str(path)], capture_output=True)


@functools.cache
def _headers(path: str | Path) -> str:
    return subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True).stdout


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
