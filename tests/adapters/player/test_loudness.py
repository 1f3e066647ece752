"""Loudness against the values that ITU-R BS.1770 and EBU Tech 3341 give for tones."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from feeling_manager.adapters.player.libvlc import load_vlc, new_instance
from feeling_manager.adapters.player.loudness import (
    RATE_HZ,
    TARGET_LUFS,
    UNMEASURED_GAIN_DB,
    LoudnessMeter,
    gain_db,
    volume_at_gain,
)
from feeling_manager.adapters.player.vlc_loudness import measure_lufs
from tests.contract.test_player import needs_vlc

Samples = np.ndarray[Any, Any]


def tone(decibels: float, seconds: float = 4, frequency_hz: float = 997) -> Samples:
    moments = np.arange(int(RATE_HZ * seconds)) / RATE_HZ
    left = 10 ** (decibels / 20) * np.sin(2 * np.pi * frequency_hz * moments)
    return np.stack([left, left], axis=1)


def lufs_of(samples: Samples, piece_bytes: int = 4096) -> float | None:
    meter = LoudnessMeter()
    pcm = (samples * 32767).astype("<i2").tobytes()
    for at in range(0, len(pcm), piece_bytes):
        meter.add(pcm[at : at + piece_bytes])
    return meter.lufs()


@pytest.mark.parametrize("decibels", [0, -23, -33])
def test_a_tone_on_both_channels_is_as_loud_as_its_level(decibels: float) -> None:
    assert lufs_of(tone(decibels)) == pytest.approx(decibels, abs=0.1)


def test_one_channel_is_half_of_two() -> None:
    assert lufs_of(tone(-20) * [1, 0]) == pytest.approx(-23.01, abs=0.1)


@pytest.mark.parametrize(("frequency_hz", "louder_db"), [(60, -3.5), (5000, 3.4)])
def test_the_ear_counts_high_sounds_more(frequency_hz: float, louder_db: float) -> None:
    found = lufs_of(tone(-20, frequency_hz=frequency_hz))
    assert found == pytest.approx(-20 + louder_db, abs=0.3)


def test_quiet_parts_and_silence_do_not_count() -> None:
    song = np.concatenate([tone(-36, 10), tone(-23, 60), tone(-36, 10), np.zeros((480000, 2))])
    assert lufs_of(song) == pytest.approx(-23, abs=0.1)  # Tech 3341, case 3


@pytest.mark.parametrize("piece_bytes", [4, 1000, 10**6])
def test_how_the_sound_comes_in_does_not_matter(piece_bytes: int) -> None:
    samples = tone(-20, 1.7) * np.linspace(0.2, 1, int(1.7 * RATE_HZ))[:, None]
    assert lufs_of(samples, piece_bytes) == lufs_of(samples)


@pytest.mark.parametrize("samples", [np.zeros((RATE_HZ, 2)), tone(-10, 0.1), np.zeros((0, 2))])
def test_what_cannot_be_measured_has_no_loudness(samples: Samples) -> None:
    assert lufs_of(samples) is None


def test_songs_come_to_one_loudness_within_reason() -> None:
    for lufs in (-8.0, -18.0, -25.0):
        assert lufs + gain_db(lufs) == TARGET_LUFS
    assert gain_db(-60) == 12
    assert gain_db(None) == UNMEASURED_GAIN_DB


def test_a_gain_is_as_loud_by_the_cubic_law_and_never_distorts() -> None:
    assert 20 * np.log10((volume_at_gain(80, -6) / 80) ** 3) == pytest.approx(-6)
    assert volume_at_gain(0, 12) == 0
    assert volume_at_gain(95, 12) == 100


@pytest.fixture
def vlc() -> Iterator[tuple[Any, Any]]:
    """libVLC and an instance of it."""
    vlc = load_vlc()
    instance = new_instance(vlc)
    yield vlc, instance
    instance.release()


@needs_vlc
class TestByVlc:
    @pytest.mark.parametrize("name", ["song.wav", "song.opus", "노래 100%.flac"])
    def test_a_file_is_measured_faster_than_it_plays(
        self, vlc: tuple[Any, Any], tmp_path: Path, name: str
    ) -> None:
        kinds = {"opus": {"format": "OGG", "subtype": "OPUS"}}
        soundfile.write(tmp_path / name, tone(-20, 60), RATE_HZ, **kinds.get(name[-4:], {}))
        started_at_s = time.monotonic()
        found = measure_lufs(*vlc, tmp_path / name, lambda: False)
        assert found == pytest.approx(-20, abs=0.2)
        assert time.monotonic() - started_at_s < 30

    def test_other_rates_and_one_channel_are_measured_too(
        self, vlc: tuple[Any, Any], tmp_path: Path
    ) -> None:
        path = tmp_path / "mono.wav"
        moments = np.arange(22050 * 4) / 22050
        soundfile.write(path, 0.1 * np.sin(2 * np.pi * 997 * moments), 22050)
        assert measure_lufs(*vlc, path, lambda: False) == pytest.approx(-20, abs=0.2)

    def test_what_is_no_song_has_no_loudness(self, vlc: tuple[Any, Any], tmp_path: Path) -> None:
        text = tmp_path / "song.opus"
        text.write_text("#EXTM3U\nfile:///etc/passwd\n" * 50)
        for path in (text, tmp_path, tmp_path / "missing.mp3"):
            assert measure_lufs(*vlc, path, lambda: False) is None

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
    def test_a_pipe_is_not_waited_for(self, vlc: tuple[Any, Any], tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "song.wav")
        assert measure_lufs(*vlc, tmp_path / "song.wav", lambda: False) is None

    def test_it_can_be_given_up(self, vlc: tuple[Any, Any], tmp_path: Path) -> None:
        soundfile.write(tmp_path / "song.wav", tone(-20, 2), RATE_HZ)
        assert measure_lufs(*vlc, tmp_path / "song.wav", lambda: True) in (
            None,
            pytest.approx(-20, abs=0.2),
        )
