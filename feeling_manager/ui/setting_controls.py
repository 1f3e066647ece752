"""The controls of the settings page; none of them can hold what its option does not allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from feeling_manager.core.settings import AUTO_CAMERA, DEMO_CAMERA, setting_range
from feeling_manager.ui.known_cameras import KnownCameras
from feeling_manager.ui.page_undo import PageUndo
from feeling_manager.ui.theme import Look
from feeling_manager.ui.widgets import Switch

WIDTH_PX: Final = 220
TEXT_MARGIN_PX: Final = 8


class Control(QWidget):
    """Shows and changes one option.

    Signals:
        changed(object): the user chose this value.
    """

    changed = Signal(object)

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.inside = inside
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(inside)

    def show_value(self, value: Any) -> None:
        """Show a value, without `changed`."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything anew."""

    def _on_value(self, value: Any) -> None:
        self.changed.emit(value)


class SwitchControl(Control):
    """On or off."""

    def __init__(self, look: Look) -> None:
        self.switch = Switch(look)
        super().__init__(self.switch)
        self.switch.toggled.connect(self._on_value)

    def show_value(self, value: Any) -> None:
        """Show on or off."""
        self.switch.blockSignals(True)
        self.switch.setChecked(bool(value))
        self.switch.blockSignals(False)


class ChoiceControl(Control):
    """One of a few choices."""

    def __init__(self, members: Sequence[Enum], names: Callable[[], Sequence[str]]) -> None:
        self.box = _Choices()
        super().__init__(self.box)
        self._members = list(members)
        self._names = names
        for member in members:
            self.box.addItem("", member)
        self.retranslate()
        self.box.currentIndexChanged.connect(self._on_chosen)

    def show_value(self, value: Any) -> None:
        """Show a member."""
        self.box.blockSignals(True)
        self.box.setCurrentIndex(self._members.index(value))
        self.box.blockSignals(False)

    def retranslate(self) -> None:
        """Name the choices anew."""
        for number, name in enumerate(self._names()):
            self.box.setItemText(number, name)

    def _on_chosen(self, number: int) -> None:
        self.changed.emit(self._members[number])


class NumberControl(Control):
    """A number within the option's range."""

    def __init__(self, key: str, whole: bool, unit: Callable[[], str], zero: Callable[[], str]):
        """Take the option's key; `unit` follows the number, `zero` stands for 0 where not empty."""
        self.spin: QSpinBox | QDoubleSpinBox = _WholeNumber() if whole else _Number()
        super().__init__(self.spin)
        bounds = setting_range(key)
        assert bounds is not None
        self._unit, self._zero = unit, zero
        if isinstance(self.spin, QSpinBox):
            self.spin.setRange(int(bounds[0]), int(bounds[1]))
        else:
            self.spin.setRange(bounds[0], bounds[1])
            self.spin.setDecimals(1)
            self.spin.setSingleStep(0.5)
        self.spin.setFixedWidth(WIDTH_PX)
        # A number counts when it is finished, not with every digit.
        self.spin.setKeyboardTracking(False)
        self.spin.valueChanged.connect(self._on_value)
        line = self.spin.lineEdit()
        assert line is not None
        PageUndo(self.spin, line)
        line.setTextMargins(TEXT_MARGIN_PX, 0, TEXT_MARGIN_PX, 0)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        """Show a number."""
        self.spin.blockSignals(True)
        self.spin.setValue(value)
        self.spin.blockSignals(False)

    def retranslate(self) -> None:
        """Say the unit anew."""
        self.spin.setSuffix(self._unit())
        self.spin.setSpecialValueText(self._zero())


class CameraControl(Control):
    """The webcams by name, the demo portrait, or a video file's path typed in."""

    def __init__(self, cameras: KnownCameras) -> None:
        self.box = _Choices()
        super().__init__(self.box)
        self._cameras = cameras
        self._values: list[str] = []
        self._value = AUTO_CAMERA
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumWidth(WIDTH_PX)
        self.box.activated.connect(self._on_activated)
        line = self.box.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._on_typed)
        PageUndo(self.box, line)
        cameras.changed.connect(self.retranslate)

    def show_value(self, value: Any) -> None:
        """Show a camera by its name."""
        self._value = str(value)
        self.retranslate()

    def retranslate(self) -> None:
        """List the cameras anew."""
        self._values = [AUTO_CAMERA, *self._cameras.names, DEMO_CAMERA]
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem(QCoreApplication.translate("CameraControl", "First webcam"))
        self.box.addItems(self._values[1:-1])
        self.box.addItem(QCoreApplication.translate("CameraControl", "Demo portrait"))
        if self._value in self._values:
            self.box.setCurrentIndex(self._values.index(self._value))
        else:
            self.box.setCurrentIndex(-1)
            self.box.setEditText(self._value)
        self.box.blockSignals(False)
        line = self.box.lineEdit()
        assert line is not None
        line.setPlaceholderText(
            QCoreApplication.translate("CameraControl", "Name, number or video file")
        )

    def _on_activated(self, number: int) -> None:
        self._choose(self._values[number])

    def _on_typed(self) -> None:
        text = self.box.currentText().strip()
        shown = self.box.findText(text, Qt.MatchFlag.MatchFixedString)
        self._choose(self._values[shown] if 0 <= shown < len(self._values) else text)

    def _choose(self, value: str) -> None:
        if value and value != self._value:
            self._value = value
            self.changed.emit(value)


class _Choices(QComboBox):
    """Leaves the wheel to the page that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(WIDTH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not here."""
        event.ignore()


class _WholeNumber(QSpinBox):
    """Leaves the wheel to the page that scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not here."""
        event.ignore()


class _Number(QDoubleSpinBox):
    """Leaves the wheel to the page that scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not here."""
        event.ignore()
