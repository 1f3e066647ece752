"""A screen that nobody sees."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

_SIZE: Final = "1400x900x24"
_PATIENCE_S: Final = 20.0


class VirtualScreen:
    """Xvfb; `with` starts and ends it."""

    def __init__(self) -> None:
        self.display = ""
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> VirtualScreen:
        number = next(n for n in range(90, 200) if not Path(f"/tmp/.X11-unix/X{n}").exists())
        self.display = f":{number}"
        command = ["Xvfb", self.display, "-screen", "0", _SIZE, "-ac", "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        wait_for(lambda: Path(f"/tmp/.X11-unix/X{number}").exists(), "the screen")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()

    def shows(self, title: str) -> bool:
        """Whether a window of this title can be seen."""
        command = ["xwininfo", "-display", self.display, "-name", title]
        answer = subprocess.run(command, capture_output=True, text=True)
        return "IsViewable" in answer.stdout


def wait_for(condition: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S) -> float:
    """Wait until a call says True; returns the seconds it took. Raises: TimeoutError."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > patience_s:
            raise TimeoutError(f"{what} did not come within {patience_s:.0f} s")
        time.sleep(0.01)
    return time.monotonic() - began
