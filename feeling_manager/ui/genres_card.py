"""Genres for each expression: the table, own genres, and the way back to the defaults."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from feeling_manager.core.emotions import Emotion
from feeling_manager.core.preferences import Liking
from feeling_manager.runtime.session import Session
from feeling_manager.ui.genre_forms import GenreDeleteForm, GenreNameForm
from feeling_manager.ui.liking_cell import LikingCell
from feeling_manager.ui.preferences_table import PreferencesTable
from feeling_manager.ui.taste_changes import TasteChanges
from feeling_manager.ui.texts import liking_name
from feeling_manager.ui.theme import SPACE, Look
from feeling_manager.ui.widgets import Spoken, around, card, label


class GenresCard(Spoken):
    """Thread: the GUI thread. Every change is written at once."""

    def __init__(self, session: Session, look: Look, changes: TasteChanges) -> None:
        super().__init__()
        self._look = look
        self._heading, self._hint = label("heading"), label("small", wrap=True)
        self.add, self.reset = QPushButton(), QPushButton()
        self.table = PreferencesTable(session, look, changes)
        self.name_form, self.delete_form = GenreNameForm(session), GenreDeleteForm(session)
        self._legend: dict[Liking, QLabel] = {}
        self._samples: dict[Liking, LikingCell] = {}
        for button in (self.add, self.reset):
            button.setObjectName("plain")
        frame, inside = card()
        inside.addLayout(self._head())
        for form in (self.name_form, self.delete_form):
            inside.addWidget(form)
        inside.addWidget(self.table)
        inside.addLayout(self._legend_row())
        around(self, frame)
        self.add.clicked.connect(self._on_add)
        self.reset.clicked.connect(changes.reset_all)
        self.table.rename_wanted.connect(self._on_rename)
        self.table.delete_wanted.connect(self._on_delete)
        self.name_form.named.connect(
            lambda old, new: changes.rename(old, new) if old else changes.add(new)
        )
        self.delete_form.wanted.connect(changes.delete)
        look.changed.connect(self._on_look)
        self._on_look()
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._hint)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.add)
        head.addWidget(self.reset)
        return head

    def _legend_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for liking in Liking:
            sample = LikingCell(self._look, Emotion.NEUTRAL)
            sample.show_liking(liking)
            sample.setEnabled(False)
            self._legend[liking] = label("small")
            self._samples[liking] = sample
            row.addWidget(sample)
            row.addWidget(self._legend[liking])
            row.addSpacing(SPACE)
        row.addStretch(1)
        return row

    def retranslate(self) -> None:
        """Say everything anew."""
        self._heading.setText(self.tr("Genres for each expression"))
        self._hint.setText(
            self.tr(
                "A click makes a genre come up more often, with Shift less often. Keys: arrows,"
                " Space, 0 to 3. A row that is all off means any genre."
            )
        )
        self.add.setText(self.tr("Add a genre"))
        self.reset.setText(self.tr("Reset all"))
        for liking, text in self._legend.items():
            text.setText(liking_name(liking))
            self._samples[liking].setAccessibleName(liking_name(liking))

    def _on_add(self) -> None:
        self.delete_form.hide()
        self.name_form.ask()

    def _on_rename(self, genre: str) -> None:
        self.delete_form.hide()
        self.name_form.ask(genre)

    def _on_delete(self, genre: str) -> None:
        self.name_form.hide()
        self.delete_form.ask(genre)

    def _on_look(self) -> None:
        self.add.setIcon(self._look.icon("plus", self._look.colours.accent))
