"""Gives an Ogg file a fixed stream number, so that the same music makes the same bytes."""

from __future__ import annotations

import struct
from pathlib import Path

_HEADER = 27
_SERIAL_AT, _CRC_AT, _COUNT_AT = 14, 22, 26


def _table() -> tuple[int, ...]:
    """The byte table of Ogg's checksum, polynomial 0x04C11DB7, highest bit first."""
    entries = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        entries.append(value & 0xFFFFFFFF)
    return tuple(entries)


_TABLE = _table()


def _checksum(page: bytes) -> int:
    """Ogg's CRC-32 of a page whose checksum field is zero."""
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _TABLE[(value >> 24) ^ byte]
    return value


def set_serial(path: Path, serial: int) -> None:
    """Write the stream number (0 to 2^32 - 1) into every page; the encoder draws one at random."""
    data = bytearray(path.read_bytes())
    at = 0
    while at < len(data):
        if data[at : at + 4] != b"OggS":
            raise ValueError(f"{path.name} has no Ogg page at byte {at}")
        count = data[at + _COUNT_AT]
        end = at + _HEADER + count + sum(data[at + _HEADER : at + _HEADER + count])
        struct.pack_into("<I", data, at + _SERIAL_AT, serial)
        struct.pack_into("<I", data, at + _CRC_AT, 0)
        struct.pack_into("<I", data, at + _CRC_AT, _checksum(bytes(data[at:end])))
        at = end
    path.write_bytes(data)
