"""Does a file begin as audio does? VLC would obey a play list that poses as a song."""

from __future__ import annotations

from typing import Final

HEAD_BYTES: Final = 16
"""How much of a file's beginning is looked at."""

STARTS: Final = (
    b"OggS",
    b"fLaC",
    b"ID3",
    b"\x1aE\xdf\xa3",  # Matroska, WebM
    b"FORM",  # AIFF
    b"MAC ",  # Monkey's Audio
    b"MPCK",
    b"MP+",
    b"wvpk",
    b"0&\xb2u\x8ef\xcf\x11",  # Windows Media
    b"\x00\x00\x01\xba",  # MPEG program stream
)

SYNC_BYTE: Final = 0xFF
"""MPEG audio and ADTS frames begin with at least eleven bits set."""


def looks_like_media(head: bytes) -> bool:
    """Whether the first bytes are those of a container or a frame of audio."""
    if head.startswith(STARTS) or head[4:8] in (b"ftyp", b"moov", b"styp"):
        return True
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] in (b"WAVE", b"AVI "):
        return True
    return len(head) > 1 and head[0] == SYNC_BYTE and head[1] & 0xE0 == 0xE0
