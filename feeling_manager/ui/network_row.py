"""Says that the web is not asked for now, why, and when it is asked again."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from feeling_manager.runtime.playback import NetworkPause
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.translation import QT_TRANSLATE_NOOP, translated
from feeling_manager.ui.widgets import IconLabel, Spoken, around, label

COUNT_DOWN_MS: Final = 5000

_WHY: Final[Mapping[str, str]] = {
    "offline": QT_TRANSLATE_NOOP("texts", "The internet does not answer."),
    "runtime_missing": QT_TRANSLATE_NOOP("texts", "YouTube needs a JavaScript runtime."),
    "ytdlp_outdated": QT_TRANSLATE_NOOP("texts", "YouTube has changed; yt-dlp needs an update."),
    "rate_limited": QT_TRANSLATE_NOOP("texts", "YouTube asks for a pause."),
    "timed_out": QT_TRANSLATE_NOOP("texts", "YouTube does not answer."),
}


class NetworkRow(Spoken):
    """Hidden while the web is asked as usual.

    Signals:
        retry(): the user wants it asked now.
    """

    retry = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._pause: NetworkPause | None = None
        self._text, self.button = label("small", wrap=True), QPushButton()
        self.button.setObjectName("plain")
        frame = QFrame()
        frame.setObjectName("note")
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE + 4, SPACE // 2, SPACE // 2, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(IconLabel(look, "cloud-off", 16, "muted"))
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        around(self, frame)
        self._count_down = QTimer(self, interval=COUNT_DOWN_MS)
        self._count_down.timeout.connect(self.retranslate)
        self.button.clicked.connect(self.retry)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_pause(self, pause: NetworkPause | None) -> None:
        """Say why the web is not asked; hide for None."""
        self._pause = pause
        self.setVisible(pause is not None)
        if pause is None:
            self._count_down.stop()
        else:
            self._count_down.start()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.button.setText(self.tr("Try now"))
        if self._pause is None:
            return
        why = translated(_WHY.get(self._pause.code, _WHY["timed_out"]))
        left_s = self._pause.retry_at / 1000 - time.monotonic()
        if left_s > 0:
            when = self.tr("Next try in {minutes} min.").format(minutes=max(1, round(left_s / 60)))
        else:
            when = self.tr("The next song is tried again.")
        meanwhile = self.tr("Your own songs play meanwhile.")
        self._text.setText(f"{why} {meanwhile} {when}")
