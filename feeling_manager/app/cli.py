"""The command line: what can be said, and which part does it."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from feeling_manager import __version__
from feeling_manager.app.installer_mutex import hold_installer_mutex
from feeling_manager.core.emotions import EMOTION_ORDER
from feeling_manager.core.errors import (
    CameraError,
    DataError,
    KnownError,
    ModelError,
    PlayerError,
    ResolveError,
)
from feeling_manager.core.settings import ListeningMode, SettingError

logger = logging.getLogger(__name__)

EXIT_BUG: Final = 1
EXIT_ARGUMENTS: Final = 2
EXIT_ENVIRONMENT: Final = 3
EXIT_DATA: Final = 4

PAGES: Final = ("now", "statistics", "history", "library", "settings", "welcome")

_MODULES: Final = {
    None: "window",
    "run": "headless",
    "classify": "classify",
    "recommend": "recommend",
    "stats": "statistics",
    "log": "statistics",
    "preferences": "preferences",
    "library": "library",
    "data": "user_data",
    "doctor": "doctor",
    "update": "update",
    "bench": "bench",
}


def run_command_line(arguments: list[str]) -> int:
    """Run one command and return its exit status; a `KnownError` becomes one sentence."""
    hold_installer_mutex()
    options = build_parser().parse_args(arguments)
    # Only the chosen command's libraries are loaded: the window must be there within a second.
    module = importlib.import_module(f"feeling_manager.app.commands.{_MODULES[options.command]}")
    try:
        status: int = module.run(options)
    except KnownError as error:
        print(f"feeling-manager: {_sentence(error)}", file=sys.stderr)
        _show(options, error)
        return exit_status(error)
    except BrokenPipeError:
        # The reader has had enough; Python would complain again when it flushes at exit.
        sys.stdout = None
        return 0
    except Exception as error:
        if options.command is not None:
            raise
        _log(options, error)
        print(f"feeling-manager: {_sentence(KnownError(code='bug'))}", file=sys.stderr)
        _show(options, error)
        return EXIT_BUG
    return status


def _show(options: argparse.Namespace, error: Exception) -> None:
    """Say it in a window too, where nobody sees stderr."""
    if options.command is None:
        from feeling_manager.app.start_problem import show_start_problem

        show_start_problem(options, error)


def _log(options: argparse.Namespace, error: Exception) -> None:
    from feeling_manager.app.logs import start_logging
    from feeling_manager.app.store import files_of

    if not logging.getLogger().handlers:
        start_logging(files_of(options).logs)
    logger.critical("the window could not open", exc_info=error)


def exit_status(error: KnownError) -> int:
    """The exit status that scripts can tell kinds of failure by."""
    if isinstance(error, SettingError):
        return EXIT_ARGUMENTS
    if isinstance(error, CameraError | ModelError | PlayerError | ResolveError):
        return EXIT_ENVIRONMENT
    return EXIT_DATA if isinstance(error, DataError) else EXIT_ENVIRONMENT


def _sentence(error: KnownError) -> str:
    from feeling_manager.ui.problem_texts import problem_text

    if isinstance(error, SettingError):
        return error.detail
    text = problem_text(error.code)
    return f"{text} ({error.detail})" if error.detail else text


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar; options that are not given are absent, not None."""
    data, play = _data_options(), _play_options()
    parser = argparse.ArgumentParser(
        prog="feeling-manager",
        description="Reads the expression on your face and plays music that fits.",
        parents=[data, play],
        argument_default=argparse.SUPPRESS,
    )
    parser.add_argument("--version", action="version", version=f"feeling-manager {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.default = None
    parser.set_defaults(command=None)
    commands.add_parser("run", parents=[data, play], help="the same job without a window")
    _add_classify(commands, data)
    _add_recommend(commands, data)
    _add_statistics(commands, data)
    _add_preferences(commands, data)
    _add_library(commands, data)
    _add_user_data(commands, data)
    doctor = commands.add_parser("doctor", parents=[data], help="what works and what is missing")
    doctor.add_argument("--json", action="store_true")
    update = commands.add_parser("update", parents=[data], help="fetch the newest yt-dlp")
    update.add_argument("--check", action="store_true", help="only look whether there is one")
    update.add_argument("--json", action="store_true")
    bench = commands.add_parser("bench", parents=[data], help="measure on this machine")
    bench.add_argument("what", choices=("perception", "startup", "statistics", "library"))
    bench.add_argument("--json", action="store_true")
    bench.add_argument("--camera", default="demo", metavar="INDEX|NAME|FILE|demo")
    bench.add_argument("--seconds", type=float, default=40.0, help="of each run of perception")
    return parser


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _parent() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)


def _data_options() -> argparse.ArgumentParser:
    options = _parent()
    options.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="everything of this user lies under DIR"
    )
    return options


def _play_options() -> argparse.ArgumentParser:
    options = _parent()
    options.add_argument("--camera", metavar="INDEX|NAME|FILE|demo")
    options.add_argument("--loop", action="store_true", help="repeat a video file")
    options.add_argument("--player", choices=("vlc", "silent"))
    options.add_argument(
        "--audio-file", type=Path, metavar="FILE.wav", help="render to a file instead of the card"
    )
    options.add_argument("--lang", choices=("ko", "en"))
    options.add_argument(
        "--set", action="append", metavar="KEY=VALUE", help="change a setting for this run only"
    )
    options.add_argument("--quit-after", type=float, metavar="SECONDS")
    options.add_argument(
        "--demo-if-no-camera", action="store_true", help="watch the demo portrait without a camera"
    )
    options.add_argument("--screenshot", type=Path, metavar="FILE.png")
    options.add_argument("--page", choices=PAGES)
    options.add_argument("--theme", choices=("light", "dark"))
    return options


def _add_classify(commands: _Commands, data: argparse.ArgumentParser) -> None:
    classify = commands.add_parser("classify", parents=[data], help="read pictures")
    classify.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    classify.add_argument("--crops", action="store_true", help="each picture is a face crop")


def _add_recommend(commands: _Commands, data: argparse.ArgumentParser) -> None:
    recommend = commands.add_parser("recommend", parents=[data], help="choose songs")
    recommend.add_argument("--emotion", required=True, choices=[str(e) for e in EMOTION_ORDER])
    recommend.add_argument("--mode", choices=[str(m) for m in ListeningMode], default="match")
    recommend.add_argument("-n", type=_positive, default=1, metavar="N")
    recommend.add_argument("--seed", type=int, metavar="S")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return number


def _add_statistics(commands: _Commands, data: argparse.ArgumentParser) -> None:
    for name, summary in (("stats", "count emotions"), ("log", "list what was played")):
        command = commands.add_parser(name, parents=[data], help=summary)
        command.add_argument("period", choices=("day", "week", "month"))
        command.add_argument("--date", metavar="YYYY-MM-DD")
        shape = command.add_mutually_exclusive_group()
        shape.add_argument("--json", action="store_true")
        shape.add_argument("--csv", action="store_true")
        if name == "stats":
            shape.add_argument("--png", type=Path, metavar="FILE")
        else:
            command.add_argument("--emotion", choices=[str(e) for e in EMOTION_ORDER])


def _add_preferences(commands: _Commands, data: argparse.ArgumentParser) -> None:
    preferences = commands.add_parser("preferences", parents=[data], help="genres by emotion")
    actions = preferences.add_subparsers(dest="action", required=True)
    actions.add_parser("get", parents=[data])
    row = actions.add_parser("set", parents=[data], help="replace one row; no genre means any")
    row.add_argument("emotion", choices=[str(e) for e in EMOTION_ORDER])
    row.add_argument("genres", nargs="*", metavar="GENRE")
    actions.add_parser("reset", parents=[data])


def _add_library(commands: _Commands, data: argparse.ArgumentParser) -> None:
    library = commands.add_parser("library", parents=[data], help="the songs")
    actions = library.add_subparsers(dest="action", required=True)
    actions.add_parser("list", parents=[data])
    search = actions.add_parser("search", parents=[data])
    search.add_argument("text")
    add = actions.add_parser("add", parents=[data])
    add.add_argument("uri")
    add.add_argument("--title", required=True)
    add.add_argument("--artist", default="")
    add.add_argument("--genre", default="other")
    remove = actions.add_parser("remove", parents=[data])
    remove.add_argument("id", type=int)
    actions.add_parser("stats", parents=[data])
    imported = actions.add_parser("import", parents=[data])
    imported.add_argument("source")
    imported.add_argument("--genre")
    imported.add_argument("--dry-run", action="store_true")
    check = actions.add_parser("check", parents=[data], help="find songs that no longer play")
    check.add_argument("--limit", type=_positive, metavar="N", help="check N songs at most")
    check.add_argument(
        "--pause", type=float, metavar="SECONDS", help="between two songs of the web"
    )
    export = actions.add_parser("export", parents=[data])
    export.add_argument("file", type=Path, metavar="FILE.csv|.json|.m3u")


def _add_user_data(commands: _Commands, data: argparse.ArgumentParser) -> None:
    user_data = commands.add_parser("data", parents=[data], help="this user's data")
    actions = user_data.add_subparsers(dest="action", required=True)
    actions.add_parser("where", parents=[data])
    export = actions.add_parser("export", parents=[data])
    export.add_argument("file", type=Path, metavar="FILE.zip")
    delete = actions.add_parser("delete", parents=[data])
    delete.add_argument("--older-than", type=_positive, metavar="DAYS")
    delete.add_argument("--yes", action="store_true", help="do not ask")
