"""Moods of songs.

Source: the 13 dimensions of feeling that music evokes in Cowen, Fang, Sauter & Keltner 2020,
PNAS 117(4) 1924-1934.
"""

from __future__ import annotations

from typing import Final

MOOD_ORDER: Final = (
    "amusing",
    "joyful",
    "erotic",
    "beautiful",
    "relaxing",
    "sad",
    "dreamy",
    "triumphant",
    "anxious",
    "scary",
    "annoying",
    "defiant",
    "pumped_up",
)
