"""The folder of fetched songs: limits, pins, foreign files, full disks, two programs at once."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeling_manager.adapters.resolver import AudioCache
from feeling_manager.core.errors import ResolveError


def put(cache: AudioCache, key: str, size: int, age_s: float = 0.0, suffix: str = ".webm") -> Path:
    cache.prepare()
    path = cache.folder / (cache.stem(key) + suffix)
    path.write_bytes(b"x" * size)
    used = time.time() - age_s
    os.utime(path, (used, used))
    return path


@pytest.fixture
def cache(tmp_path: Path) -> AudioCache:
    return AudioCache(tmp_path / "cache", 1_000)


def test_finds_what_was_put_even_after_a_restart(cache: AudioCache) -> None:
    path = put(cache, "youtube:dQw4w9WgXcQ", 10)
    assert cache.find("youtube:dQw4w9WgXcQ") == path
    assert AudioCache(cache.folder, 1_000).find("youtube:dQw4w9WgXcQ") == path
    assert cache.find("youtube:DQW4W9WGXCQ") is None


def test_names_differ_where_ids_differ_in_case_only(cache: AudioCache) -> None:
    names = {cache.stem("youtube:aaaaaaaaaaa").lower(), cache.stem("youtube:AAAAAAAAAAA").lower()}
    assert len(names) == 2


@pytest.mark.parametrize("suffix", [".webm.part", ".webm.ytdl", ".webm.part-Frag3", ".temp.webm"])
def test_unfinished_and_empty_files_are_not_found(cache: AudioCache, suffix: str) -> None:
    put(cache, "a", 10, suffix=suffix)
    put(cache, "b", 0)
    assert cache.find("a") is None
    assert cache.find("b") is None


def test_the_least_recently_used_go_first(cache: AudioCache) -> None:
    old, newer, newest = (put(cache, key, 400, age) for key, age in zip("abc", (300, 200, 100)))
    cache.trim()
    assert not old.exists()
    assert newer.exists()
    assert newest.exists()


def test_being_asked_for_counts_as_use(cache: AudioCache) -> None:
    old, newer = put(cache, "a", 600, 300), put(cache, "b", 600, 200)
    assert cache.find("a") == old
    cache.trim()
    assert old.exists()
    assert not newer.exists()


def test_pinned_files_stay_until_the_last_pin_is_gone(cache: AudioCache) -> None:
    playing, other = put(cache, "a", 900, 300), put(cache, "b", 900, 100)
    cache.pin(playing)
    cache.pin(playing)
    cache.unpin(playing)
    cache.trim()
    assert playing.exists()
    assert not other.exists()
    cache.unpin(playing)
    cache.unpin(playing)
    cache.set_limit(0)
    assert not playing.exists()


def test_the_song_just_fetched_is_kept_even_if_alone_too_large(cache: AudioCache) -> None:
    fetched = put(cache, "a", 5_000)
    cache.trim(keep=fetched)
    assert fetched.exists()


def test_foreign_files_are_neither_counted_nor_removed(cache: AudioCache, tmp_path: Path) -> None:
    cache.prepare()
    foreign = [cache.folder / name for name in ("my song.mp3", "fm-.wav", "fm-zz.webm", "notes")]
    for path in foreign:
        path.write_bytes(b"y" * 5_000)
    (cache.folder / f"{cache.stem('dir')}.webm").mkdir()
    target = tmp_path / "precious.mp3"
    target.write_bytes(b"z" * 5_000)
    link = cache.folder / f"{cache.stem('link')}.mp3"
    link.symlink_to(target)
    assert cache.size_bytes() == 0
    cache.set_limit(0)
    assert all(path.exists() for path in foreign)
    assert target.exists()


def test_partial_files_nobody_resumed_are_removed(cache: AudioCache) -> None:
    stale = put(cache, "a", 10, 4 * 24 * 3600, ".webm.part")
    fresh = put(cache, "b", 10, 3600, ".webm.part")
    cache.trim()
    assert not stale.exists()
    assert fresh.exists()


def test_discard_removes_all_of_one_song_but_not_a_pinned_file(cache: AudioCache) -> None:
    whole, part, other = (
        put(cache, "a", 1),
        put(cache, "a", 1, suffix=".m4a.part"),
        put(cache, "b", 1),
    )
    cache.pin(whole)
    cache.discard("a")
    assert [path.exists() for path in (whole, part, other)] == [True, False, True]


def test_a_missing_folder_is_empty(tmp_path: Path) -> None:
    cache = AudioCache(tmp_path / "not" / "there", 10)
    assert cache.find("a") is None
    assert cache.size_bytes() == 0
    cache.trim()
    cache.prepare()
    assert cache.folder.is_dir()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    cache = AudioCache(blocker / "cache", 10)
    with pytest.raises(ResolveError) as caught:
        cache.prepare()
    assert caught.value.code == "disk_full"
    with pytest.raises(ResolveError) as caught, cache.locked("a", lambda: ""):
        pass
    assert caught.value.code == "disk_full"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    # The probe's name is known, so it can be led to the device that is always full.
    probe = folder / f".fm-probe-{os.getpid()}-{threading.get_ident()}"
    probe.symlink_to("/dev/full")
    with pytest.raises(ResolveError) as caught:
        AudioCache(folder, 10).prepare()
    assert caught.value.code == "disk_full"


def test_a_lock_keeps_other_threads_out(cache: AudioCache) -> None:
    cache.prepare()
    inside: list[int] = []
    overlaps: list[int] = []

    def enter() -> None:
        with cache.locked("a", lambda: ""):
            inside.append(1)
            overlaps.append(len(inside))
            time.sleep(0.05)
            inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert overlaps == [1, 1, 1, 1]


def test_waiting_for_a_lock_can_be_cancelled(cache: AudioCache) -> None:
    cache.prepare()
    with (
        cache.locked("a", lambda: ""),
        pytest.raises(ResolveError) as caught,
        cache.locked("a", lambda: "cancelled"),
    ):
        pass
    assert caught.value.code == "cancelled"


def test_another_programs_lock_counts_and_a_crash_releases_it(cache: AudioCache) -> None:
    cache.prepare()
    script = f"""
        import time
        from pathlib import Path
        from feeling_manager.adapters.resolver import AudioCache
        with AudioCache(Path({str(cache.folder)!r}), 1).locked("a", lambda: ""):
            print("locked", flush=True)
            time.sleep(60)
    """
    other = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(ResolveError), cache.locked("a", lambda: "timed_out"):
            pass
        other.kill()
        other.wait(10)
        deadline = time.monotonic() + 5
        with cache.locked("a", lambda: "timed_out" if time.monotonic() > deadline else ""):
            pass


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    sizes=st.lists(st.integers(1, 500), max_size=8),
    pinned=st.sets(st.integers(0, 7)),
    limit=st.integers(0, 1_500),
)
def test_trimming_keeps_the_limit_and_every_pin(
    tmp_path: Path, sizes: list[int], pinned: set[int], limit: int
) -> None:
    cache = AudioCache(tmp_path / "many", limit)
    cache.set_limit(0)
    cache.set_limit(limit)
    paths = [put(cache, f"k{i}", size, 100 - i) for i, size in enumerate(sizes)]
    for i in pinned & set(range(len(paths))):
        cache.pin(paths[i])
    cache.trim()
    kept = [i for i, path in enumerate(paths) if path.exists()]
    assert pinned & set(range(len(paths))) <= set(kept)
    unpinned = [i for i in kept if i not in pinned]
    assert cache.size_bytes() <= limit or not unpinned
    for path in paths:
        path.unlink(missing_ok=True)
