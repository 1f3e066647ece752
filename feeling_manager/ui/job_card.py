"""Shows long work on the library: how far it is, a button that stops it, what became of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QPushButton

from feeling_manager.core.errors import KnownError
from feeling_manager.runtime.library_jobs import JobKind, JobResult, LibraryJobs
from feeling_manager.storage.track_check import CheckResult
from feeling_manager.storage.track_import import ImportResult
from feeling_manager.ui.job_texts import details, progress_text, result_text, running_text
from feeling_manager.ui.problem_texts import problem_text
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import IconButton, Spoken, around, card, label

DETAILS_PX: Final = 160


class JobCard(Spoken):
    """Hidden until something is done. Thread: the GUI thread."""

    def __init__(self, jobs: LibraryJobs, look: Look) -> None:
        super().__init__()
        self._jobs = jobs
        self._progress: JobResult | None = None
        self._result: JobResult | None = None
        self._kind: JobKind | None = None
        self._error: KnownError | None = None
        self._heading, self._text = label("heading"), label(wrap=True)
        self._log = label("small", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel, self.more = QPushButton(), QPushButton()
        self.more.setObjectName("plain")
        self.close_button = IconButton(look, "x", 16)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFixedHeight(DETAILS_PX)
        frame, inside = card()
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._heading, 1)
        for button in (self.more, self.cancel, self.close_button):
            head.addWidget(button)
        inside.addLayout(head)
        for widget in (self._bar, self._text, self.details, self._log):
            inside.addWidget(widget)
        around(self, frame)
        jobs.started.connect(self._on_started)
        jobs.progressed.connect(self._on_progressed)
        jobs.finished.connect(self._on_finished)
        jobs.failed.connect(self._on_failed)
        self.cancel.clicked.connect(self._on_cancel)
        self.more.clicked.connect(self._on_more)
        self.close_button.clicked.connect(self.hide)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says of the work."""
        return self._text.text()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.cancel.setText(self.tr("Cancel"))
        self.close_button.set_name(self.tr("Close this message"))
        self.details.setAccessibleName(self.tr("What was left out, and why"))
        self._refresh()

    def _refresh(self) -> None:
        """Show what is known now."""
        shown = self.details.isVisibleTo(self)
        self.more.setText(self.tr("Hide") if shown else self.tr("What was left out"))
        if self._kind is None:
            return
        running = self._jobs.running is not None
        self._heading.setText(running_text(self._kind) if running else self._done_heading())
        self._text.setText(self._sentence())
        self._text.setVisible(bool(self._text.text()))
        lines = details(self._result) if self._result else []
        self.more.setVisible(bool(lines))
        for widget, there in (
            (self.cancel, running),
            (self._bar, running),
            (self.close_button, not running),
        ):
            widget.setVisible(there)
        log = self._result.log if isinstance(self._result, ImportResult) else None
        self._log.setText(self.tr("Log: {file}").format(file=log) if log else "")
        self._log.setVisible(log is not None and shown)
        self._show_bar()

    def _show_bar(self) -> None:
        if isinstance(self._progress, CheckResult):
            self._bar.setRange(0, max(1, self._progress.total))
            self._bar.setValue(self._progress.checked)
        else:
            self._bar.setRange(0, 0)

    def _sentence(self) -> str:
        if self._error is not None:
            return problem_text(self._error.code)
        if self._result is not None:
            return result_text(self._result)
        return progress_text(self._progress) if self._progress is not None else ""

    def _done_heading(self) -> str:
        if self._error is not None:
            return self.tr("That did not work")
        return self.tr("Done")

    def _on_started(self, kind: JobKind) -> None:
        self._kind = kind
        self._progress = self._result = self._error = None
        self.details.hide()
        self.cancel.setEnabled(True)
        self._refresh()
        self.show()

    def _on_progressed(self, _kind: JobKind, progress: JobResult) -> None:
        if self._jobs.running is not None:
            self._progress = progress
            self._refresh()

    def _on_finished(self, _kind: JobKind, result: JobResult) -> None:
        self._result = result
        self.details.setPlainText("\n".join(details(result)))
        self._refresh()

    def _on_failed(self, _kind: JobKind, error: KnownError) -> None:
        self._error = error
        self._refresh()

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._jobs.cancel()

    def _on_more(self) -> None:
        self.details.setVisible(not self.details.isVisibleTo(self))
        self._refresh()
