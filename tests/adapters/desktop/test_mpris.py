"""What other programs on a real bus see of the music, and what they can ask for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress, MatchRule
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg
from pytestqt.qtbot import QtBot

from feeling_manager.adapters.desktop.mpris import BUS_NAME, PATH, PLAYER, ROOT, MprisControls
from feeling_manager.core.media import MediaCommand, MediaOrder, MediaState, MediaStatus
from feeling_manager.core.values import DurationMs, Track, TrackId
from tests.adapters.desktop.buses import Client, needs_bus, private_bus

pytestmark = needs_bus

SONG = Track(TrackId(7), "starter:x.opus", '밤편지 "quoted"', "아이유", "ballad")
PLAYING = MediaState(MediaStatus.PLAYING, SONG, DurationMs(200_000), 80, True)


def at(interface: str, name: str = BUS_NAME) -> DBusAddress:
    return DBusAddress(PATH, bus_name=name, interface=interface)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus(monkeypatch) as address:
        yield address


@pytest.fixture
def orders() -> list[MediaOrder]:
    return []


@pytest.fixture
def controls(qtbot: QtBot, address: str, orders: list[MediaOrder]) -> Iterator[MprisControls]:
    controls = MprisControls(has_window=True)
    controls.open(orders.append, lambda: DurationMs(61_500))
    yield controls
    controls.close()


@pytest.fixture
def client(qtbot: QtBot, address: str, controls: MprisControls) -> Client:
    return Client(qtbot, address)


def get(client: Client, interface: str, name: str) -> tuple[str, Any]:
    ((signature, value),) = client.call(
        at("org.freedesktop.DBus.Properties"), "Get", "ss", (interface, name)
    )
    return signature, value


def test_the_song_is_told_with_the_types_that_are_asked_for(
    controls: MprisControls, client: Client
) -> None:
    controls.show(PLAYING)
    assert get(client, PLAYER, "PlaybackStatus") == ("s", "Playing")
    assert get(client, PLAYER, "Position") == ("x", 61_500_000)
    assert get(client, PLAYER, "Volume") == ("d", 0.8)
    _, metadata = get(client, PLAYER, "Metadata")
    assert metadata == {
        "mpris:trackid": ("o", "/org/feelingmanager/track/7"),
        "xesam:title": ("s", '밤편지 "quoted"'),
        "xesam:artist": ("as", ["아이유"]),
        "xesam:genre": ("as", ["ballad"]),
        "mpris:length": ("x", 200_000_000),
    }
    assert get(client, ROOT, "CanRaise") == ("b", True)
    assert get(client, ROOT, "DesktopEntry") == ("s", "feeling-manager")


def test_all_that_is_asked_for_is_handed_on(
    controls: MprisControls, client: Client, orders: list[MediaOrder]
) -> None:
    controls.show(PLAYING)
    for method in ("Play", "Pause", "PlayPause", "Stop", "Next", "Previous"):
        assert client.call(at(PLAYER), method) == ()
    for method in ("Raise", "Quit"):
        client.call(at(ROOT), method)
    client.call(at(PLAYER), "Seek", "x", (-3_000_000,))
    client.call(at(PLAYER), "SetPosition", "ox", ("/org/feelingmanager/track/7", 150_000_000))
    client.call(at("org.freedesktop.DBus.Properties"), "Set", "ssv", (PLAYER, "Volume", ("d", 1.7)))
    assert orders == [
        MediaOrder(MediaCommand.PLAY),
        MediaOrder(MediaCommand.PAUSE),
        MediaOrder(MediaCommand.TOGGLE),
        MediaOrder(MediaCommand.STOP),
        MediaOrder(MediaCommand.NEXT),
        MediaOrder(MediaCommand.PREVIOUS),
        MediaOrder(MediaCommand.RAISE),
        MediaOrder(MediaCommand.QUIT),
        MediaOrder(MediaCommand.SEEK_BY, -3000),
        MediaOrder(MediaCommand.SEEK_TO, 150_000),
        MediaOrder(MediaCommand.VOLUME, 100),
    ]


def test_a_jump_in_another_song_or_beyond_the_end_is_passed_over(
    controls: MprisControls, client: Client, orders: list[MediaOrder]
) -> None:
    controls.show(PLAYING)
    for song, position_us in ((8, 1_000_000), (7, -1), (7, 201_000_000)):
        path = f"/org/feelingmanager/track/{song}"
        assert client.call(at(PLAYER), "SetPosition", "ox", (path, position_us)) == ()
    controls.show(MediaState())
    client.call(at(PLAYER), "Seek", "x", (5_000_000,))
    assert orders == []
    assert get(client, PLAYER, "Metadata") == ("a{sv}", {})
    assert get(client, PLAYER, "CanSeek") == ("b", False)


def test_nonsense_is_answered_with_an_error(controls: MprisControls, client: Client) -> None:
    properties = at("org.freedesktop.DBus.Properties")
    assert client.refuses(at(PLAYER), "Explode")
    assert client.refuses(properties, "Get", "ss", (PLAYER, "Nothing"))
    assert client.refuses(properties, "GetAll", "s", ("org.nothing",))
    assert client.refuses(properties, "Set", "ssv", (PLAYER, "Volume", ("s", "loud")))
    assert get(client, PLAYER, "PlaybackStatus") == ("s", "Stopped")


def test_it_says_of_itself_what_it_answers(controls: MprisControls, client: Client) -> None:
    (text,) = client.call(at("org.freedesktop.DBus.Introspectable"), "Introspect")
    said = {one.get("name"): one for one in ET.fromstring(text).iter("interface")}
    for interface in (ROOT, PLAYER):
        (values,) = client.call(at("org.freedesktop.DBus.Properties"), "GetAll", "s", (interface,))
        named = {one.get("name"): one.get("type") for one in said[interface].iter("property")}
        assert named == {name: signature for name, (signature, _) in values.items()}


def listen(address: str) -> DBusConnection:
    connection = open_dbus_connection(address)
    rule = MatchRule(type="signal", path=PATH)
    unwrap_msg(connection.send_and_get_reply(message_bus.AddMatch(rule)))
    return connection


def test_changes_and_jumps_are_told_and_nothing_twice(
    controls: MprisControls, address: str, client: Client
) -> None:
    get(client, PLAYER, "Volume")  # the name is ours by now
    with listen(address) as listener:
        controls.show(PLAYING)
        controls.show(PLAYING)
        controls.show(MediaState(MediaStatus.PAUSED, SONG, DurationMs(200_000), 80, True))
        controls.jumped(DurationMs(3000))
        heard: list[Any] = []
        while len(heard) < 3:
            message = listener.receive(timeout=5)
            if message.header.message_type.name == "signal" and message.body[:1] != (
                listener.unique_name,
            ):
                heard.append(message.body)
    interface, first, _ = heard[0]
    assert interface == PLAYER
    assert first["PlaybackStatus"] == ("s", "Playing")
    assert "Position" not in first
    assert heard[1] == (PLAYER, {"PlaybackStatus": ("s", "Paused")}, [])
    assert heard[2] == (3_000_000,)


def test_a_second_program_takes_a_name_of_its_own(
    qtbot: QtBot, controls: MprisControls, client: Client
) -> None:
    get(client, PLAYER, "Volume")
    second = MprisControls(has_window=False)
    second.open(lambda _order: None, lambda: DurationMs(0))

    def names() -> list[str]:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        (names,) = client.call(bus, "ListNames")
        return [name for name in names if name.startswith(BUS_NAME)]

    qtbot.waitUntil(lambda: len(names()) == 2)
    second.close()
    qtbot.waitUntil(lambda: names() == [BUS_NAME])


def test_without_a_bus_nothing_happens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    controls = MprisControls(has_window=True)
    controls.open(lambda _order: None, lambda: DurationMs(0))
    controls.show(PLAYING)
    controls.jumped(DurationMs(1))
    controls.close()
    controls.close()


def test_a_bus_that_goes_away_takes_nothing_with_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    controls = MprisControls(has_window=True)
    with private_bus(monkeypatch):
        controls.open(lambda _order: None, lambda: DurationMs(0))
        controls.show(PLAYING)
    qtbot.wait(100)
    controls.show(MediaState())
    controls.jumped(DurationMs(1))
    controls.close()
