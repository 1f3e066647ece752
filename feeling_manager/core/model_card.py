"""What is known of the shipped network, and what the program must do the same as its training."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.face_crop import CROP_SIZE_PX, CropFraming


@dataclass(frozen=True, slots=True)
class ModelCard:
    """The card that lies beside the network as `emotion.card.json`.

    Attributes:
        labels: the order of the scores.
        input: what the network takes, in words.
        framing: how a face is cut out for it.
        calibration: temperature and class biases that are built into its scores.
        data: each data set with its source and terms.
        figures: what was measured, by name; `commands` says how.
        sha256: of `emotion.keras` and `emotion.tflite`, by file name.
        not_for: what it must not be used for.
        weaknesses: what it is known to do badly.
    """

    labels: tuple[str, ...]
    input: str
    framing: CropFraming
    calibration: Mapping[str, Any]
    data: tuple[Mapping[str, str], ...]
    figures: Mapping[str, Any]
    date: str
    sha256: Mapping[str, str]
    not_for: tuple[str, ...]
    weaknesses: tuple[str, ...]
    architecture: str = ""
    crop_size_px: int = CROP_SIZE_PX
    commands: tuple[str, ...] = field(default_factory=tuple)

    @classmethod
    def from_json(cls, text: str) -> ModelCard:
        """Read a card.

        Raises:
            ValueError, KeyError, TypeError: it is no card, or of a network with other labels or
                another input.
        """
        values = json.loads(text)
        card = cls(
            **{
                **values,
                "framing": CropFraming(**values["framing"]),
                **{name: tuple(values[name]) for name in _TUPLES if name in values},
            }
        )
        if card.labels != tuple(emotion.value for emotion in EMOTION_ORDER):
            raise ValueError(f"the network's labels are {card.labels}")
        if card.crop_size_px != CROP_SIZE_PX:
            raise ValueError(f"the network reads {card.crop_size_px} pixels, not {CROP_SIZE_PX}")
        return card

    def to_json(self) -> str:
        """Write the card, one field a line."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


_TUPLES = ("labels", "data", "not_for", "weaknesses", "commands")
