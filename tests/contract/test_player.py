"""What every player does with real songs, and what VLC writes into its audio file."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from feeling_manager.adapters.player import vlc_worker
from feeling_manager.adapters.player.libvlc import load_vlc
from feeling_manager.adapters.player.loudness import TARGET_LUFS
from feeling_manager.adapters.player.silent_player import SilentPlayer
from feeling_manager.adapters.player.vlc_player import VlcPlayer
from feeling_manager.core.errors import PlayerError
from feeling_manager.core.ports import PlaybackState, PlaybackStatus, Player
from feeling_manager.core.values import DurationMs

RATE_HZ = 48000


def vlc_is_missing() -> str:
    """Why VLC cannot be tested here; empty where it can."""
    try:
        load_vlc()
    except PlayerError as error:
        return f"libVLC is not installed: {error.detail}"
    return ""


needs_vlc = pytest.mark.skipif(bool(vlc_is_missing()), reason=vlc_is_missing())


def tone(frequency_hz: float, seconds: float, amplitude: float = 0.5) -> np.ndarray[Any, Any]:
    moments = np.arange(int(RATE_HZ * seconds)) / RATE_HZ
    wave_form = amplitude * np.sin(2 * np.pi * frequency_hz * moments)
    return np.stack([wave_form, wave_form], axis=1)


def stairs(seconds: int) -> np.ndarray[Any, Any]:
    """Second n sounds at 300 + 100 n Hz, so that the sound tells its position."""
    return np.concatenate([tone(300 + 100 * second, 1) for second in range(seconds)])


class Songs:
    """Songs rendered for these tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.long = self._render("long.wav", stairs(12))
        self.short = self._render("short.wav", tone(440, 0.45))
        self.other = self._render("다른 노래 100%.wav", tone(880, 0.45))
        self.opus = self._render("song.opus", stairs(6))
        # 997 Hz is where what the ear counts is what there is.
        self.loud_db, self.soft_db = -8.0, -24.0
        self.loud = self._render("loud.wav", tone(997, 30, 10 ** (self.loud_db / 20)))
        self.soft = self._render("soft.wav", tone(997, 30, 10 ** (self.soft_db / 20)))

    def _render(self, name: str, samples: np.ndarray[Any, Any]) -> Path:
        path = self.folder / name
        kind = {"format": "OGG", "subtype": "OPUS"} if name.endswith("opus") else {}
        soundfile.write(path, samples, RATE_HZ, **kind)
        return path


@pytest.fixture(scope="module")
def songs(tmp_path_factory: pytest.TempPathFactory) -> Songs:
    return Songs(tmp_path_factory.mktemp("songs"))


@pytest.fixture(params=[pytest.param("vlc", marks=needs_vlc), "silent"])
def player(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Player]:
    # VLC plays into a file, never on the sound card: these tests would be heard.
    made: Player = VlcPlayer(tmp_path / "heard.wav") if request.param == "vlc" else SilentPlayer()
    yield made
    made.close()


@pytest.fixture
def recording(tmp_path: Path) -> Iterator[tuple[VlcPlayer, Path]]:
    """A VLC player and the file it plays into."""
    path = tmp_path / "heard.wav"
    player = VlcPlayer(path)
    yield player, path
    player.close()


def wait_for(
    player: Player, reached: Callable[[PlaybackStatus], bool], seconds: float = 5
) -> PlaybackStatus:
    """Ask the player until something is so."""
    end_s = time.monotonic() + seconds
    while not reached(player.status()):
        assert time.monotonic() < end_s, f"still {player.status()} after {seconds} s"
        time.sleep(0.005)
    return player.status()


def wait_for_state(player: Player, state: PlaybackState, seconds: float = 5) -> PlaybackStatus:
    return wait_for(player, lambda status: status.state is state, seconds)


def heard_samples(path: Path) -> np.ndarray[Any, Any]:
    """The left channel of an audio file as -1..1, read by Python's own strict reader."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE_HZ)
        pcm = file.readframes(file.getnframes())
        assert len(pcm) == file.getnframes() * 4
    return np.frombuffer(pcm, np.int16).reshape(-1, 2)[:, 0] / 32768


def loudness_db(samples: np.ndarray[Any, Any]) -> float:
    """Of a tone on both channels, 0 at full scale."""
    power = np.mean(samples**2) if len(samples) else 0
    return float(10 * np.log10(2 * power + 1e-12))


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    end_s = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end_s, f"not so after {seconds} s"
        time.sleep(0.02)


def wait_for_loudness(path: Path, decibels: float) -> None:
    """Until what was heard last is so loud."""
    wait_until(lambda: abs(loudness_db(heard_samples(path)[-RATE_HZ // 10 :]) - decibels) < 0.5)


def pitch_hz(samples: np.ndarray[Any, Any]) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * RATE_HZ / len(samples)


class TestEveryPlayer:
    def test_is_stopped_at_first(self, player: Player) -> None:
        assert player.status() == PlaybackStatus(
            PlaybackState.STOPPED, DurationMs(0), DurationMs(0)
        )

    @pytest.mark.parametrize(("name", "duration_ms"), [("long", 12000), ("opus", 6000)])
    def test_plays_and_knows_how_long(
        self, player: Player, songs: Songs, name: str, duration_ms: int
    ) -> None:
        player.play(getattr(songs, name))
        assert player.status().state in (PlaybackState.OPENING, PlaybackState.PLAYING)
        status = wait_for(player, lambda status: status.position_ms > 100)
        assert status.state is PlaybackState.PLAYING
        assert abs(status.duration_ms - duration_ms) < 150

    def test_the_position_follows_the_clock_and_never_goes_back(
        self, player: Player, songs: Songs
    ) -> None:
        player.play(songs.opus)
        first = wait_for(player, lambda status: status.position_ms > 0).position_ms
        started_at_s = time.monotonic()
        positions = [first]
        while time.monotonic() - started_at_s < 1.1:
            positions.append(player.status().position_ms)
            time.sleep(0.01)
        assert positions == sorted(positions)
        assert max(np.diff(positions)) < 250  # smooth, though Opus gives libVLC one time a second
        assert abs(positions[-1] - first - 1100) < 300

    def test_pause_holds_and_resume_goes_on(self, player: Player, songs: Songs) -> None:
        player.play(songs.long)
        wait_for(player, lambda status: status.position_ms > 200)
        player.pause()
        held = player.status()
        assert held.state is PlaybackState.PAUSED
        time.sleep(0.25)
        assert player.status().state is PlaybackState.PAUSED
        assert abs(player.status().position_ms - held.position_ms) < 60
        player.resume()
        wait_for(player, lambda status: status.position_ms > held.position_ms + 150)
        assert player.status().state is PlaybackState.PLAYING
        assert player.status().position_ms < held.position_ms + 1000

    def test_pause_is_not_forgotten_while_a_song_opens(self, player: Player, songs: Songs) -> None:
        player.play(songs.long)
        player.pause()
        time.sleep(0.4)
        status = player.status()
        assert status.state is PlaybackState.PAUSED
        assert status.position_ms < 250

    @pytest.mark.parametrize(("name", "paused"), [("long", True), ("opus", False)])
    def test_seek_jumps_at_once_and_stays(
        self, player: Player, songs: Songs, name: str, paused: bool
    ) -> None:
        player.play(getattr(songs, name))
        wait_for(player, lambda status: status.position_ms > 50)
        if paused:
            player.pause()
        player.seek(DurationMs(3000))
        assert abs(player.status().position_ms - 3000) < 100
        time.sleep(0.6)
        expected_ms = 3000 if paused else 3600
        assert abs(player.status().position_ms - expected_ms) < 350

    def test_seek_backwards(self, player: Player, songs: Songs) -> None:
        player.play(songs.long)
        player.seek(DurationMs(8000))
        wait_for(player, lambda status: status.position_ms > 8050)
        player.seek(DurationMs(1000))
        time.sleep(0.3)
        assert 900 < player.status().position_ms < 1900

    def test_seek_beyond_the_end_ends_the_song(self, player: Player, songs: Songs) -> None:
        player.play(songs.long)
        wait_for(player, lambda status: status.position_ms > 50)
        player.seek(DurationMs(999_000))
        wait_for_state(player, PlaybackState.ENDED, 3)
        assert player.status().position_ms == player.status().duration_ms

    def test_ends_after_its_length(self, player: Player, songs: Songs) -> None:
        player.play(songs.short)
        started_at_s = time.monotonic()
        status = wait_for_state(player, PlaybackState.ENDED)
        assert 0.4 < time.monotonic() - started_at_s < 1.2
        assert status.position_ms == status.duration_ms
        player.pause()
        assert player.status().state is PlaybackState.ENDED

    def test_plays_the_next_after_the_end(self, player: Player, songs: Songs) -> None:
        for song in (songs.short, songs.other):
            player.play(song)
            assert player.status().state is not PlaybackState.ENDED
            wait_for_state(player, PlaybackState.PLAYING)
            wait_for_state(player, PlaybackState.ENDED)

    def test_replaces_what_plays(self, player: Player, songs: Songs) -> None:
        player.play(songs.long)
        wait_for(player, lambda status: status.position_ms > 300)
        player.play(songs.opus)
        assert player.status().position_ms < 100
        status = wait_for(player, lambda status: status.position_ms > 50)
        assert abs(status.duration_ms - 6000) < 150
        assert status.position_ms < 300

    def test_a_new_song_plays_though_the_last_was_paused(
        self, player: Player, songs: Songs
    ) -> None:
        player.play(songs.long)
        player.pause()
        player.play(songs.opus)
        wait_for(player, lambda status: status.position_ms > 50)
        assert player.status().state is PlaybackState.PLAYING

    def test_many_songs_in_a_row_end_with_the_last(self, player: Player, songs: Songs) -> None:
        for _ in range(10):
            player.play(songs.long)
            player.play(songs.opus)
        status = wait_for_state(player, PlaybackState.PLAYING)
        assert abs(wait_for(player, lambda s: s.duration_ms > 0).duration_ms - 6000) < 150
        assert status.position_ms < 500

    def test_stop_is_told_at_once(self, player: Player, songs: Songs) -> None:
        player.play(songs.long)
        wait_for(player, lambda status: status.position_ms > 50)
        player.stop()
        assert player.status().state is PlaybackState.STOPPED
        assert player.status().position_ms == 0
        time.sleep(0.2)
        assert player.status().state is PlaybackState.STOPPED
        player.resume()
        assert player.status().state is PlaybackState.STOPPED

    def test_commands_without_a_song_do_nothing(self, player: Player) -> None:
        player.pause()
        player.resume()
        player.seek(DurationMs(1000))
        player.stop()
        assert player.status().state is PlaybackState.STOPPED

    @pytest.mark.parametrize("what", ["missing", "empty", "folder"])
    def test_what_is_no_file_fails(self, player: Player, tmp_path: Path, what: str) -> None:
        path = tmp_path / "broken.opus"
        if what == "empty":
            path.touch()
        elif what == "folder":
            path.mkdir()
        player.play(path)
        status = wait_for_state(player, PlaybackState.FAILED)
        assert status.duration_ms == 0

    def test_plays_again_after_a_failure(
        self, player: Player, songs: Songs, tmp_path: Path
    ) -> None:
        player.play(tmp_path / "nowhere.opus")
        wait_for_state(player, PlaybackState.FAILED)
        player.play(songs.short)
        wait_for_state(player, PlaybackState.ENDED)

    def test_takes_any_volume(self, player: Player, songs: Songs) -> None:
        player.play(songs.short)
        for percent in (-5, 0, 50, 100, 1000):
            player.set_volume(percent)
        wait_for_state(player, PlaybackState.ENDED)

    def test_levelling_and_preparing_take_anything_at_any_time(
        self, player: Player, songs: Songs, tmp_path: Path
    ) -> None:
        for path in (tmp_path / "missing.opus", tmp_path, songs.other):
            player.prepare(path)
            player.set_level_volume(True)
        assert player.status().state is PlaybackState.STOPPED
        player.play(songs.short)
        player.set_level_volume(False)
        player.prepare(songs.short)
        player.set_level_volume(True)
        wait_for_state(player, PlaybackState.ENDED)

    def test_can_be_closed_twice_and_while_playing(self, player: Player, songs: Songs) -> None:
        before = threading.active_count()
        player.set_level_volume(True)
        player.play(songs.long)
        wait_for_state(player, PlaybackState.PLAYING)
        player.close()
        player.close()
        assert player.status().state is PlaybackState.STOPPED
        assert threading.active_count() <= before

    def test_no_method_blocks_the_window(self, player: Player, songs: Songs) -> None:
        calls: list[Callable[[], object]] = [
            lambda: player.play(songs.opus),
            player.status,
            player.pause,
            player.resume,
            lambda: player.seek(DurationMs(2000)),
            lambda: player.set_volume(30),
            player.status,
            lambda: player.play(songs.long),
            player.stop,
        ]
        took_ms = []
        for _ in range(10):
            for call in calls:
                started_at_s = time.perf_counter()
                call()
                took_ms.append((time.perf_counter() - started_at_s) * 1000)
            time.sleep(0.03)
        # Nine in ten, because on a busy machine any call may lose the processor for a moment.
        assert np.quantile(took_ms, 0.9) < 5


class TestSilent:
    def test_takes_three_minutes_for_a_length_it_cannot_read(self, tmp_path: Path) -> None:
        path = tmp_path / "song.mp3"
        path.write_bytes(b"\xff\xfb" * 99)
        now_s = [0.0]
        player = SilentPlayer(clock=lambda: now_s[0])
        player.play(path)
        assert player.status().duration_ms == 180_000
        now_s[0] = 179.9
        assert player.status().state is PlaybackState.PLAYING
        now_s[0] = 180.1
        assert player.status() == PlaybackStatus(
            PlaybackState.ENDED, DurationMs(180_000), DurationMs(180_000)
        )


@needs_vlc
class TestVlcWithBrokenFiles:
    @pytest.mark.parametrize(
        "content",
        [
            b"this is a text\n" * 200,
            b"#EXTM3U\n#EXTVLCOPT:sout=#file{dst=stolen}\nfile:///etc/passwd\n",
            b"OggS\x00\x02" + bytes(300),
            bytes(range(256)) * 200,
        ],
        ids=["text", "playlist", "ogg header", "noise"],
    )
    def test_what_is_no_song_fails_soon(
        self, recording: tuple[VlcPlayer, Path], tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "song.opus"
        path.write_bytes(content)
        recording[0].play(path)
        wait_for_state(recording[0], PlaybackState.FAILED, 2)

    @pytest.mark.parametrize(("name", "share"), [("opus", 0.12), ("long", 0.05)])
    def test_a_song_that_breaks_off_fails_where_it_does(
        self,
        recording: tuple[VlcPlayer, Path],
        songs: Songs,
        tmp_path: Path,
        name: str,
        share: float,
    ) -> None:
        whole: Path = getattr(songs, name)
        path = tmp_path / f"cut{whole.suffix}"
        content = whole.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        recording[0].play(path)
        wait_for_state(recording[0], PlaybackState.FAILED, 5)

    def test_a_name_is_a_name_and_no_option(
        self, recording: tuple[VlcPlayer, Path], songs: Songs, tmp_path: Path
    ) -> None:
        path = tmp_path / "a :no-audio --sout=x 100% ?#&.wav"
        path.write_bytes(songs.short.read_bytes())
        recording[0].play(path)
        wait_for_state(recording[0], PlaybackState.ENDED)


@needs_vlc
class TestVlcWithoutSoundCard:
    def test_plays_to_nobody_at_the_right_speed(
        self, songs: Songs, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(vlc_worker, "sound_device_present", lambda: False)
        player = VlcPlayer()
        player.play(songs.opus)
        player.seek(DurationMs(5000))
        wait_for(player, lambda status: status.position_ms > 5050)
        started_at_s = time.monotonic()
        wait_for_state(player, PlaybackState.ENDED)
        took_s = time.monotonic() - started_at_s
        player.close()
        assert 0.6 < took_s < 1.4
        assert player.audible is False
        assert capfd.readouterr().err == ""


@needs_vlc
class TestAudioFile:
    def test_holds_the_songs_one_after_the_other(
        self, recording: tuple[VlcPlayer, Path], songs: Songs
    ) -> None:
        player, path = recording
        for song in (songs.short, songs.other):
            player.play(song)
            wait_for_state(player, PlaybackState.ENDED)
        player.close()
        samples = heard_samples(path)
        assert abs(len(samples) / RATE_HZ - 0.9) < 0.02
        assert pitch_hz(samples[2000:20000]) == pytest.approx(440, abs=5)
        assert pitch_hz(samples[-20000:-2000]) == pytest.approx(880, abs=5)
        assert np.abs(samples).max() == pytest.approx(0.5, abs=0.02)

    def test_grows_in_real_time_and_not_while_paused(
        self, recording: tuple[VlcPlayer, Path], songs: Songs
    ) -> None:
        player, path = recording
        player.play(songs.long)
        wait_for(player, lambda status: status.position_ms > 600)
        assert abs(len(heard_samples(path)) / RATE_HZ - 0.6) < 0.2
        player.pause()
        time.sleep(0.2)
        held = len(heard_samples(path))
        time.sleep(0.3)
        assert len(heard_samples(path)) == held
        player.resume()
        wait_for(player, lambda status: status.position_ms > 1400)
        player.close()
        samples = heard_samples(path)
        assert abs(len(samples) / RATE_HZ - 1.4) < 0.2
        # Nothing is lost or doubled around the pause: second 1 is at its place.
        assert pitch_hz(samples[49500:62000]) == pytest.approx(400, abs=10)

    @pytest.mark.parametrize("name", ["long", "opus"])
    def test_a_seek_is_heard_within_a_second(
        self, recording: tuple[VlcPlayer, Path], songs: Songs, name: str
    ) -> None:
        player, path = recording
        player.play(getattr(songs, name))
        wait_for(player, lambda status: status.position_ms > 200)
        player.seek(DurationMs(4100))
        wait_for(player, lambda status: status.position_ms > 4600)
        player.close()
        heard_second = (pitch_hz(heard_samples(path)[-12000:-2400]) - 300) / 100
        assert 3.5 < heard_second < 5.5

    def test_volume_is_heard_now_and_in_the_next_song(
        self, recording: tuple[VlcPlayer, Path], songs: Songs
    ) -> None:
        player, path = recording
        player.set_volume(50)
        player.play(songs.short)
        wait_for_state(player, PlaybackState.ENDED)
        player.play(songs.other)
        wait_for(player, lambda status: status.position_ms > 150)
        player.set_volume(0)
        wait_for_state(player, PlaybackState.ENDED)
        player.close()
        samples = np.abs(heard_samples(path))
        assert samples[:26000].max() == pytest.approx(0.5 / 8, abs=0.01)  # the cubic law
        assert samples[0:2400].max() > 0.05  # from the first block on
        assert samples[-5000:].max() == 0

    def test_levelling_comes_and_goes_within_a_song(
        self, recording: tuple[VlcPlayer, Path], songs: Songs
    ) -> None:
        player, path = recording
        player.play(songs.loud)
        wait_for_loudness(path, songs.loud_db)
        player.set_level_volume(True)
        wait_for_loudness(path, TARGET_LUFS)
        player.set_level_volume(False)
        wait_for_loudness(path, songs.loud_db)

    def test_a_prepared_song_is_levelled_from_its_first_sound_on(
        self, recording: tuple[VlcPlayer, Path], songs: Songs, caplog: pytest.LogCaptureFixture
    ) -> None:
        player, path = recording
        caplog.set_level(logging.INFO)
        player.set_volume(80)
        player.set_level_volume(True)
        player.prepare(songs.soft)
        wait_until(lambda: f"{songs.soft.name}: " in caplog.text)
        player.play(songs.loud)
        quieter_db = 60 * np.log10(0.8)
        wait_for_loudness(path, TARGET_LUFS + quieter_db)
        heard = len(heard_samples(path))
        player.play(songs.soft)
        wait_until(lambda: len(heard_samples(path)) > heard + RATE_HZ)
        player.close()
        first_s = heard_samples(path)[-RATE_HZ // 2 :]
        assert loudness_db(first_s) == pytest.approx(TARGET_LUFS + quieter_db, abs=1)

    def test_a_soft_song_is_not_turned_up_beyond_what_its_file_allows(
        self, recording: tuple[VlcPlayer, Path], songs: Songs, caplog: pytest.LogCaptureFixture
    ) -> None:
        player, path = recording
        caplog.set_level(logging.INFO)
        player.set_level_volume(True)
        player.play(songs.soft)
        wait_until(lambda: f"{songs.soft.name}: " in caplog.text)
        wait_for_loudness(path, songs.soft_db)

    @pytest.mark.skipif(sys.platform == "win32", reason="uses the C library's usleep")
    def test_no_sound_is_lost_while_python_is_busy(
        self, recording: tuple[VlcPlayer, Path], songs: Songs
    ) -> None:
        player, path = recording
        player.play(songs.opus)
        wait_for(player, lambda status: status.position_ms > 300)
        # PyDLL keeps the interpreter locked, as the import of a large library may.
        ctypes.PyDLL(None).usleep(600_000)
        wait_for(player, lambda status: status.position_ms > 1800)
        player.close()
        samples = heard_samples(path)
        for second in range(2):
            at = int((second + 0.25) * RATE_HZ)
            assert pitch_hz(samples[at : at + 24000]) == pytest.approx(300 + 100 * second, abs=8)

    def test_is_a_valid_file_before_anything_plays(self, recording: tuple[VlcPlayer, Path]) -> None:
        assert len(heard_samples(recording[1])) == 0

    def test_can_be_read_after_the_program_was_killed(self, songs: Songs, tmp_path: Path) -> None:
        path = tmp_path / "killed.wav"
        script = (
            "import sys, time; from pathlib import Path\n"
            "from feeling_manager.adapters.player.vlc_player import VlcPlayer\n"
            "player = VlcPlayer(Path(sys.argv[1])); player.play(Path(sys.argv[2]))\n"
            "while player.status().position_ms < 800: time.sleep(0.01)\n"
            "print('playing', flush=True); time.sleep(60)\n"
        )
        program = subprocess.Popen(
            [sys.executable, "-c", script, str(path), str(songs.long)],
            stdout=subprocess.PIPE,
            text=True,
        )
        with program:
            assert program.stdout is not None
            assert program.stdout.readline() == "playing\n"
            os.kill(program.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        samples = heard_samples(path)
        assert len(samples) / RATE_HZ > 0.7
        assert np.abs(samples[4800:]).max() > 0.4

    def test_one_that_cannot_be_written_is_told_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(PlayerError, match="audio file") as caught:
            VlcPlayer(tmp_path / "no such folder" / "heard.wav")
        assert caught.value.code == "audio_file_bad"


class TestVlcMissing:
    @pytest.mark.parametrize("variable", ["PYTHON_VLC_LIB_PATH", "PYTHON_VLC_MODULE_PATH"])
    def test_a_wrong_path_is_told_in_our_words(self, variable: str, tmp_path: Path) -> None:
        script = (
            "from feeling_manager.adapters.player.vlc_player import VlcPlayer\n"
            "from feeling_manager.core.errors import PlayerError\n"
            "try: VlcPlayer()\n"
            "except PlayerError as error: print(error.code)\n"
        )
        answer = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, variable: str(tmp_path / "nowhere")},
            capture_output=True,
            text=True,
        )
        assert answer.stdout == "vlc_missing\n", answer.stderr

    @needs_vlc
    def test_an_instance_that_does_not_start_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(load_vlc(), "Instance", lambda _options: None)
        with pytest.raises(PlayerError) as caught:
            VlcPlayer()
        assert caught.value.code == "vlc_missing"
