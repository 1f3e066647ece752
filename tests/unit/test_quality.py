from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector
from feeling_manager.core.emotions import Emotion
from feeling_manager.core.face_crop import CropFraming, crop_face
from feeling_manager.core.pipeline import MEMORY_MS, Pipeline, choose_face
from feeling_manager.core.quality import (
    head_pose,
    judge,
    judge_empty,
    measure_crop,
    share_below,
    share_inside,
)
from feeling_manager.core.values import (
    Classification,
    EmotionScores,
    FaceBox,
    FaceCrop,
    Frame,
    Image,
    MonoMs,
    Point,
    Quality,
)
from tests.training.faces import portrait

FRAMING = CropFraming(1.0, 0.04)


@pytest.fixture(scope="module")
def face() -> FaceBox:
    detector = MediaPipeDetector()
    (found,) = detector.detect(Frame(portrait(), MonoMs(0)))
    detector.close()
    return found


def judged(image: Image, face: FaceBox, others: Sequence[FaceBox] = ()) -> Quality:
    crop = crop_face(image, face, FRAMING)
    return judge(face, crop, image.shape[1], image.shape[0], others)


def exposed(image: Image, factor: float, noise: float = 0.0) -> Image:
    """More or less light; noise in grey levels as a sensor adds it, correlated over 4 pixels."""
    height, width = image.shape[:2]
    grain = np.random.default_rng(0).normal(0, noise, (height // 4 + 1, width // 4 + 1))
    spread = grain.repeat(4, 0).repeat(4, 1)[:height, :width, None]
    result: Image = np.clip(np.rint(image * factor + spread), 0, 255).astype(np.uint8)
    return result


def smaller(image: Image, face: FaceBox, factor: float) -> tuple[Image, FaceBox]:
    size = round(image.shape[1] * factor), round(image.shape[0] * factor)
    box = replace(
        face,
        origin_x=face.origin_x * factor,
        origin_y=face.origin_y * factor,
        width=face.width * factor,
        height=face.height * factor,
        **{name: scaled(getattr(face, name), factor) for name in POINTS},  # type: ignore[arg-type]
    )
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA), box


POINTS = ("left_eye", "right_eye", "nose_tip", "mouth_center")


def scaled(point: Point, factor: float) -> Point:
    return Point(point.x * factor, point.y * factor)


def test_a_clean_face_is_read(face: FaceBox) -> None:
    assert judged(portrait(), face) is Quality.OK


def test_mild_trouble_is_read_too(face: FaceBox) -> None:
    image = portrait()
    assert judged(exposed(image, 0.3, noise=3), face) is Quality.OK
    assert judged(exposed(image, 1.4), face) is Quality.OK
    assert judged(cv2.GaussianBlur(image, (0, 0), 4), face) is Quality.OK
    assert judged(*smaller(image, face, 0.25)) is Quality.OK


def test_the_dark_is_said(face: FaceBox) -> None:
    assert judged(exposed(portrait(), 0.05), face) is Quality.TOO_DARK


def test_noise_as_strong_as_the_face_is_called_dark(face: FaceBox) -> None:
    assert judged(exposed(portrait(), 0.15, noise=12), face) is Quality.TOO_DARK


def test_a_white_face_is_too_bright(face: FaceBox) -> None:
    assert judged(exposed(portrait(), 12.0), face) is Quality.TOO_BRIGHT
    assert judged(np.full_like(portrait(), 240), face) is Quality.TOO_BRIGHT


def test_a_face_out_of_focus_is_blurred(face: FaceBox) -> None:
    assert judged(cv2.GaussianBlur(portrait(), (0, 0), 20), face) is Quality.BLURRED


def test_a_face_far_away_is_too_small(face: FaceBox) -> None:
    assert judged(*smaller(portrait(), face, 0.1)) is Quality.TOO_SMALL


def test_a_face_at_the_edge_is_cut_off(face: FaceBox) -> None:
    image = portrait()
    lost_chin = image[: round(face.origin_y + face.height * 0.6)]
    assert judged(np.ascontiguousarray(lost_chin), face) is Quality.CUT_OFF
    half = image[:, : round(face.origin_x + face.width * 0.45)]
    assert judged(np.ascontiguousarray(half), face) is Quality.CUT_OFF
    most = image[:, : round(face.origin_x + face.width * 0.8)]
    assert judged(np.ascontiguousarray(most), face) is Quality.OK


@pytest.mark.parametrize("side", [-1, 1])
def test_a_nose_beside_the_eyes_is_a_face_turned_away(face: FaceBox, side: int) -> None:
    assert face.left_eye and face.right_eye and face.nose_tip
    eyes = face.right_eye.x - face.left_eye.x
    profile = replace(face, nose_tip=Point(face.nose_tip.x + side * eyes, face.nose_tip.y))
    assert judged(portrait(), profile) is Quality.TURNED_AWAY


def test_a_nose_above_the_eyes_or_below_the_mouth_is_a_face_turned_away(face: FaceBox) -> None:
    assert face.left_eye and face.nose_tip and face.mouth_center
    for y in (face.left_eye.y - 10, face.mouth_center.y + 10):
        assert judged(portrait(), replace(face, nose_tip=Point(face.nose_tip.x, y))) is (
            Quality.TURNED_AWAY
        )


def test_a_head_that_lies_is_turned_away() -> None:
    lying = box(100, 100, 100, left_eye=Point(150, 120), right_eye=Point(150, 160))
    pose = head_pose(replace(lying, nose_tip=Point(130, 140), mouth_center=Point(110, 140)))
    assert pose is not None and pose.roll_deg == pytest.approx(90)
    assert abs(pose.yaw) < 0.01 and pose.pitch == pytest.approx(0.5)


def test_two_faces_equally_near_are_too_many(face: FaceBox) -> None:
    beside = replace(face, origin_x=face.origin_x + face.width * 1.3)
    assert judged(portrait(), face, [beside]) is Quality.SEVERAL_PEOPLE


def test_somebody_behind_or_a_doubtful_face_stops_nothing(face: FaceBox) -> None:
    behind = replace(face, origin_x=0, width=face.width * 0.6, height=face.height * 0.6)
    print_on_a_shirt = replace(face, origin_y=face.origin_y + face.height, score=0.65)
    assert judged(portrait(), face, [behind, print_on_a_shirt]) is Quality.OK


def test_darker_never_becomes_readable_again(face: FaceBox) -> None:
    for noise in (0.0, 4.0, 10.0):
        codes = [
            judged(exposed(portrait(), factor, noise), face)
            for factor in np.geomspace(1, 0.002, 40)
        ]
        first_dark = codes.index(Quality.TOO_DARK)
        assert set(codes[:first_dark]) == {Quality.OK}
        assert set(codes[first_dark:]) == {Quality.TOO_DARK}


def test_more_blur_never_becomes_readable_again(face: FaceBox) -> None:
    image = portrait()
    codes = [judged(cv2.GaussianBlur(image, (0, 0), sigma), face) for sigma in range(1, 40, 3)]
    first = codes.index(Quality.BLURRED)
    assert set(codes[:first]) == {Quality.OK} and set(codes[first:]) == {Quality.BLURRED}


def test_contrast_does_not_change_sharpness(face: FaceBox) -> None:
    crop = crop_face(portrait(), face, FRAMING)
    flat = FaceCrop((crop.image // 2 + 60).astype(np.uint8))
    whole, half = measure_crop(crop), measure_crop(flat)
    assert half.sharpness == pytest.approx(whole.sharpness, rel=0.05)
    assert half.luminance > 60


def test_without_a_face_the_dark_is_told_from_an_empty_chair() -> None:
    assert judge_empty(np.full((480, 640, 3), 4, np.uint8)) is Quality.TOO_DARK
    assert judge_empty(np.full((480, 640, 3), 90, np.uint8)) is Quality.NO_FACE
    assert judge_empty(np.zeros((0, 0, 3), np.uint8)) is Quality.NO_FACE


def test_shares_of_a_box() -> None:
    assert share_inside(box(-50, 0, 100), 640, 480) == pytest.approx(0.5)
    assert share_inside(box(590, 430, 100), 640, 480) == pytest.approx(0.25)
    assert share_inside(box(700, 0, 100), 640, 480) == 0
    assert share_below(box(0, 430, 100), 480) == pytest.approx(0.5)
    assert share_below(box(0, 100, 100), 480) == 0


def test_missing_key_points_are_no_reason_to_refuse(face: FaceBox) -> None:
    for name in POINTS:
        lacking = replace(face, **{name: None})  # type: ignore[arg-type]
        assert head_pose(lacking) is None
        assert judged(portrait(), lacking) is Quality.OK


def test_judging_costs_little(face: FaceBox) -> None:
    crop = crop_face(portrait(), face, FRAMING)
    times = []
    for _ in range(50):
        started = time.perf_counter()
        judge(face, crop, 640, 480, [face])
        times.append(time.perf_counter() - started)
    assert min(times) < 0.0003


numbers = st.floats(-1e6, 1e6)
points = st.none() | st.builds(Point, numbers, numbers)
boxes = st.builds(
    FaceBox, numbers, numbers, numbers, numbers, st.floats(0, 1), points, points, points, points
)
sizes = st.tuples(st.integers(1, 60), st.integers(1, 60))
crops = sizes.flatmap(lambda size: arrays.arrays(np.uint8, size)).map(FaceCrop)


@given(boxes, crops, st.integers(1, 4000), st.integers(1, 4000), st.lists(boxes, max_size=3))
def test_odd_boxes_and_crops_get_a_code(
    face: FaceBox, crop: FaceCrop, width: int, height: int, others: list[FaceBox]
) -> None:
    assert judge(face, crop, width, height, others) in Quality
    measures = measure_crop(crop)
    assert all(math.isfinite(getattr(measures, name)) for name in measures.__slots__)
    assert choose_face([face, *others], width, height, face) is not None


@given(st.integers(0, 255), st.integers(1, 60))
def test_one_grey_level_is_never_a_face(level: int, side: int) -> None:
    crop = FaceCrop(np.full((side, side), level, np.uint8))
    assert judge(box(0, 0, 100), crop, 640, 480) in (Quality.TOO_DARK, Quality.TOO_BRIGHT)


def box(x: float, y: float, side: float, score: float = 0.9, **points: Point) -> FaceBox:
    return FaceBox(x, y, side, side, score, **points)


def test_a_large_doubtful_face_gives_way_to_a_sure_one() -> None:
    face, print_on_a_shirt = box(300, 90, 77, 0.9), box(270, 200, 120, 0.62)
    assert choose_face([print_on_a_shirt, face], 640, 480) is face


def test_who_was_read_before_is_read_again_until_somebody_comes_much_nearer() -> None:
    user, friend, near = box(200, 180, 120), box(340, 180, 140), box(330, 120, 280)
    assert choose_face([user, friend], 640, 480) is friend
    assert choose_face([user, friend], 640, 480, before=user) is user
    assert choose_face([user, near], 640, 480, before=user) is near


class Seen:
    """A detector that is told what it sees."""

    def __init__(self) -> None:
        self.faces: list[FaceBox] = []

    def detect(self, frame: Frame) -> Sequence[FaceBox]:
        return self.faces

    def close(self) -> None:
        pass


class Counting:
    """A classifier that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def classify(self, crop: FaceCrop) -> Classification:
        self.asked += 1
        return Classification(EmotionScores.from_dict({Emotion.NEUTRAL.value: 1.0}))

    def close(self) -> None:
        pass


def test_the_network_is_asked_only_about_faces_that_can_be_read(face: FaceBox) -> None:
    detector, classifier = Seen(), Counting()
    pipeline = Pipeline(detector, classifier, FRAMING, lambda: 0.0)
    detector.faces = [face]
    read = pipeline.analyse(Frame(portrait(), MonoMs(0)))
    assert read.quality is Quality.OK and read.scores and classifier.asked == 1
    dark = pipeline.analyse(Frame(exposed(portrait(), 0.04), MonoMs(1000)))
    assert dark.quality is Quality.TOO_DARK and dark.scores is None and classifier.asked == 1
    assert dark.face_box is face and dark.times.classify == 0
    detector.faces = []
    nobody = pipeline.analyse(Frame(portrait(), MonoMs(2000)))
    assert nobody.quality is Quality.NO_FACE
    black = pipeline.analyse(Frame(np.zeros_like(portrait()), MonoMs(3000)))
    assert black.quality is Quality.TOO_DARK and black.face_box is None


def test_the_reading_stays_with_a_person_but_not_for_ever() -> None:
    detector = Seen()
    pipeline = Pipeline(detector, Counting(), FRAMING, lambda: 0.0)
    user, friend = box(200, 180, 120), box(340, 180, 140)
    frame = np.full((480, 640, 3), 90, np.uint8)

    def chosen(faces: list[FaceBox], at_ms: int) -> FaceBox | None:
        detector.faces = faces
        return pipeline.analyse(Frame(frame, MonoMs(at_ms))).face_box

    assert chosen([user], 0) is user
    assert chosen([friend, user], 1000) is user
    assert chosen([], 2000) is None
    assert chosen([friend, user], 3000) is user
    assert chosen([friend, user], 3001 + MEMORY_MS) is friend
