from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from bundle import icons, windows
from bundle.contents import EXECUTABLES
from bundle.identity import ROOT, TITLE, version
from feeling_manager.adapters.autostart import run_key
from tests.packaging import inno_script
from tests.packaging.inno_script import InnoScript

DIRECTIVES = frozenset(
    {
        *("AppId", "AppMutex", "AppName", "AppPublisher", "AppVerName", "AppVersion"),
        *("ArchitecturesAllowed", "ArchitecturesInstallIn64BitMode", "CloseApplications"),
        *("Compression", "DefaultDirName", "DisableDirPage", "DisableProgramGroupPage"),
        *("MinVersion", "OutputBaseFilename", "OutputDir", "PrivilegesRequired", "SetupIconFile"),
        *("SetupMutex", "SolidCompression", "TimeStampsInUTC", "UninstallDisplayIcon"),
        *("UninstallDisplayName", "UsePreviousAppDir", "VersionInfoVersion", "WizardStyle"),
    }
)
"""Those of https://jrsoftware.org/ishelp that the script may use; a misspelt one is not here."""

PARAMETERS = {
    "Languages": ({"Name", "MessagesFile"}, set()),
    "Tasks": ({"Name", "Description"}, {"GroupDescription", "Flags"}),
    "InstallDelete": ({"Type", "Name"}, set()),
    "UninstallDelete": ({"Type", "Name"}, set()),
    "Files": ({"Source", "DestDir"}, {"Flags"}),
    "Icons": ({"Name", "Filename"}, {"Tasks"}),
    "Run": ({"Filename"}, {"Description", "Flags"}),
}
"""(needed, allowed) parameters by section."""

FLAGS = {
    "Tasks": {"unchecked"},
    "Files": {"ignoreversion", "recursesubdirs", "createallsubdirs"},
    "Run": {"nowait", "postinstall", "skipifsilent"},
}

CONSTANTS = frozenset({"app", "autopf", "autoprograms", "autodesktop", "localappdata"})


@pytest.fixture(scope="module")
def script() -> InnoScript:
    return inno_script.read(windows.SCRIPT)


def test_the_script_is_utf8_and_says_so() -> None:
    assert windows.SCRIPT.read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_directive_is_one_of_inno_setups(script: InnoScript) -> None:
    assert set(script.setup) == DIRECTIVES


def test_every_entry_has_the_parameters_of_its_section(script: InnoScript) -> None:
    assert set(script.entries) == {*PARAMETERS, "Setup", "CustomMessages", "Code"}
    for section, (needed, allowed) in PARAMETERS.items():
        assert script.entries[section], section
        for entry in script.entries[section]:
            assert needed <= set(entry) <= needed | allowed, (section, entry)
            assert set(entry.get("Flags", "").split()) <= FLAGS.get(section, set()), entry


def test_every_constant_is_one_of_inno_setups() -> None:
    text = windows.SCRIPT.read_text(encoding="utf-8-sig")
    assert set(re.findall(r"(?<!\{)\{(\w+)\}", text)) <= CONSTANTS


def test_the_build_hands_over_what_the_script_asks_for(script: InnoScript) -> None:
    options = windows.definitions(Path("program"), Path("dist"), Path("icon"), "1.2.3")
    given = {option.removeprefix("/D").partition("=")[0] for option in options}
    assert script.asked_for == given | set(script.defined)


def test_the_version_stands_in_one_place(script: InnoScript) -> None:
    assert script.setup["AppVersion"] == "{#AppVersion}"
    options = windows.definitions(Path("program"), Path("dist"), Path("icon"), version())
    assert f"/DAppVersion={version()}" in options


def test_a_user_installs_for_himself(script: InnoScript) -> None:
    assert script.setup["PrivilegesRequired"] == "lowest"
    assert script.setup["DefaultDirName"] == r"{autopf}\{#AppName}"


def test_an_upgrade_takes_the_old_libraries_away_and_nothing_else(script: InnoScript) -> None:
    gone = [entry["Name"] for entry in script.entries["InstallDelete"]]
    assert gone == [r"{app}\_internal"]


def test_the_start_menu_opens_the_program_without_a_console(script: InnoScript) -> None:
    assert script.defined["AppName"] == f'"{TITLE}"'
    window = next(name for name, console in EXECUTABLES["win32"] if not console)
    assert window == TITLE
    assert script.entries["Icons"][0] == {
        "Name": r"{autoprograms}\{#AppName}",
        "Filename": r"{app}\{#WindowExe}",
    }


def test_nothing_starts_with_windows(script: InnoScript) -> None:
    assert "Registry" not in script.entries
    assert not [e for e in script.entries["Icons"] if "startup" in e["Name"]]


def test_removing_takes_the_start_at_log_in_away(script: InnoScript) -> None:
    assert f"RegDeleteValue(HKCU, '{run_key.RUN_KEY}', '{{#AppName}}');" in script.code
    assert f'#define AppName "{run_key.NAME}"' in windows.SCRIPT.read_text(encoding="utf-8-sig")


def test_removing_asks_about_the_users_data_in_both_languages(script: InnoScript) -> None:
    languages = {entry["Name"] for entry in script.entries["Languages"]}
    assert languages == {"en", "ko"}
    assert set(script.messages) == {f"{language}.DeleteUserData" for language in languages}
    assert re.search("[가-힣]", script.messages["ko.DeleteUserData"])
    assert all("%1" in message for message in script.messages.values())


def test_data_is_kept_unless_somebody_says_yes(script: InnoScript) -> None:
    assert "MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES" in script.code
    assert r"{localappdata}\{#AppName}" in script.code
    assert script.code.count("DelTree") == 1


@pytest.mark.parametrize("line", ["AppName", "Name: x; Typo", 'Name "x"'])
def test_the_reader_of_scripts_notices_mistakes(line: str, tmp_path: Path) -> None:
    section = "Setup" if line == "AppName" else "Files"
    (tmp_path / "bad.iss").write_text(f"[{section}]\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=section):
        inno_script.read(tmp_path / "bad.iss")


def test_the_compiler_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(windows.COMPILER_VARIABLE, "/somewhere/ISCC.exe")
    assert windows.compiler() == "/somewhere/ISCC.exe"


def test_the_compiler_is_found_where_it_installs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "Inno Setup 6"
    home.mkdir()
    (home / "ISCC.exe").touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert windows.compiler() == str(home / "ISCC.exe")


def test_without_the_compiler_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PROGRAMFILES(X86)", "PROGRAMFILES", windows.COMPILER_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(windows.InnoMissing, match="Inno Setup"):
        windows.compiler()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1.2.3", (1, 2, 3, 0)), ("0.1", (0, 1, 0, 0)), ("2.0.0rc1", (2, 0, 0, 0))],
)
def test_windows_counts_versions_by_four_numbers(
    text: str, numbers: tuple[int, int, int, int]
) -> None:
    assert windows.numbers(text) == numbers


def test_what_is_no_version_is_said() -> None:
    with pytest.raises(ValueError, match="no version"):
        windows.numbers("next")


def test_the_version_resource_is_what_pyinstaller_evaluates() -> None:
    def kind(name: str) -> object:
        return lambda *parts, **named: (name, parts, named)

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct")
    scope = {name: kind(name) for name in (*names, "VarFileInfo", "VarStruct")}
    text = windows.version_resource("1.2.3", "Feeling Manager")
    _, _, found = eval(text, {"__builtins__": {}}, scope)
    assert found["ffi"][2]["filevers"] == (1, 2, 3, 0)
    table = found["kids"][0][1][0][0][1][1]
    strings = {parts[0]: parts[1] for _, parts, _ in table}
    assert strings["ProductVersion"] == "1.2.3"
    assert strings["OriginalFilename"] == "Feeling Manager.exe"


def test_only_windows_has_a_version_resource(tmp_path: Path) -> None:
    assert windows.write_version_resource(tmp_path, "1.2.3", "name", "linux") is None
    path = windows.write_version_resource(tmp_path, "1.2.3", "name", "win32")
    assert path is not None
    assert "1.2.3" in Path(path).read_text(encoding="utf-8")


def test_the_icon_for_windows_has_every_size(tmp_path: Path) -> None:
    path = icons.write_for_executable(tmp_path, "win32")
    assert path is not None
    data = path.read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind, count) == (0, 1, len(icons.ICO_SIZES_PX))
    for n, size in enumerate(icons.ICO_SIZES_PX):
        width, _, _, _, _, bits, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * n)
        image = QImage.fromData(data[offset : offset + length])
        assert (width or 256, bits) == (size, 32)
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, size // 8).blue() > 150


def test_the_notes_of_the_portable_program_name_its_files() -> None:
    note = (ROOT / "packaging" / "windows" / "PORTABLE.txt").read_text(encoding="utf-8")
    for name, _ in EXECUTABLES["win32"]:
        assert f'"{name}.exe"' in note
