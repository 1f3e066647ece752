from __future__ import annotations

import sys

import pytest

from bundle.identity import ROOT
from feeling_manager.app.installer_mutex import INSTALLER_MUTEX, hold_installer_mutex


def test_the_installer_looks_for_the_mutex_that_the_program_holds() -> None:
    script = (ROOT / "packaging" / "windows" / "feeling_manager.iss").read_text("utf-8-sig")
    assert f"\nAppMutex={INSTALLER_MUTEX}\n" in script


@pytest.mark.skipif(sys.platform == "win32", reason="there it does something")
def test_elsewhere_there_is_nothing_to_hold() -> None:
    hold_installer_mutex()


@pytest.mark.skipif(sys.platform != "win32", reason="there are no such mutexes elsewhere")
def test_the_mutex_can_be_seen() -> None:
    if sys.platform == "win32":
        import ctypes

        hold_installer_mutex()
        synchronize = 0x00100000
        assert ctypes.windll.kernel32.OpenMutexW(synchronize, False, INSTALLER_MUTEX)
