"""Runs PyInstaller's recipe with PyInstaller left out, as each platform would."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bundle import bill, contents, libraries, licences, vlc_plugins
from bundle.identity import APP_ID, NAME, ROOT, version
from tests.packaging.test_vlc_plugins import LAYOUTS, fake_vlc

SPEC = ROOT / "packaging" / "feeling_manager.spec"

FOUND = (
    ("cv2/cv2.abi3.so", "EXTENSION"),
    ("libc.so.6", "BINARY"),
    ("libvlccore.dll", "BINARY"),
    ("vlc/libvlccore.dll", "BINARY"),
    ("PySide6/QtQuick.so", "BINARY"),
)
"""Libraries that PyInstaller would have found, on any platform."""


@dataclass
class Recipe:
    """What the recipe asked PyInstaller for."""

    analysis: dict[str, Any] = field(default_factory=dict)
    executables: list[dict[str, Any]] = field(default_factory=list)
    collected: list[tuple[str, str, str]] = field(default_factory=list)
    bundle: dict[str, Any] | None = None
    work: Path = Path()

    def names(self) -> set[str]:
        return {name for name, _, _ in self.collected}


Run = Callable[[str, bool], Recipe]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def run_as(platform: str, sorted_into_folders: bool) -> Recipe:
        recipe = Recipe(work=tmp_path)
        vlc = tmp_path / "vlc"
        plugins = fake_vlc(vlc, platform, sorted_into_folders)
        monkeypatch.setattr(vlc_plugins, "installed_places", lambda _: (vlc, plugins))
        monkeypatch.setattr(contents, "javascript_runtime", lambda: tmp_path / "deno")
        monkeypatch.setattr(libraries, "linked_names", lambda _: [])
        monkeypatch.setattr(licences, "debian_package", lambda _: None)
        hooks = types.ModuleType("PyInstaller.utils.hooks")
        submodules = ["feeling_manager.app", "feeling_manager.training.train"]
        monkeypatch.setattr(
            hooks,
            "collect_submodules",
            lambda name, filter: [found for found in submodules if filter(found)],
            raising=False,
        )
        monkeypatch.setattr(hooks, "copy_metadata", lambda name: [(name, name)], raising=False)
        for name in ("PyInstaller", "PyInstaller.utils"):
            monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
        monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
        monkeypatch.setattr(sys, "path", list(sys.path))
        code = compile(SPEC.read_text(encoding="utf-8"), str(SPEC), "exec")
        with monkeypatch.context() as context:
            context.setattr(sys, "platform", platform)
            exec(code, fake_pyinstaller(recipe))
        return recipe

    return run_as


def fake_pyinstaller(recipe: Recipe) -> dict[str, Any]:
    """The names that PyInstaller gives a recipe, writing down what they are called with."""

    def analyse(scripts: list[str], **options: Any) -> types.SimpleNamespace:
        recipe.analysis = {"scripts": scripts, **options}
        named = [
            (f"{folder}/{Path(file).name}".removeprefix("./"), file, "BINARY")
            for file, folder in options["binaries"]
        ]
        found = [(name, name, kind) for name, kind in FOUND]
        datas = [(f"{folder}/{Path(file).name}", file, "DATA") for file, folder in options["datas"]]
        scripts_found = [("pyi_rth_mplconfig", "", "PYSOURCE"), ("launcher", "", "PYSOURCE")]
        return types.SimpleNamespace(
            binaries=named + found,
            datas=datas,
            pure=[("cv2", "cv2.py", "PYMODULE")],
            scripts=scripts_found,
        )

    def executable(*parts: Any, **options: Any) -> dict[str, Any]:
        recipe.executables.append({**options, "scripts": parts[1]})
        return options

    def collect(*parts: Any, **options: Any) -> str:
        for part in parts:
            if isinstance(part, list):
                recipe.collected += part
        return str(options["name"])

    def bundle(folder: str, **options: Any) -> None:
        recipe.bundle = {"folder": folder, **options}

    names: dict[str, Any] = {"Analysis": analyse, "PYZ": lambda pure: pure, "EXE": executable}
    names |= {"COLLECT": collect, "BUNDLE": bundle, "SPECPATH": str(SPEC.parent)}
    return names | {"workpath": str(recipe.work), "DISTPATH": str(recipe.work)}


@pytest.mark.parametrize(("platform", "sorted_into_folders"), LAYOUTS)
def test_every_platform_takes_the_program_with_all_it_needs(
    run: Run, platform: str, sorted_into_folders: bool
) -> None:
    recipe = run(platform, sorted_into_folders)
    assert Path(recipe.analysis["scripts"][0]).is_file()
    assert recipe.analysis["hiddenimports"] == ["feeling_manager.app"]
    assert all(Path(hook).is_file() for hook in recipe.analysis["runtime_hooks"])
    names = recipe.names()
    assert {"bin/deno", "models/emotion.tflite", licences.FILE_NAME, "cv2/cv2.abi3.so"} <= names
    suffix = vlc_plugins.SUFFIXES[platform]
    assert any(name.endswith(f"libopus_plugin{suffix}") for name in names)
    assert "PySide6/QtQuick.so" not in names
    assert [script[0] for script in recipe.executables[0]["scripts"]] == ["launcher"]


@pytest.mark.parametrize(("platform", "sorted_into_folders"), LAYOUTS)
def test_every_platform_has_its_executables(
    run: Run, platform: str, sorted_into_folders: bool
) -> None:
    recipe = run(platform, sorted_into_folders)
    made = tuple((found["name"], found["console"]) for found in recipe.executables)
    assert made == contents.EXECUTABLES[platform]
    assert not any(found["upx"] for found in recipe.executables)


@pytest.mark.parametrize(("platform", "sorted_into_folders"), LAYOUTS)
def test_every_platform_gets_a_bill_of_materials(
    run: Run, platform: str, sorted_into_folders: bool
) -> None:
    recipe = run(platform, sorted_into_folders)
    text = (recipe.work / bill.FILE_NAME).read_text(encoding="utf-8")
    assert '"pkg:pypi/opencv-python-headless@' in text
    assert ('"pkg:generic/vlc@' in text) is (platform != "linux")


def test_linux_leaves_the_systems_libraries_out_and_has_no_app(run: Run) -> None:
    recipe = run("linux", True)
    assert "libc.so.6" not in recipe.names()
    assert recipe.bundle is None
    assert recipe.executables[0]["icon"] is None
    assert recipe.executables[0]["version"] is None


def test_windows_has_icon_and_version_in_both_executables(run: Run) -> None:
    recipe = run("win32", True)
    assert recipe.bundle is None
    for made in recipe.executables:
        assert Path(made["icon"]).suffix == ".ico"
        assert f"{made['name']}.exe" in Path(made["version"]).read_text(encoding="utf-8")


def test_windows_has_libvlc_once_and_beside_its_plugins(run: Run) -> None:
    names = run("win32", True).names()
    assert "vlc/libvlccore.dll" in names
    assert "libvlccore.dll" not in names
    assert "vlc/plugins/codec/libopus_plugin.dll" in names


def test_macos_makes_an_app(run: Run) -> None:
    recipe = run("darwin", False)
    assert recipe.bundle is not None
    assert recipe.bundle["folder"] == NAME
    assert recipe.bundle["name"] == "Feeling Manager.app"
    assert recipe.bundle["bundle_identifier"] == APP_ID
    assert recipe.bundle["version"] == version()
    assert recipe.bundle["info_plist"]["NSCameraUsageDescription"]
    assert Path(recipe.bundle["icon"]).suffix == ".icns"
    assert Path(recipe.executables[0]["entitlements_file"]).is_file()
    assert "libvlc.dylib" in recipe.names()
