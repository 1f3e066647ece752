from __future__ import annotations

from pathlib import Path

import pytest

from bundle import contents

ROOT = Path(__file__).resolve().parents[2]
PLATFORMS = ("linux", "win32", "darwin")


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    "name",
    [
        "mediapipe/modules/hand_landmark/hand_landmark_full.tflite",
        "ai_edge_litert/libLiteRtWebGpuAccelerator.so",
        "ai_edge_litert/vendors/qualcomm/compiler/libLiteRtCompilerPlugin_Qualcomm.so",
        "cv2/data/haarcascade_frontalface_default.xml",
        "matplotlib/mpl-data/fonts/ttf/cmr10.ttf",
        "matplotlib/mpl-data/sample_data/goog.npz",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
    ],
)
def test_what_nobody_uses_stays_behind(name: str, platform: str) -> None:
    assert not contents.is_wanted(name, platform)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    "name",
    [
        "mediapipe/modules/face_detection/face_detection_short_range.tflite",
        "matplotlib/mpl-data/sample_data/grace_hopper.jpg",
        "matplotlib/mpl-data/fonts/ttf/LastResortHE-Regular.ttf",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "PySide6\\translations\\qtbase_ko.qm",
        "assets/starter_tracks/first_light.opus",
        "ai_edge_litert/libLiteRt.so",
        "certifi/cacert.pem",
    ],
)
def test_what_the_program_reads_comes_along(name: str, platform: str) -> None:
    assert contents.is_wanted(name, platform)


@pytest.mark.parametrize("name", ["libc.so.6", "libstdc++.so.6", "libGL.so.1", "libX11.so.6"])
def test_linux_leaves_the_systems_own_libraries_to_it(name: str) -> None:
    assert not contents.is_wanted(name, "linux")


@pytest.mark.parametrize(
    "name", ["libxcb-cursor.so.0", "libvlc.so.5", "libpython3.11.so.1.0", "numpy.libs/libm-1.so.6"]
)
def test_linux_takes_libraries_that_not_every_desktop_has(name: str) -> None:
    assert contents.is_wanted(name, "linux")


def test_hangul_can_be_typed_on_linux() -> None:
    ibus = "platforminputcontexts/libibusplatforminputcontextplugin.so"
    assert contents.is_wanted_qt_plugin(ibus, "linux")


@pytest.mark.parametrize(
    ("plugin", "platform"),
    [
        ("platformthemes/libqgtk3.so", "linux"),
        ("platforminputcontexts/libqtvirtualkeyboardplugin.so", "linux"),
        ("imageformats/libqpdf.so", "linux"),
        ("imageformats/qpdf.dll", "win32"),
        ("sqldrivers/libqsqlite.dylib", "darwin"),
    ],
)
def test_plugins_of_qt_that_bring_others_along_stay_behind(plugin: str, platform: str) -> None:
    assert not contents.is_wanted_qt_plugin(plugin, platform)


@pytest.mark.parametrize(
    ("plugin", "platform"),
    [
        ("platforms/libqxcb.so", "linux"),
        ("platforms\\qwindows.dll", "win32"),
        ("platforms/libqcocoa.dylib", "darwin"),
        ("imageformats/libqsvg.so", "linux"),
        ("imageformats/qsvg.dll", "win32"),
        ("iconengines/libqsvgicon.dylib", "darwin"),
    ],
)
def test_each_platform_can_show_a_window_and_its_icons(plugin: str, platform: str) -> None:
    assert contents.is_wanted_qt_plugin(plugin, platform)


def test_the_data_is_all_there_and_nothing_that_only_training_reads() -> None:
    names = [f"{folder}/{Path(file).name}" for file, folder in contents.data_files(ROOT)]
    assert "models/emotion.tflite" in names
    assert "data/seed_playlists.sqlite" in names
    assert sum(name.startswith("assets/starter_tracks/") for name in names) >= 11
    assert not [name for name in names if name.endswith((".keras", ".ts"))]


def test_data_that_is_missing_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        contents.data_files(tmp_path)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_platform_has_a_program(platform: str) -> None:
    assert contents.EXECUTABLES[platform]


def test_windows_has_a_program_without_a_console_and_one_with() -> None:
    assert [console for _, console in contents.EXECUTABLES["win32"]] == [False, True]


def test_macos_is_told_why_the_camera_is_wanted() -> None:
    assert contents.INFO_PLIST["NSCameraUsageDescription"]
