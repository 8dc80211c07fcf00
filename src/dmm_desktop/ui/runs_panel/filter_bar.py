"""The row above the list of runs: search, filters and grouping; below it, what they hide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.search_words import searched_words
from ...core.text import Text, counted, text
from ..formats import number
from ..messages import tr_text
from ..theme.tokens import Tone
from ..theme.type_roles import Role, set_role
from ..widgets.buttons import IconButton, Link
from ..widgets.context_menu import ContextMenu
from ..widgets.labels import WrappedLabel
from ..widgets.line_field import FilterField
from .run_filter import DateChoice, RunEnvironment, RunFilter, StateChoice
from .runs_model import RunsModel


class FilterBar(QWidget):
    """Chooses which runs the model lists. ``list_wanted``: the keyboard goes on to the list."""

    list_wanted = Signal()

    def __init__(self, model: RunsModel, selected: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs_filters")
        self._model = model
        self._selected = selected
        self._search = FilterField("search_runs", self.tr("Search runs"), self.tr("Search runs"))
        self._button = IconButton("filter", "filter_runs", self.tr("Filter and group runs"))
        self._found = WrappedLabel()
        self._found.setObjectName("runs_found")
        set_role(self._found, Role.CAPTION, Tone.MUTED)
        self._hidden = WrappedLabel()
        self._hidden.setObjectName("runs_hidden")
        set_role(self._hidden, Role.CAPTION, Tone.WARN)
        self._show_all = Link(self.tr("Show all"), "show_all_runs")
        self._lay_out()
        self._search.textChanged.connect(self._typed)
        self._search.entered.connect(model.prepare_search)
        self._search.list_wanted.connect(self.list_wanted)
        self._button.clicked.connect(self._open_menu)
        self._show_all.clicked.connect(self.show_all)
        model.arranged.connect(self.show_counts)
        self.show_counts()

    def go_to_search(self) -> None:
        """Give the keyboard to the search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @Slot()
    def show_all(self) -> None:
        """List all runs again."""
        had_focus = self._show_all.hasFocus()
        self._model.set_filter(RunFilter())
        self._search.clear()
        if had_focus:  # the link is gone
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_counts(self) -> None:
        """Show how many runs are listed, and name the hidden ones that matter."""
        chosen, hidden = self._model.filter, self._model.hidden
        self._found_row.setVisible(not chosen.admits_all)
        total = self._model.total
        listed = number(total - len(hidden))
        found = counted("{listed} of 1 run", "{listed} of {n} runs", total, listed=listed)
        words = [tr_text(found), self._model.chosen_environment, *map(tr_text, chosen.choices)]
        self._found.setText(" · ".join(filter(None, words)))
        missing = " ".join(tr_text(sentence) for sentence in self._missing())
        self._hidden.setText(missing)
        self._hidden.setVisible(bool(missing))
        spoken = " · ".join(part for part in (self._found.text(), missing) if part)
        self._search.setAccessibleDescription("" if chosen.admits_all else spoken)

    def _missing(self) -> list[Text]:
        hidden = self._model.hidden
        unsettled = sum(view.run.state.is_unsettled for view in hidden)
        unfinished = sum(not view.run.state.is_final for view in hidden)
        found = []
        if unsettled:
            found.append(
                counted(
                    "1 run that needs your attention is hidden.",
                    "{n} runs that need your attention are hidden.",
                    unsettled,
                )
            )
        if unfinished:
            found.append(
                counted(
                    "1 run that may still be running is hidden.",
                    "{n} runs that may still be running are hidden.",
                    unfinished,
                )
            )
        if self._model.is_hidden(self._selected()):
            found.append(text("The selected run is hidden."))
        return found

    @Slot()
    def _typed(self) -> None:
        self._model.set_filter(replace(self._model.filter, words=searched_words(self._search.text())))

    @Slot()
    def _open_menu(self) -> None:
        self.filter_menu().open_below(self._button)

    def filter_menu(self) -> ContextMenu:
        """The menu of filters and groupings; it is deleted when it closes."""
        menu, chosen = ContextMenu("runs_filter_menu", self), self._model.filter

        def choice(words: str, wanted: RunFilter) -> tuple[str, Callable[[], None]]:
            return words, partial(self._model.set_filter, wanted)

        names = self._model.environments()
        environments: list[RunEnvironment | None] = [None, *names]
        menu.add_choices(
            self.tr("Environment"),
            "filter_environment",
            [
                choice(self.tr("All environments") if one is None else names[one], replace(chosen, environment=one))
                for one in environments
            ],
            environments.index(chosen.environment),
        )
        menu.add_choices(
            self.tr("State"),
            "filter_state",
            [choice(tr_text(one.value), replace(chosen, state=one)) for one in StateChoice],
            [*StateChoice].index(chosen.state),
        )
        menu.add_choices(
            self.tr("Date"),
            "filter_date",
            [choice(tr_text(one.value), replace(chosen, date=one)) for one in DateChoice],
            [*DateChoice].index(chosen.date),
        )
        menu.addSeparator()
        grouped = self._model.is_grouped
        menu.add(self.tr("Group by environment"), "group_runs", lambda: self._model.group(not grouped), checked=grouped)
        menu.addSeparator()
        menu.add(self.tr("Show all runs"), "menu_show_all_runs", self.show_all, enabled=not chosen.admits_all)
        return menu

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._search, 1)
        row.addWidget(self._button)
        self._found_row = QWidget()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._found, 1)
        line.addWidget(self._show_all, 0, Qt.AlignmentFlag.AlignTop)
        below = QVBoxLayout(self._found_row)
        below.setContentsMargins(16, 0, 12, 8)
        below.setSpacing(2)
        below.addLayout(line)
        below.addWidget(self._hidden)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._found_row)
