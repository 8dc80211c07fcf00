"""Copying lines as they came, however many: a job collects them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ...core.cancel import CancelToken
from ...core.errors import LocalError
from ...core.job import Job, Report
from ...core.text import text
from ...operations.log_lines import LogLines
from ...workers.runner import TaskRunner

#: More characters than this are not put on the clipboard, which holds all of them in memory.
_MOST = 16 * 1024 * 1024


class LogCopy(QObject):
    """``failed`` (DmmError): nothing was copied."""

    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._key: object = None

    def copy(self, lines: LogLines, rows: Sequence[range], number_of: Callable[[int], int] | None) -> None:
        """Put the lines of these rows on the clipboard. ``number_of`` tells a row's line; None where it is the same."""
        self._runner.cancel(self._key)
        self._key = ("copy log lines", object())
        numbers = chain.from_iterable(rows)
        job = _collect(lines, map(number_of, numbers) if number_of else numbers)
        self._runner.start(self._key, job, owner=self, on_success=_put, on_failure=self.failed.emit)


def _collect(lines: LogLines, numbers: Iterable[int]) -> Job[str]:
    def job(cancel: CancelToken, report: Report) -> str:
        picked, size = [], 0
        for line in lines.pick(numbers):
            cancel.check()
            picked.append(line)
            size += len(line) + 1
            if size > _MOST:
                raise LocalError(
                    text("These are too many lines to copy."),
                    text("Together they have more than {limit} characters.", limit=_MOST),
                    text("Select fewer lines, or save the log."),
                )
        return "\n".join(picked)

    return job


def _put(collected: str) -> None:
    QGuiApplication.clipboard().setText(collected)
