"""Linux: MPRIS 2, by which desktops, media keys and `playerctl` steer a player.

Source: the Media Player Remote Interfacing Specification 2.2, specifications.freedesktop.org.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Any, Final

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    new_error,
    new_method_return,
    new_signal,
)

from feeling_manager.adapters.desktop.mpris_interface import INTROSPECTION
from feeling_manager.adapters.desktop.session_bus import SessionBus
from feeling_manager.core.media import MediaCommand, MediaOrder, MediaState, MediaStatus
from feeling_manager.core.values import DurationMs, Track

logger = logging.getLogger(__name__)

BUS_NAME: Final = "org.mpris.MediaPlayer2.feeling_manager"
PATH: Final = "/org/mpris/MediaPlayer2"
ROOT: Final = "org.mpris.MediaPlayer2"
PLAYER: Final = "org.mpris.MediaPlayer2.Player"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
INTROSPECTABLE: Final = "org.freedesktop.DBus.Introspectable"
PEER: Final = "org.freedesktop.DBus.Peer"
TRACK_PATH: Final = "/org/feelingmanager/track/"

STATUS_WORDS: Final = {
    MediaStatus.PLAYING: "Playing",
    MediaStatus.PAUSED: "Paused",
    MediaStatus.STOPPED: "Stopped",
}
PLAIN_COMMANDS: Final = {
    (ROOT, "Raise"): MediaCommand.RAISE,
    (ROOT, "Quit"): MediaCommand.QUIT,
    (PLAYER, "Play"): MediaCommand.PLAY,
    (PLAYER, "Pause"): MediaCommand.PAUSE,
    (PLAYER, "PlayPause"): MediaCommand.TOGGLE,
    (PLAYER, "Stop"): MediaCommand.STOP,
    (PLAYER, "Next"): MediaCommand.NEXT,
    (PLAYER, "Previous"): MediaCommand.PREVIOUS,
}

Variant = tuple[str, Any]
"""A D-Bus signature and a value."""


class MprisControls:
    """Thread: the GUI thread; calls are read by its event loop."""

    def __init__(self, has_window: bool) -> None:
        self._has_window = has_window
        self._bus = SessionBus(self._on_call)
        self._state = MediaState()
        self._order: Callable[[MediaOrder], None] = lambda _order: None
        self._position_ms: Callable[[], DurationMs] = lambda: DurationMs(0)

    def open(
        self, order: Callable[[MediaOrder], None], position_ms: Callable[[], DurationMs]
    ) -> None:
        """Take the name, or one of our own where another copy of the program has it."""
        self._order, self._position_ms = order, position_ms
        if self._bus.open():
            self._bus.request_name(BUS_NAME, self._on_name)

    def show(self, state: MediaState) -> None:
        """Tell what differs from before."""
        before, self._state = self._properties(PLAYER), state
        now = self._properties(PLAYER)
        # Clients ask for the position when they want it; telling each change would never end.
        changed = {k: v for k, v in now.items() if v != before[k] and k != "Position"}
        if changed:
            body: tuple[Any, ...] = (PLAYER, changed, [])
            self._tell(PROPERTIES, "PropertiesChanged", "sa{sv}as", body)

    def jumped(self, position_ms: DurationMs) -> None:
        """Tell where the music went on."""
        self._tell(PLAYER, "Seeked", "x", (position_ms * 1000,))

    def close(self) -> None:
        """Leave the bus."""
        self._order = lambda _order: None
        self._bus.close()

    def _on_name(self, is_ours: bool) -> None:
        if not is_ours:
            self._bus.request_name(f"{BUS_NAME}.instance{os.getpid()}", lambda _is_ours: None)

    def _tell(self, interface: str, signal: str, signature: str, body: tuple[Any, ...]) -> None:
        if self._bus.is_open:
            emitter = DBusAddress(PATH, interface=interface)
            self._bus.send(new_signal(emitter, signal, signature, body))

    def _on_call(self, message: Message) -> None:
        fields = message.header.fields
        interface = fields.get(HeaderFields.interface, "")
        member = fields.get(HeaderFields.member, "")
        try:
            answer = self._answer(interface, member, tuple(message.body))
        except (KeyError, IndexError, TypeError, ValueError):
            name = "org.freedesktop.DBus.Error.InvalidArgs"
            self._bus.send(new_error(message, name, "s", (f"{interface}.{member}",)))
            return
        if answer is None:
            name = "org.freedesktop.DBus.Error.UnknownMethod"
            self._bus.send(new_error(message, name, "s", (f"{interface}.{member}",)))
        else:
            self._bus.send(new_method_return(message, *answer))

    def _answer(
        self, interface: str, member: str, body: tuple[Any, ...]
    ) -> tuple[()] | tuple[str, tuple[Any, ...]] | None:
        """Signature and body of the answer, nothing, or None for what there is not."""
        if interface == PROPERTIES:
            return self._answer_properties(member, body)
        if (interface, member) == (INTROSPECTABLE, "Introspect"):
            return "s", (INTROSPECTION,)
        if (interface, member) == (PEER, "Ping"):
            return ()
        order = self._order_of(interface, member, body)
        if order is None and (interface, member) not in ((PLAYER, "SetPosition"), (PLAYER, "Seek")):
            return None
        if order is not None:
            self._order(order)
        return ()

    def _order_of(self, interface: str, member: str, body: tuple[Any, ...]) -> MediaOrder | None:
        if (interface, member) in PLAIN_COMMANDS:
            return MediaOrder(PLAIN_COMMANDS[interface, member])
        if interface != PLAYER:
            return None
        if member == "Seek" and self._state.can_seek:
            (offset_us,) = body
            return MediaOrder(MediaCommand.SEEK_BY, int(offset_us) // 1000)
        if member == "SetPosition" and self._state.can_seek:
            track_path, position_us = body
            position_ms = int(position_us) // 1000
            # A song that has gone, or a place that is none, is passed over in silence.
            is_there = 0 <= position_ms <= self._state.duration_ms
            track = self._state.track
            if is_there and track is not None and track_path == _track_path(track):
                return MediaOrder(MediaCommand.SEEK_TO, position_ms)
        return None

    def _answer_properties(
        self, member: str, body: tuple[Any, ...]
    ) -> tuple[()] | tuple[str, tuple[Any, ...]] | None:
        if member == "GetAll":
            return "a{sv}", (self._properties(body[0]),)
        if member == "Get":
            return "v", (self._properties(body[0])[body[1]],)
        if member == "Set" and body[:2] == (PLAYER, "Volume"):
            volume = round(max(0.0, min(1.0, float(body[2][1]))) * 100)
            self._order(MediaOrder(MediaCommand.VOLUME, volume))
            return ()
        if member == "Set" and body[:2] == (PLAYER, "Rate"):
            return ()  # there is one rate only, as MinimumRate and MaximumRate say
        return None

    def _properties(self, interface: str) -> dict[str, Variant]:
        if interface == ROOT:
            return self._root_properties()
        if interface == PLAYER:
            return self._player_properties()
        raise KeyError(interface)

    def _root_properties(self) -> dict[str, Variant]:
        return {
            "CanQuit": ("b", True),
            "CanRaise": ("b", self._has_window),
            "HasTrackList": ("b", False),
            "Identity": ("s", "Feeling Manager"),
            "DesktopEntry": ("s", "feeling-manager"),
            "SupportedUriSchemes": ("as", []),
            "SupportedMimeTypes": ("as", []),
        }

    def _player_properties(self) -> dict[str, Variant]:
        state = self._state
        return {
            "PlaybackStatus": ("s", STATUS_WORDS[state.status]),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "Metadata": ("a{sv}", _metadata(state)),
            "Volume": ("d", state.volume / 100),
            "Position": ("x", self._position_ms() * 1000),
            "CanGoNext": ("b", True),
            "CanGoPrevious": ("b", state.can_go_back or state.can_seek),
            "CanPlay": ("b", True),
            "CanPause": ("b", True),
            "CanSeek": ("b", state.can_seek),
            "CanControl": ("b", True),
        }


def _metadata(state: MediaState) -> dict[str, Variant]:
    track = state.track
    if track is None:
        return {}
    metadata: dict[str, Variant] = {
        "mpris:trackid": ("o", _track_path(track)),
        "xesam:title": ("s", track.title),
        "xesam:artist": ("as", [track.artist]),
        "xesam:genre": ("as", [track.genre]),
    }
    if state.duration_ms:
        metadata["mpris:length"] = ("x", state.duration_ms * 1000)
    return metadata


def _track_path(track: Track) -> str:
    return f"{TRACK_PATH}{track.id}"
