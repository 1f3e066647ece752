"""What every camera does, and what each of them does besides."""

from __future__ import annotations

import errno
import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from feeling_manager.adapters.camera import (
    DemoCamera,
    OpenCvCamera,
    VideoFileCamera,
    camera_from_text,
    opencv_camera,
)
from feeling_manager.adapters.camera.opencv_library import load_cv2
from feeling_manager.core.errors import CameraError
from feeling_manager.core.ports import Camera

cv2: Any = load_cv2()
open_file: Any = cv2.VideoCapture

FPS = 20
FRAME_COUNT = 20


def write_video(path: Path, size: tuple[int, int] = (160, 120)) -> Path:
    """A second of flat frames: frame n is n * 10 grey, with a red left half."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, size)
    assert writer.isOpened()
    for number in range(FRAME_COUNT):
        picture = np.full((size[1], size[0], 3), number * 10, np.uint8)
        picture[:, : size[0] // 2] = (0, 0, 255)  # OpenCV's order: red last
        writer.write(picture)
    writer.release()
    return path


def frame_number(image: np.ndarray[Any, Any]) -> int:
    """Read back which frame of `write_video` this is."""
    return round(float(image[:, -image.shape[1] // 4 :].mean()) / 10)


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("video") / "a second.avi")


class FileAsDevice:
    """A video file that behaves like a driver: 30 frames a second, and over when it is over."""

    def __init__(self, path: Path) -> None:
        self._file = open_file(str(path))
        self._due_at_s = time.monotonic()
        self.isOpened = self._file.isOpened
        self.retrieve = self._file.retrieve
        self.release = self._file.release

    def set(self, _property: int, _value: float) -> bool:
        return False

    def grab(self) -> bool:
        self._due_at_s = max(self._due_at_s, time.monotonic() - 0.1) + 1 / 30
        time.sleep(max(0.0, self._due_at_s - time.monotonic()))
        return bool(self._file.grab())


@pytest.fixture
def webcam_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Path], None]:
    """Make /dev/video0 a video file."""

    def show(video: Path) -> None:
        (tmp_path / "video0").touch()
        monkeypatch.setattr(opencv_camera, "_PLATFORM", "linux")
        monkeypatch.setattr(opencv_camera, "_DEVICES", tmp_path)
        monkeypatch.setattr(cv2, "VideoCapture", lambda _index, _backend: FileAsDevice(video))

    return show


@pytest.fixture(params=["webcam", "video file", "looped video file", "demo"])
def camera(
    request: pytest.FixtureRequest, video: Path, webcam_shows: Callable[[Path], None]
) -> Iterator[Camera]:
    made: Camera
    if request.param == "webcam":
        webcam_shows(video)
        made = OpenCvCamera(0)
    elif request.param == "demo":
        made = DemoCamera()
    else:
        made = VideoFileCamera(video, loop=request.param.startswith("looped"))
    yield made
    made.close()


class TestEveryCamera:
    def test_gives_read_only_rgb_frames(self, camera: Camera) -> None:
        camera.open()
        image = camera.read().image
        assert image.dtype == np.uint8
        assert image.ndim == 3
        assert image.shape[2] == 3
        assert not image.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            image[0, 0, 0] = 0

    def test_never_gives_the_same_moment_twice(self, camera: Camera) -> None:
        camera.open()
        times = [camera.read().captured_at_mono_ms for _ in range(5)]
        assert times == sorted(set(times))

    def test_stamps_frames_with_the_monotonic_clock(self, camera: Camera) -> None:
        camera.open()
        camera.read()
        now_ms = time.monotonic() * 1000
        assert now_ms - 500 < camera.read().captured_at_mono_ms < now_ms + 500

    def test_earlier_frames_stay_as_they_were(self, camera: Camera) -> None:
        camera.open()
        first = camera.read().image
        copy = first.copy()
        for _ in range(3):
            camera.read()
        assert np.array_equal(first, copy)

    def test_shows_something_new_after_a_while(self, camera: Camera) -> None:
        camera.open()
        first = camera.read().image
        for _ in range(3):
            camera.skip()
        assert not np.array_equal(first, camera.read().image)

    def test_can_be_closed_twice_and_before_it_was_open(self, camera: Camera) -> None:
        camera.close()
        camera.open()
        camera.close()
        camera.close()

    def test_can_be_opened_again(self, camera: Camera) -> None:
        for _ in range(2):
            camera.open()
            camera.read()
            camera.close()

    def test_says_so_when_it_is_not_open(self, camera: Camera) -> None:
        with pytest.raises(CameraError):
            camera.read()
        camera.open()
        camera.close()
        with pytest.raises(CameraError):
            camera.skip()

    def test_leaves_no_thread_behind(self, camera: Camera) -> None:
        before = set(threading.enumerate())
        camera.open()
        camera.read()
        camera.close()
        assert set(threading.enumerate()) == before


class FakeTime:
    """A clock that moves only when somebody sleeps, or says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


class TestVideoFile:
    def test_gives_every_frame_to_a_fast_reader(self, video: Path) -> None:
        fake = FakeTime()
        camera = VideoFileCamera(video, clock=fake.clock, sleep=fake.sleep)
        camera.open()
        numbers = [frame_number(camera.read().image) for _ in range(FRAME_COUNT)]
        camera.close()
        assert numbers == list(range(FRAME_COUNT))
        assert fake.now_s == pytest.approx(100 + (FRAME_COUNT - 1) / FPS)

    def test_colours_are_in_the_order_red_green_blue(self, video: Path) -> None:
        camera = VideoFileCamera(video)
        camera.open()
        red, green, blue = (int(value) for value in camera.read().image[60, 40])
        camera.close()
        assert red > 200
        assert green < 60
        assert blue < 60

    def test_a_late_reader_gets_the_frame_of_the_moment(self, video: Path) -> None:
        fake = FakeTime()
        camera = VideoFileCamera(video, clock=fake.clock, sleep=fake.sleep)
        camera.open()
        camera.read()
        fake.now_s += 0.5
        late = camera.read()
        camera.close()
        assert frame_number(late.image) == 10
        assert late.captured_at_mono_ms == 100_500

    def test_a_slow_reader_does_not_make_the_video_longer(self, video: Path) -> None:
        fake = FakeTime()
        camera = VideoFileCamera(video, clock=fake.clock, sleep=fake.sleep)
        camera.open()
        with pytest.raises(CameraError) as caught:
            for _ in range(FRAME_COUNT):
                camera.read()
                fake.now_s += 0.07
        camera.close()
        assert caught.value.code == "camera_ended"
        assert fake.now_s < 100 + FRAME_COUNT / FPS + 0.14

    def test_plays_in_real_time(self, video: Path) -> None:
        camera = VideoFileCamera(video)
        camera.open()
        started_at_s = time.monotonic()
        for _ in range(9):
            camera.read()
        took_s = time.monotonic() - started_at_s
        camera.close()
        assert 0.38 < took_s < 0.8

    def test_ends_with_its_own_code(self, video: Path) -> None:
        fake = FakeTime()
        camera = VideoFileCamera(video, clock=fake.clock, sleep=fake.sleep)
        camera.open()
        for _ in range(FRAME_COUNT):
            camera.skip()
        with pytest.raises(CameraError) as caught:
            camera.read()
        camera.close()
        assert caught.value.code == "camera_ended"

    def test_starts_over_when_looped_and_keeps_time(self, video: Path) -> None:
        fake = FakeTime()
        camera = VideoFileCamera(video, loop=True, clock=fake.clock, sleep=fake.sleep)
        camera.open()
        frames = [camera.read() for _ in range(2 * FRAME_COUNT + 1)]
        camera.close()
        assert [frame_number(frame.image) for frame in frames[FRAME_COUNT:]] == [
            *range(FRAME_COUNT),
            0,
        ]
        assert frames[-1].captured_at_mono_ms == 102_000

    def test_a_large_video_is_shrunk(self, tmp_path: Path) -> None:
        camera = VideoFileCamera(write_video(tmp_path / "large.avi", (1920, 1080)))
        camera.open()
        assert camera.read().image.shape == (720, 1280, 3)
        camera.close()

    @pytest.mark.parametrize("content", [None, b"", b"no video\n" * 99])
    def test_an_unreadable_file_is_a_missing_camera(
        self, content: bytes | None, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "broken.mp4"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(CameraError) as caught:
            VideoFileCamera(path).open()
        assert caught.value.code == "camera_missing"
        assert capfd.readouterr().err == ""

    def test_the_name_may_be_korean(self, video: Path, tmp_path: Path) -> None:
        path = tmp_path / "얼굴 영상.avi"
        path.write_bytes(video.read_bytes())
        camera = VideoFileCamera(path)
        camera.open()
        assert camera.read().width == 160
        camera.close()


class TestDemo:
    def test_is_640_by_480_and_the_same_every_time(self) -> None:
        pictures = []
        for _ in range(2):
            fake = FakeTime()
            camera = DemoCamera(clock=fake.clock, sleep=fake.sleep)
            camera.open()
            pictures.append([camera.read().image for _ in range(40)])
            camera.close()
        assert pictures[0][0].shape == (480, 640, 3)
        assert all(np.array_equal(one, other) for one, other in zip(*pictures))

    def test_comes_at_fifteen_a_second(self) -> None:
        camera = DemoCamera()
        camera.open()
        started_at_s = time.monotonic()
        for _ in range(7):
            camera.read()
        took_s = time.monotonic() - started_at_s
        camera.close()
        assert 0.38 < took_s < 0.8

    def test_moves_gently(self) -> None:
        fake = FakeTime()
        camera = DemoCamera(clock=fake.clock, sleep=fake.sleep)
        camera.open()
        images = [camera.read().image[::4, ::4].astype(int) for _ in range(40)]
        camera.close()
        changes = [np.abs(after - before).mean() for before, after in itertools.pairwise(images)]
        assert 0 < max(changes) < 10
        assert np.abs(images[-1] - images[0]).mean() > 1

    def test_says_what_is_missing_without_matplotlib(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
        with pytest.raises(CameraError, match="matplotlib") as caught:
            DemoCamera().open()
        assert caught.value.code == "camera_missing"


class TestWebcam:
    def test_a_missing_one_is_missing(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(opencv_camera, "_PLATFORM", "linux")
        monkeypatch.setattr(opencv_camera, "_DEVICES", tmp_path)
        with pytest.raises(CameraError) as caught:
            OpenCvCamera(0).open()
        assert caught.value.code == "camera_missing"

    def test_an_unknown_name_is_missing_and_says_what_there_is(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opencv_camera, "camera_names", lambda: [(0, "HD Webcam")])
        with pytest.raises(CameraError, match="HD Webcam") as caught:
            OpenCvCamera("Kinect").open()
        assert caught.value.code == "camera_missing"

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            (errno.EBUSY, "camera_busy"),
            (errno.EACCES, "camera_busy"),
            (errno.ENODEV, "camera_missing"),
        ],
    )
    def test_the_node_tells_why(
        self, number: int, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> int:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(opencv_camera, "_PLATFORM", "linux")
        monkeypatch.setattr(os, "open", refuse)
        with pytest.raises(CameraError) as caught:
            OpenCvCamera(0).open()
        assert caught.value.code == code

    def test_one_that_is_there_but_gives_nothing_is_busy(
        self,
        webcam_shows: Callable[[Path], None],
        tmp_path: Path,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        webcam_shows(tmp_path / "nothing.avi")
        with pytest.raises(CameraError) as caught:
            OpenCvCamera(0).open()
        assert caught.value.code == "camera_busy"
        assert capfd.readouterr().err == ""

    def test_one_that_is_pulled_out_is_lost(
        self, video: Path, webcam_shows: Callable[[Path], None]
    ) -> None:
        webcam_shows(video)
        camera = OpenCvCamera(0)
        camera.open()
        with pytest.raises(CameraError) as caught:
            for _ in range(FRAME_COUNT + 1):
                camera.skip()
        camera.close()
        assert caught.value.code == "camera_lost"

    def test_what_is_more_than_asked_is_shrunk_and_dropped(
        self, tmp_path: Path, webcam_shows: Callable[[Path], None]
    ) -> None:
        webcam_shows(write_video(tmp_path / "hd.avi", (1280, 720)))
        camera = OpenCvCamera(0, width=640, height=480, fps=12)
        camera.open()
        frames = [camera.read() for _ in range(3)]
        camera.close()
        assert frames[0].image.shape == (360, 640, 3)
        gaps_ms = np.diff([frame.captured_at_mono_ms for frame in frames])
        assert min(gaps_ms) > 60  # every second or third of the device's 30 a second

    def test_one_that_hangs_is_given_up(
        self,
        video: Path,
        webcam_shows: Callable[[Path], None],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        webcam_shows(video)
        monkeypatch.setattr(opencv_camera, "_READ_TIMEOUT_S", 0.1)
        camera = OpenCvCamera(0)
        camera.open()
        driver_returns = threading.Event()
        assert camera._thread is not None
        monkeypatch.setattr(camera, "_capture", HangingCapture(driver_returns))
        started_at_s = time.monotonic()
        with pytest.raises(CameraError) as caught:
            camera.read()
        assert time.monotonic() - started_at_s < 1
        assert caught.value.code == "camera_lost"
        driver_returns.set()
        camera.close()


class HangingCapture:
    """A driver that does not return."""

    def __init__(self, returns: threading.Event) -> None:
        self._returns = returns

    def grab(self) -> bool:
        self._returns.wait(10)
        return False

    def release(self) -> None:
        pass


class TestTextOfTheCommandLine:
    @pytest.mark.parametrize("text", ["0", "3", "", " 1 ", "/dev/video2", "Integrated Camera"])
    def test_numbers_and_names_are_webcams(self, text: str) -> None:
        assert isinstance(camera_from_text(text), OpenCvCamera)

    def test_demo_is_the_portrait(self) -> None:
        assert isinstance(camera_from_text("demo"), DemoCamera)

    def test_a_file_is_a_video(self, video: Path) -> None:
        assert isinstance(camera_from_text(str(video)), VideoFileCamera)

    def test_a_file_that_is_not_there_is_named_in_the_error(self) -> None:
        with pytest.raises(CameraError, match=r"nowhere\.mp4"):
            camera_from_text("nowhere.mp4").open()

    def test_loop_is_passed_on(self, video: Path) -> None:
        camera = camera_from_text(str(video), loop=True)
        camera.open()
        for _ in range(FRAME_COUNT + 2):
            camera.read()
        camera.close()
