from __future__ import annotations

from pathlib import Path

import pytest

from bundle import vlc_plugins
from bundle.vlc_plugins import VlcMissing

LAYOUTS = [("linux", True), ("win32", True), ("darwin", False)]
"""Platform, and whether VLC sorts its plugins into folders there."""


def fake_vlc(home: Path, platform: str, sorted_into_folders: bool) -> Path:
    """A VLC whose files are empty, with one plugin that nobody needs."""
    home.mkdir(parents=True, exist_ok=True)
    for name in vlc_plugins.LIBRARIES[platform]:
        (home / name).touch()
    plugins = home / "plugins"
    wanted = (*vlc_plugins.PLUGINS, *vlc_plugins.PLATFORM_PLUGINS[platform])
    for plugin in (*wanted, "codec/avcodec"):
        kind, _, name = plugin.partition("/")
        folder = plugins / kind if sorted_into_folders else plugins
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"lib{name}_plugin{vlc_plugins.SUFFIXES[platform]}").touch()
    return plugins


@pytest.mark.parametrize(("platform", "sorted_into_folders"), LAYOUTS)
def test_takes_the_allowed_plugins_only(
    tmp_path: Path, platform: str, sorted_into_folders: bool
) -> None:
    plugins = fake_vlc(tmp_path, platform, sorted_into_folders)
    found = vlc_plugins.collect(platform, tmp_path, plugins)
    names = {Path(file).stem for file, _ in found}
    assert {"libfilesystem_plugin", "libopus_plugin", "libamem_plugin"} <= names
    assert "libavcodec_plugin" not in names


def test_libvlc_lies_where_its_plugins_are_found(tmp_path: Path) -> None:
    found = vlc_plugins.collect("linux", tmp_path, fake_vlc(tmp_path, "linux", True))
    folders = {Path(file).name: folder for file, folder in found}
    assert folders["libvlccore.so.9"] == "."
    assert folders["libogg_plugin.so"] == "vlc/plugins/demux"


def test_a_plugin_that_is_missing_stops_the_build(tmp_path: Path) -> None:
    plugins = fake_vlc(tmp_path, "linux", True)
    (plugins / "codec" / "libopus_plugin.so").unlink()
    with pytest.raises(VlcMissing, match="opus"):
        vlc_plugins.collect("linux", tmp_path, plugins)


def test_a_plugin_that_not_every_vlc_has_does_not(tmp_path: Path) -> None:
    plugins = fake_vlc(tmp_path, "linux", True)
    (plugins / "demux" / "libmpc_plugin.so").unlink()
    assert vlc_plugins.collect("linux", tmp_path, plugins)


def test_without_vlc_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(VlcMissing, match=r"libvlc\.dylib"):
        vlc_plugins.collect("darwin", tmp_path, tmp_path)


def test_another_place_of_vlc_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VLC_HOME", str(tmp_path))
    assert vlc_plugins.installed_places("win32")[1] == tmp_path / "plugins"
    assert vlc_plugins.installed_places("darwin")[0] == tmp_path / "Contents" / "MacOS" / "lib"
