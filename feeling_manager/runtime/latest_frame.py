"""A mailbox with room for one frame: whoever looks sees the newest, nothing ever queues."""

from __future__ import annotations

import threading

from feeling_manager.core.values import Frame


class LatestFrame:
    """Hands frames from the capture thread to whoever wants one. Thread: any.

    A frame is only decoded while it is `wanted`: by a preview that streams, or by one request.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._frame: Frame | None = None
        self._requested = False
        self._watchers: set[object] = set()

    @property
    def wanted(self) -> bool:
        """Whether the next frame would be looked at."""
        with self._changed:
            return self._is_wanted

    @property
    def _is_wanted(self) -> bool:
        return self._requested or bool(self._watchers)

    def wait_until_wanted(self, timeout_s: float) -> bool:
        """Sleep until somebody wants a frame; False when nobody did in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_wanted, timeout_s)

    def set_streaming(self, streaming: bool, watcher: object = None) -> None:
        """Say whether a visible preview wants every frame; each preview speaks for itself."""
        with self._changed:
            if streaming:
                self._watchers.add(watcher)
            else:
                self._watchers.discard(watcher)
            self._changed.notify_all()

    def put(self, frame: Frame) -> None:
        """Replace what lies there."""
        with self._changed:
            self._frame = frame
            self._requested = False
            self._changed.notify_all()

    def peek(self) -> Frame | None:
        """The newest frame, None while there is none; it stays."""
        with self._changed:
            return self._frame

    def clear(self) -> None:
        """Forget the frame, as when the camera is switched off."""
        with self._changed:
            self._frame = None
            self._requested = False

    def request(self, timeout_s: float) -> Frame | None:
        """Ask for a fresh frame and wait for it; None when none comes in time."""
        with self._changed:
            before = self._frame
            self._requested = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._frame is not before, timeout_s)
            self._requested = False
            return self._frame if self._frame is not before else None
