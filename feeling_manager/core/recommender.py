"""Which song: a random one out of the genres the user ticked for the emotion.

Among those, songs that sound right for the listening mode come up more often, liked ones too;
the last ones heard do not come up at all.

The choice looks at nothing but a song's genre and sound, how it was received and when it was heard.
So songs nobody has heard that are alike in genre and sound are counted and weighed together: the
chances are those of weighing each by itself, and a choice out of 50,000 takes milliseconds.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, NamedTuple, Protocol

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.preferences import Preferences
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import Track, TrackId

Point2 = tuple[float, float]

EMOTION_SOUND: Final[Mapping[Emotion, Point2]] = {
    Emotion.ANGER: (0.35, 0.85),
    Emotion.FEAR: (0.30, 0.45),
    Emotion.HAPPINESS: (0.85, 0.70),
    Emotion.NEUTRAL: (0.60, 0.45),
    Emotion.SADNESS: (0.25, 0.25),
    Emotion.SURPRISE: (0.75, 0.80),
}
"""Valence and energy of music that matches each emotion.

Source: the quadrants of Russell's circumplex (1980, J. Pers. Soc. Psychol. 39(6)); fear is placed
low in energy because tense music is not what people ask for when they look afraid.
"""

MODE_SOUND: Final[Mapping[ListeningMode, Point2]] = {
    ListeningMode.LIFT: (0.85, 0.65),
    ListeningMode.CALM: (0.60, 0.15),
    ListeningMode.FOCUS: (0.55, 0.35),
}
"""Where the other modes lead, whatever the emotion; reached in steps by `LIFT`."""

LIFT_STEP: Final = 0.6
"""How far to go from the emotion's own sound to the goal; a leap all the way would jar."""

SPREAD: Final = 0.30
"""Standard deviation of the sound's closeness, in units of valence and energy."""

NO_REPEAT_TRACKS: Final = 20
NO_REPEAT_SHARE: Final = 0.5
"""The last 20 songs are not repeated, nor the last half of what there is to choose from."""

NEVER: Final = -math.inf
"""Feedback of a song that must not be played again."""


class Reason(str, Enum):
    """Why this song; a code that the window turns into a sentence."""

    GENRE_OF_EMOTION = "genre_of_emotion"
    ANY_GENRE = "any_genre"
    NO_SONG_IN_GENRES = "no_song_in_genres"
    RANDOM = "random"
    ONLY_LOCAL = "only_local"
    CHOSEN = "chosen"

    def __str__(self) -> str:
        return self.value


class Kind(NamedTuple):
    """What the choice looks at; songs of one kind are alike to it."""

    genre: str
    valence: float
    energy: float


class Songs(Protocol):
    """The library as the choice sees it; `only_local` leaves out songs that need a network."""

    def counts(self, only_local: bool) -> Mapping[Kind, int]:
        """How many songs there are of each kind."""

    def these(self, track_ids: Collection[TrackId], only_local: bool) -> Sequence[Track]:
        """The songs of these ids, as far as there are any."""

    def pick(
        self, kind: Kind, number: int, without: Collection[TrackId], only_local: bool
    ) -> Track | None:
        """The song with this number, from 0, of all of a kind that are not `without`."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the recommender.

    Attributes:
        emotion: what the face looks like, or what the user chose; None is the "random" choice.
        recent: track ids heard lately, the newest last.
        only_local: whether songs that need a network are left out.
    """

    emotion: Emotion | None
    mode: ListeningMode = ListeningMode.MATCH
    recent: Sequence[TrackId] = ()
    only_local: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A song, for which emotion, and why."""

    track: Track
    emotion: Emotion | None
    mode: ListeningMode
    reason: Reason

    def at(self, uri: str) -> Recommendation:
        """The same song at another address, as a search found it."""
        return replace(self, track=replace(self.track, uri=uri))


@dataclass(frozen=True, slots=True)
class _Pool:
    """What there is to choose from: unheard songs by kind, and those that stand out one by one."""

    unheard: Mapping[Kind, int]
    known: Sequence[Track]

    def __len__(self) -> int:
        return sum(self.unheard.values()) + len(self.known)

    def of(self, genres: Collection[str]) -> _Pool:
        """The part with these genres."""
        return _Pool(
            {kind: count for kind, count in self.unheard.items() if kind.genre in genres},
            [track for track in self.known if track.genre in genres],
        )

    def without_recent(self, recent: Sequence[TrackId]) -> _Pool:
        """The part that was not heard just now."""
        keep_away = min(NO_REPEAT_TRACKS, int(len(self) * NO_REPEAT_SHARE))
        ids = {track.id for track in self.known}
        heard = [track_id for track_id in recent if track_id in ids]
        blocked = set(heard[-keep_away:] if keep_away else [])
        return _Pool(self.unheard, [track for track in self.known if track.id not in blocked])


def recommend(
    request: Request,
    songs: Songs,
    preferences: Preferences,
    feedback: Mapping[TrackId, float],
    rng: random.Random,
) -> Recommendation | None:
    """Choose a song; None when there is none.

    Args:
        request: emotion, mode and what may be played.
        songs: the whole library.
        preferences: the ticked genres.
        feedback: how a track was received, about -3 to 3, `NEVER` for never again.
        rng: the source of chance, so that a seed repeats a choice.
    """
    known = songs.these({*feedback, *request.recent}, request.only_local)
    pool, reason = _by_genre(request, _everything(request, songs, known, feedback), preferences)
    pool = pool.without_recent(request.recent)
    genres = preferences.genres(request.emotion) if request.emotion else {}
    weights = [n * _weight(kind, request, genres) for kind, n in pool.unheard.items()]
    weights += [
        _weight(_kind(track), request, genres) * _liking(feedback.get(track.id, 0.0))
        for track in pool.known
    ]
    if not weights:
        return None
    choices: list[Kind | Track] = [*pool.unheard, *pool.known]
    chosen = rng.choices(choices, weights)[0]
    if isinstance(chosen, Kind):
        without = [track.id for track in known if _kind(track) == chosen]
        number = rng.randrange(pool.unheard[chosen])
        track = songs.pick(chosen, number, without, request.only_local)
    else:
        track = chosen
    return None if track is None else Recommendation(track, request.emotion, request.mode, reason)


def _everything(
    request: Request, songs: Songs, known: Sequence[Track], feedback: Mapping[TrackId, float]
) -> _Pool:
    """All songs but those never to be played again."""
    unheard = dict(songs.counts(request.only_local))
    for track in known:
        unheard[_kind(track)] -= 1
    return _Pool(
        {kind: count for kind, count in unheard.items() if count > 0},
        [track for track in known if feedback.get(track.id) != NEVER],
    )


def _by_genre(request: Request, pool: _Pool, preferences: Preferences) -> tuple[_Pool, Reason]:
    """The songs to choose from, by the ticked genres."""
    if request.emotion is None:
        return pool, Reason.RANDOM
    ticked = preferences.genres(request.emotion)
    local = Reason.ONLY_LOCAL if request.only_local else None
    if not ticked:
        return pool, local or Reason.ANY_GENRE
    fitting = pool.of(ticked)
    if not fitting:
        return pool, local or Reason.NO_SONG_IN_GENRES
    return fitting, local or Reason.GENRE_OF_EMOTION


def _kind(track: Track) -> Kind:
    return Kind(track.genre, track.valence, track.energy)


def _weight(kind: Kind, request: Request, genres: Mapping[str, float]) -> float:
    """How much a song of a kind fits the emotion and the mode."""
    if request.emotion is None:
        return 1.0
    valence, energy = target_sound(request.emotion, request.mode)
    distance2 = (kind.valence - valence) ** 2 + (kind.energy - energy) ** 2
    return genres.get(kind.genre, 1.0) * max(1e-6, math.exp(-distance2 / (2 * SPREAD**2)))


def _liking(feedback: float) -> float:
    return math.exp(max(-3.0, min(3.0, feedback)) / 2)


def target_sound(emotion: Emotion, mode: ListeningMode) -> Point2:
    """Valence and energy that music should have, 0–1 each."""
    own = EMOTION_SOUND[emotion]
    if mode is ListeningMode.MATCH:
        return own
    goal = MODE_SOUND[mode]
    step = LIFT_STEP if mode is ListeningMode.LIFT else 1.0
    return own[0] + step * (goal[0] - own[0]), own[1] + step * (goal[1] - own[1])
