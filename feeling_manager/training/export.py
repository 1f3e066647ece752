"""Turns trained weights into what ships: `.keras`, `.tflite` and the card. Needs TensorFlow."""

from __future__ import annotations

import argparse
import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.face_crop import CropFraming
from feeling_manager.core.model_card import ModelCard
from feeling_manager.training.calibrate import Calibration, fit
from feeling_manager.training.dataset import LabelledFaces, load_ferplus, load_named
from feeling_manager.training.duplicates import near_duplicates
from feeling_manager.training.evaluate import reframed
from feeling_manager.training.metrics import Figures, measure
from feeling_manager.training.network import build_network, shipped_network

DATA = (
    {
        "name": "FER2013 faces with FER+ votes",
        "source": "Goodfellow et al. 2013; Barsoum et al. 2016, arXiv 1608.01041",
        "terms": "research data; the labels of FER+ are MIT; no picture ships",
    },
    {
        "name": "photographs of public figures labelled by students",
        "source": "labels Apache-2.0; rights in the photographs not cleared",
        "terms": "used for training only; no picture ships",
    },
)
NOT_FOR = (
    "judging, selecting or monitoring people, above all at work or in schools",
    "health, credibility or risk",
    "saying what somebody feels: it says what an expression looks like",
)
WEAKNESSES = (
    "fear and sadness are missed most often",
    "trained on posed and press photographs, few of them of old people or children",
    "faces turned by more than about 40 degrees, masked, or far away are read badly",
)


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="as train writes them, .npz")
    parser.add_argument("--data", type=Path, required=True, help="the file with FER+ votes")
    parser.add_argument("--photographs", type=Path, help="labelled photographs to balance by")
    parser.add_argument("--out", type=Path, default=Path("models"))
    parser.add_argument("--scale", type=float, default=CropFraming().scale)
    parser.add_argument("--raise-by", type=float, default=CropFraming().raise_by)
    options = parser.parse_args()
    framing = CropFraming(options.scale, options.raise_by)
    export(options.weights, options.data, options.out, framing, options.photographs)


def export(
    weights: Path, data: Path, out: Path, framing: CropFraming, photographs: Path | None = None
) -> ModelCard:
    """Calibrate on validation faces that are no near-duplicates, and write three files."""
    trained = build_network()
    with np.load(weights) as file:
        trained.set_weights([file[name] for name in file.files])
    train, valid = load_ferplus(data)
    doubles = near_duplicates(valid.images, train.images)
    logits = predict(trained, valid)
    conditions = []
    if photographs is not None:
        others = framed(load_named(photographs), framing)
        conditions.append((predict(trained, others), others.labels))
    calibration = fit(logits[~doubles], valid.labels[~doubles], conditions)
    network = shipped_network(trained, calibration.temperature, calibration.biases)
    out.mkdir(parents=True, exist_ok=True)
    keras_path, tflite_path = out / "emotion.keras", out / "emotion.tflite"
    network.save(keras_path)
    tflite_path.write_bytes(compiled(network))
    scores = calibration.apply(logits)
    card = _card(
        calibration,
        framing,
        {
            "validation": _figures(measure(scores, valid.labels)),
            "validation_without_near_duplicates": _figures(
                measure(scores[~doubles], valid.labels[~doubles])
            ),
            "near_duplicates": int(doubles.sum()),
            "parameters": int(network.count_params()),
        },
        {path.name: sha256(path) for path in (keras_path, tflite_path)},
    )
    (out / "emotion.card.json").write_text(card.to_json(), encoding="utf-8")
    print(card.to_json())
    return card


def framed(faces: LabelledFaces, framing: CropFraming) -> LabelledFaces:
    """The faces as the program would have cut them."""
    images = np.stack([reframed(image, framing).image for image in faces.images])
    return LabelledFaces(images, faces.labels, faces.targets)


def predict(network: Any, faces: LabelledFaces, batch: int = 256) -> Any:
    """Logits (N, 6) of a network that `build_network` made, as `shipped_network` averages them."""
    images = faces.images[..., None].astype(np.float32)
    views = [
        np.asarray(network.predict(view, batch_size=batch, verbose=0))
        for view in (images, images[:, :, ::-1])
    ]
    return np.mean(views, axis=0)


def compiled(network: Any) -> bytes:
    """The network for LiteRT: weights in float16, arithmetic in float32."""
    import tensorflow as tf

    converter = tf.lite.TFLiteConverter.from_keras_model(_fixed_batch(network))
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    model: bytes = converter.convert()
    return model


def _fixed_batch(network: Any) -> Any:
    """The same network for exactly one face, which XNNPACK can plan ahead."""
    import keras

    face = keras.Input(batch_shape=(1, *network.input.shape[1:]), name="face")
    return keras.Model(face, network(face))


def sha256(path: Path) -> str:
    """A file's hash in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "n": figures.n,
        "accuracy": round(figures.accuracy, 4),
        "macro_f1": round(figures.macro_f1, 4),
        "ece": round(figures.ece, 4),
        "per_class_recall": {k: round(v, 4) for k, v in figures.per_class_recall.items()},
    }


def _card(
    calibration: Calibration, framing: CropFraming, figures: dict[str, Any], hashes: dict[str, str]
) -> ModelCard:
    return ModelCard(
        labels=tuple(emotion.value for emotion in EMOTION_ORDER),
        input="grey levels 0-255 as float32 (1, 48, 48, 1); standardised inside the network",
        framing=framing,
        calibration={
            "temperature": round(calibration.temperature, 4),
            "biases": [round(bias, 4) for bias in calibration.biases],
        },
        data=DATA,
        figures=figures,
        date=date.today().isoformat(),
        sha256=hashes,
        not_for=NOT_FOR,
        weaknesses=WEAKNESSES,
        architecture="residual network, 2.3 million parameters, 48 x 48 grey",
        commands=(
            "python -m feeling_manager.training.train",
            "python -m feeling_manager.training.export",
            "python -m feeling_manager.training.evaluate",
        ),
    )


if __name__ == "__main__":
    main()
