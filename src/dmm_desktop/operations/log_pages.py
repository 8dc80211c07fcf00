"""Asks the server for pages of an execution's log, and keeps what has to be said about its lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..api.payload_sinks import AnswerFile
from ..core.errors import DmmError, RefusedByServer, ServerFailed, UnreadableAnswer
from ..core.models import ExecutionStatus
from ..core.text import Text, counted, joined, text
from ..core.text_encoding import decoded_blocks
from .log_lines import batches_of_lines
from .retrying import Repeat, once

if TYPE_CHECKING:
    from ..api.client import DmmClient

#: ``LogRecords`` of every request: lines in a page; the server may give fewer or more.
LOG_RECORDS = 2000
#: A page that no log has; times LOG_RECORDS it still fits into the platform's Integer.
FAR_BEYOND = 1_000_000
#: Pages up to this size, in bytes, are kept in memory while they are read.
_IN_MEMORY = 4 * 1024 * 1024
#: How often a page that may not exist is asked for: a server that fails may do so for another reason.
_TRIES = 2
#: How often pages are compared that may grow meanwhile.
_COMPARISONS = 5


class LinesDigest:
    """A digest of lines that come one after the other."""

    def __init__(self) -> None:
        self._digest = hashlib.blake2b(digest_size=16)

    def add(self, lines: Sequence[str]) -> None:
        if lines:
            self._digest.update(("\n".join(lines) + "\n").encode("utf-8", "surrogatepass"))

    @property
    def value(self) -> bytes:
        return self._digest.digest()


NO_LINES = LinesDigest().value


class LogPage:
    """A page as one answer had it. ``first_line`` is None if it has none; ``batches`` reads its lines, some at a time,
    from the beginning each time, and raises Cancelled if the client's job is to end."""

    def __init__(self, status: ExecutionStatus, file: AnswerFile, client: DmmClient) -> None:
        self.status = status
        self._file = file
        self._client = client

    @property
    def first_line(self) -> str | None:
        for batch in batches_of_lines(decoded_blocks(self._file.blocks())):
            return self._client.shown(batch[0])
        return None

    def batches(self) -> Iterator[list[str]]:
        shown = self._client.shown
        for batch in batches_of_lines(decoded_blocks(self._file.blocks())):
            self._client.check()
            yield [shown(line) for line in batch]


@dataclass(frozen=True, slots=True)
class PageDigest:
    """What a page was at one moment."""

    status: ExecutionStatus
    digest: bytes

    @property
    def has_lines(self) -> bool:
        return self.digest != NO_LINES


class Undecodable(Exception):
    """The status came, but the lines with it cannot be decoded; ``error`` says why."""

    def __init__(self, status: ExecutionStatus, error: DmmError) -> None:
        super().__init__(status.log_problem)
        self.status = status
        self.error = error


class LogPages:
    """The pages of one execution's log. ``numbered``: the API takes the number of a page."""

    def __init__(self, client: DmmClient, tracker_id: str, spool: Path, send: Repeat = once) -> None:
        self._client = client
        self._tracker_id = tracker_id
        self._spool = spool
        self.numbered = client.pages_logs
        self._send = send

    def status(self) -> ExecutionStatus:
        """The status without a page. Raises as get_execution_status does."""
        return self._send(lambda: self._client.get_execution_status(self._tracker_id))

    @contextmanager
    def page(self, number: int | None) -> Iterator[LogPage]:
        """The page with that number; None where there are no numbers. Raises Undecodable, LocalError if there is no
        room for it, and as get_execution_status does."""
        with AnswerFile(_IN_MEMORY, self._spool) as file:

            def ask() -> ExecutionStatus:
                file.clear()
                return self._client.get_execution_status(
                    self._tracker_id, log_page=number, log_records=LOG_RECORDS, logs_to=file
                )

            status = self._send(ask)
            if status.log_problem:
                raise Undecodable(status, UnreadableAnswer(self._client.root.host, status.log_problem))
            yield LogPage(status, file, self._client)

    def look(self, number: int | None) -> PageDigest | None:
        """What a page is now; None if the server refuses, or fails twice, to show it. Else raises as :meth:`page`."""
        for _ in range(_TRIES):
            digest = LinesDigest()
            try:
                with self.page(number) as page:
                    for batch in page.batches():
                        digest.add(batch)
                return PageDigest(page.status, digest.value)
            except RefusedByServer:
                break
            except ServerFailed:
                continue
        return None

    def shows_instead(self, number: int, look: PageDigest) -> bool:
        """Whether the server shows this page, which is one that is known, in place of pages that do not exist. Assumed
        where it shows something else in place of those each time."""
        now: PageDigest | None = look
        before = None
        for _ in range(_COMPARISONS):
            instead = self.look(FAR_BEYOND)
            if instead is None or not instead.has_lines:
                return False
            if now is not None and instead.digest == now.digest:
                return True
            if before is not None and instead.digest == before.digest:
                return False
            before, now = instead, self.look(number)
        return True

    def are_made_up(self) -> bool:
        """Whether pages that no log has have lines of their own. Where the server shows its last page instead, and that
        grows, two of them may differ once, but hardly each time."""
        for _ in range(_COMPARISONS):
            one = self.look(FAR_BEYOND)
            if one is None or not one.has_lines:
                return False
            other = self.look(FAR_BEYOND - 1)
            if other is None or not other.has_lines or one.digest == other.digest:
                return False
        return True


def is_due(pages: int) -> bool:
    """Whether it is time to ask :meth:`LogPages.are_made_up`: the more pages were read, the rarer."""
    return pages & (pages - 1) == 0


#: Kinds of notices that say nothing against the number of lines: the first is about their order, the second about lines
#: that had been read, and what was read before the third does not count.
_HARMLESS = frozenset({"newest first", "dropped", "whole again"})
#: Kinds of notices that say that lines were not read.
_LACKING = frozenset({"emptied", "made up", "growing", "empty"})


class LogNotices:
    """Each notice is given once. ``line`` and ``lines`` count what was read so far."""

    def __init__(self) -> None:
        self._given: dict[str, Text] = {}

    @property
    def all(self) -> Text | None:
        """All of them, in their order; None if there is none."""
        return joined(*self._given.values()) if self._given else None

    @property
    def is_whole(self) -> bool:
        """Whether none of them says that lines at the end, or whole pages, were not read."""
        return not self._given.keys() & _LACKING

    @property
    def is_exact(self) -> bool:
        """Whether each line was read once, as far as they say."""
        return self._given.keys() <= _HARMLESS | _LACKING

    def newest_first(self, lines: int) -> None:
        self._give(
            "newest first",
            text(
                "The server puts new log lines before the others. From line {line} on they are in the order in which "
                "they came.",
                line=lines + 1,
            ),
        )

    def missing(self) -> None:
        self._give(
            "missing",
            text("More log lines came than the server shows at once. The log is read again when the import has ended."),
        )

    def beginning_dropped(self) -> None:
        self._give(
            "dropped", text("The server no longer shows the beginning of the log. What was read of it stays here.")
        )

    def changed(self) -> None:
        self._give("changed", text("The server changed log lines that had been read. They stay here as they were."))

    def keeps_changing(self) -> None:
        self._give(
            "keeps changing",
            text(
                "The server keeps changing log lines that had been read. The log is read again when the import has "
                "ended."
            ),
        )

    def too_many_pages(self) -> None:
        self._give(
            "too many pages",
            text("The server has lines for pages that no log has. The rest is read when the import has ended."),
        )

    def again(self, lines: int) -> None:
        """Lines that had been read come again, as the server has them now."""
        self._give(
            "again",
            text(
                "The server changed log lines that had been read. They are shown again from line {line} on.",
                line=lines + 1,
            ),
        )

    def whole_again(self, lines: int) -> None:
        """The whole log comes again, so that nothing counts that was said about what was read before."""
        self._given.clear()
        self._give(
            "whole again",
            text(
                "The server replaced log lines that had been read. From line {line} on the log is shown as it is now.",
                line=lines + 1,
            ),
        )

    def fewer(self) -> None:
        self._give("fewer", text("The server shows fewer log lines now than were read before."))

    def emptied(self) -> None:
        self._give("emptied", text("A page of the log had lines and is empty now. Its lines are missing here."))

    def made_up(self, lines: int) -> None:
        self._give(
            "made up",
            counted(
                "The server keeps sending log pages that it does not announce. Reading ended after 1 line.",
                "The server keeps sending log pages that it does not announce. Reading ended after {n} lines.",
                lines,
            ),
        )

    def growing(self, lines: int) -> None:
        self._give(
            "growing",
            counted(
                "The server adds lines to the log as fast as they are read. Reading ended after 1 line.",
                "The server adds lines to the log as fast as they are read. Reading ended after {n} lines.",
                lines,
            ),
        )

    def equal_pages(self) -> None:
        self._give("equal", text("Two pages of the log are equal. If they are one, its lines are shown twice."))

    def empty_pages(self, announced: int, found: int) -> None:
        self._give(
            "empty",
            text(
                "The server announces {announced} log pages, but only {found} have lines.",
                announced=announced,
                found=found,
            ),
        )

    def _give(self, kind: str, notice: Text) -> None:
        self._given.setdefault(kind, notice)
