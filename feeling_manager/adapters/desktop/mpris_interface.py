"""What MPRIS 2 says of itself when it is asked."""

from __future__ import annotations

from typing import Final

_ROOT_PROPERTIES: Final = (
    ("CanQuit", "b", "read"),
    ("CanRaise", "b", "read"),
    ("HasTrackList", "b", "read"),
    ("Identity", "s", "read"),
    ("DesktopEntry", "s", "read"),
    ("SupportedUriSchemes", "as", "read"),
    ("SupportedMimeTypes", "as", "read"),
)
_PLAYER_PROPERTIES: Final = (
    ("PlaybackStatus", "s", "read"),
    ("Rate", "d", "readwrite"),
    ("MinimumRate", "d", "read"),
    ("MaximumRate", "d", "read"),
    ("Metadata", "a{sv}", "read"),
    ("Volume", "d", "readwrite"),
    ("Position", "x", "read"),
    ("CanGoNext", "b", "read"),
    ("CanGoPrevious", "b", "read"),
    ("CanPlay", "b", "read"),
    ("CanPause", "b", "read"),
    ("CanSeek", "b", "read"),
    ("CanControl", "b", "read"),
)
_INTERFACES: Final = (
    ("org.mpris.MediaPlayer2", ("Raise", "Quit"), _ROOT_PROPERTIES, ""),
    (
        "org.mpris.MediaPlayer2.Player",
        ("Next", "Previous", "Pause", "PlayPause", "Stop", "Play"),
        _PLAYER_PROPERTIES,
        '<method name="Seek"><arg name="Offset" type="x" direction="in"/></method>'
        '<method name="SetPosition"><arg name="TrackId" type="o" direction="in"/>'
        '<arg name="Position" type="x" direction="in"/></method>'
        '<signal name="Seeked"><arg name="Position" type="x"/></signal>',
    ),
)
_STANDARD: Final = (
    '<interface name="org.freedesktop.DBus.Properties">'
    '<method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="out"/></method>'
    '<method name="GetAll"><arg type="s" direction="in"/>'
    '<arg type="a{sv}" direction="out"/></method>'
    '<method name="Set"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="in"/></method>'
    '<signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal>'
    "</interface>"
    '<interface name="org.freedesktop.DBus.Introspectable">'
    '<method name="Introspect"><arg type="s" direction="out"/></method></interface>'
)


def _interface(name: str, methods: tuple[str, ...], properties: object, more: str) -> str:
    assert isinstance(properties, tuple)
    plain = "".join(f'<method name="{method}"/>' for method in methods)
    values = "".join(
        f'<property name="{key}" type="{kind}" access="{access}"/>'
        for key, kind, access in properties
    )
    return f'<interface name="{name}">{plain}{more}{values}</interface>'


INTROSPECTION: Final = (
    "<node>" + "".join(_interface(*one) for one in _INTERFACES) + _STANDARD + "</node>"
)
