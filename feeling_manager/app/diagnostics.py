"""Runs `doctor` beside the window, in a process of its own.

What it loads to look at, the networks and yt-dlp, is gone with the process; in the window's own it
would stay for the day.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Final

from feeling_manager.app.paths import UserFiles, console_command
from feeling_manager.core.diagnostics import Finding
from feeling_manager.core.errors import KnownError

TIMEOUT_S: Final = 120.0
POLL_S: Final = 0.2


def examine_apart(
    files: UserFiles, cancelled: Callable[[], bool], timeout_s: float = TIMEOUT_S
) -> Sequence[Finding]:
    """Look at everything the program needs. Thread: any but the GUI's; it takes seconds.

    Raises:
        KnownError: `bug` when no answer came, `cancelled`, `timed_out`.
    """
    command = [*console_command(), "doctor", "--json", "--data-dir", str(files.root)]
    # No black window for a moment, where a console would get one.
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=hidden
    ) as process:
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                answer, _ = process.communicate(timeout=POLL_S)
                return findings_of(answer)
            except subprocess.TimeoutExpired:
                if cancelled() or time.monotonic() > deadline:
                    process.kill()
                    raise KnownError(
                        "doctor", "cancelled" if cancelled() else "timed_out"
                    ) from None


def findings_of(answer: bytes) -> Sequence[Finding]:
    """The findings in what `doctor --json` printed. Raises: KnownError `bug`."""
    try:
        checks = json.loads(answer)["checks"]
        return [
            Finding(name, check["ok"], check["code"], check["values"])
            for name, check in checks.items()
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError(f"doctor answered {answer[:200]!r}", "bug") from error
