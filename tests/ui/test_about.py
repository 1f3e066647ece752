"""The licences of what came along can be read in the program."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from feeling_manager import __version__
from feeling_manager.ui.about_card import AboutCard


def test_licences_are_shown_where_they_came_along(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "THIRD_PARTY_LICENSES"
    bare = AboutCard(file)
    qtbot.addWidget(bare)
    bare.show()
    assert not bare.show_licences.isVisible()
    file.write_text("Qt: LGPL 3\nVLC: LGPL 2.1", encoding="utf-8")
    packaged = AboutCard(file)
    qtbot.addWidget(packaged)
    packaged.show()
    assert __version__ in packaged._heading.text()
    packaged.show_licences.click()
    assert "VLC: LGPL 2.1" in packaged.text.toPlainText()
    packaged.show_licences.click()
    assert not packaged.text.isVisible()
