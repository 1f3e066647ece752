from __future__ import annotations

import numpy as np
import pytest

from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector
from feeling_manager.adapters.detector.whole_frame_detector import WholeFrameDetector
from feeling_manager.core.pipeline import choose_face
from feeling_manager.core.ports import FaceDetector
from feeling_manager.core.values import FaceBox, Frame, Image, MonoMs
from tests.training.faces import portrait

DETECTORS = {"mediapipe": MediaPipeDetector, "whole_frame": WholeFrameDetector}


@pytest.fixture(scope="module", params=DETECTORS)
def detector(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    made = DETECTORS[request.param]()
    yield made
    made.close()
    made.close()


def frame(image: Image) -> Frame:
    return Frame(image, MonoMs(0))


@pytest.mark.parametrize("size", [(480, 640), (1, 1), (5, 900), (900, 5), (64, 64)])
def test_frames_of_any_shape_are_taken(detector: FaceDetector, size: tuple[int, int]) -> None:
    for level in (0, 127, 255):
        detector.detect(frame(np.full((*size, 3), level, np.uint8)))


def test_read_only_frames_are_taken_and_left_alone(detector: FaceDetector) -> None:
    image = portrait()
    before = image.copy()
    image.flags.writeable = False
    assert len(detector.detect(frame(image))) == 1
    assert (image == before).all()


def test_what_is_no_colour_picture_has_no_face_and_does_no_harm() -> None:
    detector = MediaPipeDetector()
    for shape in [(0, 50, 3), (480, 640), (480, 640, 4), (480, 640, 1)]:
        assert list(detector.detect(frame(np.zeros(shape, np.uint8)))) == []
    assert len(detector.detect(frame(portrait()))) == 1
    detector.close()


def test_the_face_of_a_portrait_is_found_with_its_eyes() -> None:
    detector = MediaPipeDetector()
    (face,) = detector.detect(frame(portrait()))
    assert face.score > 0.8
    assert 150 < face.origin_x < 200 and 120 < face.origin_y < 180 and 150 < face.width < 240
    assert face.left_eye and face.right_eye and face.nose_tip and face.mouth_center
    assert face.left_eye.x < face.nose_tip.x < face.right_eye.x
    assert face.left_eye.y < face.nose_tip.y < face.mouth_center.y
    detector.close()


def test_a_face_far_away_is_found_too() -> None:
    import cv2

    small = cv2.resize(portrait(), (102, 120), interpolation=cv2.INTER_AREA)
    wall = np.full((480, 640, 3), 150, np.uint8)
    wall[140:260, 270:372] = small
    detector = MediaPipeDetector()
    (face,) = detector.detect(frame(wall))
    assert abs(face.center.x - 322) < 12 and abs(face.center.y - 188) < 12
    detector.close()


def test_nothing_is_found_where_nobody_is() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (480, 640, 3), np.uint8)
    gradient = np.broadcast_to(
        np.linspace(0, 255, 640, dtype=np.uint8)[None, :, None], (480, 640, 3)
    )
    detector = MediaPipeDetector()
    for image in (noise, np.ascontiguousarray(gradient)):
        assert list(detector.detect(frame(image))) == []
    detector.close()


def box(x: float, y: float, side: float) -> FaceBox:
    return FaceBox(x, y, side, side, 0.9)


def test_the_largest_face_near_the_centre_is_chosen() -> None:
    middle, edge, tiny = box(270, 190, 100), box(0, 0, 120), box(310, 230, 20)
    assert choose_face([edge, middle, tiny], 640, 480) is middle
    assert choose_face([box(0, 0, 300), middle], 640, 480) is not middle
    assert choose_face([], 640, 480) is None
