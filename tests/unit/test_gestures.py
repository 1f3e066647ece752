from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeling_manager.core.gesture_episodes import (
    MAX_GAP_MS,
    WORTH_MS,
    GestureMerger,
    GestureTotal,
    total_gestures,
)
from feeling_manager.core.gesture_watch import FACE_MEMORY_MS, GestureWatch
from feeling_manager.core.gestures import (
    LANDMARK_COUNT,
    TENSION_GESTURES,
    Gesture,
    GestureEvent,
    Hand,
    read_gesture,
)
from feeling_manager.core.values import FaceBox, Frame, MonoMs, Observation, Point, Quality
from tests.rendered_hands import plain_picture

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
FACE = FaceBox(
    200, 150, 100, 100, 0.9, Point(230, 178), Point(270, 178), Point(250, 200), Point(250, 225)
)
# Wrist, thumb and fingers of an open hand in palm lengths, fingers up, y down.
OPEN_HAND = (
    (0.0, 0.0),
    (-0.25, -0.2), (-0.5, -0.5), (-0.62, -0.75), (-0.7, -1.0),
    (-0.3, -0.95), (-0.33, -1.4), (-0.35, -1.65), (-0.36, -1.85),
    (-0.1, -1.0), (-0.1, -1.5), (-0.1, -1.8), (-0.1, -2.0),
    (0.12, -0.95), (0.16, -1.4), (0.18, -1.7), (0.2, -1.9),
    (0.3, -0.83), (0.38, -1.15), (0.43, -1.35), (0.47, -1.5),
)  # fmt: skip


def hand(u: float, v: float, size: float = 0.6, reach: float = 1.0) -> Hand:
    """A hand whose wrist is at (u, v) of `FACE`; `reach` below 1 folds its fingers."""
    points = []
    for x, y in OPEN_HAND:
        y = y if y > -1 else -1 - (-1 - y) * (2 * reach - 1)
        # Binary fractions, so that moving and scaling them is exact.
        across, down = round((u + x * size) * 6400) / 64, round((v + y * size) * 6400) / 64
        points.append(Point(250 + across, 150 + down))
    return Hand(points)


@pytest.mark.parametrize(
    ("hands", "expected"),
    [
        ([], Gesture.NONE),
        ([hand(0.0, 1.5, reach=0.2)], Gesture.CHIN_ON_HAND),
        ([hand(0.5, 1.3)], Gesture.CHIN_ON_HAND),
        ([hand(-0.35, 0.35)], Gesture.HAND_IN_HAIR),
        ([hand(-0.5, 0.3), hand(0.5, 0.3)], Gesture.HAND_IN_HAIR),
        ([hand(0.0, 1.1)], Gesture.HAND_OVER_FACE),
        ([hand(-0.25, 1.1), hand(0.3, 1.1)], Gesture.HAND_OVER_FACE),
        ([hand(-1.4, 1.0)], Gesture.NONE),
        ([hand(0.0, 3.0)], Gesture.NONE),
        ([hand(1.3, 1.5, reach=0.2)], Gesture.NONE),
    ],
    ids=[
        "nobody", "fist below the chin", "cheek on a hand", "one in the hair", "both in the hair",
        "one over the face", "both over the face", "waving", "at the chest", "a raised fist",
    ],
)  # fmt: skip
def test_hands_are_named_by_where_they_are(hands: list[Hand], expected: Gesture) -> None:
    assert read_gesture(FACE, hands) is expected


def test_a_head_that_leans_takes_its_hand_along() -> None:
    import math

    def turned(p: Point, angle: float) -> Point:
        x, y = p.x - FACE.center.x, p.y - FACE.center.y
        return Point(
            FACE.center.x + x * math.cos(angle) - y * math.sin(angle),
            FACE.center.y + x * math.sin(angle) + y * math.cos(angle),
        )

    for degrees in (-30, 30):
        angle = math.radians(degrees)
        eyes = [FACE.left_eye, FACE.right_eye, FACE.nose_tip, FACE.mouth_center]
        left, right, nose, mouth = (turned(p, angle) for p in eyes if p is not None)
        face = replace(FACE, left_eye=left, right_eye=right, nose_tip=nose, mouth_center=mouth)
        for still in (hand(0.5, 1.3), hand(-0.35, 0.35), hand(0.0, 1.1)):
            moved = Hand([turned(p, angle) for p in still.points])
            assert read_gesture(face, [moved]) is read_gesture(FACE, [still])


places = st.floats(-2.5, 2.5)
some_hands = st.lists(
    st.builds(hand, places, places, st.floats(0.2, 1.2), st.floats(0.2, 1.0)), max_size=3
)


@given(some_hands)
def test_a_mirror_changes_no_gesture(hands: list[Hand]) -> None:
    def mirrored(point: Point) -> Point:
        return Point(500 - point.x, point.y)

    flipped = [Hand([mirrored(p) for p in one.points]) for one in hands]
    assert read_gesture(FACE, flipped) is read_gesture(FACE, hands)


@given(some_hands, st.integers(-2, 3), st.integers(-512, 512), st.integers(-512, 512))
def test_neither_size_nor_place_changes_a_gesture(
    hands: list[Hand], power: int, dx: int, dy: int
) -> None:
    scale = 2.0**power

    def moved(point: Point | None) -> Point:
        assert point is not None
        return Point(point.x * scale + dx, point.y * scale + dy)

    face = FaceBox(
        FACE.origin_x * scale + dx,
        FACE.origin_y * scale + dy,
        FACE.width * scale,
        FACE.height * scale,
        FACE.score,
        *(moved(p) for p in (FACE.left_eye, FACE.right_eye, FACE.nose_tip, FACE.mouth_center)),
    )
    elsewhere = [Hand([moved(p) for p in one.points]) for one in hands]
    assert read_gesture(face, elsewhere) is read_gesture(FACE, hands)


@given(st.lists(st.tuples(places, places), min_size=LANDMARK_COUNT, max_size=LANDMARK_COUNT))
def test_no_points_are_an_error(offsets: list[tuple[float, float]]) -> None:
    points = [Point(250 + 100 * x, 200 + 100 * y) for x, y in offsets]
    assert read_gesture(FACE, [Hand(points)]) in Gesture
    assert read_gesture(FACE, [Hand([points[0]] * LANDMARK_COUNT)]) in Gesture
    assert read_gesture(FaceBox(0, 0, 0, 0, 0.5), [Hand(points)]) is Gesture.NONE


@given(places, st.floats(1.91, 3), st.sampled_from([-1, 1]), st.booleans())
def test_a_hand_far_from_the_head_is_no_gesture(
    near: float, far: float, side: int, below: bool
) -> None:
    u, v = (near, far + 0.5) if below else (side * far, near)
    assert read_gesture(FACE, [hand(u, v)]) is Gesture.NONE


def merged(looks: list[tuple[float, Gesture]], end_s: float) -> list[tuple[str, float, float]]:
    """(gesture, start, end) in seconds of the stretches that looks at those seconds make."""
    merger, events = GestureMerger(), []
    for at_s, gesture in looks:
        at = NOON + timedelta(seconds=at_s)
        step = merger.update(gesture, at, MonoMs(round(at_s * 1000)))
        events += [step.closed] if step.closed else []
    last = merger.close(MonoMs(round(end_s * 1000)))
    events += [last] if last else []
    return [
        (
            event.gesture.value,
            (event.started_at - NOON).total_seconds(),
            (event.ended_at - NOON).total_seconds(),
        )
        for event in events
    ]


CHIN, HAIR, NONE = Gesture.CHIN_ON_HAND, Gesture.HAND_IN_HAIR, Gesture.NONE


@pytest.mark.parametrize(
    ("looks", "stretches"),
    [
        ([(0, CHIN)], [("chin_on_hand", 0, 5)]),
        ([(0, CHIN), (5, CHIN), (10, CHIN)], [("chin_on_hand", 0, 15)]),
        ([(0, CHIN), (5, NONE), (10, CHIN)], [("chin_on_hand", 0, 15)]),
        (
            [(0, CHIN), (5, NONE), (10, NONE), (15, CHIN)],
            [("chin_on_hand", 0, 5), ("chin_on_hand", 15, 20)],
        ),
        ([(0, CHIN), (3, HAIR)], [("chin_on_hand", 0, 3), ("hand_in_hair", 3, 8)]),
        ([(0, CHIN), (60, CHIN)], [("chin_on_hand", 0, 5), ("chin_on_hand", 60, 65)]),
        ([(0, NONE), (5, NONE)], []),
    ],
    ids=["once", "held", "missed once", "put down", "another one", "a long gap", "nothing"],
)
def test_looks_become_stretches_of_time(
    looks: list[tuple[float, Gesture]], stretches: list[tuple[str, float, float]]
) -> None:
    assert merged(looks, 100) == stretches


@given(
    st.lists(st.tuples(st.integers(1, 60_000), st.sampled_from(list(Gesture))), max_size=30),
)
def test_stretches_never_overlap_and_are_never_longer_than_what_was_seen(
    steps: list[tuple[int, Gesture]],
) -> None:
    merger, at_ms, events = GestureMerger(), 0, []
    for gap, gesture in steps:
        at_ms += gap
        step = merger.update(gesture, NOON + timedelta(milliseconds=at_ms), MonoMs(at_ms))
        events += [step.closed] if step.closed else []
    last = merger.close(MonoMs(at_ms))
    events += [last] if last else []
    for one, other in pairwise(events):
        assert one.ended_at <= other.started_at
    seen = sum(gesture is not Gesture.NONE for _, gesture in steps)
    total_ms = sum((e.ended_at - e.started_at).total_seconds() for e in events) * 1000
    assert total_ms <= seen * max(WORTH_MS, MAX_GAP_MS) + 1


def test_a_clock_that_is_set_ends_a_stretch_and_stretches_nothing() -> None:
    merger = GestureMerger()
    merger.update(CHIN, NOON, MonoMs(0))
    step = merger.update(CHIN, NOON + timedelta(hours=3), MonoMs(5000))
    assert step.closed is not None and step.open is not None
    assert step.closed.ended_at - step.closed.started_at == timedelta(seconds=5)
    assert step.open.started_at == NOON + timedelta(hours=3)


def test_sums_count_where_a_stretch_began_and_cut_it_at_midnight() -> None:
    late = GestureEvent(CHIN, NOON - timedelta(seconds=30), NOON + timedelta(seconds=10))
    early = GestureEvent(HAIR, NOON + timedelta(hours=1), NOON + timedelta(hours=1, seconds=60))
    totals = total_gestures([late, early], NOON, NOON + timedelta(days=1))
    assert list(totals) == list(TENSION_GESTURES)
    assert totals[CHIN] == GestureTotal(0, 10.0)
    assert totals[HAIR].as_json() == {"count": 1, "seconds": 60.0}
    assert total_gestures([], NOON, NOON)[CHIN] == GestureTotal()


class CountingReader:
    """Tells at which faces it was asked to look."""

    def __init__(self) -> None:
        self.faces: list[FaceBox] = []
        self.closed = False

    def read(self, frame: Frame, face: FaceBox) -> Gesture:
        self.faces.append(face)
        return CHIN

    def close(self) -> None:
        self.closed = True


def look(watch: GestureWatch, at_ms: int, face: FaceBox | None) -> Gesture | None:
    frame = Frame(plain_picture(8, 8), MonoMs(at_ms))
    quality = Quality.OK if face else Quality.NO_FACE
    found = watch.look(frame, Observation(MonoMs(at_ms), quality, face))
    return None if found is None else found.gesture


def test_hands_are_looked_for_every_few_seconds_at_frames_that_come_a_little_early() -> None:
    reader = CountingReader()
    watch = GestureWatch(reader, lambda: 0.0)
    seen = [look(watch, round(second * 998), FACE) for second in range(16)]
    assert [n for n, gesture in enumerate(seen) if gesture is not None] == [0, 5, 10, 15]
    watch.close()
    assert reader.closed


def test_a_face_hidden_behind_hands_is_looked_for_where_it_was_for_a_while() -> None:
    reader = CountingReader()
    watch = GestureWatch(reader, lambda: 0.0, interval_s=1.0)
    assert look(watch, 0, None) is Gesture.NONE
    assert reader.faces == []
    look(watch, 1000, FACE)
    assert look(watch, 1000 + FACE_MEMORY_MS, None) is CHIN
    assert look(watch, 3000 + FACE_MEMORY_MS, None) is Gesture.NONE
    assert reader.faces == [FACE, FACE]


def test_a_hand_has_all_its_points() -> None:
    with pytest.raises(ValueError, match="21 points"):
        Hand([Point(0, 0)])
