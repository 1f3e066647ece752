"""The program's own log: a small rotating file, warnings also on stderr."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
import threading
from pathlib import Path
from types import TracebackType

logger = logging.getLogger(__name__)

_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)-12s %(name)s: %(message)s"


def start_logging(folder: Path | None, to_stderr: bool = False) -> None:
    """Write the log into `folder`; with None, or where that cannot be, only to stderr.

    Uncaught exceptions of any thread and crashes of native code are written too.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for handler in _handlers(folder, to_stderr):
        handler.setFormatter(logging.Formatter(_FORMAT))
        root.addHandler(handler)
    sys.excepthook = _on_uncaught
    threading.excepthook = lambda args: _on_uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


def _handlers(folder: Path | None, to_stderr: bool) -> list[logging.Handler]:
    handlers: list[logging.Handler] = []
    if to_stderr or folder is None:
        handlers.append(logging.StreamHandler())
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "feeling-manager.log"
            rotating = logging.handlers.RotatingFileHandler(
                path, maxBytes=1_000_000, backupCount=3, encoding="utf-8"
            )
            handlers.append(rotating)
            crash_file = (folder / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(crash_file)
        except OSError:
            handlers.append(logging.StreamHandler())
    return handlers


def _on_uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
        return
    logger.critical("uncaught", exc_info=(kind, error, traceback))
