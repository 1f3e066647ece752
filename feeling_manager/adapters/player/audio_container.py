"""What the frame of an audio file says about its length, without decoding it.

Sources: RFC 3533 (Ogg), RFC 7845 (Opus), Microsoft's RIFF WAVE, ISO/IEC 14496-12 (MP4).
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_OGG_TAIL_BYTES = 128 * 1024
"""More than the largest Ogg page (65 307 bytes), so that the last whole page is in it."""

_OPUS_RATE_HZ = 48000
_UNKNOWN_SIZES = (0, 0xFFFFFFFF)
"""What programs that could not go back wrote as the size of a WAV's sound."""


@dataclass(frozen=True, slots=True)
class AudioExtent:
    """`duration_ms` is None while unknown; `breaks_off`: the file promises more than it has."""

    duration_ms: int | None = None
    breaks_off: bool = False


def read_extent(path: Path) -> AudioExtent:
    """Look at a WAV, Ogg or MP4 file; anything else is unknown and whole.

    Measured: under 1 ms.
    Raises: OSError.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        file.seek(0)
        try:
            if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
                return _wav_extent(file, size)
            if head[:4] == b"OggS":
                return _ogg_extent(file, size)
            if head[4:8] == b"ftyp":
                return AudioExtent(breaks_off=_mp4_breaks_off(file, size))
        except struct.error:
            return AudioExtent(breaks_off=True)
    return AudioExtent()


def _wav_extent(file: BinaryIO, size: int) -> AudioExtent:
    offset, bytes_per_s = 12, 0
    while offset + 8 <= size:
        file.seek(offset)
        name, length = struct.unpack("<4sI", file.read(8))
        if name == b"fmt ":
            bytes_per_s = struct.unpack("<8xI", file.read(12))[0]
        if name == b"data":
            there = size - offset - 8
            unknown = length in _UNKNOWN_SIZES
            duration_ms = (there if unknown else length) * 1000 // bytes_per_s if bytes_per_s else 0
            return AudioExtent(duration_ms, breaks_off=not unknown and length > there)
        offset += 8 + length + length % 2
    return AudioExtent(breaks_off=True)


def _ogg_extent(file: BinaryIO, size: int) -> AudioExtent:
    rate_hz, preskip = _ogg_rate(file.read(256))
    file.seek(max(0, size - _OGG_TAIL_BYTES))
    tail = file.read()
    last = tail.rfind(b"OggS")
    breaks_off = last >= 0 and not _ogg_page_is_whole(tail[last:])
    while last >= 0:
        page = tail[last:]
        # A page on which no packet ends has the granule position -1.
        granule = struct.unpack_from("<q", page, 6)[0] if len(page) >= 14 else -1
        if granule >= 0:
            duration_ms = max(0, granule - preskip) * 1000 // rate_hz if rate_hz else None
            return AudioExtent(duration_ms, breaks_off)
        last = tail.rfind(b"OggS", 0, last)
    return AudioExtent(breaks_off=breaks_off)


def _ogg_rate(head: bytes) -> tuple[int, int]:
    """Samples a second and samples to drop at the start; 0 for a codec not known here."""
    at = head.find(b"OpusHead")
    if at >= 0:
        return _OPUS_RATE_HZ, struct.unpack_from("<H", head, at + 10)[0]
    at = head.find(b"\x01vorbis")
    if at >= 0:
        return struct.unpack_from("<I", head, at + 12)[0], 0
    return 0, 0


def _ogg_page_is_whole(page: bytes) -> bool:
    if len(page) < 27 or len(page) < 27 + page[26]:
        return False
    segments = page[26]
    return len(page) >= 27 + segments + sum(page[27 : 27 + segments])


def _mp4_breaks_off(file: BinaryIO, size: int) -> bool:
    offset = 0
    while offset < size:
        file.seek(offset, os.SEEK_SET)
        length = struct.unpack(">I4x", file.read(8))[0]
        if length == 1:
            length = struct.unpack(">Q", file.read(8))[0]
        elif length == 0:
            return False
        if length < 8:
            return True
        offset += length
    return offset > size
