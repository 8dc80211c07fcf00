"""Copies log lines to the clipboard as received, in a job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ...core.errors import LocalError
from ...core.job import CancelToken, Job, OnProgress
from ...core.log_line import read_line
from ...core.text import text
from ...operations.log_lines import LogLines
from ...workers.runner import TaskRunner

#: Limit for copying, in characters; the clipboard keeps all of them in memory.
_MOST = 16 * 1024 * 1024


class LogCopy(QObject):
    """Copies lines in the background. ``copied``: the lines are on the clipboard; ``failed`` (DmmError): nothing was
    copied."""

    copied = Signal()
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._key: object = None

    def copy(
        self,
        lines: LogLines,
        rows: Sequence[range],
        number_of: Callable[[int], int] | None,
        *,
        messages_only: bool = False,
    ) -> None:
        """Put the lines of these rows on the clipboard. ``number_of`` returns the line number of a row; None if they
        are equal. ``messages_only`` leaves out time and level."""
        self._runner.withdraw(self._key)
        self._key = ("copy log lines", object())
        numbers = chain.from_iterable(rows)
        job = _collect(lines, map(number_of, numbers) if number_of else numbers, messages_only)
        self._runner.start(self._key, job, owner=self, on_success=self._put, on_failure=self.failed.emit)

    def _put(self, collected: str) -> None:
        QGuiApplication.clipboard().setText(collected)
        self.copied.emit()


def _collect(lines: LogLines, numbers: Iterable[int], messages_only: bool) -> Job[str]:
    def job(cancel: CancelToken, report: OnProgress) -> str:
        picked, size = [], 0
        for raw in lines.pick(numbers):
            cancel.check()
            line = raw[read_line(raw).rest_at :] if messages_only else raw
            picked.append(line)
            size += len(line) + 1
            if size > _MOST:
                raise LocalError(
                    text("Too many lines to copy."),
                    text("Together they have more than {limit} characters.", limit=_MOST),
                    text("Select fewer lines, or save the log."),
                )
        return "\n".join(picked)

    return job
