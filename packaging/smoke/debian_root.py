"""A Debian in a folder, with nothing in it but what every Debian has."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

RELEASE: Final = "bookworm"
USER: Final = "worker"
HOME: Final = f"/home/{USER}"

_ENTER: Final = """
set -e
root=$1 display=$2 read_only=$3
shift 3
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount -t tmpfs shm "$root/dev/shm"
mkdir -p "$root/tmp/.X11-unix"
[ ! -d "$display" ] || mount --bind "$display" "$root/tmp/.X11-unix"
if [ -n "$read_only" ]; then
    mount --bind "$root$read_only" "$root$read_only"
    mount -o remount,bind,ro "$root$read_only"
fi
exec chroot "$root" "$@"
"""
"""Mounts are seen by this process alone and go with it."""


class DebianRoot:
    """The system; every command runs in it, as root or as its one user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def fresh(cls, folder: Path, archive: Path) -> DebianRoot:
        """Unpack a new system; `archive` is made by debootstrap at the first call."""
        shutil.rmtree(folder, ignore_errors=True)
        if not archive.is_file():
            subprocess.run(["debootstrap", "--variant=minbase", RELEASE, str(folder)], check=True)
            subprocess.run(["tar", "-C", str(folder), "-cf", str(archive), "."], check=True)
        else:
            folder.mkdir(parents=True)
            subprocess.run(["tar", "-C", str(folder), "-xf", str(archive)], check=True)
        root = cls(folder)
        # How this machine reaches its packages is how the new one does.
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
        root.run("useradd", "--create-home", "--shell", "/bin/sh", USER)
        return root

    def path(self, inside: str) -> Path:
        """Where a file of the system lies on this machine."""
        return self.folder / inside.lstrip("/")

    def run(self, *command: str, network: bool = False, timeout_s: float = 900) -> str:
        """Run a command as root; returns what it printed. Raises: CalledProcessError."""
        full = self._enter(command, network=network)
        done = subprocess.run(
            full, capture_output=True, text=True, timeout=timeout_s, stdin=subprocess.DEVNULL
        )
        if done.returncode != 0:
            print(done.stdout, done.stderr)
            done.check_returncode()
        return done.stdout

    def start(
        self, command: Sequence[str], display: str = "", read_only: str = ""
    ) -> subprocess.Popen[bytes]:
        """Start a command as the user, without a network; its process id is the command's own.

        Both of its outputs are to be read from the process.
        """
        as_user = ["setpriv", "--reuid", USER, "--regid", USER, "--init-groups", *command]
        environment = [f"HOME={HOME}", f"USER={USER}", f"DISPLAY={display}"]
        full = self._enter([*environment, *as_user], network=False, read_only=read_only)
        return subprocess.Popen(
            full, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )

    def install(self, package: Path) -> None:
        """Install or upgrade with a `.deb` file, and with what it asks for from Debian."""
        shutil.copyfile(package, self.path(f"/tmp/{package.name}"))
        self.run("apt-get", "update", "-q", network=True)
        self.run(
            *("apt-get", "install", "--yes", "--quiet", "--no-install-recommends"),
            f"/tmp/{package.name}",
            network=True,
        )
        self.path(f"/tmp/{package.name}").unlink()

    def _enter(self, command: Sequence[str], *, network: bool, read_only: str = "") -> list[str]:
        unshare = ["unshare", "--mount", *([] if network else ["--net"])]
        arguments = [str(self.folder), "/tmp/.X11-unix", read_only]
        clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
        clean.append("DEBIAN_FRONTEND=noninteractive")
        return [*unshare, "sh", "-c", _ENTER, "sh", *arguments, *clean, *command]


def unpack(root: DebianRoot, archive: Path, folder: str) -> None:
    """Unpack an archive in the user's name, as a file manager would."""
    target = root.path(folder)
    target.mkdir(parents=True)
    subprocess.run(["tar", "-C", str(target), "-xf", str(archive)], check=True)
    root.run("chown", "--recursive", f"{USER}:", folder)
