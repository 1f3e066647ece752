"""What long work on the library does, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QLocale

from feeling_manager.runtime.library_jobs import (
    DuplicatesResult,
    ExportResult,
    JobKind,
    JobResult,
)
from feeling_manager.storage.track_check import CheckResult
from feeling_manager.storage.track_import import ImportResult
from feeling_manager.ui.problem_texts import has_problem_text, problem_text
from feeling_manager.ui.translation import QT_TRANSLATE_NOOP, translated

_RUNNING: Final[Mapping[JobKind, str]] = {
    JobKind.IMPORT: QT_TRANSLATE_NOOP("texts", "Importing songs…"),
    JobKind.CHECK: QT_TRANSLATE_NOOP("texts", "Checking which songs play…"),
    JobKind.DUPLICATES: QT_TRANSLATE_NOOP("texts", "Looking for duplicates…"),
    JobKind.EXPORT: QT_TRANSLATE_NOOP("texts", "Writing the list…"),
}

_REASONS: Final[Mapping[str, str]] = {
    "private": QT_TRANSLATE_NOOP("texts", "private"),
    "deleted": QT_TRANSLATE_NOOP("texts", "deleted"),
    "region_blocked": QT_TRANSLATE_NOOP("texts", "blocked in this country"),
    "live": QT_TRANSLATE_NOOP("texts", "a live stream"),
    "endless_mix": QT_TRANSLATE_NOOP("texts", "an endless mix"),
    "unreadable": QT_TRANSLATE_NOOP("texts", "unreadable"),
    "address_refused": QT_TRANSLATE_NOOP("texts", "its address is not opened, to be safe"),
    "file_missing": QT_TRANSLATE_NOOP("texts", "the file is not there"),
    "not_audio": QT_TRANSLATE_NOOP("texts", "not a song"),
}

_IMPORTED: Final = QT_TRANSLATE_NOOP(
    "texts", "{added} added, {known} already there, {skipped} skipped"
)
_FOUND: Final = QT_TRANSLATE_NOOP("texts", "{found} found: {counts}")
_BROKEN_OFF: Final = QT_TRANSLATE_NOOP("texts", "{counts}. The list broke off: {reason}")
_CANCELLED: Final = QT_TRANSLATE_NOOP("texts", "{counts}. Cancelled; what was found is kept.")
_CHECKED: Final = QT_TRANSLATE_NOOP("texts", "{checked} of {total} checked, {broken} do not play")
_STOPPED: Final = QT_TRANSLATE_NOOP("texts", "{counts}. The check stopped: {reason}")
_STOPPED_BY_USER: Final = QT_TRANSLATE_NOOP("texts", "{counts}. The next check goes on from here.")
_DUPLICATES: Final = QT_TRANSLATE_NOOP("texts", "{songs} songs are there more than once.")
_NO_DUPLICATES: Final = QT_TRANSLATE_NOOP("texts", "No song is there twice.")
_EXPORTED: Final = QT_TRANSLATE_NOOP("texts", "{songs} songs were written to {file}.")


def running_text(kind: JobKind) -> str:
    """What is being done."""
    return translated(_RUNNING[kind])


def progress_text(progress: JobResult) -> str:
    """How far it is."""
    if isinstance(progress, ImportResult):
        return translated(_FOUND).format(found=_n(progress.found), counts=_counts(progress))
    return _counts(progress)


def result_text(result: JobResult) -> str:
    """What became of it, as a sentence."""
    if isinstance(result, DuplicatesResult):
        text = translated(_DUPLICATES if result.songs else _NO_DUPLICATES)
        return text.format(songs=_n(result.songs))
    if isinstance(result, ExportResult):
        return translated(_EXPORTED).format(songs=_n(result.songs), file=result.path.name)
    counts = _counts(result)
    if isinstance(result, ImportResult):
        ended_by, texts = result.broken_off, (_CANCELLED, _BROKEN_OFF)
    else:
        ended_by, texts = result.stopped_by, (_STOPPED_BY_USER, _STOPPED)
    if ended_by is None:
        return f"{counts}."
    text = texts[0] if ended_by == "cancelled" else texts[1]
    return translated(text).format(counts=counts, reason=problem_text(ended_by))


def details(result: JobResult) -> list[str]:
    """Every skipped entry or song that does not play, with its reason."""
    if isinstance(result, ImportResult):
        return [f"{one.title} – {reason_text(one.reason)}" for one in result.skipped]
    if isinstance(result, CheckResult):
        return [
            f"{track.artist} – {track.title}: {problem_text(code)}" for track, code in result.broken
        ]
    return []


def reason_text(reason: str) -> str:
    """Why an entry of a list was not taken."""
    if reason in _REASONS:
        return translated(_REASONS[reason])
    return problem_text(reason) if has_problem_text(reason) else reason


def _counts(result: JobResult) -> str:
    if isinstance(result, ImportResult):
        return translated(_IMPORTED).format(
            added=_n(result.added), known=_n(result.already_there), skipped=_n(len(result.skipped))
        )
    if isinstance(result, CheckResult):
        return translated(_CHECKED).format(
            checked=_n(result.checked), total=_n(result.total), broken=_n(len(result.broken))
        )
    return ""


def _n(number: int) -> str:
    return str(QLocale().toString(number))
