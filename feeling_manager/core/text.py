"""Text from outside, made safe to show, to store and to compare."""

from __future__ import annotations

import unicodedata
from typing import Final

MAX_TEXT_LENGTH: Final = 300
"""Longest title or artist in characters; no real one is longer, and the window has to draw it."""

ELLIPSIS: Final = "…"

KEPT_FORMAT_CHARACTERS: Final = frozenset("\u200c\u200d\u200e\u200f\u2068\u2069\u061c")
"""Joiners that emoji and Persian need, marks that right-to-left titles need, and isolates."""


def clean_text(text: object, limit: int = MAX_TEXT_LENGTH) -> str:
    """Remove what cannot be shown from a title or a name and cut it to `limit` characters.

    Control characters, NULs, lone surrogates and invisible format characters vanish, runs of white
    space become one space, and composed characters are preferred (NFC). None becomes "".
    """
    if text is None:
        return ""
    # Cut roughly first: a hostile tag may be megabytes long.
    raw = str(text)[: limit * 8]
    kept = "".join(_kept(character) for character in raw)
    joined = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(joined) <= limit:
        return joined
    return joined[: limit - 1].rstrip() + ELLIPSIS


def _kept(character: str) -> str:
    """The character itself, a space in place of white space, or nothing."""
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Co"):
        return ""
    if category == "Cf" and character not in KEPT_FORMAT_CHARACTERS:
        return ""
    return character
