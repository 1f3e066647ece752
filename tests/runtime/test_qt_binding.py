from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer


def test_calls_into_qt_do_not_use_up_references_to_none(qapp: object) -> None:
    timer, thing = QTimer(), QObject()
    before = sys.getrefcount(None)
    for number in range(500):
        thing.setObjectName(str(number))
        timer.setInterval(number)
    assert sys.getrefcount(None) > before - 100
