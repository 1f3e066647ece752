"""Does a found video fit the song that was looked for? Pure: titles, names and lengths in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from feeling_manager.core.values import DurationMs, Track

MIN_LENGTH_MS: Final = DurationMs(60_000)
"""Shorter is a teaser or a clip."""

MAX_LENGTH_MS: Final = DurationMs(12 * 60_000)
"""Longer is a mix, a loop or a whole album."""

LENGTH_TOLERANCE: Final = 0.2
"""A video may be this much longer or shorter than the recording; music videos have intros."""

MIN_LENGTH_TOLERANCE_MS: Final = 30_000

TITLE_SHARE: Final = 0.75
"""Share of the song's words that a video's title must carry."""

SHORT_NAME: Final = 3
"""Latin names up to this length ("U2", "IU") must stand alone, not inside another word."""

OTHER_VERSIONS: Final = frozenset(
    {
        "karaoke", "instrumental", "inst", "mr", "cover", "covers", "covered", "remix", "mashup",
        "nightcore", "daycore", "sped", "slowed", "reverb", "8d", "loop", "looped", "hour", "hours",
        "reaction", "tutorial", "lesson", "chords", "parody", "teaser", "trailer", "preview",
        "snippet", "live", "concert", "fancam", "fancams", "drumless", "backing", "ringtone",
        "medley", "mix", "compilation", "acapella", "piano", "guitar", "bass", "drum",
        "노래방", "반주", "커버", "리믹스", "직캠", "리액션", "티저", "예고편", "강좌", "연주",
        "메들리", "모음", "시간", "반복", "연속듣기", "라이브", "カラオケ",
    }
)  # fmt: skip
"""Words that mark another version, unless the song's own title or artist carries them."""

_BRACKETED: Final = re.compile(r"[(\[{（【「『<〈《][^)\]}）】」』>〉》]*[)\]}）】」』>〉》]")
_FEATURING: Final = re.compile(r"\b(?:feat|ft|featuring|with|prod)\b\.?.*$", re.IGNORECASE)
_ARTIST_SEPARATORS: Final = re.compile(
    r"\s*(?:[,/&;×+|()\[\]]|\bfeat\b\.?|\bft\b\.?|\band\b|\bx\b)\s*"
)
_TAIL: Final = re.compile(
    r"\s[-–—]\s.*(?:remaster|version|edit|mono|stereo|mix|live|single|from|ost).*$", re.IGNORECASE
)


class Misfit(str, Enum):
    """Why a candidate is not taken."""

    TITLE = "title"
    ARTIST = "artist"
    LENGTH = "length"
    LIVE = "live"
    OTHER_VERSION = "other_version"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A search result; `duration_ms` is None where the site does not tell."""

    address: str
    title: str
    channel: str = ""
    duration_ms: DurationMs | None = None
    is_live: bool = False


def misfit(track: Track, candidate: Candidate) -> Misfit | None:
    """Why `candidate` cannot be `track`, or None when it fits.

    An unknown length passes here; the caller checks again once the page has been read.
    """
    if candidate.is_live:
        return Misfit.LIVE
    if candidate.duration_ms is not None and not length_fits(track, candidate.duration_ms):
        return Misfit.LENGTH
    if not _title_fits(track, candidate.title):
        return Misfit.TITLE
    if not _artist_fits(track, candidate):
        return Misfit.ARTIST
    if _is_other_version(track, candidate.title):
        return Misfit.OTHER_VERSION
    return None


def best_fit(track: Track, candidates: Sequence[Candidate]) -> Candidate | None:
    """The first candidate that fits; the site's own order ranks them."""
    return next((one for one in candidates if misfit(track, one) is None), None)


def length_fits(track: Track, duration_ms: DurationMs) -> bool:
    """Whether a length is one of a single song, and near the track's own where that is known."""
    if not MIN_LENGTH_MS <= duration_ms <= MAX_LENGTH_MS:
        return False
    if track.duration_ms is None:
        return True
    tolerance = max(MIN_LENGTH_TOLERANCE_MS, LENGTH_TOLERANCE * track.duration_ms)
    return abs(duration_ms - track.duration_ms) <= tolerance


def normalised(text: str) -> str:
    """Compatibility form, no accents, no case, letters and digits only, words by one space."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) or _is_hangul_part(c))
    composed = unicodedata.normalize("NFC", plain).casefold()
    # Apostrophes vanish ("don't" is one word), all other marks separate words.
    composed = re.sub("['’`´]", "", composed)
    return " ".join(re.sub(r"[^\w]|_", " ", composed).split())


def same_song_key(artist: str, title: str) -> str:
    """Equal for entries that name the same song in other spellings; finds duplicates."""
    return f"{_squeezed(artist)}|{_squeezed(_core_title(title) or title)}"


def split_artist_title(text: str) -> tuple[str, str]:
    """("Artist", "Title") out of "Artist - Title"; ("", text) where there is no dash."""
    for dash in (" - ", " – ", " — ", " ― "):
        artist, found, title = text.partition(dash)
        if found and artist.strip() and title.strip():
            return artist.strip(), title.strip()
    return "", text.strip()


def _is_hangul_part(character: str) -> bool:
    """Whether a combining mark belongs to a syllable of Hangul or kana rather than an accent."""
    return character in "\u3099\u309a" or "\u1160" <= character <= "\u11ff"


def _squeezed(text: str) -> str:
    """The normalised text without spaces; Korean and Japanese titles space as they like."""
    return normalised(text).replace(" ", "")


def _core_title(title: str) -> str:
    """A title without brackets, guests and "- 2015 remaster"."""
    return _FEATURING.sub("", _TAIL.sub("", _BRACKETED.sub(" ", title))).strip()


def _title_fits(track: Track, found: str) -> bool:
    """Whether one of the track's spellings of its title stands in the found title."""
    haystack, words = _squeezed(found), set(normalised(found).split())
    for title in (track.title, track.title_romanised):
        for spelling in (_core_title(title), *_bracket_parts(title)):
            if _contains(spelling, haystack, words):
                return True
    return False


def _bracket_parts(title: str) -> list[str]:
    """The texts in brackets that may be a title of their own, as "봄날 (Spring Day)"."""
    parts = [match.group(0)[1:-1] for match in _BRACKETED.finditer(title)]
    long_enough = [part for part in parts if len(_squeezed(part)) > SHORT_NAME]
    return [part for part in long_enough if not _FEATURING.search(part)]


def _contains(name: str, haystack: str, words: set[str]) -> bool:
    """Whether a name, or enough of its words, stands in a normalised text."""
    squeezed, parts = _squeezed(name), normalised(name).split()
    if not squeezed:
        return False
    if len(squeezed) <= SHORT_NAME and squeezed.isascii():
        return squeezed in words or all(part in words for part in parts)
    if squeezed in haystack:
        return True
    return len(parts) > 1 and sum(part in words for part in parts) / len(parts) >= TITLE_SHARE


def _artist_fits(track: Track, candidate: Candidate) -> bool:
    """Whether one of the artist's names stands in the title or names the channel."""
    names = [track.artist, track.artist_romanised]
    names += [part for name in names for part in _ARTIST_SEPARATORS.split(name)]
    names = [name for name in names if _squeezed(name)]
    if not names:
        return True
    text = f"{candidate.title} {candidate.channel}"
    haystack, words = _squeezed(text), set(normalised(text).split())
    # "IUVEVO" and "U2VEVO" are one word.
    words |= {word.removesuffix("vevo").removesuffix("official") for word in words}
    return any(_contains(name, haystack, words) for name in names)


def _is_other_version(track: Track, found: str) -> bool:
    """Whether the found title carries a word for another version that the song's does not."""
    own = f"{track.title} {track.artist} {track.title_romanised} {track.artist_romanised}"
    extra = set(normalised(found).split()) - set(normalised(own).split())
    return not OTHER_VERSIONS.isdisjoint(extra)
