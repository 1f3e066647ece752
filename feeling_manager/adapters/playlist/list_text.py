"""Bytes of a list file as text, whatever program wrote it."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from feeling_manager.core.errors import DataError

MAX_LIST_BYTES: Final = 32 * 2**20
"""A list of 50,000 songs has about 10 MB."""

KOREAN_SHARE: Final = 0.5
"""At least this share of the syllables must be everyday ones, or it was never Korean."""

KS_X_1001_FROM: Final = 0xA1
"""Both bytes of an everyday syllable are at least this."""

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_list_file(path: Path) -> bytes:
    """All of a list file. Raises: DataError when it is missing, unreadable or far too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_LIST_BYTES + 1)
    except OSError as error:
        raise DataError(str(error)) from error
    if len(data) > MAX_LIST_BYTES:
        raise DataError(f"{path.name} is too large for a list of songs")
    return data


def decode_list(data: bytes) -> str:
    """UTF-8 if it is that, else Korean Windows (cp949) if it reads as Korean, else Latin-1."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        korean = data.decode("cp949")
    except UnicodeDecodeError:
        return data.decode("latin-1")
    return korean if _reads_as_korean(korean) else data.decode("latin-1")


def _reads_as_korean(text: str) -> bool:
    """Whether the characters beyond ASCII are mostly syllables that people use.

    Latin-1 letters in pairs are valid cp949 as well, but give rare syllables outside of KS X 1001.
    """
    beyond = [character for character in text if ord(character) > 127]
    # Not by the euc_kr codec: it spells rare syllables out, so it takes them all.
    common = [c for c in beyond if "가" <= c <= "힣" and min(c.encode("cp949")) >= KS_X_1001_FROM]
    return len(common) >= KOREAN_SHARE * len(beyond)
