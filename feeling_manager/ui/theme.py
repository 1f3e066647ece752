"""The design: colours, spacing and icons; `style` makes the style sheet of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from feeling_manager.core.emotions import Emotion

SPACE: Final = 8
"""The unit of every gap and margin, in pixels."""

RADIUS: Final = 14
ICON_SIZES_PX: Final = (16, 20, 40, 72)

EMOTION_ICONS: Final[Mapping[Emotion, str]] = {
    Emotion.ANGER: "angry",
    Emotion.FEAR: "ghost",
    Emotion.HAPPINESS: "smile",
    Emotion.NEUTRAL: "meh",
    Emotion.SADNESS: "frown",
    Emotion.SURPRISE: "sparkles",
}


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme; text on `window` and `card` has a contrast of at least 4.5:1."""

    name: str
    window: str
    side_bar: str
    card: str
    field: str
    line: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    danger: str
    on_danger: str
    warning: str
    on_warning: str
    emotions: Mapping[Emotion, str]


# The hues are those of Okabe & Ito 2008, "Color Universal Design", told apart by colour-blind eyes
# too; each theme has them darker or lighter, so that they stand out from its cards by 3:1.
LIGHT: Final = Colours(
    name="light",
    window="#f4f5f9",
    side_bar="#ffffff",
    card="#ffffff",
    field="#f1f3f8",
    line="#e1e5ee",
    text="#1a2030",
    muted="#566074",
    disabled="#9aa3b5",
    accent="#3651c9",
    accent_hover="#2a41a8",
    accent_soft="#e8ecfb",
    on_accent="#ffffff",
    good="#1d8a53",
    danger="#b3261e",
    on_danger="#ffffff",
    warning="#fff1d6",
    on_warning="#5b3d00",
    emotions={
        Emotion.ANGER: "#c8500a",
        Emotion.FEAR: "#8456a8",
        Emotion.HAPPINESS: "#b98300",
        Emotion.NEUTRAL: "#6d7789",
        Emotion.SADNESS: "#0a6fb5",
        Emotion.SURPRISE: "#00875f",
    },
)
DARK: Final = Colours(
    name="dark",
    window="#12141a",
    side_bar="#171a22",
    card="#1c202a",
    field="#252a36",
    line="#2d3341",
    text="#edf0f7",
    muted="#a6afc1",
    disabled="#5f687a",
    accent="#8ea2ff",
    accent_hover="#a9b8ff",
    accent_soft="#272d47",
    on_accent="#10131c",
    good="#4cc38a",
    danger="#ff8a80",
    on_danger="#2b0905",
    warning="#4a3a17",
    on_warning="#ffe3ab",
    emotions={
        Emotion.ANGER: "#ee7d3c",
        Emotion.FEAR: "#b98ddb",
        Emotion.HAPPINESS: "#f0b733",
        Emotion.NEUTRAL: "#9aa5b8",
        Emotion.SADNESS: "#56b4e9",
        Emotion.SURPRISE: "#2fc494",
    },
)


class Look(QObject):
    """The theme in use and its icons.

    Signals:
        changed(): another theme holds; what was painted by hand must be painted anew.
    """

    changed = Signal()

    def __init__(self, icons_dir: Path, dark: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons_dir = icons_dir
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.colours = DARK if dark else LIGHT

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme holds."""
        return self.colours is DARK

    def set_dark(self, dark: bool) -> None:
        """Change the theme."""
        self.colours = DARK if dark else LIGHT
        self._icons = {}
        self.changed.emit()

    def emotion_colour(self, emotion: Emotion) -> QColor:
        """The one colour of an emotion, everywhere."""
        return QColor(self.colours.emotions[emotion])

    def icon(self, name: str, colour: str | None = None) -> QIcon:
        """A line icon in a colour, the text's by default."""
        key = (name, colour or self.colours.text)
        if key not in self._icons:
            self._icons[key] = self._draw(*key)
        return self._icons[key]

    def emotion_icon(self, emotion: Emotion) -> QIcon:
        """The emotion's face in its colour."""
        return self.icon(EMOTION_ICONS[emotion], self.colours.emotions[emotion])

    def drawing(
        self, name: str, colour: str, stroke: float = 2.0, circle: bool = True
    ) -> QSvgRenderer:
        """A line icon to be painted at any size.

        Args:
            name: the icon.
            colour: of its lines.
            stroke: their width in a 24th of the size.
            circle: leave a circle round the rest as it is, or out.
        """
        svg = (self._icons_dir / f"{name}.svg").read_text(encoding="utf-8")
        if not circle:
            svg = svg.replace('<circle cx="12" cy="12" r="10" />', "")
        svg = svg.replace("currentColor", colour)
        svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
        return QSvgRenderer(QByteArray(svg.encode()))

    def _draw(self, name: str, colour: str) -> QIcon:
        icon = QIcon()
        for mode, hue in (
            (QIcon.Mode.Normal, colour),
            (QIcon.Mode.Disabled, self.colours.disabled),
        ):
            renderer = self.drawing(name, hue)
            for side in ICON_SIZES_PX:
                pixmap = QPixmap(QSize(side, side))
                pixmap.fill(Qt.GlobalColor.transparent)
                painter = QPainter(pixmap)
                renderer.render(painter, QRectF(0, 0, side, side))
                painter.end()
                icon.addPixmap(pixmap, mode)
        return icon


def palette(colours: Colours) -> QPalette:
    """The colours that Qt's own widgets use."""
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.field,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.field,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Link: colours.accent,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    return result
