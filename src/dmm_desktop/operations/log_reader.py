"""Reads the log lines of an execution: each once, in order, whatever the server's page base and page size are.

Every answer is one snapshot: the lines of a page and the number of pages. A page that is not the last one in its own
snapshot is complete, so reading goes on behind it; the last one may grow and is asked for again. No page size is needed
for that, so it does not matter whether the server caps ``LogRecords``.

Neither the number of the first page, 0 or 1, is documented, nor what comes for a page that does not exist: nothing, a
refusal, or some page again [assumed]. So page 0 is the first one if there is anything in it, whatever its proper number
is, and what equals a page that is known is taken for that page. Only where a log has two pages that are equal line by
line can that be wrong, and only on servers that answer for pages that do not exist.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ..api.answer_file import AnswerFile
from ..api.client import DmmClient
from ..core.errors import DmmError, LocalError, NotDmmAnswer, RefusedByServer, ServerFailed, UnreadableAnswer
from ..core.models import ExecutionStatus
from .log_text import batches_of_lines

Deliver: TypeAlias = Callable[[Sequence[str]], None]

#: ``LogRecords`` of every request: lines in a page; the server may give fewer or more.
LOG_RECORDS = 2000
#: Pages up to this size, in bytes, are kept in memory while they are read.
_IN_MEMORY = 4 * 1024 * 1024
#: A page that no log has; times LOG_RECORDS it still fits into the platform's Integer.
_FAR_BEYOND = 1_000_000
#: How often a page that may not exist is asked for: a server that fails may do so for another reason.
_TRIES = 2


class LogReader:
    """Reads on from where it stopped at each :meth:`poll`. ``lines`` is how many were delivered, ``problem`` why some
    could not be read at the last try."""

    def __init__(self, client: DmmClient, tracker_id: str, spool: Path, deliver: Deliver) -> None:
        self._client = client
        self._tracker_id = tracker_id
        self._spool = spool
        self._deliver = deliver
        self._page: int | None = None  # the number of the page that is being read
        self._before = 0  # how many pages there are before it
        self._first = _NOTHING  # the digest of the first page once that is complete
        self._seen = 0  # how many of the page's lines were delivered
        self._known = _NOTHING  # the digest of those
        self.lines = 0
        self.problem: DmmError | None = None

    def poll(self) -> ExecutionStatus:
        """Ask for the status and read all lines that are new. Raises as get_execution_status does.

        A log that cannot be read does not keep the status away: the next poll tries again.
        """
        self.problem = None
        try:
            return self._read_on()
        except _Undecodable as error:
            self.problem = self._unreadable(error.status)
            return error.status
        except (RefusedByServer, ServerFailed, NotDmmAnswer, LocalError) as error:
            status = self._client.get_execution_status(self._tracker_id)
            self.problem = error
            return status

    def finish(self) -> None:
        """Read on past the last page until there is nothing new: the server's number of pages may be wrong.

        Does nothing while there is a problem. Raises as get_execution_status does.
        """
        if self._page is None and self._client.pages_logs and not self.problem:
            self.poll()  # it may have begun after it was looked for
        try:
            while not self.problem and self._turn_to_next():
                self._read(self._page)
        except _Undecodable as error:
            self.problem = self._unreadable(error.status)

    def _read_on(self) -> ExecutionStatus:
        if not self._client.pages_logs:
            return self._read(None)
        if self._page is None:
            status = self._find_first_page()
            if self._page is None:
                return status
        while True:
            status = self._read(self._page)
            if status.log_pages <= self._before + 1:
                return status
            self._turn_to(self._next_page(status.log_pages))

    def _find_first_page(self) -> ExecutionStatus:
        """Find out where the log begins, if it has begun. Page 1 is asked for first: if it has lines, page 0 has some
        afterwards, or there is no such page."""
        one = self._look(1)
        zero = self._look(0)
        if zero is not None and zero.has_lines:
            self._page = 0
        elif one is not None and one.has_lines:
            self._page = 1
        found = one or zero
        if found is not None:
            return found.status
        with self._answer(1) as (status, _):
            return status

    def _next_page(self, pages: int = 1) -> int:
        """The number of the page after this one, where ``pages`` or more are known to exist.

        If page 1 equals page 0 it is the same, and numbers start at 1; unless there is no page with the number
        ``pages``.
        """
        assert self._page is not None
        if self._page > 0:
            return self._page + 1
        one = self._look(1)
        if one is None or one.digest != self._known:
            return 1
        while pages > 1:
            last = self._look(pages)
            if last is None or not last.has_lines:
                return 1
            if last.status.log_pages <= pages:
                break
            pages = last.status.log_pages  # the log grew meanwhile
        return 2

    def _turn_to_next(self) -> bool:
        """Turn to the page after this one, if there is one."""
        if self._page is None:
            return False
        lines = -1
        while self.lines > lines:  # until the page does not grow while others are looked at
            lines = self.lines
            number = self._next_page()
            beyond = self._look(number)
            self._read(self._page)
        if beyond is None or not beyond.has_lines or self._is_shown_again(beyond):
            return False
        self._turn_to(number)
        return True

    def _is_shown_again(self, beyond: _Look) -> bool:
        """Whether it is a page that is known, shown in place of one that does not exist."""
        if beyond.digest not in (self._known, self._first):
            return False
        instead = self._look(_FAR_BEYOND)
        return instead is not None and instead.digest == beyond.digest

    def _turn_to(self, page: int) -> None:
        if self._before == 0:
            self._first = self._known
        self._page = page
        self._before += 1
        self._seen = 0
        self._known = _NOTHING

    def _read(self, page: int | None) -> ExecutionStatus:
        """Deliver what is new on the page."""
        count = 0
        digest = _digest()
        with self._answer(page) as (status, batches):
            for batch in batches:
                _add(digest, batch)
                new = batch[max(0, self._seen - count) :]
                count += len(batch)
                if new:
                    self._deliver(new)
                    # At once, for the case that the next ones cannot be delivered.
                    self.lines += len(new)
                    self._seen, self._known = count, digest.digest()
        return status

    def _look(self, page: int) -> _Look | None:
        """Ask for a page without delivering it; None if the server refuses, or fails twice, to show it."""
        for _ in range(_TRIES):
            digest = _digest()
            try:
                with self._answer(page) as (status, batches):
                    for batch in batches:
                        _add(digest, batch)
                return _Look(status, digest.digest())
            except RefusedByServer:
                break
            except ServerFailed:
                continue
        return None

    @contextmanager
    def _answer(self, page: int | None) -> Iterator[tuple[ExecutionStatus, Iterator[list[str]]]]:
        with AnswerFile(_IN_MEMORY, self._spool) as file:
            status = self._client.get_execution_status(
                self._tracker_id, log_page=page, log_records=LOG_RECORDS, logs_to=file
            )
            if status.log_problem:
                raise _Undecodable(status)
            shown = self._client.shown
            texts = codecs.iterdecode(file.blocks(), "utf-8", "replace")
            yield status, ([shown(line) for line in batch] for batch in batches_of_lines(texts))

    def _unreadable(self, status: ExecutionStatus) -> DmmError:
        return UnreadableAnswer(self._client.root.host, status.log_problem)


@dataclass(frozen=True, slots=True)
class _Look:
    """A page as it was at one moment."""

    status: ExecutionStatus
    digest: bytes

    @property
    def has_lines(self) -> bool:
        return self.digest != _NOTHING


class _Undecodable(Exception):
    """The status came, but the lines with it cannot be decoded."""

    def __init__(self, status: ExecutionStatus) -> None:
        super().__init__(status.log_problem)
        self.status = status


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _add(digest: hashlib.blake2b, lines: Sequence[str]) -> None:
    digest.update(("\n".join(lines) + "\n").encode())


_NOTHING = _digest().digest()
