"""The design: colours, spacing, type sizes, icons, and the style sheet made of them."""

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

    window: str
    side_bar: str
    card: str
    field: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    warning: str
    on_warning: str
    emotions: Mapping[Emotion, str]


# The hues are those of Okabe & Ito 2008, "Color Universal Design", told apart by colour-blind eyes
# too; each theme has them darker or lighter, so that they stand out from its cards by 3:1.
LIGHT: Final = Colours(
    window="#f4f5f9",
    side_bar="#ffffff",
    card="#ffffff",
    field="#f1f3f8",
    line="#e1e5ee",
    text="#1a2030",
    muted="#566074",
    accent="#3651c9",
    on_accent="#ffffff",
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
    window="#12141a",
    side_bar="#171a22",
    card="#1c202a",
    field="#252a36",
    line="#2d3341",
    text="#edf0f7",
    muted="#a6afc1",
    accent="#8ea2ff",
    on_accent="#10131c",
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

    def _draw(self, name: str, colour: str) -> QIcon:
        svg = (self._icons_dir / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
        icon = QIcon()
        for side in (16, 24, 32, 48, 96):
            pixmap = QPixmap(QSize(side, side))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, side, side))
            painter.end()
            icon.addPixmap(pixmap)
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


def style_sheet(c: Colours, arrow: Path, check: Path) -> str:
    """Qt's style sheet for the whole program; the two files are drawn into boxes."""
    return f"""
* {{ outline: 0; }}
QWidget {{ color: {c.text}; }}
QMainWindow, QWidget#page, QScrollArea, QWidget#scrolled {{ background: {c.window}; border: 0; }}
QFrame#sideBar {{ background: {c.side_bar}; border: 0; border-right: 1px solid {c.line}; }}
QFrame#card {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
QLabel#title {{ font-size: 22px; font-weight: 600; }}
QLabel#heading {{ font-size: 15px; font-weight: 600; }}
QLabel#reading {{ font-size: 18px; font-weight: 600; }}
QLabel#song {{ font-size: 19px; font-weight: 600; }}
QLabel#muted {{ color: {c.muted}; }}
QLabel#small {{ color: {c.muted}; font-size: 12px; }}
QFrame#strip {{ background: {c.warning}; border: 0; border-radius: 10px; }}
QFrame#strip QLabel {{ color: {c.on_warning}; }}
QPushButton {{ background: {c.field}; border: 1px solid {c.line}; border-radius: 9px;
  padding: 7px 14px; }}
QPushButton:hover {{ border-color: {c.accent}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; }}
QPushButton:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; }}
QPushButton#primary {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
  font-weight: 600; }}
QPushButton#nav {{ background: transparent; border: 2px solid transparent; border-radius: 10px;
  padding: 10px 12px; text-align: left; }}
QPushButton#nav:hover {{ background: {c.field}; }}
QPushButton#nav:checked {{ background: {c.field}; color: {c.accent}; font-weight: 600; }}
QPushButton#nav:focus {{ border-color: {c.accent}; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 10px;
  padding: 6px; }}
QToolButton:hover {{ background: {c.field}; }}
QToolButton:checked {{ background: {c.field}; border-color: {c.accent}; }}
QToolButton#play {{ background: {c.accent}; border-radius: 24px; padding: 10px; }}
QToolButton#play:focus {{ border: 2px solid {c.text}; }}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox {{ background: {c.field};
  border: 1px solid {c.line}; border-radius: 9px; padding: 7px 10px; min-height: 20px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
  border: 2px solid {c.accent}; padding: 6px 9px; }}
QComboBox::drop-down, QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button {{ border: 0; width: 26px; }}
QComboBox::down-arrow {{ image: url("{arrow.as_posix()}"); width: 14px; height: 14px; }}
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::down-button {{ width: 0; }}
QComboBox QAbstractItemView {{ background: {c.card}; border: 1px solid {c.line}; padding: 4px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{ width: 18px; height: 18px; border: 1px solid {c.muted};
  border-radius: 5px; background: {c.field}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent};
  image: url("{check.as_posix()}"); }}
QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.line}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.accent}; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
  background: {c.accent}; }}
QSlider::handle:horizontal:focus {{ border: 2px solid {c.text}; }}
QTableView {{ background: {c.card}; alternate-background-color: {c.field}; border: 0;
  gridline-color: transparent; selection-background-color: {c.accent};
  selection-color: {c.on_accent}; }}
QTableView::item {{ padding: 0 8px; border: 0; }}
QTableView:focus {{ border: 2px solid {c.accent}; border-radius: 8px; }}
QHeaderView, QHeaderView::section {{ background: {c.card}; color: {c.muted}; border: 0;
  border-bottom: 1px solid {c.line}; padding: 8px; font-weight: 600; }}
QTableCornerButton::section {{ background: {c.card}; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {c.line}; border-radius: 3px; min-height: 30px;
  min-width: 30px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; border: 0; width: 0; height: 0; }}
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
"""
