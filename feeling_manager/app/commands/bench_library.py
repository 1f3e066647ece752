"""`bench library`: search over 50,000 songs, import of 10,000 files, skipping to the next song."""

from __future__ import annotations

import math
import random
import struct
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from feeling_manager.adapters.player.vlc_player import VlcPlayer
from feeling_manager.adapters.playlist import FolderPlaylist
from feeling_manager.core.ports import PlaybackState, Player
from feeling_manager.core.values import Track, TrackId
from feeling_manager.storage.database import open_database
from feeling_manager.storage.track_import import import_tracks
from feeling_manager.storage.track_library import TrackLibrary
from feeling_manager.storage.track_query import TrackQuery, TrackSort

SONGS: Final = 50_000
FILES: Final = 10_000
SKIPS: Final = 20
REPEATS: Final = 5
ROWS: Final = 200
"""As many as the window reads at once."""

TYPED: Final = ("s", "so", "son", "song 4", "사", "사랑", "하 노", "zz", "")
"""As somebody types them; the first letters find most of the library."""

SYLLABLES: Final = "가나다라마바사아자하한국민사랑이별노래봄날여름밤비눈꽃별달"


def measure() -> dict[str, Any]:
    """All three, in one run. Raises: PlayerError without VLC."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return {
            "songs": SONGS,
            **_search(folder),
            "files": FILES,
            "import_s": _import(folder),
            "skips": SKIPS,
            "skip_ms": _skip(folder),
        }


def _search(folder: Path) -> dict[str, Any]:
    """Milliseconds from a query to the rows and their number, by name and in other orders."""
    rng = random.Random(0)
    with _library(folder / "search.sqlite") as library:
        library.add_many((_song(number, rng) for number in range(SONGS)), "user")

        def times(sorts: Sequence[TrackSort]) -> dict[str, float]:
            queries = [TrackQuery(text, sort=sort) for text in TYPED for sort in sorts]
            return _spread([1000 * _looked_up(library, query) for query in queries * REPEATS])

        names = (TrackSort.ARTIST, TrackSort.TITLE)
        others = [sort for sort in TrackSort if sort not in names]
        return {"search_ms": times(names), "search_in_other_orders_ms": times(others)}


def _looked_up(library: TrackLibrary, query: TrackQuery) -> float:
    began = time.perf_counter()
    library.find(query, ROWS)
    library.count(query)
    return time.perf_counter() - began


def _import(folder: Path) -> float:
    """Seconds for a folder of tagged files, into the library."""
    music = folder / "music"
    for number in range(FILES):
        path = music / f"{number % 100:02d}" / f"{number}.mp3"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_tagged_mp3(f"Song {number} 'x' 100%", f"Artist {number % 500}"))
    with _library(folder / "import.sqlite") as library:
        began = time.perf_counter()
        result = import_tracks(FolderPlaylist(music).entries(), library, folder / "logs", "bench")
        seconds = time.perf_counter() - began
    assert result.added == FILES
    return round(seconds, 2)


def _skip(folder: Path) -> dict[str, float]:
    """Milliseconds from asking for a fetched song until VLC sounds it."""
    songs = [folder / f"{hz}.wav" for hz in (330, 440)]
    for path in songs:
        _write_tone(path, int(path.stem))
    player = VlcPlayer(audio_file=folder / "out.wav")
    try:
        _wait_for_sound(player, songs[0])
        times = [_wait_for_sound(player, songs[n % 2]) for n in range(1, SKIPS + 1)]
    finally:
        player.close()
    return _spread([1000 * seconds for seconds in times])


def _wait_for_sound(player: Player, path: Path) -> float:
    began = time.perf_counter()
    player.play(path)
    while time.perf_counter() - began < 10:
        status = player.status()
        if status.state is PlaybackState.PLAYING and 0 < status.position_ms < 5000:
            seconds = time.perf_counter() - began
            time.sleep(0.5)
            return seconds
        time.sleep(0.002)
    raise TimeoutError(f"no sound of {path.name}")


@contextmanager
def _library(path: Path) -> Iterator[TrackLibrary]:
    db = open_database(path)
    try:
        yield TrackLibrary(db)
    finally:
        db.close()


def _song(number: int, rng: random.Random) -> Track:
    def word() -> str:
        letters = SYLLABLES if rng.random() < 0.4 else "abcdefghijklmnoprstuvwy"
        return "".join(rng.choice(letters) for _ in range(rng.randint(2, 6)))

    title = f"Song {number} {word()} {word()}"
    return Track(TrackId(0), f"https://example.org/{number}", title, f"{word()} {word()}", "pop")


def _tagged_mp3(title: str, artist: str) -> bytes:
    """An ID3v2.3 tag and a few silent frames of MPEG audio."""

    def frame(name: bytes, text: str) -> bytes:
        body = b"\x01" + text.encode("utf-16")
        return name + struct.pack(">IH", len(body), 0) + body

    frames = frame(b"TIT2", title) + frame(b"TPE1", artist)
    size = bytes((len(frames) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    silent = b"\xff\xfb\x90\x00" + bytes(413)
    return b"ID3\x03\x00\x00" + size + frames + silent * 4


def _write_tone(path: Path, hz: int) -> None:
    samples = (round(8000 * math.sin(2 * math.pi * hz * n / 8000)) for n in range(8000 * 60))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


def _spread(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "median": round(ordered[len(ordered) // 2], 1),
        "p95": round(ordered[round((len(ordered) - 1) * 0.95)], 1),
        "max": round(ordered[-1], 1),
    }
