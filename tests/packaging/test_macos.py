from __future__ import annotations

import plistlib
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from bundle import contents, icons, macos
from bundle.identity import ROOT

SCRIPTS = ("sign_and_notarise.sh", "make_dmg.sh")


def entitlements(name: str) -> dict[str, bool]:
    with (macos.FOLDER / f"{name}.plist").open("rb") as file:
        found: dict[str, bool] = plistlib.load(file)
    return found


def strings(language: str) -> dict[str, str]:
    path = macos.FOLDER / f"{language}.lproj" / macos.STRINGS
    return dict(re.findall(r'^"(\w+)" = "(.+)";$', path.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_program_may_use_the_camera_and_little_else() -> None:
    assert entitlements("entitlements") == {
        "com.apple.security.device.camera": True,
        "com.apple.security.cs.disable-library-validation": True,
    }


def test_only_the_javascript_runtime_may_write_machine_code() -> None:
    assert set(entitlements("runtime_entitlements")) == {
        "com.apple.security.cs.allow-jit",
        "com.apple.security.cs.allow-unsigned-executable-memory",
    }


def test_the_recipe_takes_the_entitlements_on_macos_only() -> None:
    path = contents.entitlements(ROOT, "darwin")
    assert path is not None
    assert Path(path).is_file()
    assert contents.entitlements(ROOT, "win32") is None


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_question_for_the_camera_is_in_each_language(language: str) -> None:
    assert set(strings(language)) == {"NSCameraUsageDescription"}
    assert contents.INFO_PLIST["CFBundleLocalizations"] == ["en", "ko"]


def test_the_question_is_the_same_in_both_places() -> None:
    key = "NSCameraUsageDescription"
    assert strings("en")[key] == contents.INFO_PLIST[key]
    assert re.search("[가-힣]", strings("ko")[key])


def test_the_property_list_can_be_written() -> None:
    assert plistlib.loads(plistlib.dumps(dict(contents.INFO_PLIST)))["LSMinimumSystemVersion"]
    assert contents.INFO_PLIST["NSHighResolutionCapable"] is True


def test_the_app_gets_its_texts(tmp_path: Path) -> None:
    macos.localise(tmp_path)
    resources = tmp_path / "Contents" / "Resources"
    assert {path.name for path in resources.iterdir()} == {"en.lproj", "ko.lproj"}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_shell_understands_the_scripts(name: str) -> None:
    subprocess.run(["sh", "-n", str(macos.FOLDER / name)], check=True)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("name", SCRIPTS)
def test_shellcheck_has_nothing_to_say(name: str) -> None:
    subprocess.run(["shellcheck", str(macos.FOLDER / name)], check=True)


FAKES = {
    "codesign": 'echo "codesign $*" >> "$LOG"',
    "xcrun": 'echo "xcrun $*" >> "$LOG"',
    "ditto": 'for last; do :; done; mkdir -p "$(dirname "$last")"; touch "$last"',
    "security": 'echo "security $1" >> "$LOG"; [ "$*" != "list-keychains -d user" ] || '
    "echo '    \"/Users/me/Library/Keychains/login keychain-db\"'",
    "uuidgen": "echo secret",
    "file": 'case $2 in *.so|*.dylib|*/deno) echo "Mach-O 64-bit";; *) echo "ASCII text";; esac',
}
"""What only macOS has, as scripts that note how they were called."""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, text in FAKES.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    monkeypatch.setenv("LOG", str(tmp_path / "log"))
    for name in ("MACOS_SIGNING_IDENTITY", "MACOS_CERTIFICATE", "NOTARY_KEY"):
        monkeypatch.delenv(name, raising=False)
    app = tmp_path / "Feeling Manager.app"
    for file in ("Frameworks/bin/deno", "Frameworks/a b.so", "Frameworks/notes.txt"):
        (app / "Contents" / file).parent.mkdir(parents=True, exist_ok=True)
        (app / "Contents" / file).touch()
    (app / "Contents" / "Frameworks" / "QtCore.framework").mkdir()
    (app / "Contents" / "Resources").mkdir()
    return app


def calls(app: Path) -> list[str]:
    return (app.parent / "log").read_text(encoding="utf-8").splitlines()


def test_without_secrets_the_signature_is_ad_hoc_and_that_is_said(
    app: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    macos.sign(app)
    assert all("--sign -" in call or "--verify" in call for call in calls(app))
    assert "NOT SIGNED" in capfd.readouterr().out


def test_what_is_inside_is_signed_first(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACOS_SIGNING_IDENTITY", "Developer ID Application: Us (1)")
    macos.sign(app)
    *inside, framework, program, verified = calls(app)
    assert sorted(call.rpartition("/")[2] for call in inside) == ["a b.so", "deno"]
    assert framework.endswith("QtCore.framework")
    assert program.endswith(f"/entitlements.plist {app}")
    assert "--verify" in verified
    (runtime,) = (call for call in inside if call.endswith("deno"))
    assert "runtime_entitlements.plist" in runtime
    assert all("--timestamp --options runtime" in call for call in (*inside, framework, program))
    assert not [call for call in (*inside, framework, program) if "notes.txt" in call]


def test_with_all_secrets_apple_is_asked(
    app: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MACOS_SIGNING_IDENTITY", "Developer ID Application: Us (1)")
    monkeypatch.setenv("MACOS_CERTIFICATE", "Y2VydGlmaWNhdGU=")
    for name in ("NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER"):
        monkeypatch.setenv(name, "a2V5")
    macos.sign(app)
    asked = [call.split()[1:3] for call in calls(app) if call.startswith("xcrun")]
    assert asked == [["notarytool", "submit"], ["stapler", "staple"], ["stapler", "validate"]]
    assert calls(app)[-1] == "security delete-keychain"
    assert "notarised" in capfd.readouterr().out


def test_the_icon_for_macos_has_every_size(tmp_path: Path) -> None:
    path = icons.write_for_executable(tmp_path, "darwin")
    assert path is not None
    data = path.read_bytes()
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    found, offset = [], 8
    while offset < len(data):
        kind, length = struct.unpack_from(">4sI", data, offset)
        image = QImage.fromData(data[offset + 8 : offset + length])
        found.append((kind.decode(), image.width()))
        offset += length
    assert found == list(icons.ICNS_KINDS)


def test_on_linux_the_icon_is_no_part_of_the_program(tmp_path: Path) -> None:
    assert icons.write_for_executable(tmp_path, "linux") is None
