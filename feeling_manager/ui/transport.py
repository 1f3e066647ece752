"""The buttons and bars that steer what plays."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from feeling_manager.core.values import DurationMs
from feeling_manager.runtime.playback import NowPlaying, NowState, Playback
from feeling_manager.ui.texts import duration_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconButton, label

POSITION_MS: Final = 250
SEEK_STEP_MS: Final = 5000


class ClickSlider(QSlider):
    """A bar that goes to where it is clicked."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump there, then drag as usual."""
        if event.button() == Qt.MouseButton.LeftButton and self.width() > 0:
            share = min(1.0, max(0.0, event.position().x() / self.width()))
            self.setSliderDown(True)
            span = self.maximum() - self.minimum()
            self.setSliderPosition(self.minimum() + round(share * span))
        super().mousePressEvent(event)


class SeekRow(QWidget):
    """Where the song is, and how long it is; asked for four times a second while shown."""

    def __init__(self, playback: Playback, compact: bool = False) -> None:
        """Take the playback; a compact row is a thin line without the times."""
        super().__init__()
        self._playback = playback
        self._elapsed, self._length = label("small"), label("small")
        self.slider = ClickSlider()
        self.slider.setSingleStep(SEEK_STEP_MS)
        self.slider.setPageStep(2 * SEEK_STEP_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        if compact:
            self.slider.setObjectName("thin")
            row.addWidget(self.slider, 1)
        else:
            for widget, stretch in ((self._elapsed, 0), (self.slider, 1), (self._length, 0)):
                row.addWidget(widget, stretch)
        self._tick = QTimer(self, interval=POSITION_MS)
        self._tick.timeout.connect(self.refresh)
        self.slider.sliderReleased.connect(self._on_released)
        self.slider.actionTriggered.connect(self._on_action)
        playback.changed.connect(self._on_changed)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.slider.setAccessibleName(self.tr("Position in the song"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the position while it can be seen."""
        self.refresh()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while hidden."""
        self._tick.stop()

    def refresh(self) -> None:
        """Show where the song is now."""
        sounding = self._playback.now.state in (NowState.PLAYING, NowState.PAUSED)
        position_ms, duration_ms = self._playback.position() if sounding else (0, 0)
        self.slider.setEnabled(duration_ms > 0)
        self._elapsed.setText(duration_text(position_ms))
        self._length.setText(duration_text(duration_ms))
        if not self.slider.isSliderDown():
            self.slider.setMaximum(max(1, duration_ms))
            self.slider.setValue(position_ms)

    def _on_changed(self, _now: NowPlaying) -> None:
        self.refresh()

    def _on_released(self) -> None:
        self._playback.seek(DurationMs(self.slider.sliderPosition()))

    def _on_action(self, _action: int) -> None:
        if not self.slider.isSliderDown():  # a key, not the mouse
            self._playback.seek(DurationMs(self.slider.sliderPosition()))


class PlayButtons(QWidget):
    """Previous, play or pause, next."""

    def __init__(self, playback: Playback, look: Look, compact: bool = False) -> None:
        super().__init__()
        self._playback = playback
        self._back = IconButton(look, "skip-back", 18 if compact else 22)
        self.play = IconButton(look, "play", 20 if compact else 24)
        self._skip = IconButton(look, "skip-forward", 18 if compact else 22)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0 if compact else SPACE // 2)
        for button in (self._back, self.play, self._skip):
            button.setObjectName("compact" if compact else "")
            row.addWidget(button)
        if not compact:
            self.play.setObjectName("play")
        self._back.clicked.connect(playback.previous)
        self._skip.clicked.connect(playback.skip)
        self.play.clicked.connect(playback.toggle)
        playback.changed.connect(self._on_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything anew."""
        self._back.set_name(self.tr("Previous song"), "Ctrl+Left")
        self._skip.set_name(self.tr("Next song"), "Ctrl+Right")
        self._on_changed(self._playback.now)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_changed(self, now: NowPlaying) -> None:
        playing = now.state is NowState.PLAYING
        self.play.set_icon("pause" if playing else "play")
        self.play.set_name(self.tr("Pause") if playing else self.tr("Play"), "Ctrl+Space")
        self._back.setEnabled(now.can_go_back or now.recommendation is not None)


class VolumeControl(QWidget):
    """A loudspeaker that mutes, and a slider.

    Signals:
        changed(int): the user wants this loudness, 0-100.
    """

    changed = Signal(int)

    def __init__(self, look: Look, percent: int) -> None:
        super().__init__()
        self._before_mute = percent or 50
        self._mute = IconButton(look, "volume-2")
        self.slider = ClickSlider()
        self.slider.setRange(0, 100)
        self.slider.setMinimumWidth(56)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        row.addWidget(self._mute)
        row.addWidget(self.slider, 1)
        self._mute.clicked.connect(self.toggle_mute)
        self.slider.valueChanged.connect(self._on_value)
        self.show_volume(percent)
        self.retranslate()

    def show_volume(self, percent: int) -> None:
        """Show another loudness, without `changed`."""
        self.slider.blockSignals(True)
        self.slider.setValue(percent)
        self.slider.blockSignals(False)
        self._mute.set_icon("volume-2" if percent else "volume-x")

    def toggle_mute(self) -> None:
        """Turn the sound off, or as loud as it was before."""
        if self.slider.value():
            self._before_mute = self.slider.value()
            self.slider.setValue(0)
        else:
            self.slider.setValue(self._before_mute)

    def retranslate(self) -> None:
        """Say everything anew."""
        self._mute.set_name(self.tr("Mute"), "Ctrl+M")
        self.slider.setAccessibleName(self.tr("Volume"))
        self.slider.setToolTip(self.tr("Volume"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_value(self, percent: int) -> None:
        self._mute.set_icon("volume-2" if percent else "volume-x")
        self.changed.emit(percent)
