"""Calls a driver that may never return, without waiting for it for ever."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, TypeVar

T = TypeVar("T")

_JOIN_S = 2.0


class PatientThread:
    """Runs calls one after the other in a thread of its own; whoever calls can stop waiting.

    Not an executor: the interpreter waits for an executor's threads when it ends, and a driver
    that hangs would keep the program from closing.

    Thread: one caller at a time.
    """

    def __init__(self, name: str) -> None:
        self._calls: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def call(self, function: Callable[[], T], timeout_s: float) -> T:
        """Run it in the thread and give its result.

        Raises: TimeoutError, after which this thread is of no more use; what `function` raises.
        """
        future: Future[T] = Future()
        self._calls.put((future, function))
        try:
            return future.result(timeout_s)
        except FutureTimeoutError as error:
            raise TimeoutError(f"no answer in {timeout_s:g} s") from error

    def end(self, farewell: Callable[[], object]) -> bool:
        """Run `farewell` last and end; False when the thread hangs and does so later, or never."""
        self._calls.put((Future(), farewell))
        self._calls.put(None)
        self._thread.join(_JOIN_S)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            future, function = call
            try:
                future.set_result(function())
            except BaseException as error:  # a thread's boundary: it belongs to the caller
                future.set_exception(error)
