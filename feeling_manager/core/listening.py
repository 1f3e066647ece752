"""When a song changes, and what it says about a song how it ended."""

from __future__ import annotations

from enum import Enum
from typing import Final

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.settings import SwitchSong
from feeling_manager.core.values import DurationMs

MIN_PLAYED_MS: Final = DurationMs(20_000)
"""A song that just began is not cut off even when songs follow the emotion at once."""

LIKED_A_LITTLE_MS: Final = DurationMs(30_000)
"""Played this long counts as liked a little, skipped before as disliked a little."""


class Ending(str, Enum):
    """How a song ended."""

    PLAYING = "playing"
    FINISHED = "finished"
    SKIPPED = "skipped"
    CHANGED = "changed"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"

    def __str__(self) -> str:
        return self.value


class Vote(str, Enum):
    """What the user said of a song."""

    LIKE = "like"
    DISLIKE = "dislike"
    NEVER = "never"

    def __str__(self) -> str:
        return self.value


class OnNewEmotion(str, Enum):
    """What a changed emotion does to the music."""

    NOTHING = "nothing"
    REPLACE_NEXT = "replace_next"
    SWITCH_NOW = "switch_now"


def on_new_emotion(
    song_emotion: Emotion | None, emotion: Emotion | None, rule: SwitchSong, played_ms: DurationMs
) -> OnNewEmotion:
    """Decide what a reading of `emotion` does while a song chosen for `song_emotion` plays.

    Args:
        song_emotion: what the playing song was chosen for; None for a random choice.
        emotion: the new reading, already smoothed and held; None for a random choice.
        rule: whether songs are played to their end.
        played_ms: how long the song has been playing.
    """
    if song_emotion is emotion:
        return OnNewEmotion.NOTHING
    if rule is SwitchSong.ON_CHANGE and played_ms >= MIN_PLAYED_MS:
        return OnNewEmotion.SWITCH_NOW
    return OnNewEmotion.REPLACE_NEXT


VOTE_WEIGHT: Final = {Vote.LIKE: 1.0, Vote.DISLIKE: -1.0}
FINISHED_WEIGHT: Final = 0.2
SKIPPED_WEIGHT: Final = -0.3


def implicit_feedback(ending: Ending, played_ms: DurationMs) -> float:
    """How much a song was liked, judged by how it ended; 0 where that says nothing."""
    if ending is Ending.SKIPPED and played_ms < LIKED_A_LITTLE_MS:
        return SKIPPED_WEIGHT
    if ending in (Ending.FINISHED, Ending.SKIPPED) and played_ms >= LIKED_A_LITTLE_MS:
        return FINISHED_WEIGHT
    return 0.0
