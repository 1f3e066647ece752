"""Measures how long the window did not answer, and what held it up."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS: Final = 5
LOOK_MS: Final = 10
STUCK_MS: Final = 25
"""When the loop has not turned for so long, what runs is noted."""

STACK_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch in which the event loop did not turn.

    Attributes:
        cpu_ms: what the GUI thread itself computed; a busy machine hardly changes it.
        wall_ms: how long it lasted, waiting for a processor or another thread included.
        stack: the innermost calls of the GUI thread, the first of them where it was; may be empty.
    """

    cpu_ms: float = 0.0
    wall_ms: float = 0.0
    stack: tuple[str, ...] = ()


class GuiWatch(QObject):
    """Ticks in the event loop and keeps the longest pause. Thread: the GUI thread.

    A tool to measure with: the program itself does not run it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gui = threading.get_ident()
        self._stack: tuple[str, ...] = ()
        self._cpu_s, self._wall_s = time.thread_time(), time.perf_counter()
        self._worst = Block()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._over = threading.Event()
        self._looker = threading.Thread(target=self._look, name="gui-watch", daemon=True)
        self._timer.start()
        self._looker.start()

    def take_worst(self) -> Block:
        """The block in which most was computed since the last call."""
        self._on_tick()
        worst, self._worst = self._worst, Block()
        return worst

    def stop(self) -> None:
        """End measuring."""
        self._timer.stop()
        self._over.set()
        self._looker.join()

    def _on_tick(self) -> None:
        cpu_s, wall_s = time.thread_time(), time.perf_counter()
        block = Block(1000 * (cpu_s - self._cpu_s), 1000 * (wall_s - self._wall_s), self._stack)
        if block.cpu_ms > self._worst.cpu_ms:
            self._worst = block
        self._stack = ()
        self._cpu_s, self._wall_s = time.thread_time(), time.perf_counter()

    def _look(self) -> None:
        """Note from beside what the GUI thread does while it is stuck."""
        while not self._over.wait(LOOK_MS / 1000):
            if 1000 * (time.perf_counter() - self._wall_s) > STUCK_MS:
                self._stack = _stack_of(self._gui)


def _stack_of(thread_id: int) -> tuple[str, ...]:
    """The innermost calls of a thread.

    Nothing in here lets go of the interpreter: a frame that is still held when its function returns
    keeps that function's painter alive, and Qt does not survive two of them.
    """
    calls: list[tuple[str, int, str]] = []
    frame = sys._current_frames().get(thread_id)
    while frame is not None and len(calls) < STACK_LINES:
        calls.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    del frame
    return tuple(f"{file}:{line} {name}" for file, line, name in calls)
