"""`update`: the newest yt-dlp, without a new release of the program."""

from __future__ import annotations

from argparse import Namespace

from packaging.version import Version

from feeling_manager.adapters.updates import HttpsClient, PackageIndex
from feeling_manager.app.output import print_json
from feeling_manager.app.store import files_of
from feeling_manager.app.ytdlp import UserYtDlp
from feeling_manager.core.ports import YtDlpUpdateResult
from feeling_manager.ui.problem_texts import problem_text


def run(
    options: Namespace, client: HttpsClient | None = None, index: PackageIndex | None = None
) -> int:
    """Fetch a newer yt-dlp if there is one, or only look. Raises: DataError, UpdateError."""
    ytdlp = UserYtDlp(files_of(options), client=client, index=index)
    if getattr(options, "check", False):
        available = ytdlp.check(_never)
        result = YtDlpUpdateResult(ytdlp.status(), available, updated=False)
    else:
        result = ytdlp.update(_never)
    if getattr(options, "json", False):
        _print_json(result)
    else:
        print(_sentence(result))
    return 0


def _print_json(result: YtDlpUpdateResult) -> None:
    print_json(
        {
            "installed": result.status.installed,
            "available": result.available,
            "updated": result.updated,
            "active": result.status.active.value,
            "problem": result.problem or None,
        }
    )


def _sentence(result: YtDlpUpdateResult) -> str:
    installed = result.status.installed
    if result.problem:
        return f"{problem_text(result.problem)} ({result.available})"
    if result.updated:
        return f"yt-dlp {installed} is in place and is used from now on."
    if Version(result.available) > Version(installed):
        return f"yt-dlp {installed} is installed; {result.available} can be fetched."
    return f"yt-dlp {installed} is installed, and there is no newer one."


def _never() -> bool:
    return False
