"""Small pieces that several pages are made of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from feeling_manager.core.emotions import Emotion
from feeling_manager.ui.motion import Glide
from feeling_manager.ui.theme import SPACE, Look

ICON: Final = QSize(20, 20)


def label(name: str = "", wrap: bool = False) -> QLabel:
    """A text whose look is the style sheet's `name`."""
    widget = QLabel()
    widget.setObjectName(name)
    widget.setWordWrap(wrap)
    # Titles of songs come from outside: nothing in them is markup.
    widget.setTextFormat(Qt.TextFormat.PlainText)
    return widget


def card(name: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """A rounded surface and the layout of what lies on it."""
    frame = QFrame()
    frame.setObjectName(name)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    layout.setSpacing(SPACE)
    return frame, layout


def around(widget: QWidget, inside: QWidget) -> None:
    """Fill a widget with another one, without a margin."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inside)


def page_layout(page: QWidget) -> QVBoxLayout:
    """The layout of a page, with the margins that all pages have."""
    page.setObjectName("page")
    layout = QVBoxLayout(page)
    layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    layout.setSpacing(2 * SPACE)
    return layout


def line() -> QFrame:
    """A thin line between rows."""
    frame = QFrame()
    frame.setObjectName("line")
    return frame


def scrolled(widget: QWidget) -> QScrollArea:
    """A page that scrolls up and down where the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setObjectName("scrolled")
    area.setWidget(widget)
    return area


class Spoken(QWidget):
    """A widget that says something, in the language of the moment."""

    def retranslate(self) -> None:
        """Say everything anew."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole text is its tip."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""

    def setText(self, text: str) -> None:
        """Say something; line breaks become spaces."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._elide()

    @property
    def whole_text(self) -> str:
        """What it would say with room enough."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.contentsRect().width()
        text = QFontMetrics(self.font()).elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(0, room)
        )
        self.setToolTip(self._whole if text != self._whole else "")
        super().setText(text)


class IconLabel(QLabel):
    """An icon without a function; it follows the theme. `colour` names a field of `Colours`."""

    def __init__(self, look: Look, icon: str, size_px: int = 20, colour: str = "text") -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon
        self._colour = colour
        self._size_px = size_px
        self.setFixedSize(size_px, size_px)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_icon(self, name: str, colour: str | None = None) -> None:
        """Show another icon."""
        self._icon_name = name
        self._colour = colour or self._colour
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        colour = str(getattr(self._look.colours, self._colour))
        icon = self._look.icon(self._icon_name, colour)
        self.setPixmap(icon.pixmap(QSize(self._size_px, self._size_px), self.devicePixelRatio()))


class EmotionLabel(QLabel):
    """An emotion's face in its colour; it follows the theme."""

    def __init__(self, look: Look, emotion: Emotion) -> None:
        super().__init__()
        self._look = look
        self._emotion = emotion
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setPixmap(self._look.emotion_icon(self._emotion).pixmap(ICON))


class EmptyState(QWidget):
    """An icon, what is not there, and what to do first."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._heading, self._advice = label("heading", wrap=True), label("muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 2 * SPACE, 4 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addStretch(1)
        column.addWidget(IconLabel(look, icon, 36, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._heading, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._heading.text()} {self._advice.text()}".strip()

    def say(self, heading: str, advice: str) -> None:
        """Say what is not there, and what to do."""
        self._heading.setText(heading)
        self._advice.setText(advice)


class IconButton(QToolButton):
    """A button that shows an icon and says its name to screen readers and as a tip."""

    def __init__(self, look: Look, icon: str, size_px: int = 20) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon
        self.setIconSize(QSize(size_px, size_px))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._on_look_changed)
        self.toggled.connect(self._on_look_changed)
        self._on_look_changed()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._on_look_changed()

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what it does, and by which key."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)

    def _on_look_changed(self) -> None:
        colours = self._look.colours
        if self.objectName() == "play":
            colour = colours.on_accent
        elif self.isChecked():
            colour = colours.accent
        else:
            colour = colours.text
        self.setIcon(self._look.icon(self._icon_name, colour))


class EmotionButton(QToolButton):
    """A button that shows an emotion's face in its colour."""

    def __init__(self, look: Look, emotion: Emotion, size_px: int = 18) -> None:
        super().__init__()
        self._look = look
        self._emotion = emotion
        self.setObjectName("emotion")
        self.setCheckable(True)
        self.setIconSize(QSize(size_px, size_px))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_name(self, name: str) -> None:
        """Say what it does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def _on_look_changed(self) -> None:
        self.setIcon(self._look.emotion_icon(self._emotion))


def as_choice(button: QAbstractButton) -> None:
    """Make a button one of several in a group, of which one is chosen.

    The group alone would do, but a screen reader would speak of single boxes to tick.
    """
    button.setCheckable(True)
    button.setAutoExclusive(True)


class Segments(QFrame):
    """A few choices side by side, one of them chosen.

    Signals:
        chosen(int): the number of the choice that the user made.
    """

    chosen = Signal(int)

    def __init__(self, count: int, current: int = 0) -> None:
        super().__init__()
        self.setObjectName("segments")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for number in range(count):
            button = QPushButton()
            as_choice(button)
            button.setChecked(number == current)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button, number)
            row.addWidget(button, 1)
        self._group.idClicked.connect(self.chosen)

    def button(self, number: int) -> QPushButton:
        """The button of a choice."""
        button = self._group.button(number)
        assert isinstance(button, QPushButton)
        return button

    def set_current(self, number: int) -> None:
        """Show another choice, without `chosen`."""
        self.button(number).setChecked(True)


class Switch(QCheckBox):
    """On or off, drawn as a sliding knob."""

    WIDTH_PX: Final = 40
    HEIGHT_PX: Final = 22

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._place = 0.0
        self._glide = Glide(self, look, self._on_glide)
        self.toggled.connect(self._glide.go)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The knob's way, and room for the focus ring."""
        return QSize(self.WIDTH_PX + 6, self.HEIGHT_PX + 6)

    def hitButton(self, pos: object) -> bool:
        """All of it can be clicked."""
        return True

    def _on_glide(self, share: float) -> None:
        self._place = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the way and the knob."""
        colours, on = self._look.colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        way = QRectF(3, 3, self.WIDTH_PX, self.HEIGHT_PX)
        radius = self.HEIGHT_PX / 2
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.drawRoundedRect(way.adjusted(-2.5, -2.5, 2.5, 2.5), radius + 2, radius + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if on else colours.muted))
        painter.drawRoundedRect(way, radius, radius)
        painter.setBrush(QColor(colours.on_accent if on else colours.card))
        gone = self._place if self._glide.state() is Glide.State.Running else 1.0
        gone = gone if on else 1 - gone
        x = way.left() + radius + gone * (way.width() - 2 * radius)
        painter.drawEllipse(QPointF(x, way.center().y()), radius - 3, radius - 3)
