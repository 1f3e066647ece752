"""A found video is taken only when title, artist and length fit the song."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.core.addresses import search_query, search_uri
from feeling_manager.core.matching import (
    Candidate,
    Misfit,
    best_fit,
    length_fits,
    misfit,
    normalised,
    same_song_key,
    split_artist_title,
)
from feeling_manager.core.text import clean_text
from feeling_manager.core.values import DurationMs, Track, TrackId

MINUTE = 60_000


def song(artist: str, title: str, **more: str) -> Track:
    return Track(TrackId(1), search_uri(artist, title), title, artist, "pop", **more)  # type: ignore[arg-type]


def found(
    title: str, channel: str = "", minutes: float | None = 3.5, live: bool = False
) -> Candidate:
    duration = None if minutes is None else DurationMs(round(minutes * MINUTE))
    return Candidate("https://example.com", title, channel, duration, live)


SPRING = song("방탄소년단", "봄날", artist_romanised="BTS", title_romanised="Bomnal")

FITTING = [
    (
        song("Queen", "Bohemian Rhapsody"),
        found("Queen – Bohemian Rhapsody (Official Video Remastered)"),
    ),
    (song("Queen", "Bohemian Rhapsody"), found("Bohemian Rhapsody", "Queen - Topic")),
    (song("Queen", "Bohemian Rhapsody"), found("BOHEMIAN RHAPSODY [lyrics]", "QueenVEVO")),
    (song("The Beatles", "Hey Jude"), found("Hey Jude", "TheBeatlesVEVO")),
    (song("The Beatles", "Hey Jude - Remastered 2015"), found("The Beatles - Hey Jude")),
    (song("Beyoncé", "Déjà Vu (feat. Jay-Z)"), found("Beyonce - Deja Vu ft. JAY-Z")),
    (song("Guns N' Roses", "Sweet Child O' Mine"), found("Guns N' Roses - Sweet Child O’ Mine")),
    (song("Guns N’ Roses", "Don't Cry"), found("Guns N' Roses - Dont Cry (Official Music Video)")),
    (song("The Killers", "Mr. Brightside"), found("The Killers - Mr. Brightside")),
    (song("Billy Joel", "Piano Man"), found("Billy Joel - Piano Man (Official HD Video)")),
    (song("IU", "좋은 날"), found("[MV] IU(아이유)_Good Day(좋은 날)")),
    (song("아이유", "좋은 날"), found("아이유 - 좋은날 [가사]")),
    (SPRING, found("BTS (방탄소년단) '봄날 (Spring Day)' Official MV", "HYBE LABELS")),
    (SPRING, found("Bomnal", "BTS")),
    (song("방탄소년단 (BTS)", "봄날 (Spring Day)"), found("BTS - Spring Day", "HYBE LABELS")),
    (song("U2", "One"), found("U2 - One (Official Music Video)")),
    (song("장윤정", "어머나"), found("장윤정 - 어머나", minutes=None)),
    (song("Simon & Garfunkel", "The Boxer"), found("Simon & Garfunkel - The Boxer (Audio)")),
    (song("Nobuo Uematsu", "One-Winged Angel"), found("One-Winged Angel", "Nobuo Uematsu - Topic")),
    (song("", "Für Elise"), found("Fur Elise")),
]


@pytest.mark.parametrize(("track", "candidate"), FITTING, ids=lambda value: value.title)
def test_the_right_video_fits(track: Track, candidate: Candidate) -> None:
    assert misfit(track, candidate) is None


MISFITS = [
    (song("Queen", "Bohemian Rhapsody"), found("Queen - Radio Ga Ga"), Misfit.TITLE),
    (song("Queen", "Bohemian Rhapsody"), found("Bohemian Rhapsody", "Some Band"), Misfit.ARTIST),
    (song("U2", "One"), found("U2 - Onedrive explained"), Misfit.TITLE),
    (song("IU", "좋은 날"), found("좋은 날", "Genius Studio"), Misfit.ARTIST),
    (song("비", "태양을 피하는 방법"), found("태양을 피하는 방법", "아무개"), Misfit.ARTIST),
    (
        song("Queen", "Bohemian Rhapsody"),
        found("Queen - Bohemian Rhapsody", live=True),
        Misfit.LIVE,
    ),
    (
        song("Queen", "Bohemian Rhapsody"),
        found("Queen - Bohemian Rhapsody (Karaoke Version)"),
        Misfit.OTHER_VERSION,
    ),
    (
        song("Queen", "Bohemian Rhapsody"),
        found("Queen - Bohemian Rhapsody (Live Aid 1985)"),
        Misfit.OTHER_VERSION,
    ),
    (song("아이유", "좋은 날"), found("아이유 - 좋은 날 노래방 반주"), Misfit.OTHER_VERSION),
    (song("아이유", "좋은 날"), found("아이유 좋은 날 1시간 반복"), Misfit.OTHER_VERSION),
    (song("Adele", "Hello"), found("Adele - Hello (sped up)"), Misfit.OTHER_VERSION),
    (song("Adele", "Hello"), found("Adele - Hello", minutes=0.5), Misfit.LENGTH),
    (song("Adele", "Hello"), found("Adele - Hello", minutes=12.1), Misfit.LENGTH),
    (song("Adele", "Hello"), found("Adele - Hello (10 hours)", minutes=600), Misfit.LENGTH),
    (song("Adele", "Hello"), found(""), Misfit.TITLE),
    (song("Adele", "!!!"), found("Adele - Hello"), Misfit.TITLE),
]


@pytest.mark.parametrize(("track", "candidate", "why"), MISFITS)
def test_the_wrong_video_does_not(track: Track, candidate: Candidate, why: Misfit) -> None:
    assert misfit(track, candidate) is why


def test_another_version_is_taken_where_the_song_is_one() -> None:
    live = song("Nirvana", "Lake of Fire (Live)")
    assert misfit(live, found("Nirvana - Lake of Fire (Live On MTV Unplugged)")) is None
    remix = song("Rema", "Calm Down (Remix)")
    assert misfit(remix, found("Rema - Calm Down Remix")) is None


@pytest.mark.parametrize(
    ("minutes", "fits"),
    [(0.99, False), (1, True), (12, True), (12.01, False)],
)
def test_lengths_of_songs(minutes: float, fits: bool) -> None:
    assert length_fits(song("A", "B"), DurationMs(round(minutes * MINUTE))) is fits


@pytest.mark.parametrize(
    ("seconds", "fits"), [(240, True), (200, True), (285, True), (180, False), (300, False)]
)
def test_a_known_length_narrows_it(seconds: int, fits: bool) -> None:
    track = Track(TrackId(1), "ytsearch:x", "x", "y", "pop", duration_ms=DurationMs(240_000))
    assert length_fits(track, DurationMs(seconds * 1000)) is fits


def test_the_first_that_fits_is_taken() -> None:
    wrong, right, later = found("Adele - Skyfall"), found("Adele - Hello"), found("Hello Adele")
    assert best_fit(song("Adele", "Hello"), [wrong, right, later]) is right
    assert best_fit(song("Adele", "Hello"), [wrong]) is None
    assert best_fit(song("Adele", "Hello"), []) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Beyoncé", "Déjà Vu"), ("BEYONCE", "deja vu")),
        (("아이유", "좋은 날"), ("아이유", "좋은날")),
        (("Queen", "Bohemian Rhapsody - Remastered 2011"), ("Queen", "Bohemian Rhapsody")),
        (("Queen", "Don't Stop Me Now"), ("Queen", "Don’t Stop Me Now (Official Video)")),
        (("ABBA", "Ｗａｔｅｒｌｏｏ"), ("Abba", "Waterloo")),
    ],
)
def test_one_song_has_one_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert same_song_key(*one) == same_song_key(*other)


def test_other_songs_have_other_keys() -> None:
    keys = [("Queen", "One"), ("U2", "One"), ("U2", "Two"), ("아이유", "좋은 날"), ("", "(One)")]
    assert len({same_song_key(*key) for key in keys}) == len(keys)


@pytest.mark.parametrize(
    ("text", "artist", "title"),
    [
        ("A - B", "A", "B"),
        ("A – B - C", "A – B", "C"),
        ("A-B", "", "A-B"),
        (" - B", "", "- B"),
        ("A - ", "", "A -"),
        ("", "", ""),
    ],
)
def test_artist_and_title_are_taken_apart(text: str, artist: str, title: str) -> None:
    assert split_artist_title(text) == (artist, title)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_the_matching(artist: str, title: str, other: str) -> None:
    assert misfit(song(artist, title), found(other)) in (None, *Misfit)


@given(st.text(max_size=400))
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    clean = clean_text(text)
    assert len(clean) <= 300
    assert clean == clean.strip()
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in clean)
    assert clean_text(clean) == clean
    clean.encode()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (None, ""),
        ("a\0b", "ab"),
        ("a\tb\n c\u3000d", "a b c d"),
        ("\ufeffx\u200b\u202ey", "xy"),
        ("👩‍👩‍👧 🇰🇷", "👩‍👩‍👧 🇰🇷"),
        ("\u1112\u1161\u11ab", "한"),
        ("x" * 301, "x" * 299 + "…"),
        (7, "7"),
    ],
)
def test_text_from_outside_is_cleaned(text: object, clean: str) -> None:
    assert clean_text(text) == clean


def test_a_search_address_keeps_its_words() -> None:
    assert search_query(search_uri("  The  Beatles", "Hey\nJude ")) == "The Beatles Hey Jude"
    assert search_query("ytsearch5:a b") == "a b"
    assert search_query("https://example.com") == ""
