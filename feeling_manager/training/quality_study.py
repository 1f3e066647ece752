"""Measures where reading a face ends: accuracy against each measure of `core/quality.py`.

`python -m feeling_manager.training.quality_study --data NPZ [--out docs/model] [--limit N]
[--photographs NPZ] [--reel MP4 --reel-labels JSON] [--scenes FOLDER]`

Validation faces are disturbed more and more and read by the shipped network; for each measure it
prints what its limit refuses, and draws `quality.png`. Only what is given is measured.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from feeling_manager.adapters.classifier.litert_classifier import LiteRtClassifier
from feeling_manager.adapters.detector.mediapipe_detector import MediaPipeDetector
from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.face_crop import CropFraming, crop_face, whole_image_crop
from feeling_manager.core.pipeline import choose_face
from feeling_manager.core.ports import EmotionClassifier, FaceDetector
from feeling_manager.core.quality import (
    LIMITS,
    CropMeasures,
    HeadPose,
    head_pose,
    judge,
    measure_crop,
)
from feeling_manager.core.values import Image, Quality
from feeling_manager.training import augment
from feeling_manager.training.dataset import LabelledFaces, load_ferplus
from feeling_manager.training.framing import read_reel
from feeling_manager.training.quality_figure import Curve, draw
from feeling_manager.training.quality_scenes import (
    SENSOR_NOISE,
    choice_table,
    dark_line,
    photograph_line,
    reel_line,
    turning_head,
    walled,
)

Rng = np.random.Generator
Disturb = Callable[[Image, float, Rng], Image]
Values = npt.NDArray[np.float64]
Rights = npt.NDArray[np.bool_]

POSE_SIDE_PX: Final = 192
"""Validation faces are enlarged to this side, and get half of it as wall on each side, so that the
detector finds them."""


def _cut(edge: str, face: Image, share: float, rng: Rng) -> Image:
    return augment.cut_by_edge(face, edge, share)


SERIES: Final[dict[str, tuple[Disturb, tuple[float, ...]]]] = {
    "exposure, noise of 3 levels": (
        lambda face, x, rng: augment.exposed(face, x, SENSOR_NOISE, rng),
        (0.5, 0.25, 0.15, 0.1, 0.07, 0.05, 0.03),
    ),
    "exposure, noise of 6 levels": (
        lambda face, x, rng: augment.exposed(face, x, 2 * SENSOR_NOISE, rng),
        (0.25, 0.15, 0.1, 0.07, 0.04),
    ),
    "exposure, grain of 3 levels": (
        lambda face, x, rng: augment.grain(augment.exposed(face, x, 0, rng), SENSOR_NOISE, rng),
        (0.5, 0.25, 0.15, 0.1, 0.07),
    ),
    "exposure, grain of 6 levels": (
        lambda face, x, rng: augment.grain(augment.exposed(face, x, 0, rng), 2 * SENSOR_NOISE, rng),
        (0.5, 0.25, 0.15, 0.1),
    ),
    "noise, levels": (augment.noise, (12, 25, 40, 60, 80)),
    "contrast, noise of 3 levels": (
        lambda face, x, rng: augment.noise(augment.contrast(face, x), SENSOR_NOISE, rng),
        (0.35, 0.2, 0.1, 0.05, 0.03),
    ),
    "overexposure": (
        lambda face, x, rng: augment.exposed(face, x, SENSOR_NOISE, rng),
        (1.5, 2, 2.5, 3, 4, 6),
    ),
    "brighter, levels": (
        lambda face, x, rng: augment.brightness(face, x),
        (60, 100, 140, 180, 220),
    ),
    "blur, px": (lambda face, x, rng: augment.blur(face, x), (1, 2, 2.5, 3, 3.5, 4, 5)),
    "side, px": (
        lambda face, x, rng: augment.low_resolution(
            augment.noise(augment.low_resolution(face, round(x)), SENSOR_NOISE, rng), round(x)
        ),
        (32, 24, 20, 16, 14, 12, 10, 8),
    ),
    **{
        f"cut at the {edge}, share": (partial(_cut, edge), (0.1, 0.2, 0.3, 0.4, 0.5))
        for edge in ("left", "right", "top", "bottom")
    },
}

DARK: Final = (
    "exposure, noise of 3 levels",
    "exposure, noise of 6 levels",
    "exposure, grain of 3 levels",
    "exposure, grain of 6 levels",
)
NOISY: Final = (*DARK, "noise, levels", "contrast, noise of 3 levels")
BRIGHT: Final = ("overexposure", "brighter, levels")
SOFT: Final = ("blur, px", "side, px")


@dataclass(frozen=True, slots=True)
class Sample:
    """One disturbed face: what `core/quality.py` measures, and whether the network was right."""

    strength: float
    measures: CropMeasures
    right: bool


@dataclass(frozen=True, slots=True)
class PosedFace:
    """One validation face as the program would meet it; None where the detector found none."""

    pose: HeadPose | None
    quality: Quality
    right: bool


def main() -> None:
    """Measure what is given on the command line, print tables, draw the figure."""
    options = _parser().parse_args()
    classifier = LiteRtClassifier(options.model)
    detector = MediaPipeDetector()
    curves: list[Curve] = []
    timeline = None
    if options.data:
        _, valid = load_ferplus(options.data)
        samples = disturb_all(classifier, valid.spread(options.limit))
        posed = pose_all(detector, classifier, valid)
        print(strength_table(samples))
        print(limit_table(samples, posed))
        print(clean_table(valid, posed))
        curves = curves_of(samples, posed)
    if options.photographs:
        print(photograph_line(detector, options.photographs))
    if options.reel:
        frames = read_reel(options.reel, options.reel_labels)
        print(reel_line(frames, classifier))
        print(dark_line(detector, [item for item in frames if item.emotion]))
    if options.scenes:
        print(choice_table(detector, options.scenes))
        timeline = turning_head(detector, classifier, options.scenes)
    detector.close()
    if curves:
        options.out.mkdir(parents=True, exist_ok=True)
        draw(curves, timeline, options.out / "quality.png")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the file with FER+ votes")
    parser.add_argument("--out", type=Path, default=Path("docs/model"))
    parser.add_argument("--limit", type=int, default=600, help="validation faces to disturb")
    parser.add_argument("--model", type=Path, default=Path("models/emotion.tflite"))
    parser.add_argument("--photographs", type=Path)
    parser.add_argument("--reel", type=Path)
    parser.add_argument("--reel-labels", type=Path)
    parser.add_argument("--scenes", type=Path)
    return parser


def disturb_all(classifier: EmotionClassifier, faces: LabelledFaces) -> dict[str, list[Sample]]:
    """Read all faces under each strength of each series; "clean" holds them as they are."""
    rng = np.random.default_rng(0)
    samples = {"clean": [_sample(classifier, *pair, 0.0) for pair in _pairs(faces)]}
    for name, (disturb, strengths) in SERIES.items():
        samples[name] = [
            _sample(classifier, disturb(image, strength, rng), label, strength)
            for strength in strengths
            for image, label in _pairs(faces)
        ]
    return samples


def _pairs(faces: LabelledFaces) -> Iterable[tuple[Image, int]]:
    return zip(faces.images, faces.labels)


def _sample(classifier: EmotionClassifier, image: Image, label: int, strength: float) -> Sample:
    crop = whole_image_crop(image)
    right = classifier.classify(crop).scores.top is EMOTION_ORDER[label]
    return Sample(strength, measure_crop(crop), right)


def pose_all(
    detector: FaceDetector, classifier: EmotionClassifier, faces: LabelledFaces
) -> list[PosedFace]:
    """Detect, judge and read validation faces, each before a wall made of its own border."""
    framing = CropFraming(1.0, 0.04)
    return [_posed(detector, classifier, framing, *pair) for pair in _pairs(faces)]


def _posed(
    detector: FaceDetector, classifier: EmotionClassifier, framing: CropFraming, image: Image,
    label: int,
) -> PosedFace:  # fmt: skip
    side = (POSE_SIDE_PX, POSE_SIDE_PX)
    frame = walled(cv2.resize(image, side, interpolation=cv2.INTER_CUBIC))
    found = detector.detect(frame)
    face = choose_face(found, frame.width, frame.height)
    if face is None:
        return PosedFace(None, Quality.NO_FACE, False)
    crop = crop_face(frame.image, face, framing)
    right = classifier.classify(crop).scores.top is EMOTION_ORDER[label]
    return PosedFace(head_pose(face), judge(face, crop, frame.width, frame.height), right)


def strength_table(samples: dict[str, list[Sample]]) -> str:
    """Accuracy at each strength of each series."""
    lines = ["| disturbance | strength: accuracy |", "|---|---|"]
    for name, rows in samples.items():
        strengths = list(dict.fromkeys(row.strength for row in rows))
        cells = [
            f"{strength:g}: {np.mean([row.right for row in rows if row.strength == strength]):.2f}"
            for strength in strengths
        ]
        lines.append(f"| {name} | {', '.join(cells)} |")
    return "\n".join(lines) + "\n"


def limit_table(samples: dict[str, list[Sample]], posed: Sequence[PosedFace]) -> str:
    """What each limit refuses, and how right the network is on both sides of it."""
    clean = samples["clean"]
    lines = [
        "| measure | limit | clean refused | refused, right | kept, right |",
        "|---|---|---|---|---|",
    ]
    for name, series, limit, value in _MEASURED:
        rows = [row for key in series for row in samples[key]]
        values, rights = np.array([value(row) for row in rows]), _rights(rows)
        refused = values > limit if name in _UPPER else values < limit
        of_clean = np.array([value(row) for row in clean])
        share = float(np.mean(of_clean > limit if name in _UPPER else of_clean < limit))
        lines.append(_row(name, limit, f"{share:.1%}", refused, rights))
    for name, key, limit in _BY_STRENGTH:
        rows = samples[key]
        strengths = _strengths(rows)
        refused = strengths < limit if key == "side, px" else strengths > limit
        lines.append(_row(name, limit, "–", refused, _rights(rows)))
    poses = [face for face in posed if face.pose is not None]
    rights = _rights(poses)
    for name, outside in _POSES.items():
        refused = np.array([face.pose is not None and outside(face.pose) for face in poses])
        lines.append(_row(name, "", f"{refused.mean():.1%}", refused, rights))
    return "\n".join(lines) + "\n"


def _row(name: str, limit: object, share: str, refused: Rights, rights: Rights) -> str:
    cells = [
        f"{rights[side].mean():.3f} of {side.sum()}" if side.any() else "–"
        for side in (refused, ~refused)
    ]
    return f"| {name} | {limit} | {share} | {cells[0]} | {cells[1]} |"


def _rights(rows: Sequence[Sample] | Sequence[PosedFace]) -> Rights:
    return np.array([row.right for row in rows], dtype=bool)


def clean_table(faces: LabelledFaces, posed: Sequence[PosedFace]) -> str:
    """How many undisturbed validation faces are refused, by code."""
    counts = Counter(face.quality.value for face in posed)
    found = len(posed) - counts["no_face"]
    refused = [face for face in posed if face.quality not in (Quality.OK, Quality.NO_FACE)]
    right = np.mean([face.right for face in refused]) if refused else float("nan")
    return (
        f"undisturbed validation faces: {len(faces)}, found {found}, refused {len(refused)} "
        f"({len(refused) / max(1, found):.2%} of those found; {right:.3f} of them right): "
        f"{dict(counts)}"
    )


def curves_of(samples: dict[str, list[Sample]], posed: Sequence[PosedFace]) -> list[Curve]:
    """What the figure shows: a curve per measure, and per measure of the head's pose."""
    curves = []
    for name, series, limit, value in _MEASURED:
        lines = {}
        for key in (*series, "clean"):
            rows = samples[key]
            lines[key] = (np.array([value(row) for row in rows]), _rights(rows))
        curves.append(Curve(name, lines, (limit,), name in _LOGARITHMIC))
    edges = {
        edge: (_strengths(samples[key]), _rights(samples[key]))
        for key in samples
        if key.startswith("cut")
        for edge in [key.removeprefix("cut at the ").removesuffix(", share")]
    }
    curves.append(Curve("share of the face beyond an edge", edges, (LIMITS.below, LIMITS.inside)))
    faces = [(face.pose, face.right) for face in posed if face.pose is not None]
    rights = np.array([right for _, right in faces], dtype=bool)
    for name, of, limits in _POSE_CURVES:
        values = np.array([of(pose) for pose, _ in faces])
        known = np.isfinite(values)
        lines = {"validation faces": (values[known], rights[known])}
        curves.append(Curve(name, lines, limits, even=True))
    return curves


def _strengths(rows: Sequence[Sample]) -> Values:
    return np.array([row.strength for row in rows])


_MEASURED: Final[tuple[tuple[str, tuple[str, ...], float, Callable[[Sample], float]], ...]] = (
    ("luminance", DARK, LIMITS.luminance, lambda row: row.measures.luminance),
    ("signal", NOISY, LIMITS.signal, lambda row: row.measures.signal),
    ("clipped", BRIGHT, LIMITS.clipped, lambda row: row.measures.clipped),
    ("sharpness", SOFT, LIMITS.sharpness, lambda row: row.measures.sharpness),
)
_BY_STRENGTH: Final = (
    ("pixels of true detail", "side, px", LIMITS.side_px / 2),
    ("share below the frame", "cut at the bottom, share", LIMITS.below),
)
_UPPER: Final = ("clipped",)
_LOGARITHMIC: Final = ("luminance",)

_POSE_CURVES: Final[tuple[tuple[str, Callable[[HeadPose], float], tuple[float, ...]], ...]] = (
    ("yaw", lambda pose: abs(pose.yaw), (LIMITS.yaw,)),
    ("pitch", lambda pose: pose.pitch, LIMITS.pitch),
    ("roll, degrees", lambda pose: abs(pose.roll_deg), (LIMITS.roll_deg,)),
)

_POSES: Final[dict[str, Callable[[HeadPose], bool]]] = {
    f"yaw beyond {LIMITS.yaw:g}": lambda pose: abs(pose.yaw) > LIMITS.yaw,
    f"pitch beyond {LIMITS.pitch[0]:g} to {LIMITS.pitch[1]:g}": lambda pose: (
        not LIMITS.pitch[0] <= pose.pitch <= LIMITS.pitch[1]
    ),
    f"roll beyond {LIMITS.roll_deg:g} degrees": lambda pose: abs(pose.roll_deg) > LIMITS.roll_deg,
}


if __name__ == "__main__":
    main()
