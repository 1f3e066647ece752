"""What was found when the program looked at everything it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: what was looked at: `camera`, `sound`, `vlc`, `model`, `javascript`, `yt-dlp`,
            `database`, `disk`.
        ok: whether it is in order.
        code: what was found, a key of `ui.finding_texts`, or an error code.
        values: what belongs into its sentence.
    """

    name: str
    ok: bool
    code: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
