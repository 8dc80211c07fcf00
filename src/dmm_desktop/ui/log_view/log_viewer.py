"""The log of one run or file: toolbar and table, with filter, follow, search and copy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ...core.errors import DmmError
from ...core.text import counted, text
from ...operations.log_lines import LogLines
from ...operations.save_log_lines import LineSelection
from ...operations.search_log import line_about
from ...workers.runner import TaskRunner
from ..error_banner import ErrorBanner
from ..formats import number
from ..messages import tr_text
from ..widgets.banner import Notices
from ..widgets.containers import Hairline
from ..widgets.context_menu import ContextMenu, MenuPlace
from .line_details import LineDetails
from .log_copy import LogCopy
from .log_model import LogModel
from .log_search import LogSearch
from .log_table import LogTable, WholeRows
from .log_toolbar import LogToolbar


class LogViewer(QWidget):
    """Shows any :class:`LogLines`. ``save_requested`` (LineSelection): save these lines."""

    save_requested = Signal(object)

    def __init__(self, title: str, object_name: str, accessible_name: str, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        self._about: object = None  # the job that looks for the line about a name
        self.toolbar = LogToolbar(title, object_name)
        self.table = LogTable(object_name, accessible_name)
        self.banner = ErrorBanner(f"{object_name}_banner")
        self._search = LogSearch(runner, self)
        self._copy = LogCopy(runner, self)
        self._details = LineDetails(runner, self)
        self._body = QStackedLayout()
        self._lay_out()
        self._body.addWidget(WholeRows(self.table))  # now it gets a parent, without which it would open as a window
        self.toolbar.listen_in(self)
        self._connect()
        self.model = LogModel(LogLines(), runner, self)
        self.show_lines(self.model.lines)

    def show_lines(self, lines: LogLines) -> None:
        """Show another log, or another copy of the same one; a search continues in it."""
        before, self.model = self.model, LogModel(lines, self._runner, self)
        self._details.cancel()
        self.model.show_errors_only(self.toolbar.errors_only.isChecked())
        self.model.rows.failed.connect(self.show_unread)
        self.table.show_model(self.model)
        self.table.selectionModel().currentChanged.connect(self.show_counts)
        before.deleteLater()
        self._begin_search(self.toolbar.search.text())

    def end_search(self) -> None:
        """Clear the search text: it was entered for another log."""
        self.toolbar.search.clear()

    def show_lines_about(self, name: str) -> None:
        """Search all lines for a name, and go to the line that :func:`line_about` finds."""
        self.toolbar.errors_only.setChecked(False)
        self.toolbar.show_search(name)
        self._begin_search(name)
        self.table.setFocus()
        self._about = about = ("find the line about a name", object())

        def found(line: int | None) -> None:
            if line is not None and about is self._about:  # nothing else was searched for meanwhile
                self._arrived(line)

        job = partial(line_about, self.model.lines, name, self.model.total)
        self._runner.start(about, job, owner=self, on_success=found, on_failure=self.show_failure)

    def catch_up(self) -> bool:
        """Show new lines; returns whether there were any."""
        is_longer = self.model.catch_up()
        if is_longer:
            self._search.extend(self.model.total)
            self.show_counts()
        return is_longer

    @Slot(object)
    def show_failure(self, error: DmmError) -> None:
        """Show why lines cannot be read, searched or copied as the user wished."""
        self.banner.show_error(error)

    @Slot(object)
    def show_unread(self, error: DmmError) -> None:
        """Show why lines cannot be shown; the user may be reading others."""
        self.banner.show_error(error, answers=False)

    @Slot()
    def show_counts(self) -> None:
        """Show the number of lines, or of matches."""
        place = self._search.place(self._current) if self._search.wanted else None
        short = f"{number(place)}/{number(self._search.count)}" if place is not None else ""
        self.toolbar.show_counts(self._counts(place), short)

    def set_empty_page(self, page: QWidget) -> None:
        """Set the page shown instead of the rows; see :meth:`show_rows`."""
        self._body.addWidget(page)

    def show_rows(self, on: bool) -> None:
        """Show the rows, or the page for an empty log."""
        self._body.setCurrentIndex(0 if on else self._body.count() - 1)

    def _connect(self) -> None:
        self.toolbar.errors_only.toggled.connect(self._show_errors_only)
        self.toolbar.follow.toggled.connect(self.table.set_follow)
        self.toolbar.searched.connect(self._search_typed)
        self.toolbar.match_requested.connect(self._go)
        self.toolbar.copied.connect(self._copy_rows)
        self.toolbar.saved.connect(self.save_visible)
        self.table.copy_requested.connect(self._copy_rows)
        self.table.opened.connect(self._show_details)
        self.table.menu_wanted.connect(self._open_menu)
        self.table.typed.connect(self.toolbar.search_for)
        self.table.scrolled_away.connect(self._stop_following)
        self.table.reached_end.connect(self._resume_following)
        self._search.changed.connect(self.show_counts)
        self._search.arrived.connect(self._arrived)
        self._search.failed.connect(self.show_failure)
        self._copy.copied.connect(self._say_copied)
        self._copy.failed.connect(self.show_failure)
        self._details.failed.connect(self.show_failure)

    def _lay_out(self) -> None:
        notices = Notices(side=24)
        notices.add(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(Hairline())
        column.addWidget(notices)
        column.addLayout(self._body, 1)

    def _counts(self, place: int | None) -> str:
        """The counts in words; ``place`` is that of the current row among the matches, if it has one."""
        search, model = self._search, self.model
        if search.wanted:
            if place is not None:
                return tr_text(text("{place} of {hits} matches", place=number(place), hits=number(search.count)))
            if search.count:
                return tr_text(counted("1 match", "{n} matches", search.count))
            return self.tr("No matches") if search.is_over else self.tr("Searching…")
        if model.errors_only:
            return tr_text(text("{errors} of {lines} lines", errors=number(model.errors), lines=number(model.total)))
        return tr_text(counted("1 line", "{n} lines", model.total)) if model.total else ""

    @property
    def _current(self) -> int:
        """The line number of the current row; -1 if there is none."""
        return self.model.number_of(self.table.currentIndex().row())

    @Slot(bool)
    def _show_errors_only(self, on: bool) -> None:
        self.model.show_errors_only(on)
        self._begin_search(self.toolbar.search.text())

    @Slot(object)
    def _begin_search(self, wanted: str) -> None:
        self._runner.cancel(self._about)
        self._about = None
        self._search.begin(wanted, self.model.lines, self.model.total, errors_only=self.model.errors_only)
        self.table.mark(wanted)
        self.show_counts()

    @Slot(object)
    def _search_typed(self, wanted: str) -> None:
        """Show the first match from the current line on while a text is typed."""
        self._begin_search(wanted)
        if wanted:
            self._search.go(self._current - 1, forward=True)

    @Slot(object)
    def _go(self, forward: bool) -> None:
        self._search.go(self._current, forward=forward)

    @Slot(object)
    def _arrived(self, line: int) -> None:
        self.table.go_to(self.model.row_of(line))
        self.show_counts()

    @Slot()
    def _show_details(self) -> None:
        """Show the current line in full."""
        if self._current >= 0:
            self._details.show(self.model.lines, self._current)

    @Slot()
    def _copy_rows(self) -> None:
        self._copy_lines(self.table.rows_to_copy())

    def _copy_lines(self, rows: Sequence[range], *, messages_only: bool = False) -> None:
        lines = self.model.lines
        number_of = lines.error_at if self.model.errors_only else None
        self._copy.copy(lines, rows, number_of, messages_only=messages_only)

    @property
    def has_visible(self) -> bool:
        """Whether the table lists lines."""
        return self.model.rowCount() > 0

    @Slot()
    def save_visible(self) -> None:
        """Save the lines that the table lists: all, or those that look like errors."""
        if self.has_visible:
            self.save_requested.emit(LineSelection(self.model.total, self.model.errors_only))

    @property
    def has_matches(self) -> bool:
        """Whether a text is searched that listed lines contain, or may contain while the search continues."""
        return bool(self._search.wanted) and (self._search.count > 0 or not self._search.is_over)

    def save_matches(self) -> None:
        """Save the listed lines that contain the search text."""
        if self.has_matches:
            self.save_requested.emit(LineSelection(self.model.total, self.model.errors_only, self._search.wanted))

    @Slot()
    def _say_copied(self) -> None:
        self.toolbar.copy.say_done(self.tr("Copied"))

    @Slot(object)
    def _open_menu(self, place: MenuPlace) -> None:
        self.make_menu().open_at(place)

    def make_menu(self) -> ContextMenu:
        """The menu of the lines; it is deleted when it closes."""
        selected, has_rows = self.table.selected_rows(), self.has_visible
        menu = ContextMenu("log_menu", self.table)

        def copy(rows: Sequence[range], messages_only: bool = False) -> None:
            self._copy_lines(rows, messages_only=messages_only)

        all_rows = [range(self.model.rowCount())]
        menu.add(self.tr("Details"), "show_line_details", self._show_details, enabled=self._current >= 0)
        menu.addSeparator()
        menu.add(self.tr("Copy"), "copy_lines", lambda: copy(selected), enabled=bool(selected))
        menu.add(self.tr("Copy message"), "copy_message", lambda: copy(selected, True), enabled=bool(selected))
        menu.add(self.tr("Copy all"), "copy_all_lines", lambda: copy(all_rows), enabled=has_rows)
        menu.addSeparator()
        menu.add(self.tr("Save visible lines…"), "save_visible_lines", self.save_visible, enabled=has_rows)
        save_matches, name = self.tr("Save matching lines…"), "save_matching_lines"
        menu.add(save_matches, name, self.save_matches, enabled=self.has_matches)
        menu.addSeparator()
        errors_only = self.toolbar.errors_only
        menu.add(
            errors_only.text(),
            "show_errors_only",
            errors_only.click,
            enabled=errors_only.isEnabled(),
            checked=errors_only.isChecked(),
        )
        return menu

    @Slot()
    def _stop_following(self) -> None:
        self.toolbar.follow.setChecked(False)

    @Slot()
    def _resume_following(self) -> None:
        if self.toolbar.follow.isVisibleTo(self):
            self.toolbar.follow.setChecked(True)
