from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from feeling_manager.app.paths import shipped_files
from feeling_manager.app.start_problem import error_report, somebody_reads_stderr
from feeling_manager.core.errors import DataError
from feeling_manager.core.settings import Settings
from feeling_manager.ui.application import Appearance
from feeling_manager.ui.start_error import StartErrorWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks what stderr is")


def raised(message: str) -> Exception:
    try:
        raise RuntimeError(message)
    except RuntimeError as error:
        return error


def test_the_report_says_where_and_nothing_of_the_user() -> None:
    home = str(Path.home())
    report = error_report(
        raised(f"cannot open {home}/음악/민수의노래.mp3 (from https://example.org/u/minsu?v=1)")
    )
    assert "RuntimeError: cannot open <path> (from <address>" in report
    for private in (home, "민수", "minsu", "음악", str(Path(__file__).parents[2])):
        assert private not in report
    assert "app/test_start_problem.py:" in report
    known = error_report(DataError("'/data/me' is not a folder", "folder_readonly"))
    assert "DataError folder_readonly: '<path>' is not a folder" in known


@pytest.fixture
def pipe() -> Iterator[int]:
    reading, writing = os.pipe()
    yield writing
    os.close(reading)
    os.close(writing)


def write_to(
    monkeypatch: pytest.MonkeyPatch, error: int | None, entry: str = "/dev/null"
) -> Iterator[None]:
    """Let stderr be a file, and stdin another one."""
    stream = None if error is None else io.TextIOWrapper(os.fdopen(os.dup(error), "wb"))
    monkeypatch.setattr(sys, "stderr", stream)
    before = os.dup(0)
    file = os.open(entry, os.O_RDONLY)
    os.dup2(file, 0)
    os.close(file)
    yield
    os.dup2(before, 0)
    os.close(before)
    if stream is not None:
        stream.close()


@pytest.mark.parametrize(
    ("kind", "launched", "is_read"),
    [
        ("none", False, False),
        ("null", False, False),
        ("pipe", False, True),
        ("pipe", True, True),
        ("file", False, True),
        ("file", True, False),
    ],
)
def test_a_window_is_for_where_nobody_reads(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    pipe: int,
    kind: str,
    launched: bool,
    is_read: bool,
) -> None:
    with (tmp_path / "errors").open("w") as file, Path(os.devnull).open("w") as null:
        kinds = {"none": None, "null": null.fileno(), "pipe": pipe, "file": file.fileno()}
        variables = {"DESKTOP_STARTUP_ID": "menu"} if launched else {}
        for _ in write_to(monkeypatch, kinds[kind]):
            assert somebody_reads_stderr(variables) is is_read


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
@pytest.mark.parametrize("code", ["bug", "folder_readonly"])
def test_the_window_says_what_to_do_and_gives_the_report(
    qtbot: QtBot, qapp: QApplication, code: str
) -> None:
    settings = Settings().with_text("language", "en")
    appearance = Appearance(qapp, settings, shipped_files().assets)
    window = StartErrorWindow(appearance.look, code, "", "the report")
    qtbot.addWidget(window)
    window.show()
    assert window.text.text().endswith(".")
    assert window.copy.isVisible() is (code == "bug")
    window.copy.click()
    assert QApplication.clipboard().text() == "the report"
    window.leave.click()
    assert not window.isVisible()
    qapp.setStyleSheet("")
