"""`classify`: reads the expressions in pictures."""

from __future__ import annotations

import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from feeling_manager.adapters.image.opencv_image import find_images, read_image
from feeling_manager.app.describe import face_json, scores_json, times_json
from feeling_manager.app.output import print_json
from feeling_manager.app.perception import load_models
from feeling_manager.core.errors import DataError
from feeling_manager.core.face_crop import crop_face, whole_image_crop
from feeling_manager.core.pipeline import choose_face
from feeling_manager.core.values import FaceBox, Frame, Image, MonoMs, StepTimes


def run(options: Namespace) -> int:
    """Print a JSON line per picture. Raises: ModelError; DataError when a path is not there."""
    for path in options.paths:
        if not path.exists():
            raise DataError(f"there is no {path}", "image_bad")
    models = load_models(with_detector=not getattr(options, "crops", False))
    try:
        for path in options.paths:
            for picture in find_images(path):
                print_json({"path": str(picture), **_classify(picture, models)})
    finally:
        models.close()
    return 0


def _classify(path: Path, models: Any) -> dict[str, Any]:
    nothing = {"face": None, "emotion": None, "scores": None, "ms": times_json(StepTimes())}
    try:
        image = read_image(path)
    except DataError as error:
        return {**nothing, "error": error.detail}
    started = time.perf_counter()
    face = _find(image, models) if models.detector else _whole(image)
    detected = time.perf_counter()
    if face is None:
        return {**nothing, "ms": times_json(_times(started, detected, detected))}
    # Small or turned faces are read too: whoever asks about a picture wants an answer.
    if models.detector:
        crop = crop_face(image, face, models.card.framing)
    else:
        crop = whole_image_crop(image)
    scores = models.classifier.classify(crop).scores
    times = _times(started, detected, time.perf_counter())
    return {
        "face": face_json(face),
        "emotion": scores.top.value,
        "scores": scores_json(scores),
        "ms": times_json(times),
    }


def _find(image: Image, models: Any) -> FaceBox | None:
    faces = models.detector.detect(Frame(image, MonoMs(0)))
    return choose_face(faces, image.shape[1], image.shape[0])


def _whole(image: Image) -> FaceBox:
    return FaceBox(0, 0, image.shape[1], image.shape[0], 1.0)


def _times(started: float, detected: float, ended: float) -> StepTimes:
    return StepTimes(
        detect=(detected - started) * 1000,
        classify=(ended - detected) * 1000,
        total=(ended - started) * 1000,
    )
