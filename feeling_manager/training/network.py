"""The network on grey faces of 48 × 48 pixels: how it is trained, and the form that ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import keras
import numpy as np
import numpy.typing as npt
from keras import layers

from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.face_crop import CROP_SIZE_PX
from feeling_manager.training.bodies import BODIES, STAGES, Stages

SHIPPED_KIND: Final = "residual"
DROPOUT: Final = 0.2

Array = npt.NDArray[np.float32]


class TorchBatchNormalization(layers.BatchNormalization):  # type: ignore[misc]
    """Batch normalisation through PyTorch's own function while it trains.

    Measured: Keras' own, made of single operations, takes half of a training step on the PyTorch
    backend. The weights are the same, so they can be set on the plain layer.
    """

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """Normalise (N, H, W, C) and move the running averages on."""
        if not training:
            return super().call(inputs, training=False)
        import torch

        mean, variance = torch.zeros(inputs.shape[-1]), torch.ones(inputs.shape[-1])
        normal = torch.nn.functional.batch_norm(
            inputs.permute(0, 3, 1, 2),
            mean,
            variance,
            self.gamma.value,
            self.beta.value,
            True,
            1.0,
            self.epsilon,
        )
        with torch.no_grad():
            share = 1 - self.momentum
            self.moving_mean.value.lerp_(mean, share)
            self.moving_variance.value.lerp_(variance, share)
        return normal.permute(0, 2, 3, 1)


def build_network(
    kind: str = SHIPPED_KIND, stages: Stages | None = None, fast: bool = False
) -> keras.Model:
    """Build a network for training: float32 (N, 48, 48, 1) in 0-255 to (N, 6) logits.

    Args:
        kind: one of `bodies.KINDS`.
        stages: filters and blocks of each stage, where they are not the kind's own.
        fast: use `TorchBatchNormalization`, for the PyTorch backend only.
    """
    normalization = TorchBatchNormalization if fast else layers.BatchNormalization
    return _build(kind, stages or STAGES[kind], normalization)


def shipped_network(
    trained: keras.Model,
    temperature: float,
    biases: Sequence[float],
    stages: Stages | None = None,
) -> keras.Model:
    """Make the network that ships: calibrated `scores` and the `embedding` they come from.

    The face and its mirror image go through the same weights as one batch, and their embeddings
    are averaged: a face looks the same from both sides, but to the network only nearly so.

    Batch normalisation is folded into the convolutions and every weight is rounded to float16
    here, so that the compiled network, which keeps its weights in float16, is exactly the same.

    Args:
        trained: as `build_network` makes it, of the kind that ships and with the same stages, in
            float32.
        temperature: divides the logits.
        biases: added to the logits after that, in `EMOTION_ORDER`.
        stages: filters and blocks of each stage.
    """
    folded = _build(SHIPPED_KIND, stages or STAGES[SHIPPED_KIND], None)
    for target, (kernel, bias) in zip(_convolutions(folded), _folded_weights(trained)):
        target.set_weights([_rounded(kernel), _rounded(bias)])
    kernel, bias = (_numpy(weight) for weight in trained.get_layer("logits").weights)
    trunk = keras.Model(folded.input, folded.get_layer("embedding").output, name="trunk")
    face = keras.Input((CROP_SIZE_PX, CROP_SIZE_PX, 1), name="face")
    both = keras.ops.concatenate([face, keras.ops.flip(face, axis=2)], axis=0)
    as_seen, mirrored = keras.ops.split(trunk(both), 2, axis=0)
    embedding = layers.Average(name="mean_embedding")([as_seen, mirrored])
    calibrated = layers.Dense(EMOTION_COUNT, activation="softmax", name="scores")
    scores = calibrated(embedding)
    shifted = bias / temperature + np.asarray(biases, dtype=np.float32)
    calibrated.set_weights([_rounded(kernel / temperature), _rounded(shifted)])
    return keras.Model(face, {"scores": scores, "embedding": embedding}, name="feeling_manager")


def _build(kind: str, stages: Stages, normalization: Any) -> keras.Model:
    """The network with a normalisation layer after each convolution, or with none."""
    inputs = keras.Input((CROP_SIZE_PX, CROP_SIZE_PX, 1), name="face")
    x = BODIES[kind](_standardised(inputs), normalization, stages)
    x = layers.GlobalAveragePooling2D(dtype="float32", name="embedding")(x)
    x = layers.Dropout(DROPOUT, dtype="float32")(x)
    logits = layers.Dense(EMOTION_COUNT, dtype="float32", name="logits")(x)
    return keras.Model(inputs, logits, name="emotion")


def _standardised(inputs: Any) -> Any:
    """Each face to mean 0 and deviation 1, so that light and contrast cancel out."""
    return layers.LayerNormalization(
        axis=[1, 2, 3], center=False, scale=False, epsilon=1.0, dtype="float32"
    )(inputs)


def _convolutions(network: keras.Model) -> list[Any]:
    """The convolutions in the order they were made, which is the same in both forms."""
    found = [layer for layer in network.layers if isinstance(layer, layers.Conv2D)]
    return sorted(
        found, key=lambda layer: int(f"0{layer.name.removeprefix('conv2d')}".replace("_", ""))
    )


def _folded_weights(trained: keras.Model) -> Iterator[tuple[Array, Array]]:
    """Kernel and bias of each convolution with its normalisation worked in."""
    after = {
        layer.input._keras_history.operation.name: layer
        for layer in trained.layers
        if isinstance(layer, layers.BatchNormalization)
    }
    for convolution in _convolutions(trained):
        norm = after[convolution.name]
        scale = _numpy(norm.gamma) / np.sqrt(_numpy(norm.moving_variance) + norm.epsilon)
        bias = _numpy(norm.beta) - _numpy(norm.moving_mean) * scale
        yield _numpy(convolution.kernel) * scale, bias


def _numpy(weight: Any) -> Array:
    return np.asarray(keras.ops.convert_to_numpy(weight), dtype=np.float32)


def _rounded(weights: Array) -> Array:
    return weights.astype(np.float16).astype(np.float32)
