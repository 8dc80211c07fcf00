"""The logs that were looked at: each is read out of its run once, so somebody has to keep it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtCore import QObject

from ..desk.log_lines import LogLines
from ..desk.run_center import RunCenter
from .log_model import LogModel

#: Logs of runs that have ended are kept for this many; they can be loaded again.
_KEPT_OF_PAST = 8
#: Lines that are read in one go, so that the window stays fluent.
_AT_ONCE = 5000


@dataclass(slots=True)
class LogBook:
    """The log of one run: what has arrived and is waiting, and the rows of the rest."""

    lines: LogLines
    model: LogModel
    waiting: deque[str] = field(default_factory=deque)

    def turn_page(self) -> bool:
        """Read some of the lines that wait; whether there are more."""
        self.waiting.extend(self.lines.take())
        page = list(islice(self.waiting, _AT_ONCE))
        for _ in page:
            self.waiting.popleft()
        self.model.append(page)
        return bool(self.waiting)


class LogBooks(QObject):
    """Hands out the log of a run, a new one where the run is read anew."""

    def __init__(self, runs: RunCenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._books: dict[str, LogBook] = {}

    def open(self, run_id: str) -> LogBook | None:
        """The log of a run; None if there is no such run."""
        view = self._runs.find(run_id)
        if view is None:
            self._books.pop(run_id, None)
            return None
        book = self._books.pop(run_id, None)
        if book is None or book.lines is not view.log:
            book = LogBook(view.log, LogModel(self))
        self._books[run_id] = book  # the last one used is the last one to go
        self._forget(run_id)
        return book

    def _forget(self, but: str) -> None:
        past = [one for one in self._books if one != but and not self._is_live(one)]
        for run_id in past[:-_KEPT_OF_PAST]:
            self._books.pop(run_id).model.deleteLater()

    def _is_live(self, run_id: str) -> bool:
        view = self._runs.find(run_id)
        return view is not None and not view.run.state.is_final
