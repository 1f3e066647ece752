"""Which addresses the program may open; addresses out of imported lists are data, not orders."""

from __future__ import annotations

import ipaddress
import re
from enum import Enum
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import quote, unquote, urlsplit

AUDIO_SUFFIXES: Final = frozenset(
    {
        ".aac", ".aif", ".aifc", ".aiff", ".alac", ".ape", ".flac", ".m4a", ".m4b", ".mka", ".mp2",
        ".mp3", ".mp4", ".mpc", ".oga", ".ogg", ".opus", ".wav", ".wave", ".weba", ".webm", ".wma",
        ".wv",
    }
)  # fmt: skip
"""File name endings, in lower case, of what VLC plays and a person would call a song."""

MAX_ADDRESS_LENGTH: Final = 2_000
"""Longer addresses are refused; browsers and servers give up near this length too."""

LOCAL_NAME_ENDINGS: Final = (
    ".localhost", ".local", ".localdomain", ".lan", ".home", ".internal", ".intranet", ".corp",
    ".home.arpa",
)  # fmt: skip
"""Names that never mean the public web. Source: RFC 6761, 6762, 8375, ICANN's list of 2018/2024."""

SEARCH_PREFIX: Final = re.compile(r"ytsearch(\d{0,2}):", re.IGNORECASE)


class Scheme(str, Enum):
    """The kinds of address a track may have."""

    FILE = "file"
    STARTER = "starter"
    WEB = "web"
    SEARCH = "ytsearch"

    def __str__(self) -> str:
        return self.value


def scheme_of(uri: str) -> Scheme | None:
    """The kind of `uri`, or None when no track may have such an address."""
    if not uri or len(uri) > MAX_ADDRESS_LENGTH or has_control_characters(uri):
        return None
    head = uri.partition(":")[0].lower()
    if SEARCH_PREFIX.match(uri):
        return Scheme.SEARCH if search_query(uri) else None
    if head in ("http", "https"):
        return Scheme.WEB if web_host(uri) else None
    if head == "file":
        return Scheme.FILE
    if head == "starter":
        return Scheme.STARTER
    return None


def has_control_characters(text: str) -> bool:
    """Whether a line break, a NUL or another control character hides in an address."""
    return any(ord(character) < 32 or ord(character) == 127 for character in text)


def search_query(uri: str) -> str:
    """What a `ytsearch:` address looks for; "" when it is none or empty."""
    match = SEARCH_PREFIX.match(uri)
    return uri[match.end() :].strip() if match else ""


def search_uri(artist: str, title: str) -> str:
    """The address of a song that is known only by name."""
    return f"ytsearch:{' '.join(f'{artist} {title}'.split())}"


def web_host(uri: str) -> str:
    """The host of an http or https address in lower case; "" when there is none.

    Addresses that carry a user name are refused too: they exist to make one host look like another.
    """
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or port == 0:
        return ""
    if "@" in parts.netloc or any(character in host for character in " \\%<>\"'`"):
        return ""
    return host.rstrip(".").lower()


def is_public_ip(address: str) -> bool:
    """Whether a numeric address, as a name server answers it, lies in the public network."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or _nat64(ip)
        if embedded is not None:
            return is_public_ip(str(embedded))
    return ip.is_global and not ip.is_multicast


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address behind the well-known NAT64 prefix of RFC 6052, else None."""
    if ip in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def is_evidently_private(host: str) -> bool:
    """Whether `host` says by itself that it is not of the public web; nothing is looked up.

    Numbers in any spelling but the usual one (`0x7f.1`, `2130706433`) count as private: browsers
    read them as an address, people never write them.
    """
    bare = host.strip("[]").rstrip(".").lower()
    if not bare:
        return True
    if ":" in bare or re.fullmatch(r"\d+\.\d+\.\d+\.\d+", bare):
        return not is_public_ip(bare)
    if re.fullmatch(r"0x[0-9a-f]*|\d+", bare.rpartition(".")[2]):
        return True
    return "." not in bare or bare.endswith(LOCAL_NAME_ENDINGS)


def path_of_file_uri(uri: str) -> Path | None:
    """The absolute path that a `file:` address means, or None when it means none on this computer.

    Both `file:///C:/a.mp3` and the plain `file:/home/a.mp3` are understood; another computer's
    files (`file://host/share`) are not.
    """
    rest = uri[len("file:") :] if uri[:5].lower() == "file:" else ""
    if rest.startswith("//"):
        host, slash, tail = rest[2:].partition("/")
        if host.lower() not in ("", "localhost") or not slash:
            return None
        rest = "/" + tail
    decoded = unquote(rest, errors="surrogateescape")
    if has_control_characters(decoded):
        return None
    if re.match(r"/[A-Za-z]:[/\\]", decoded):
        decoded = decoded[1:]
    path = Path(decoded)
    return path if path.is_absolute() and ".." not in path.parts else None


def file_uri(path: PurePath) -> str:
    """The `file:` address of an absolute path; names that are no valid text keep their bytes."""
    return "file://" + quote(
        _with_leading_slash(path.as_posix()), safe="/:", errors="surrogateescape"
    )


def _with_leading_slash(posix_path: str) -> str:
    """`C:/a` as `/C:/a`, everything else as it is."""
    return posix_path if posix_path.startswith("/") else "/" + posix_path


def is_audio_name(name: str) -> bool:
    """Whether a file name ends like a song."""
    return PurePath(name).suffix.lower() in AUDIO_SUFFIXES
