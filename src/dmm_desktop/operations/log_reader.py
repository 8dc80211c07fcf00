"""Reads the log lines of an execution: each once, in order, whatever the server's page base and page size are.

Every answer is one snapshot: the lines of a page and the number of pages. A page that is not the last one in its own
snapshot is complete, so reading goes on behind it; the last one may grow and is asked for again. No page size is needed
for that, so it does not matter whether the server caps ``LogRecords``.

Whether ``LogPage`` starts at 0 or 1 is not documented. Page 1 is asked for first. If it is empty although there is a
page, pages start at 0. With more pages than one, the last number decides: empty means that pages start at 0.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TypeAlias

from ..api.client import DmmClient
from ..core.errors import RefusedByServer
from ..core.models import ExecutionStatus

Deliver: TypeAlias = Callable[[Sequence[str]], None]

#: ``LogRecords`` of every request: lines in a page; the server may give fewer or more.
LOG_RECORDS = 1000
#: Longest piece in which a line is handed on, in bytes.
MAX_LINE = 1024 * 1024
_BATCH = 1000
_IN_MEMORY = 4 * 1024 * 1024
_BASE_TRIES = 5


class LogReader:
    """Reads on from where it stopped at each :meth:`poll`. ``lines`` is how many were delivered."""

    def __init__(self, client: DmmClient, tracker_id: str, spool: Path, deliver: Deliver) -> None:
        self._client = client
        self._tracker_id = tracker_id
        self._spool = spool
        self._deliver = deliver
        self._page: int | None = None
        self._base = 1
        self._seen = 0
        self._known = _digest()
        self._first_page = b""
        self.lines = 0
        self.problem = ""

    def poll(self) -> ExecutionStatus:
        """Ask for the status and read all lines that are new. Raises as get_execution_status does.

        A page that cannot be read is noted in ``problem`` and asked for again at the next poll.
        """
        if not self._client.pages_logs:
            return self._read(None)[0]
        while True:
            if self._page is None:
                status = self._find_first_page()
                if self._page is None:
                    return status
            status, is_same_log = self._read(self._page)
            if not is_same_log:
                continue
            if status.log_problem or status.log_pages <= self._page - self._base + 1:
                return status
            self._turn_to(self._page + 1)

    def finish(self) -> None:
        """Read on past the last page until there is nothing new: the server's count of pages may be for another size.

        Servers may answer a page that does not exist with the last page or the first one again.
        """
        while self._page is not None and self._seen and not self.problem:
            try:
                with self._temporary() as file:
                    self._ask(self._page + 1, file)
                    beyond = _content(file)
            except RefusedByServer:
                return
            if beyond in (_NOTHING, self._known.digest(), self._first_page):
                return
            self._turn_to(self._page + 1)
            self._read(self._page)

    def _find_first_page(self) -> ExecutionStatus:
        """Settle the page base if that is possible yet."""
        with self._temporary() as file:
            try:
                status = self._ask(1, file)
            except RefusedByServer:
                status = self._ask(0, file)
                self._start_at(0)
                return status
            if status.log_problem or not (status.log_size or status.log_pages):
                return status
            if not status.log_size:
                self._start_at(0)
            elif status.log_pages <= 1:
                self._start_at(1)
            else:
                self._start_at(self._base_of_many(status.log_pages, _content(file)))
        return status

    def _base_of_many(self, pages: int, page_one: bytes) -> int:
        for _ in range(_BASE_TRIES):
            last = self._look_at(pages)
            if last is None or not last[0].log_size:
                return 0
            if last[0].log_pages <= pages:
                break
            pages = last[0].log_pages
        zero = self._look_at(0)
        return 1 if zero is None or zero[1] in (_NOTHING, page_one) else 0

    def _look_at(self, page: int) -> tuple[ExecutionStatus, bytes] | None:
        """Ask for a page without delivering it; None if the server refuses to show it."""
        with self._temporary() as file:
            try:
                return self._ask(page, file), _content(file)
            except RefusedByServer:
                return None

    def _start_at(self, base: int) -> None:
        self._base = self._page = base

    def _turn_to(self, page: int) -> None:
        if self._page == self._base:
            self._first_page = self._known.digest()
        self._page = page
        self._seen = 0
        self._known = _digest()

    def _read(self, page: int | None) -> tuple[ExecutionStatus, bool]:
        """Deliver what is new on the page. False if the page is not the one that was taken for it: read again."""
        with self._temporary() as file:
            status = self._ask(page, file)
            self.problem = status.log_problem
            if status.log_problem:
                return status, True
            digest = _digest()
            batch: list[str] = []
            count = 0
            for line in _lines(file):
                count += 1
                digest.update(line + b"\n")
                if count == self._seen and digest.digest() != self._known.digest() and self._was_misled(page):
                    return status, False
                if count > self._seen:
                    batch.append(line.decode("utf-8", "replace"))
                if len(batch) >= _BATCH:
                    self._hand_on(batch)
                    batch = []
            if count < self._seen and self._was_misled(page):
                return status, False
            self._hand_on(batch)
            if count >= self._seen:
                self._seen, self._known = count, digest
            return status, True

    def _was_misled(self, page: int | None) -> bool:
        """Whether page 1 was taken for the first although it is the second: a server that counts from 0 and answers a
        page that does not exist yet with the last one. Its first page is page 0 then, and holds what was read."""
        if page != 1 or self._base != 1:
            return False
        self._start_at(0)
        return True

    def _hand_on(self, batch: list[str]) -> None:
        if batch:
            self._deliver(batch)
            self.lines += len(batch)

    def _ask(self, page: int | None, file: IO[bytes]) -> ExecutionStatus:
        status = self._client.get_execution_status(
            self._tracker_id, log_page=page, log_records=LOG_RECORDS, logs_to=file
        )
        file.seek(0)
        return status

    def _temporary(self) -> IO[bytes]:
        return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(self._spool))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines without their ends; one beyond MAX_LINE in pieces."""
    for line in iter(lambda: file.readline(MAX_LINE), b""):
        yield line.rstrip(b"\r\n")


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _content(file: IO[bytes]) -> bytes:
    digest = _digest()
    for line in _lines(file):
        digest.update(line + b"\n")
    return digest.digest()


_NOTHING = _digest().digest()
