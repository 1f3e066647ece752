"""The many names that tags have for the ten built-in genres."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from feeling_manager.core.genres import GENRE_ORDER

_WORDS: Final = MappingProxyType(
    {
        "classical": "classical classic baroque opera orchestral symphony chamber 클래식",
        "jazz": "jazz swing bebop bossa 재즈",
        "pop": "pop synthpop electropop 팝",
        "trot": "trot 트로트 뽕짝",
        "idol": "idol kpop k-pop jpop j-pop 아이돌 아이돌음악",
        "rock": "rock metal punk grunge indie 락 록",
        "ballad": "ballad ballads 발라드",
        "game": "game vgm chiptune videogame 게임 게임음악",
        "hiphop": "hiphop hip-hop rap trap 힙합 랩",
    }
)

GENRE_BY_WORD: Final = MappingProxyType(
    {word: genre for genre, words in _WORDS.items() for word in words.split()}
)

PRECEDENCE: Final = ("game", "trot", "ballad", "idol", "hiphop", "jazz", "classical", "rock", "pop")
"""Which word wins in "Pop Rock" or "Korean ballad pop": the one that says more."""


def built_in_genre(tag: str) -> str | None:
    """The built-in genre that a tag such as "Alternative Rock" or "Hip-Hop/Rap" means, or None."""
    text = re.sub(r"hip[\s_-]?hop", "hiphop", tag.lower()).replace("video game", "game")
    if text.strip() in GENRE_ORDER:
        return text.strip()
    words = {word for part in re.split(r"[\s/;,|&()]+", text) for word in (part, part.strip("-"))}
    found = {GENRE_BY_WORD[word] for word in words if word in GENRE_BY_WORD}
    return next((genre for genre in PRECEDENCE if genre in found), None)
