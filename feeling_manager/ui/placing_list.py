"""Four things that make a face readable, each turning green when it is so."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from feeling_manager.core.values import Quality
from feeling_manager.ui.texts import quality_hint
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconLabel, Spoken, label

WHAT_FAILS: Final[tuple[frozenset[Quality], ...]] = (
    frozenset({Quality.NO_FACE, Quality.CUT_OFF, Quality.SEVERAL_PEOPLE}),
    frozenset({Quality.TOO_DARK, Quality.TOO_BRIGHT}),
    frozenset({Quality.TOO_SMALL}),
    frozenset({Quality.TURNED_AWAY, Quality.BLURRED}),
)
"""Face in the picture, light, distance, direction: which judgements each of them fails by."""


class PlacingList(Spoken):
    """One thing at a time is judged to be wrong; that the others are good shows when all are."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._quality: Quality | None = None
        self.verdict = label("heading", wrap=True)
        self._marks = [IconLabel(look, "circle", 18, "muted") for _ in WHAT_FAILS]
        self._texts: list[QLabel] = [label(wrap=True) for _ in WHAT_FAILS]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE + 2)
        column.addWidget(self.verdict)
        for mark, text in zip(self._marks, self._texts):
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            row.addWidget(mark)
            row.addWidget(text, 1)
            column.addLayout(row)
        column.addStretch(1)
        self.retranslate()

    def show_quality(self, quality: Quality | None) -> None:
        """Show a judgement; None while there is no picture."""
        if quality is not self._quality:
            self._quality = quality
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        if self._quality is None:
            verdict = self.tr("This is what makes a face readable")
        elif self._quality is Quality.OK:
            verdict = self.tr("Good. Your face can be read.")
        else:
            verdict = quality_hint(self._quality)
        self.verdict.setText(verdict)
        texts = (
            self.tr("Your face is in the middle of the picture, alone."),
            self.tr("Light falls on it from the front."),
            self.tr("You sit about an arm's length away."),
            self.tr("The camera is at eye level, and you look towards it."),
        )
        for mark, text, words, fails in zip(self._marks, self._texts, texts, WHAT_FAILS):
            text.setText(words)
            if self._quality is Quality.OK:
                icon, colour, said = "circle-check", "good", self.tr("good")
            elif self._quality in fails:
                icon, colour, said = "triangle-alert", "danger", self.tr("needs you")
            else:
                icon, colour, said = "circle", "muted", self.tr("not yet known")
            mark.set_icon(icon, colour)
            mark.setAccessibleName(said)
