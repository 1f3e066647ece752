"""Songs in memory, as the choice sees a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from feeling_manager.core.recommender import Kind
from feeling_manager.core.values import Track, TrackId


class SongList:
    """`core.recommender.Songs` over a list, in the order of the list."""

    def __init__(self, tracks: Sequence[Track]) -> None:
        self._tracks = tracks

    def counts(self, only_local: bool) -> Mapping[Kind, int]:
        return dict(sorted(Counter(map(_kind, self._playable(only_local))).items()))

    def these(self, track_ids: Collection[TrackId], only_local: bool) -> Sequence[Track]:
        return [track for track in self._playable(only_local) if track.id in track_ids]

    def pick(
        self, kind: Kind, number: int, without: Collection[TrackId], only_local: bool
    ) -> Track | None:
        of_kind = [track for track in self._playable(only_local) if _kind(track) == kind]
        others = [track for track in of_kind if track.id not in without]
        return others[number] if number < len(others) else None

    def _playable(self, only_local: bool) -> Sequence[Track]:
        return [track for track in self._tracks if track.is_local or not only_local]


def _kind(track: Track) -> Kind:
    return Kind(track.genre, track.valence, track.energy)
