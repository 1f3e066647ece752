"""Every option of the program: its default, its range, and how text becomes a value."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import Any, Final, TypeVar

from feeling_manager.core.errors import KnownError

AUTO_CAMERA: Final = "auto"
"""The first webcam there is."""

DEMO_CAMERA: Final = "demo"
"""A portrait that stands in for a webcam."""


class ListeningMode(str, Enum):
    """What the music is for."""

    MATCH = "match"
    LIFT = "lift"
    CALM = "calm"
    FOCUS = "focus"

    def __str__(self) -> str:
        return self.value


class SwitchSong(str, Enum):
    """When a new emotion changes the song."""

    AT_END = "at_end"
    ON_CHANGE = "on_change"

    def __str__(self) -> str:
        return self.value


class Theme(str, Enum):
    """Which colours the window has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    def __str__(self) -> str:
        return self.value


class Language(str, Enum):
    """Which language the window speaks."""

    SYSTEM = "system"
    KOREAN = "ko"
    ENGLISH = "en"

    def __str__(self) -> str:
        return self.value


class SettingError(KnownError):
    """A setting's key or value is not acceptable; `detail` says which and why."""

    code = "settings_bad"


def _number(default: float, minimum: float, maximum: float) -> Any:
    """Declare a numeric option with its inclusive range."""
    return field(default=default, metadata={"minimum": minimum, "maximum": maximum})


@dataclass(frozen=True, slots=True)
class Settings:
    """All options with their defaults; the field names are the keys of the settings file.

    Attributes:
        camera_on: whether the camera is used; it is left as it was at the next start.
        camera: `auto`, an index, a part of a device's name, a video file or `demo`.
        start_in_tray: begin without a window where there is a tray.
        close_to_tray: go on in the background when the window is closed.
        close_asked: somebody has decided about `close_to_tray`; until then closing asks.
        sample_interval_s: how often the expression is read.
        hold_s: how long a new emotion must last before it counts.
        keep_history_days: how long events are kept; 0 keeps them for ever.
        cache_mb: how much disk the songs fetched from the web may take.
        pause_when_locked: release the camera and hold the music while nobody can be there.
        battery_saver: read less often while on battery.
        gestures: look for hands at the head every few seconds.
        first_run_done: the introduction was shown.
        update_ytdlp: fetch a newer yt-dlp when the one there no longer finds songs.
    """

    camera_on: bool = True
    camera: str = AUTO_CAMERA
    sample_interval_s: float = _number(1.0, 0.5, 60.0)
    language: Language = Language.SYSTEM
    theme: Theme = Theme.SYSTEM
    start_in_tray: bool = False
    close_to_tray: bool = False
    close_asked: bool = False
    switch_song: SwitchSong = SwitchSong.AT_END
    hold_s: float = _number(2.0, 0.0, 60.0)
    mode: ListeningMode = ListeningMode.MATCH
    volume: int = _number(80, 0, 100)
    level_volume: bool = True
    notify: bool = False
    pause_when_locked: bool = True
    keep_history_days: int = _number(0, 0, 36500)
    cache_mb: int = _number(1024, 64, 102400)
    battery_saver: bool = True
    gestures: bool = False
    update_ytdlp: bool = True
    first_run_done: bool = False

    def with_text(self, key: str, text: str) -> Settings:
        """Return a copy with one option read from text, as `--set KEY=VALUE` gives it.

        Raises:
            SettingError: unknown key, or a value outside its range.
        """
        return self.with_value(key, _parse(_default(key), key, text))

    def with_value(self, key: str, value: object) -> Settings:
        """Return a copy with one option changed to a value of its own type.

        Raises:
            SettingError: unknown key, wrong type, or a value outside its range.
        """
        default = _default(key)
        if isinstance(default, Enum):
            value = _choice(type(default), key, value)
        elif isinstance(default, float) and type(value) is int:
            value = float(value)
        if type(value) is not type(default):
            raise SettingError(f"{key} cannot be {value!r}")
        _check_range(key, value)
        return replace(self, **{key: value})  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, str | int | float | bool]:
        """Return the options as plain values for a JSON file."""
        return {name: _plain(getattr(self, name)) for name in SETTING_KEYS}


SETTING_KEYS: Final = tuple(option.name for option in fields(Settings))


def setting_range(key: str) -> tuple[float, float] | None:
    """Inclusive range of a numeric option, None for the others."""
    _default(key)
    metadata = Settings.__dataclass_fields__[key].metadata
    return (metadata["minimum"], metadata["maximum"]) if metadata else None


def _default(key: str) -> object:
    if key not in SETTING_KEYS:
        raise SettingError(f"there is no setting named {key!r}")
    return Settings.__dataclass_fields__[key].default


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


_Choice = TypeVar("_Choice", bound=Enum)


def _choice(kind: type[_Choice], key: str, value: object) -> _Choice:
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(str(member.value) for member in kind)
        raise SettingError(f"{key} cannot be {value!r}; it can be {allowed}") from error


def _parse(default: object, key: str, text: str) -> object:
    """Turn text into a value of the default's type; enums are checked by `with_value`."""
    if isinstance(default, bool):
        words = {"true": True, "1": True, "yes": True, "on": True}
        words |= {"false": False, "0": False, "no": False, "off": False}
        if text.strip().lower() not in words:
            raise SettingError(f"{key} is on or off, not {text!r}")
        return words[text.strip().lower()]
    if isinstance(default, int | float):
        try:
            return type(default)(text)
        except ValueError as error:
            raise SettingError(f"{key} is a number, not {text!r}") from error
    return text


def _check_range(key: str, value: object) -> None:
    bounds = setting_range(key)
    if bounds is None or not isinstance(value, int | float):
        return
    if not bounds[0] <= value <= bounds[1]:
        raise SettingError(f"{key} must lie between {bounds[0]:g} and {bounds[1]:g}, not {value}")
