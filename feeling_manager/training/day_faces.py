"""The faces of synthetic days: every score comes from a real face through the shipped network.

Each face is classified a few times as it is, moved a little, and under each disturbance; a day only
draws from these scores.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from feeling_manager.core.emotions import EMOTION_COUNT, EMOTION_ORDER, Emotion
from feeling_manager.core.face_crop import Square, sample_square
from feeling_manager.core.ports import EmotionClassifier
from feeling_manager.core.values import FaceCrop, Image, Point
from feeling_manager.training import augment
from feeling_manager.training.day_script import (
    AWAY,
    Floats,
    Ints,
    Look,
    Rules,
    Script,
    write_script,
)

Rng = np.random.Generator

VARIANTS: Final = {Look.PLAIN: 3, Look.TALKING: 2, Look.COVERED: 1, Look.DIM: 1}
"""How often each face is classified. A yawn takes the plain scores of a surprised face."""

SHIFT_STD: Final = 0.015
ROLL_STD_DEG: Final = 3.0
SCALE_STD: Final = 0.02
"""How a sitting face moves from second to second in its crop, in units of the crop's side."""


@dataclass(frozen=True, slots=True)
class ScoreBank:
    """Scores of faces; `scores` are (N, variants, 6) for each look, `labels` (N,)."""

    labels: Ints
    scores: Mapping[Look, Floats]

    def half(self, which: int) -> ScoreBank:
        """Every second face, from the first (0) or from the second (1)."""
        return ScoreBank(self.labels[which::2], {k: v[which::2] for k, v in self.scores.items()})


@dataclass(frozen=True, slots=True)
class Person:
    """How alike the frames of one hour are.

    Attributes:
        faces: how many faces stand for the person in each emotion; 0 is any face at each look.
        keep_s: mean time before another of these faces is drawn.
    """

    faces: int
    keep_s: float


INDEPENDENT: Final = Person(faces=0, keep_s=0.0)
FEW_FACES: Final = Person(faces=6, keep_s=1.5)


@dataclass(frozen=True, slots=True)
class Hours:
    """Scripts of equal length with scores.

    Attributes:
        scripts: H hours of T looks.
        scores: (H, T, 6); NaN where there is no face.
    """

    scripts: Sequence[Script]
    scores: Floats

    @property
    def at_s(self) -> Floats:
        """(H, T) when each look is taken."""
        return np.stack([script.at_s for script in self.scripts])

    @property
    def truth(self) -> Ints:
        """(H, T) what is true at each look."""
        return np.stack([script.truth for script in self.scripts])


def make_bank(
    images: npt.NDArray[np.uint8], labels: Ints, classifier: EmotionClassifier, rng: Rng
) -> ScoreBank:
    """Classify every face, uint8 (N, 48, 48), under every disturbance."""
    disturb: dict[Look, Callable[[Image], Image]] = {
        Look.PLAIN: lambda face: face,
        Look.TALKING: lambda face: _with_mouth_of(face, images[rng.integers(len(images))]),
        Look.COVERED: lambda face: _behind_a_hand(face, rng),
        Look.DIM: lambda face: _dim(face, rng),
    }
    scores = {look: np.zeros((len(images), n, EMOTION_COUNT)) for look, n in VARIANTS.items()}
    for look, table in scores.items():
        for n, image in enumerate(images):
            for variant in range(table.shape[1]):
                face = disturb[look](_moved_a_little(image, rng))
                table[n, variant] = classifier.classify(FaceCrop(face)).scores.values
    return ScoreBank(np.asarray(labels), scores)


def make_hours(bank: ScoreBank, person: Person, rules: Rules, hours: int, seed: int) -> Hours:
    """Make `hours` separate hours, each with a person of its own; the same for the same seed.

    The scripts depend on the seed and the rules alone, not on the bank or the person.
    """
    scripts = [write_script(np.random.default_rng([seed, hour]), rules) for hour in range(hours)]
    rng = np.random.default_rng([seed, hours, person.faces])
    return Hours(scripts, np.stack([_scores(script, bank, person, rng) for script in scripts]))


def _scores(script: Script, bank: ScoreBank, person: Person, rng: Rng) -> Floats:
    faces = _faces(script, bank, person, rng)
    look = np.where(script.look == Look.YAWN, Look.PLAIN, script.look)
    scores = np.full((len(look), EMOTION_COUNT), np.nan)
    for kind, table in bank.scores.items():
        here = look == kind
        variants = rng.integers(0, table.shape[1], int(here.sum()))
        scores[here] = table[faces[here], variants]
    return scores


def _faces(script: Script, bank: ScoreBank, person: Person, rng: Rng) -> Ints:
    """Which face of the bank is seen at each look."""
    groups = [np.flatnonzero(bank.labels == emotion) for emotion in range(EMOTION_COUNT)]
    if person.faces:
        groups = [rng.choice(group, person.faces) for group in groups]
    faces = np.zeros(len(script.truth), dtype=np.int64)
    kept = np.exp(-np.diff(script.at_s, prepend=-np.inf) / max(person.keep_s, 1e-9))
    redrawn = rng.random(len(faces)) >= kept
    redrawn[1:] |= script.truth[1:] != script.truth[:-1]
    for n in np.flatnonzero(script.truth != AWAY):
        faces[n] = rng.choice(groups[script.truth[n]]) if redrawn[n] else faces[n - 1]
    surprised = groups[EMOTION_ORDER.index(Emotion.SURPRISE)]
    for number in np.unique(script.happening[script.look == Look.YAWN]):
        yawning = (script.happening == number) & (script.look == Look.YAWN)
        faces[yawning] = rng.choice(surprised)
    return faces


def _moved_a_little(face: Image, rng: Rng) -> Image:
    side = face.shape[0]
    x, y = side * (0.5 + rng.normal(0, SHIFT_STD, 2))
    roll = math.radians(rng.normal(0, ROLL_STD_DEG))
    square = Square(Point(x, y), side * rng.normal(1, SCALE_STD), roll)
    moved = sample_square(face, square)
    return augment.noise(augment.brightness(moved, rng.normal(0, 6)), 3, rng)


def _with_mouth_of(face: Image, other: Image) -> Image:
    """Talking: the mouth takes any shape, the rest of the face stays."""
    side = face.shape[0]
    mask = np.zeros(face.shape, dtype=np.float32)
    center, axes = (side // 2, round(side * 0.78)), (round(side * 0.26), round(side * 0.15))
    cv2.ellipse(mask, center, axes, 0, 0, 360, 1.0, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), side / 24)
    inside = mask > 0.5
    level = float(face[inside].mean()) - float(other[inside].mean())
    blended = face * (1 - mask) + (other + level) * mask
    result: Image = np.clip(np.rint(blended), 0, 255).astype(np.uint8)
    return result


def _behind_a_hand(face: Image, rng: Rng) -> Image:
    """A hand of skin's brightness: over the mouth, or anywhere."""
    side, level = face.shape[0], int(np.median(face))
    if rng.random() < 0.3:
        return augment.mask(face, level)
    height, width = (int(n) for n in rng.integers(side // 4, side // 2, 2))
    top, left = int(rng.integers(0, side - height)), int(rng.integers(0, side - width))
    return augment.cutout(face, top, left, height, width, level)


def _dim(face: Image, rng: Rng) -> Image:
    """A lamp goes out, or the head moves fast."""
    if rng.random() < 0.5:
        return augment.noise(augment.brightness(face, rng.uniform(-90, -40)), 8, rng)
    return augment.blur(face, rng.uniform(1.0, 2.0))
