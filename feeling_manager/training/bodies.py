"""Three kinds of network body at about the same cost, to be compared; one of them ships.

Each takes standardised faces (N, 48, 48, 1) and gives features (N, 6, 6, C) with about 210 million
multiplications and additions a face (`multiply_adds`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Final

import keras
from keras import layers

STEM_FILTERS: Final = 32
BATCH_NORM_MOMENTUM: Final = 0.95

Stages = Sequence[tuple[int, int]]
"""Filters and layers, or blocks, of each stage."""

STAGES: Final[dict[str, Stages]] = {
    "residual": ((64, 2), (128, 2), (224, 2)),
    "plain": ((64, 4), (128, 4), (240, 4)),
    "efficient": ((64, 4), (112, 6), (192, 6)),
}

EXPANSION: Final = 4
SQUEEZE: Final = 0.25


def residual(x: Any, normalization: Any, stages: Stages) -> Any:
    """Blocks of two convolutions around which the input is carried.

    Pooling instead of strided convolutions: on the processor strided ones train several times
    slower. Source: He, Zhang, Ren & Sun 2016, "Deep Residual Learning for Image Recognition".
    """
    x = layers.ReLU()(_convolved(x, STEM_FILTERS, 3, normalization))
    for filters, blocks in stages:
        x = layers.MaxPooling2D()(x)
        for _ in range(blocks):
            x = _residual_block(x, filters, normalization)
    return x


def plain(x: Any, normalization: Any, stages: Stages) -> Any:
    """Convolutions one after the other.

    Source: Simonyan & Zisserman 2015, "Very Deep Convolutional Networks"; on FER+: Barsoum et al.
    2016.
    """
    x = layers.ReLU()(_convolved(x, STEM_FILTERS, 3, normalization))
    for filters, count in stages:
        x = layers.MaxPooling2D()(x)
        for _ in range(count):
            x = layers.ReLU()(_convolved(x, filters, 3, normalization))
    return x


def efficient(x: Any, normalization: Any, stages: Stages) -> Any:
    """Inverted residual blocks: widened, each channel filtered alone, weighed, narrowed.

    Source: Tan & Le 2019, "EfficientNet: Rethinking Model Scaling for Convolutional Neural
    Networks".
    """
    x = _swish(_convolved(x, STEM_FILTERS, 3, normalization))
    for filters, blocks in stages:
        x = layers.MaxPooling2D()(x)
        for _ in range(blocks):
            x = _inverted_block(x, filters, normalization)
    return _swish(_convolved(x, 2 * x.shape[-1], 1, normalization))


BODIES: Final[dict[str, Callable[[Any, Any, Stages], Any]]] = {
    "residual": residual,
    "plain": plain,
    "efficient": efficient,
}
KINDS: Final = tuple(BODIES)


def multiply_adds(network: keras.Model) -> int:
    """Multiplications, each with an addition, of convolutions and dense layers for one face."""
    total = 0
    for layer in network.layers:
        if isinstance(layer, layers.DepthwiseConv2D | layers.Conv2D):
            _, height, width, _ = layer.output.shape
            total += height * width * math.prod(layer.kernel.shape)
        elif isinstance(layer, layers.Dense):
            total += math.prod(layer.kernel.shape)
    return total


def _residual_block(x: Any, filters: int, normalization: Any) -> Any:
    y = layers.ReLU()(_convolved(x, filters, 3, normalization))
    y = _convolved(y, filters, 3, normalization)
    if x.shape[-1] != filters:
        x = _convolved(x, filters, 1, normalization)
    return layers.ReLU()(layers.Add()([x, y]))


def _inverted_block(x: Any, filters: int, normalization: Any) -> Any:
    wide = EXPANSION * x.shape[-1]
    y = _swish(_convolved(x, wide, 1, normalization))
    bare = normalization is None
    y = layers.DepthwiseConv2D(3, padding="same", use_bias=bare)(y)
    y = _swish(y if bare else normalization(momentum=BATCH_NORM_MOMENTUM)(y))
    weights = layers.GlobalAveragePooling2D(keepdims=True)(y)
    weights = _swish(layers.Dense(max(1, round(SQUEEZE * x.shape[-1])))(weights))
    y = layers.Multiply()([y, layers.Dense(wide, activation="sigmoid")(weights)])
    y = _convolved(y, filters, 1, normalization)
    return layers.Add()([x, y]) if x.shape[-1] == filters else y


def _convolved(x: Any, filters: int, size: int, normalization: Any) -> Any:
    bare = normalization is None
    x = layers.Conv2D(filters, size, padding="same", use_bias=bare)(x)
    return x if bare else normalization(momentum=BATCH_NORM_MOMENTUM)(x)


def _swish(x: Any) -> Any:
    return layers.Activation("swish")(x)
