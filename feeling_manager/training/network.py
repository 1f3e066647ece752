"""The network: a small residual network on grey faces of 48 × 48 pixels.

Pooling instead of strided convolutions: on the processor strided ones train several times slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import keras
from keras import layers

from feeling_manager.core.emotions import EMOTION_COUNT
from feeling_manager.core.face_crop import CROP_SIZE_PX

STEM_FILTERS: Final = 32
STAGES: Final = ((64, 2), (128, 2), (224, 2))
"""Filters and residual blocks of each stage; a pooling lies before each."""

DROPOUT: Final = 0.3
BATCH_NORM_MOMENTUM: Final = 0.95


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


def build_network(stages: Sequence[tuple[int, int]] = STAGES, fast: bool = False) -> keras.Model:
    """Build the network for training: float32 (N, 48, 48, 1) in 0-255 to (N, 6) logits.

    Args:
        stages: filters and blocks of each stage.
        fast: use `TorchBatchNormalization`, for the PyTorch backend only.
    """
    normalization = TorchBatchNormalization if fast else layers.BatchNormalization
    inputs = keras.Input((CROP_SIZE_PX, CROP_SIZE_PX, 1), name="face")
    x = _convolved(_standardised(inputs), STEM_FILTERS, normalization)
    for filters, blocks in stages:
        x = layers.MaxPooling2D()(x)
        for _ in range(blocks):
            x = _residual(x, filters, normalization)
    x = layers.GlobalAveragePooling2D(dtype="float32", name="embedding")(x)
    x = layers.Dropout(DROPOUT, dtype="float32")(x)
    logits = layers.Dense(EMOTION_COUNT, dtype="float32", name="logits")(x)
    return keras.Model(inputs, logits, name="emotion")


def shipped_network(
    trained: keras.Model, temperature: float, biases: Sequence[float]
) -> keras.Model:
    """Give the trained network its two outputs: calibrated `scores` and the `embedding`.

    Args:
        trained: as `build_network` makes it, in float32.
        temperature: divides the logits.
        biases: added to the logits after that, in `EMOTION_ORDER`.
    """
    embedding = trained.get_layer("embedding").output
    head = trained.get_layer("logits")
    kernel, bias = (keras.ops.convert_to_numpy(weight) for weight in head.weights)
    calibrated = layers.Dense(EMOTION_COUNT, activation="softmax", name="scores")
    scores = calibrated(embedding)
    calibrated.set_weights([kernel / temperature, bias / temperature + list(biases)])
    return keras.Model(
        trained.input, {"scores": scores, "embedding": embedding}, name="feeling_manager"
    )


def _standardised(inputs: Any) -> Any:
    """Each face to mean 0 and deviation 1, so that light and contrast cancel out."""
    return layers.LayerNormalization(
        axis=[1, 2, 3], center=False, scale=False, epsilon=1.0, dtype="float32"
    )(inputs)


def _normalised(x: Any, normalization: type[layers.Layer]) -> Any:
    return normalization(momentum=BATCH_NORM_MOMENTUM)(x)


def _convolved(x: Any, filters: int, normalization: type[layers.Layer]) -> Any:
    x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    return layers.ReLU()(_normalised(x, normalization))


def _residual(x: Any, filters: int, normalization: type[layers.Layer]) -> Any:
    y = _convolved(x, filters, normalization)
    y = layers.Conv2D(filters, 3, padding="same", use_bias=False)(y)
    y = _normalised(y, normalization)
    if x.shape[-1] != filters:
        x = _normalised(layers.Conv2D(filters, 1, use_bias=False)(x), normalization)
    return layers.ReLU()(layers.Add()([x, y]))
