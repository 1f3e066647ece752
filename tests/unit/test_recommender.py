from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from feeling_manager.core.emotions import EMOTION_ORDER, Emotion
from feeling_manager.core.genres import GENRE_ORDER
from feeling_manager.core.preferences import Preferences, default_preferences
from feeling_manager.core.recommender import (
    NEVER,
    Reason,
    Recommendation,
    Request,
    recommend,
    target_sound,
)
from feeling_manager.core.settings import ListeningMode
from feeling_manager.core.values import Track, TrackId
from tests.song_list import SongList


def song(number: int, genre: str, valence: float = 0.5, energy: float = 0.5) -> Track:
    return Track(
        TrackId(number), f"file:/{number}.opus", f"t{number}", "a", genre, (), valence, energy
    )


LIBRARY = [song(n, GENRE_ORDER[n % 10], (n % 7) / 6, (n % 5) / 4) for n in range(200)]


def choose(
    request: Request,
    tracks: list[Track] | None = None,
    preferences: Preferences | None = None,
    feedback: dict[TrackId, float] | None = None,
    seed: int = 0,
) -> Recommendation | None:
    return recommend(
        request,
        SongList(LIBRARY if tracks is None else tracks),
        preferences or default_preferences(),
        feedback or {},
        random.Random(seed),
    )


@pytest.mark.parametrize("emotion", EMOTION_ORDER)
def test_only_ticked_genres_are_played_for_an_emotion(emotion: Emotion) -> None:
    ticked = set(default_preferences().genres(emotion))
    found = [choose(Request(emotion), seed=seed) for seed in range(100)]
    assert {r.track.genre for r in found if r} <= ticked
    assert {r.reason for r in found if r} == {Reason.GENRE_OF_EMOTION}


def test_no_ticked_genre_means_any() -> None:
    preferences = default_preferences().with_row(Emotion.NEUTRAL, [])
    found = [
        choose(Request(Emotion.NEUTRAL), preferences=preferences, seed=seed) for seed in range(300)
    ]
    assert {r.track.genre for r in found if r} == set(GENRE_ORDER)
    assert found[0] is not None and found[0].reason is Reason.ANY_GENRE


def test_random_ignores_preferences() -> None:
    found = [choose(Request(None), seed=seed) for seed in range(300)]
    assert {r.track.genre for r in found if r} == set(GENRE_ORDER)
    assert found[0] is not None and found[0].reason is Reason.RANDOM


def test_a_genre_without_songs_falls_back_to_any() -> None:
    preferences = default_preferences().with_row(Emotion.FEAR, ["polka"])
    found = choose(Request(Emotion.FEAR), preferences=preferences)
    assert found is not None and found.reason is Reason.NO_SONG_IN_GENRES


def test_the_same_seed_gives_the_same_song() -> None:
    assert choose(Request(Emotion.ANGER), seed=7) == choose(Request(Emotion.ANGER), seed=7)


def test_the_last_songs_are_not_repeated() -> None:
    recent: list[TrackId] = []
    for seed in range(200):
        found = choose(Request(Emotion.HAPPINESS, recent=tuple(recent)), seed=seed)
        assert found is not None
        assert found.track.id not in recent[-20:]
        recent.append(found.track.id)


def test_two_songs_take_turns_and_one_is_repeated_rather_than_silence() -> None:
    two = [song(1, "pop"), song(2, "pop")]
    request = Request(Emotion.HAPPINESS, recent=(TrackId(1),))
    assert all(
        r is not None and r.track.id == 2 for r in (choose(request, two, seed=s) for s in range(20))
    )
    only = choose(Request(Emotion.HAPPINESS, recent=(TrackId(1),)), [song(1, "pop")])
    assert only is not None


def test_an_empty_library_gives_nothing() -> None:
    assert choose(Request(Emotion.FEAR), []) is None


def test_never_means_never() -> None:
    tracks = [song(1, "pop"), song(2, "pop")]
    found = [
        choose(Request(Emotion.HAPPINESS), tracks, feedback={TrackId(1): NEVER}, seed=s)
        for s in range(50)
    ]
    assert {r.track.id for r in found if r} == {2}


def test_liked_songs_come_up_more_often_and_disliked_ones_less() -> None:
    tracks = [song(n, "pop") for n in range(3)]
    feedback = {TrackId(0): 2.0, TrackId(1): -2.0}
    found = Counter(
        r.track.id
        for r in (
            choose(Request(Emotion.HAPPINESS), tracks, feedback=feedback, seed=s)
            for s in range(600)
        )
        if r
    )
    assert found[TrackId(0)] > found[TrackId(2)] > found[TrackId(1)] > 0


def test_without_a_network_songs_of_the_web_are_not_considered() -> None:
    web = [replace(track, uri=f"https://example.org/{track.id}") for track in LIBRARY]
    found = choose(
        Request(Emotion.NEUTRAL, recent=(TrackId(7),), only_local=True),
        [LIBRARY[42] if track.id == 42 else track for track in web],
    )
    assert found is not None
    assert (found.track.id, found.reason) == (42, Reason.ONLY_LOCAL)


def mean_sound(emotion: Emotion, mode: ListeningMode) -> tuple[float, float]:
    tracks = [song(n, "pop", (n % 11) / 10, (n // 11) / 10) for n in range(121)]
    preferences = default_preferences().with_row(emotion, ["pop"])
    found = [choose(Request(emotion, mode), tracks, preferences, seed=seed) for seed in range(400)]
    heard = [r.track for r in found if r]
    return (
        sum(t.valence for t in heard) / len(heard),
        sum(t.energy for t in heard) / len(heard),
    )


def test_the_mode_moves_the_sound() -> None:
    match = mean_sound(Emotion.SADNESS, ListeningMode.MATCH)
    lift = mean_sound(Emotion.SADNESS, ListeningMode.LIFT)
    calm = mean_sound(Emotion.ANGER, ListeningMode.CALM)
    anger = mean_sound(Emotion.ANGER, ListeningMode.MATCH)
    assert lift[0] > match[0] + 0.15
    assert calm[1] < anger[1] - 0.2


@pytest.mark.parametrize("mode", list(ListeningMode))
@pytest.mark.parametrize("emotion", EMOTION_ORDER)
def test_every_target_is_a_sound_that_songs_can_have(emotion: Emotion, mode: ListeningMode) -> None:
    valence, energy = target_sound(emotion, mode)
    assert 0 <= valence <= 1
    assert 0 <= energy <= 1


def test_songs_that_are_alike_come_up_as_often_as_if_each_were_weighed() -> None:
    """A heard song, weighed by itself, against nine unheard ones, weighed together."""
    tracks = [song(n, "pop", 0.8, 0.7) for n in range(10)]
    found = Counter(
        r.track.id
        for r in (
            choose(Request(Emotion.HAPPINESS), tracks, feedback={TrackId(3): 0.0}, seed=seed)
            for seed in range(4000)
        )
        if r
    )
    assert set(found) == set(range(10))
    assert all(300 < count < 500 for count in found.values())
