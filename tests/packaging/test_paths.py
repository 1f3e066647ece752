from __future__ import annotations

import sys
from pathlib import Path

import pytest

from feeling_manager.app import paths


def test_the_frozen_program_starts_itself_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.program_command() == [sys.executable]


def test_what_ships_lies_beside_the_frozen_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    shipped = paths.shipped_files()
    assert shipped.assets == tmp_path / "assets"
    assert shipped.third_party_licences == tmp_path / "THIRD_PARTY_LICENSES"
