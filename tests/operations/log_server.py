"""A server that has only the log of one execution, with configurable paging."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from scripted_server import Exchange, ScriptedServer

#: More requests than any log reader here needs: one that never ends gets no more responses.
_MOST_REQUESTS = 1000


class Missing(Enum):
    """The response for a page that does not exist."""

    EMPTY = "empty"
    REFUSED = "Success is false"
    FAILED = "status 500"
    LIKE_LAST = "like the last page"
    LIKE_FIRST = "like the first page"
    OWN_LINES = "other lines with each request"


class PageCount(Enum):
    """The value of LogNumPages."""

    RIGHT = "right"
    FOR_ASKED_SIZE = "computed for the LogRecords that were asked for"
    LEFT_OUT = "left out"
    ONE_MORE = "one too many"
    FOUR_MORE = "four too many"
    NEGATIVE = "-1"
    ABSURD = "a billion"
    GROWING = "larger with each request"


#: The assumed behaviour of servers.
HONEST = (Missing.EMPTY, Missing.REFUSED, Missing.FAILED, Missing.LIKE_LAST, Missing.LIKE_FIRST)
HONEST_COUNTS = (PageCount.RIGHT, PageCount.FOR_ASKED_SIZE, PageCount.LEFT_OUT)


@dataclass(frozen=True)
class Paging:
    """How a server pages. ``size``: lines per page, or fewer if fewer were requested and it respects that.

    ``line_end`` ends every line of a page, or all except the last if lines are ``joined`` by it.
    """

    base: int = 1
    size: int = 1000
    ignores_records: bool = False
    zero: Missing = Missing.EMPTY
    past_last: Missing = Missing.EMPTY
    count: PageCount = PageCount.RIGHT
    line_end: bytes = b"\n"
    joined: bool = False

    def text(self, lines: Sequence[bytes]) -> bytes:
        return self.line_end.join(lines) if self.joined else b"".join(line + self.line_end for line in lines)

    def pages(self, lines: Sequence[bytes], asked: int = 1000) -> list[Sequence[bytes]]:
        size = self.size if self.ignores_records else min(self.size, asked)
        return [lines[start : start + size] for start in range(0, len(lines), size)]


@dataclass
class Log:
    """The server's log. Before each request, ``growth`` gives the number of lines that become visible; none when it is
    exhausted. ``faults`` says the same for responses with damaged base64.

    ``newest_first``: new lines are at the top. ``window``: only this many of the last lines are shown. ``stamped``:
    every page begins with a line that differs on each request.
    """

    paging: Paging
    lines: list[bytes]
    visible: int = 0
    growth: Iterator[int] = field(default_factory=lambda: iter(()))
    faults: Iterator[bool] = field(default_factory=lambda: iter(()))
    status: str = "InProgress"
    #: The number of the request, from 0, that fails with status 500.
    fails_at: int = -1
    requests: int = 0
    newest_first: bool = False
    window: int | None = None
    stamped: bool = False
    #: How many lines have been rewritten.
    rewritten: int = 0

    def shown(self) -> list[bytes]:
        """The lines visible now."""
        lines = self.lines[: self.visible]
        if self.window is not None:
            lines = lines[-self.window :]
        return lines[::-1] if self.newest_first else lines

    def complete(self) -> None:
        """The execution has ended: all lines are visible, and all responses are intact."""
        self.visible, self.growth, self.faults, self.status = len(self.lines), iter(()), iter(()), "Complete"


class LogServer:
    """Answers GetExecutionStatus with ``log``, for any execution."""

    def __init__(self, server: ScriptedServer) -> None:
        self.address = server.address
        self.log = Log(Paging(), [])
        self.asked: list[dict[str, str]] = []

    def answer(self, exchange: Exchange) -> None:
        log = self.log
        log.visible = min(len(log.lines), log.visible + next(log.growth, 0))
        query = exchange.request.query
        log.requests += 1
        if log.requests > _MOST_REQUESTS:
            return exchange.reset()
        if log.requests - 1 == log.fails_at:
            return exchange.answer({"Errors": ["Deadlock."], "StatusCode": 500}, 500)
        self.asked.append(query)
        answer: dict[str, object] = {"Status": log.status, "Success": True, "Report": {}}
        if query["IncludeLogs"] == "true":
            number = query.get("LogPage")
            page, count = self.page(None if number is None else int(number), int(query["LogRecords"]))
            if count is not None:
                answer["LogNumPages"] = count
            if page is Missing.REFUSED:
                answer = {"Success": False, "ErrorMessage": "There is no such page."}
            elif page is Missing.FAILED:
                return exchange.answer({"Errors": ["Index out of range."], "StatusCode": 500}, 500)
            else:
                assert isinstance(page, bytes)
                answer["Logs"] = base64.b64encode(page).decode() + ("?" if next(log.faults, False) else "")
        exchange.answer(answer)
        return None

    def page(self, number: int | None, asked: int = 1000) -> tuple[bytes | Missing, int | None]:
        """The current text of a page, and LogNumPages."""
        log, paging = self.log, self.log.paging
        pages = paging.pages(log.shown(), asked)
        counts = {
            PageCount.RIGHT: len(pages),
            PageCount.FOR_ASKED_SIZE: -(-log.visible // asked),
            PageCount.ONE_MORE: len(pages) + 1,
            PageCount.FOUR_MORE: len(pages) + 4,
            PageCount.NEGATIVE: -1,
            PageCount.ABSURD: 10**9,
            PageCount.GROWING: len(pages) + log.requests,
        }
        count = counts.get(paging.count)
        index = 0 if number is None else number - paging.base
        stamp = [b"stamp %d" % log.requests]
        if 0 <= index < len(pages):
            return paging.text([*(stamp if log.stamped else []), *pages[index]]), count
        how = paging.zero if index < 0 else paging.past_last
        if how is Missing.OWN_LINES:
            return paging.text(stamp), count
        if how in (Missing.REFUSED, Missing.FAILED):
            return how, count
        repeated = pages[0 if how is Missing.LIKE_FIRST else -1] if pages and how is not Missing.EMPTY else []
        return paging.text(repeated), count


@contextmanager
def log_server() -> Iterator[LogServer]:
    def script(exchange: Exchange) -> None:
        logs.answer(exchange)

    with ScriptedServer(script) as server:
        logs = LogServer(server)
        yield logs


def can_be_told(paging: Paging, lines: Sequence[bytes]) -> bool:
    """Whether such a server's responses determine its log uniquely.

    They do unless two pages are equal line by line. Then a page returned where none exists cannot be told from a real
    one, unless the number of pages tells; and "page 1 repeats page 0, because numbers start at 1" looks like "the
    second page equals the first", unless the number of pages and a missing response tell.
    """
    pages = paging.pages(lines)
    repeats = paging.past_last in (Missing.LIKE_LAST, Missing.LIKE_FIRST)
    if paging.base == 0 and len(pages) > 1 and pages[0] == pages[1]:
        return paging.count is PageCount.RIGHT and not repeats
    if paging.count is PageCount.RIGHT or not repeats:
        return True
    shown = pages[0 if paging.past_last is Missing.LIKE_FIRST else -1] if pages else []
    return not any(after == shown and shown in (before, pages[0]) for before, after in pairwise(pages))
