"""All gesture readers, and the real one on a photograph with rendered hands laid on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector
from feeling_manager.adapters.gesture import mediapipe_gestures
from feeling_manager.adapters.gesture.mediapipe_gestures import MediaPipeGestures
from feeling_manager.adapters.gesture.replay_gestures import ReplayGestures
from feeling_manager.core.errors import ModelError
from feeling_manager.core.gestures import Gesture
from feeling_manager.core.ports import GestureReader
from feeling_manager.core.values import FaceBox, Frame, Image, MonoMs
from tests.rendered_hands import HandPose, lay_hand, plain_picture
from tests.training.faces import portrait

READERS: dict[str, Callable[[], GestureReader]] = {
    "mediapipe": MediaPipeGestures,
    "replay": lambda: ReplayGestures([Gesture.HAND_IN_HAIR, Gesture.NONE]),
}


@pytest.fixture(scope="module", params=READERS)
def reader(request: pytest.FixtureRequest) -> Iterator[GestureReader]:
    made = READERS[request.param]()
    yield made
    made.close()
    made.close()


@pytest.fixture(scope="module")
def hands() -> Iterator[MediaPipeGestures]:
    made = MediaPipeGestures()
    yield made
    made.close()


def frame(image: Image) -> Frame:
    return Frame(image, MonoMs(0))


@pytest.fixture(scope="module")
def face() -> FaceBox:
    detector = MediaPipeDetector()
    (found,) = detector.detect(frame(portrait()))
    detector.close()
    return found


@pytest.mark.parametrize("size", [(480, 640), (1, 1), (5, 900), (64, 64)])
@pytest.mark.parametrize("side", [0.0, 1.0, 60.0, 4000.0])
def test_frames_and_faces_of_any_size_are_taken(
    reader: GestureReader, size: tuple[int, int], side: float
) -> None:
    for level in (0, 255):
        box = FaceBox(-side / 2, 3.0, side, side, 0.9)
        assert reader.read(frame(plain_picture(*size, level)), box) in Gesture


def test_read_only_frames_are_left_alone(reader: GestureReader, face: FaceBox) -> None:
    image = portrait()
    before = image.copy()
    image.flags.writeable = False
    reader.read(frame(image), face)
    assert (image == before).all()


def test_a_recording_is_given_back_in_its_order(face: FaceBox) -> None:
    reader = ReplayGestures([Gesture.HAND_IN_HAIR, Gesture.NONE])
    seen = [reader.read(frame(portrait()), face) for _ in range(3)]
    assert seen == [Gesture.HAND_IN_HAIR, Gesture.NONE, Gesture.HAND_IN_HAIR]
    with pytest.raises(ModelError):
        ReplayGestures([])


def laid(face: FaceBox, *poses: HandPose) -> Frame:
    """The portrait with hands; a pose's place and size are in face boxes from the face's middle."""
    image = portrait()
    for pose in poses:
        x = face.center.x + pose.x * face.width
        y = face.center.y + pose.y * face.height
        image = lay_hand(image, replace(pose, x=x, y=y, unit_px=pose.unit_px * face.width))
    return frame(image)


SCENES = {
    "fist below the chin": (
        Gesture.CHIN_ON_HAND,
        [HandPose(-0.1, 0.85, 0.58, curl=75, turn=10, yaw=180)],
    ),
    "fingers at the chin": (
        Gesture.CHIN_ON_HAND,
        [HandPose(0.3, 0.72, 0.58, curl=30, turn=-30, yaw=180)],
    ),
    "a hand in the hair": (
        Gesture.HAND_IN_HAIR,
        [HandPose(0.5, -0.55, 0.58, curl=15, turn=-30, yaw=180)],
    ),
    "both hands in the hair": (
        Gesture.HAND_IN_HAIR,
        [
            HandPose(-0.45, -0.6, 0.58, curl=15, turn=35, mirrored=True, yaw=180),
            HandPose(0.45, -0.6, 0.58, curl=15, turn=-35, yaw=180),
        ],
    ),
    "a hand over the face": (
        Gesture.HAND_OVER_FACE,
        [HandPose(0.0, 0.15, 0.58, turn=10, yaw=180)],
    ),
    "both hands over the face": (
        Gesture.HAND_OVER_FACE,
        [
            HandPose(-0.28, 0.2, 0.58, curl=5, turn=10, mirrored=True, yaw=180),
            HandPose(0.28, 0.2, 0.58, curl=5, turn=-10, yaw=180),
        ],
    ),
    "waving": (Gesture.NONE, [HandPose(-1.1, -0.2, 0.58, curl=5)]),
}


@pytest.mark.parametrize("scene", SCENES)
def test_a_rendered_hand_is_read(hands: MediaPipeGestures, face: FaceBox, scene: str) -> None:
    expected, poses = SCENES[scene]
    picture = laid(face, *poses)
    assert len(hands.hands(picture, face)) == len(poses)
    assert hands.read(picture, face) is expected


def test_a_hand_is_found_where_it_is(hands: MediaPipeGestures, face: FaceBox) -> None:
    pose = HandPose(-1.1, -0.2, 0.58, curl=5)
    (hand,) = hands.hands(laid(face, pose), face)
    middle = np.mean([(p.x, p.y) for p in hand.points[5::4]], axis=0)
    knuckles = face.center.x + pose.x * face.width, face.center.y + pose.y * face.height
    assert np.hypot(*(middle - np.array(knuckles))) < 0.5 * face.width
    assert hand.points[0].y > hand.points[12].y


def test_a_portrait_without_hands_has_none(hands: MediaPipeGestures, face: FaceBox) -> None:
    assert list(hands.hands(frame(portrait()), face)) == []
    noise = np.random.default_rng(0).integers(0, 256, (480, 640, 3), np.uint8)
    assert hands.read(frame(noise), face) is Gesture.NONE


def test_what_is_no_colour_picture_has_no_hands(hands: MediaPipeGestures, face: FaceBox) -> None:
    for shape in [(0, 50, 3), (480, 640), (480, 640, 4)]:
        assert hands.read(frame(np.zeros(shape, np.uint8)), face) is Gesture.NONE


def test_missing_and_broken_models_are_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, face: FaceBox
) -> None:
    monkeypatch.setattr(mediapipe_gestures, "HAND_MODEL", "modules/none.tflite")
    with pytest.raises(ModelError) as caught:
        MediaPipeGestures()
    assert caught.value.code == "model_missing"
    broken = tmp_path / "broken.tflite"
    broken.write_bytes(b"no model at all")
    monkeypatch.setattr(mediapipe_gestures, "HAND_MODEL", str(broken))
    with pytest.raises(ModelError) as caught:
        MediaPipeGestures()
    assert caught.value.code == "model_bad"


def test_a_closed_reader_says_so(face: FaceBox) -> None:
    reader = MediaPipeGestures()
    reader.close()
    with pytest.raises(ModelError):
        reader.read(frame(portrait()), face)
