"""Requests pages of an execution's log, and collects notices about its lines."""

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

#: ``LogRecords`` of every request: lines per page; the server may send fewer or more.
LOG_RECORDS = 2000
#: The number of a page that no log has; multiplied by LOG_RECORDS, it still fits into the platform's Integer.
FAR_BEYOND = 1_000_000
#: Largest page kept in memory while it is read, in bytes.
_IN_MEMORY = 4 * 1024 * 1024
#: How often a page that may not exist is requested, because a failure of the server may have another cause.
_TRIES = 2
#: How often pages are compared that may grow in the meantime.
_COMPARISONS = 5


class LinesDigest:
    """A digest of consecutive lines."""

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
    """A page as contained in one answer. ``first_line`` is None if it is empty. ``batches`` reads the lines in batches,
    always from the beginning, and raises Cancelled if the client's job is to end."""

    def __init__(self, status: ExecutionStatus, file: AnswerFile, client: DmmClient) -> None:
        self.status = status
        self._file = file
        self._client = client

    @property
    def first_line(self) -> str | None:
        return next((batch[0] for batch in self._batches()), None)

    def batches(self) -> Iterator[list[str]]:
        for batch in self._batches():
            self._client.check()
            yield batch

    def _batches(self) -> Iterator[list[str]]:
        return batches_of_lines(decoded_blocks(self._file.blocks()), self._client.shown)


@dataclass(frozen=True, slots=True)
class PageDigest:
    """A digest of a page at one moment."""

    status: ExecutionStatus
    digest: bytes

    @property
    def has_lines(self) -> bool:
        return self.digest != NO_LINES


class Undecodable(Exception):
    """The status arrived, but its log lines cannot be decoded; ``error`` says why."""

    def __init__(self, status: ExecutionStatus, error: DmmError) -> None:
        super().__init__(status.log_problem)
        self.status = status
        self.error = error


class LogPages:
    """The pages of one execution's log. ``numbered``: the API accepts a page number."""

    def __init__(self, client: DmmClient, tracker_id: str, spool: Path, send: Repeat = once) -> None:
        self._client = client
        self._tracker_id = tracker_id
        self._spool = spool
        self.numbered = client.pages_logs
        self._send = send

    def status(self) -> ExecutionStatus:
        """The status without a page. Raises the errors of get_execution_status."""
        return self._send(lambda: self._client.get_execution_status(self._tracker_id))

    @contextmanager
    def page(self, number: int | None) -> Iterator[LogPage]:
        """The page with this number; pass None without page numbers. Raises Undecodable, LocalError if there is no room
        for the page, and the errors of get_execution_status."""
        with AnswerFile(_IN_MEMORY, self._spool) as file:

            def ask() -> ExecutionStatus:
                file.clear()
                return self._client.get_execution_status(
                    self._tracker_id, log_page=number, log_records=LOG_RECORDS, logs_to=file
                )

            status = self._send(ask)
            if status.log_problem:
                raise Undecodable(status, UnreadableAnswer(self._client.root.host_and_port, status.log_problem))
            yield LogPage(status, file, self._client)

    def look(self, number: int | None) -> PageDigest | None:
        """The current digest of a page; None if the server refuses to show it, or fails twice. Other errors as for
        :meth:`page`."""
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
        """Whether the server shows this known page in place of pages that do not exist. Assumed if it shows different
        content for those each time."""
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
        """Whether the server makes up lines for pages that do not exist. If it shows a growing last page in their
        place, two of these pages may differ once, but are unlikely to differ every time."""
        for _ in range(_COMPARISONS):
            one = self.look(FAR_BEYOND)
            if one is None or not one.has_lines:
                return False
            other = self.look(FAR_BEYOND - 1)
            if other is None or not other.has_lines or one.digest == other.digest:
                return False
        return True


def is_due(pages: int) -> bool:
    """Whether to call :meth:`LogPages.are_made_up` now: the more pages have been read, the less often."""
    return pages & (pages - 1) == 0


#: Kinds of notices that do not affect the number of lines: the first concerns their order, the second lines already
#: read; lines read before the third do not count.
_HARMLESS = frozenset({"newest first", "dropped", "whole again"})
#: Kinds of notices about lines that were not read.
_LACKING = frozenset({"emptied", "made up", "growing", "empty"})


class LogNotices:
    """The notices about a log; each is given once. ``line`` and ``lines`` count the lines that have been read."""

    def __init__(self) -> None:
        self._given: dict[str, Text] = {}

    @property
    def all(self) -> Text | None:
        """All notices in order; None if there are none."""
        return joined(*self._given.values()) if self._given else None

    @property
    def is_whole(self) -> bool:
        """Whether no notice says that lines at the end, or whole pages, were not read."""
        return not self._given.keys() & _LACKING

    @property
    def is_exact(self) -> bool:
        """Whether each line was read exactly once, according to the notices."""
        return self._given.keys() <= _HARMLESS | _LACKING

    def newest_first(self, lines: int) -> None:
        self._give(
            "newest first",
            text(
                "The server puts new log lines first. From line {line} on, they are in the order in which they "
                "arrived.",
                line=lines + 1,
            ),
        )

    def missing(self) -> None:
        self._give(
            "missing",
            text("More log lines arrived than the server shows at once. The log is read again once the run has ended."),
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
                "The server keeps changing log lines that had been read. The log is read again once the run has ended."
            ),
        )

    def too_many_pages(self) -> None:
        self._give(
            "too many pages",
            text("The server sent lines for log pages that cannot exist. The rest is read once the run has ended."),
        )

    def again(self, lines: int) -> None:
        """Lines already read are delivered again in their current form."""
        self._give(
            "again",
            text(
                "The server changed log lines that had been read. They are shown again from line {line} on.",
                line=lines + 1,
            ),
        )

    def whole_again(self, lines: int) -> None:
        """The whole log is delivered again, so that earlier notices no longer apply."""
        self._given.clear()
        self._give(
            "whole again",
            text(
                "The server replaced log lines that had been read. From line {line} on, the log is shown as it is now.",
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
                "The server keeps sending log pages beyond those it announces. Reading ended after 1 line.",
                "The server keeps sending log pages beyond those it announces. Reading ended after {n} lines.",
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
        self._give(
            "equal", text("Two pages of the log are identical. If they are the same page, its lines are shown twice.")
        )

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
