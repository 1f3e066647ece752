"""The immutable values that all layers share; units are in the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType

import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion

MonoMs = NewType("MonoMs", int)
"""Milliseconds of the monotonic clock; only differences have a meaning."""

DurationMs = NewType("DurationMs", int)
TrackId = NewType("TrackId", int)

Image = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of the camera; `image` is uint8 (H, W, 3) RGB and must not be written to."""

    image: Image
    captured_at_mono_ms: MonoMs

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.image.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.image.shape[0])


@dataclass(frozen=True, slots=True)
class Point:
    """A position in frame pixels, origin at the upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class FaceBox:
    """A detected face in frame pixels; it may reach beyond the frame.

    The keypoints are the ones MediaPipe's detector gives, named from the viewer: `left_eye` is the
    one further left in the picture. They are None where the detector knows none.
    """

    origin_x: float
    origin_y: float
    width: float
    height: float
    score: float
    left_eye: Point | None = None
    right_eye: Point | None = None
    nose_tip: Point | None = None
    mouth_center: Point | None = None

    @property
    def center(self) -> Point:
        """Centre of the box."""
        return Point(self.origin_x + self.width / 2, self.origin_y + self.height / 2)

    def as_pixels(self) -> tuple[int, int, int, int]:
        """(x, y, width, height) rounded to whole pixels."""
        return round(self.origin_x), round(self.origin_y), round(self.width), round(self.height)


@dataclass(frozen=True, slots=True, eq=False)
class FaceCrop:
    """A levelled face, uint8 (size, size) grey, a copy of its own: no reference to the frame."""

    image: Image


@dataclass(frozen=True, slots=True)
class EmotionScores:
    """Softmax scores in `EMOTION_ORDER`; six values in 0–1 that sum to 1."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.values) != EMOTION_COUNT:
            raise ValueError(f"expected {EMOTION_COUNT} scores, got {len(self.values)}")

    @classmethod
    def from_array(cls, scores: npt.ArrayLike) -> EmotionScores:
        """Take scores of shape (6,) from any array."""
        return cls(tuple(float(value) for value in np.asarray(scores).reshape(-1)))

    @classmethod
    def from_dict(cls, scores: Mapping[str, float]) -> EmotionScores:
        """Take scores by emotion name; a missing name counts as 0."""
        return cls(tuple(float(scores.get(emotion.value, 0.0)) for emotion in EMOTION_ORDER))

    def __getitem__(self, emotion: Emotion) -> float:
        return self.values[EMOTION_ORDER.index(emotion)]

    @property
    def top(self) -> Emotion:
        """The emotion with the highest score, the first of equals."""
        return EMOTION_ORDER[int(np.argmax(self.values))]

    def as_array(self) -> npt.NDArray[np.float32]:
        """The scores as float32 (6,)."""
        return np.asarray(self.values, dtype=np.float32)

    def as_dict(self) -> dict[str, float]:
        """The scores by emotion name."""
        return {emotion.value: value for emotion, value in zip(EMOTION_ORDER, self.values)}


@dataclass(frozen=True, slots=True, eq=False)
class Classification:
    """What the network makes of one face.

    `embedding` is float32 (D,), the last layer before the scores; None where there is none.
    """

    scores: EmotionScores
    embedding: npt.NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the system says of the desk: whether anybody can be there, and how power is fed."""

    is_locked: bool = False
    is_asleep: bool = False
    is_on_battery: bool = False


class Quality(str, Enum):
    """Why a frame was, or was not, used."""

    OK = "ok"
    NO_FACE = "no_face"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    TOO_SMALL = "too_small"
    TURNED_AWAY = "turned_away"
    CUT_OFF = "cut_off"
    SEVERAL_PEOPLE = "several_people"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class StepTimes:
    """How long one analysis step took, in milliseconds; 0 for what was not run."""

    detect: float = 0.0
    classify: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Observation:
    """What one analysed frame showed; `scores` is None unless `quality` is OK.

    `general` is the network's own reading, before what was learnt from the user's corrections.
    """

    captured_at_mono_ms: MonoMs
    quality: Quality
    face_box: FaceBox | None = None
    scores: EmotionScores | None = None
    times: StepTimes = field(default_factory=StepTimes)
    general: Classification | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class EmotionReading:
    """The smoothed reading; `confidence` is 0–1."""

    emotion: Emotion
    confidence: float
    scores: EmotionScores


@dataclass(frozen=True, slots=True)
class EmotionEvent:
    """A stretch of time with one emotion; both times are aware UTC."""

    emotion: Emotion
    started_at: datetime
    ended_at: datetime
    mean_confidence: float

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return (self.ended_at - self.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class Track:
    """A song; `uri` is `file:`, `starter:`, `http(s):` or `ytsearch:`, never a stream address.

    `valence` and `energy` are 0–1; `duration_ms` and `year` are None while unknown.
    """

    id: TrackId
    uri: str
    title: str
    artist: str
    genre: str
    moods: Sequence[str] = ()
    valence: float = 0.5
    energy: float = 0.5
    duration_ms: DurationMs | None = None
    year: int | None = None
    language: str = ""
    title_romanised: str = ""
    artist_romanised: str = ""

    @property
    def is_local(self) -> bool:
        """Whether it plays without a network."""
        return self.uri.startswith(("file:", "starter:"))
