"""Reads the log lines of an execution: each once, in order, whatever the server's page base and page size.

Every answer is a snapshot: the lines of a page and the number of pages. A page that is not the last one in its own
snapshot is complete, so reading continues after it; the last page may grow and is requested again. This does not depend
on the page size, so it does not matter whether the server caps ``LogRecords``.

The documentation specifies neither the number of the first page, 0 or 1, nor the answer for a page that does not exist:
nothing, a refusal, or some other page again [assumed]. Page 0 is therefore the first page if it has any content,
whatever its real number, and a page that equals a known page is treated as that page. This can be wrong only if a log
has two identical pages, and only on servers that answer for pages that do not exist.

Nor is it documented that a log grows only at its end. If a page no longer begins with the lines already read, the two
are compared: new lines are delivered, and ``notice`` reports lines that changed, are missing or are repeated. Complete
pages are not read again, except for the first one at the end: changes on the others are not noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..core.errors import DmmError, RefusedByServer, ServerBusy, ServerFailed
from ..core.models import ExecutionStatus
from ..core.text import Text
from .log_overlap import HEAD, LogTop, ReadLines, common_prefix, find_beginning, find_overlap, hashes_of
from .log_pages import FAR_BEYOND, NO_LINES, LinesDigest, LogNotices, LogPage, LogPages, PageDigest, Undecodable, is_due
from .log_pause import LogPause
from .retrying import Repeat, once

if TYPE_CHECKING:
    from ..api.client import DmmClient

Deliver: TypeAlias = Callable[[Sequence[str]], None]

#: How many changed lines are shown again while the execution is running.
_MOST_AGAIN = 10_000
#: Limits for reading to the end: requests for a growing page, unconfirmed pages read, empty pages skipped.
_MOST_ROUNDS, _MOST_DOUBTFUL, _MOST_EMPTY = 100, 8192, 3
#: Number of pages read before their existence is doubted.
_FEW = 7


class LogReader:
    """Continues from where it stopped at each :meth:`poll`. ``lines`` is the number of lines delivered, ``began_at``
    the number delivered before the log restarted, ``problem`` the reason if the last attempt could not read lines, and
    ``is_behind`` whether more can be read immediately."""

    def __init__(self, client: DmmClient, tracker_id: str, spool: Path, deliver: Deliver, send: Repeat = once) -> None:
        self._pages = LogPages(client, tracker_id, spool, send)
        self._deliver = deliver
        self._has_begun = not self._pages.numbered
        self._begin: int | None = None  # the number of the first page
        self._page: int | None = None  # and of the current page
        self._before = 0  # the number of pages before it
        self._read = ReadLines()  # what was read of the current page
        self._first = self._read  # and of the first page
        self._is_second_left_out = False  # page 1 was treated as page 0
        self._announced = 0  # the number of pages in the last answer
        self._is_complete = False  # another page was announced when the current page was read
        self._is_count_doubtful = False  # the server may announce pages that do not exist
        self._is_count_wrong = False  # the server has done so
        self._is_shorter = False  # the page is shorter than what was read of it before
        self._seen = NO_LINES  # what was still there the last time
        self._top: LogTop | None = None  # set if the log adds new lines at the top
        self._is_doubtful = False  # the lines delivered may differ from the log
        self._is_given_up = False  # until the log is read to its end
        self._is_last_time = False  # further changes are ignored
        self._turns = self._doubtful = 0  # how often the page was turned, and how often without confirmation
        self._again = self.began_at = 0  # how many lines were shown again; how many before the log restarted
        self._pause, self.notices, self.lines = LogPause(), LogNotices(), 0
        self.is_behind = False
        self.problem: DmmError | None = None

    @property
    def notice(self) -> Text | None:
        """Why the lines delivered may differ from the log; None if they match it."""
        return self.notices.all

    def poll(self) -> ExecutionStatus:
        """Request the status, and deliver new lines of one page. Raises the errors of get_execution_status.

        The status is returned even if the log cannot be read, except on ServerBusy; a later poll tries again.
        """
        self.is_behind = False
        if self._pause.lasts():
            return self._pages.status()
        try:
            status, self.problem = self._next(), None
            self._pause.end()
        except Undecodable as error:
            status, self.problem = error.status, error.error
        except DmmError as error:
            if not isinstance(error, ServerBusy):
                status, self.problem = self._pages.status(), error
            self._pause.begin(error)
            if isinstance(error, ServerBusy):
                raise
        return status

    def finish(self) -> None:
        """Read the log to its end, whatever number of pages the server announces. Resumes where it failed before.

        Raises LocalError, UnreadableAnswer if a page cannot be decoded, and the errors of get_execution_status.
        """
        self._is_given_up = False
        try:
            if not self._has_begun:
                self._next()  # the log may have begun since the last look
            if self._has_begun:
                self._read_rest()
                if self._is_doubtful:
                    self._begin_anew()
                    self._is_last_time = True
                    self._read_rest()
        except Undecodable as error:
            raise error.error from None
        self.problem = None

    def _next(self) -> ExecutionStatus:
        if not self._has_begun:
            status = self._find_first_page()
            if not self._has_begun:
                return status
        if self._is_given_up:
            return self._pages.status()
        if self._top is not None:
            status = self._top.poll()
            if self._top.has_gap:
                self.notices.missing()
            return status
        if not self._is_complete:
            return self._read_page()
        number = self._next_page(self._announced)
        self._turns += 1
        if self._turns > _FEW and is_due(self._turns) and self._pages.are_made_up():
            self.notices.too_many_pages()
            self._is_given_up = True
            return self._pages.status()
        if not self._may_grow:
            return self._read_next(number)
        before, lines, beyond = self._before, self.lines, self._pages.look(number)
        status = self._read_page()
        if self._before != before or self.lines > lines or self._top is not None:
            return status
        if beyond is None or not beyond.has_lines or self._is_shown_again(number, beyond):
            self.is_behind = False
            return status
        self._turn_to(number)
        return self._read_page()

    def _find_first_page(self) -> ExecutionStatus:
        """Find the first page of the log, if it has begun. Page 1 is requested first: if it has lines, page 0 has some
        afterwards, or does not exist."""
        one = self._pages.look(1)
        zero = self._pages.look(0)
        for number, look in ((0, zero), (1, one)):
            if look is not None and look.has_lines:
                self._begin = self._page = number
                self._has_begun = True
                break
        found = one or zero
        if found is not None:
            return found.status
        with self._pages.page(1) as page:
            return page.status

    def _next_page(self, pages: int = 1) -> int:
        """The number of the page after the current one, if at least ``pages`` are known to exist.

        If page 1 equals page 0, they are the same and numbering starts at 1, unless no page has the number ``pages``.
        """
        assert self._page is not None
        if self._page > 0:
            return self._page + 1
        one = self._pages.look(1)
        if one is None or one.digest != self._read.digest:
            return 1
        for _ in range(_FEW):
            if pages <= 1:
                break
            last = self._pages.look(pages)
            if last is None or not last.has_lines:
                before = self._pages.look(pages - 1)
                return 1 if before is not None and before.has_lines else 2  # else the server announces too many pages
            if last.status.log_pages <= pages:
                break
            pages = last.status.log_pages  # the log has grown in the meantime
        return 2

    @property
    def _may_grow(self) -> bool:
        """Whether the current page may be incomplete although others are announced after it."""
        return self._is_count_doubtful or (self._before > 0 and self._read.count < self._first.count)

    def _read_next(self, number: int) -> ExecutionStatus:
        """Turn to the next page, which is announced, and read it. If it does not exist, or may be a known page, the
        server's announcements are doubted from then on."""
        try:
            with self._pages.page(number) as page:
                first = page.first_line
                if first is None or first in (self._read.first, self._first.first):
                    self._is_count_doubtful = True
                    self._is_count_wrong |= first is None
                    self.is_behind = first is not None
                    return page.status
                self._turn_to(number)
                return self._take_page(page)
        except (RefusedByServer, ServerFailed) as error:
            self._is_count_doubtful = True
            if isinstance(error, ServerFailed):
                raise
            self._is_count_wrong = True
            self.is_behind = False
            return self._pages.status()

    def _turn_to(self, page: int) -> None:
        self._require_lines()
        if self._before == 0:
            self._first = self._read
            self._is_second_left_out = self._page == 0 and page > 1
        self._page = page
        self._before += 1
        self._read = ReadLines()
        self.is_behind = self._is_complete = self._is_shorter = False

    def _require_lines(self) -> None:
        """Add a notice if the current page, which had lines, is now empty."""
        if self._pages.numbered and not self._read.count:
            self.notices.emptied()

    # New lines on the current page

    def _read_page(self) -> ExecutionStatus:
        try:
            with self._pages.page(self._page) as page:
                return self._take_page(page)
        except RefusedByServer:
            if self._before == 0:
                raise
            status = self._pages.status()  # the page no longer exists
            self.is_behind, self._is_shorter = False, self._read.count > 0
            if self._is_shorter and not self._is_last_time:
                self._follow(self._lines_above())
            return status

    def _take_page(self, page: LogPage) -> ExecutionStatus:
        was_complete, lines = self._is_complete, self.lines
        self.is_behind = False
        self._take(page)
        self._is_count_wrong |= was_complete and self.lines > lines
        announced = page.status.log_pages
        self._announced = announced if announced <= FAR_BEYOND else 0
        self._is_complete = self._announced > self._before + 1 and self._read.count > 0
        self.is_behind |= self._is_complete
        return page.status

    def _take(self, page: LogPage) -> None:
        """Deliver what follows the part of the page already read."""
        start, known = self._read.count, self._read.digest
        count, beginning, is_known = 0, LinesDigest(), self._is_last_time
        for batch in page.batches():
            old, new = batch[: max(0, start - count)], batch[max(0, start - count) :]
            count += len(batch)
            beginning.add(old)
            if count >= start and not is_known:
                if beginning.value != known:
                    return self._realign(page)
                is_known = True
            if new:
                self._hand_out(new)
        self._is_shorter = count < start
        self._seen = beginning.value
        if self._is_shorter and not is_known:
            if not self._read.goes_beyond(hashes_of(page)):
                self._realign(page)
            elif 0 < page.status.log_pages <= self._before:
                self._follow(self._lines_above())
        return None

    def _hand_on(self, lines: Sequence[str]) -> None:
        self._deliver(lines)
        self.lines += len(lines)

    def _hand_out(self, lines: Sequence[str]) -> None:
        self._hand_on(lines)
        self._read.add(lines)  # at once, in case the next lines cannot be delivered

    def _go_on(self, page: LogPage, place: int) -> None:
        """Deliver the lines of the page from a place onwards; those before it count as read."""
        self._read = ReadLines()
        count = 0
        for batch in page.batches():
            old, new = batch[: max(0, place - count)], batch[max(0, place - count) :]
            count += len(batch)
            self._read.add(old)
            if new:
                self._hand_out(new)

    # Pages that no longer begin with the lines already read

    def _realign(self, page: LogPage) -> None:
        self._is_shorter = False
        read, there = self._read.hashes, hashes_of(page)
        if read is None or there is None:
            return self._show_again(page, 0)
        overlap = find_overlap(read, there)
        if overlap is not None and overlap.start == overlap.prefix == 0:
            self.notices.beginning_dropped()
            return self._go_on(page, overlap.end)
        if overlap is not None and overlap.start - overlap.prefix in (0, overlap.replaced):
            self.notices.changed()
            return self._go_on(page, overlap.end)
        if self._before > 0:
            above = self._lines_above()
            if above == 0:
                return self._show_again(page, common_prefix(read, there), page_alone=True)
            return self._follow(above)
        if above := find_beginning(read[:HEAD], there):
            if above + len(read) > len(there) > len(read):
                pass  # the only page has overflowed into the next one
            elif (overlap is not None and overlap.end < len(there)) or self._has_another_page():
                self._is_doubtful = True
            return self._follow(above, page)
        return self._show_again(page, common_prefix(read, there))

    def _show_again(self, page: LogPage, place: int, *, page_alone: bool = False) -> None:
        """Deliver the page again from ``place`` on. If all of it has changed, deliver the whole log again, unless only
        this page has changed (``page_alone``)."""
        if self._again <= _MOST_AGAIN and (place or page_alone):
            self._is_doubtful |= place == 0  # the change may start before this page
            self.notices.again(self.lines)
            self._again += self._read.count - place
            self._go_on(page, place)
        else:
            is_first = self._before == 0
            self._begin_anew_or_give_up()
            if is_first and not self._is_given_up:
                self._go_on(page, 0)

    def _begin_anew_or_give_up(self) -> None:
        """Restart the log; if it keeps changing, leave it until the execution has ended."""
        if self._again <= _MOST_AGAIN:
            self._begin_anew()
        else:
            self.notices.keeps_changing()
            self._is_given_up = self._is_doubtful = True

    def _begin_anew(self) -> None:
        """Turn to the first page and deliver everything again."""
        self.notices.whole_again(self.lines)
        self._again += self.lines - self.began_at
        self.began_at = self.lines
        self._page, self._before = self._begin, 0
        self._read = self._first = ReadLines()
        self._top = None
        self._is_complete = self._is_shorter = self._is_doubtful = self._is_given_up = False
        self.is_behind = True

    # Logs that add new lines at the top

    def _lines_above(self) -> int | None:
        """The number of lines above those with which the log began when it was read; None if the latter are missing."""
        with self._pages.page(self._begin) as page:
            read, there = self._first.hashes, hashes_of(page)
        if read is None or there is None:
            look = self._pages.look(self._begin)
            return 0 if look is not None and look.digest == self._first.digest else None
        prefix = common_prefix(read, there)
        if prefix == len(there):
            return 0
        if prefix == len(read):
            return None  # the page was incomplete when the next one was turned to
        return find_beginning(read[:HEAD], there) or None

    def _has_moved(self) -> bool:
        """Whether the beginning of the log has changed since it was read."""
        if self._lines_above() != 0:
            return True
        if not self._is_second_left_out:
            return False
        one = self._pages.look(1)
        return one is None or one.digest != self._first.digest

    def _follow(self, above: int | None, page: LogPage | None = None) -> None:
        """Continue with a log that has ``above`` lines above those already read, according to :meth:`_lines_above`.
        ``page`` is its first page, if that is the current one."""
        if above == 0:
            return None
        if above is None:
            return self._begin_anew_or_give_up()
        self.notices.newest_first(self.lines)
        # Pages read one after the other may have moved in between.
        self._is_doubtful |= self._before > 0
        beginning = self._read if self._before == 0 else self._first
        assert beginning.hashes is not None
        self._top = LogTop(self._pages, self._begin, beginning.hashes, self._hand_on)
        if page is not None:
            self._top.take(page, above)
        self.is_behind = page is None
        return None

    def _has_another_page(self) -> bool:
        if not self._pages.numbered:
            return False
        look = self._pages.look(self._next_page())
        return look is not None and look.has_lines

    # The end of the log

    def _read_rest(self) -> None:
        """Continue past the last announced page until there is nothing new."""
        if self._top is None:
            if not self._read.count or not self._pages.numbered:
                self._read_page()
            if self._pages.numbered:
                self._read_pages(self._announced)
        if self._top is not None:
            self._top.finish()
            self._is_doubtful |= self._top.is_doubtful
            return
        self._require_lines()
        is_one_page = self._before == 0 or self._is_last_time
        if self._is_shorter and is_one_page:
            self.notices.fewer()
        if not is_one_page and (self._is_shorter or self._has_moved()):
            self._is_doubtful = True  # pages before the last one may have changed

    def _read_pages(self, announced: int) -> None:
        """Read the pages; ``announced`` is their number. Later announcements are followed only a few times, as they may
        never end."""
        rounds = refreshed = 0
        while True:
            if not self._read.count:
                self._read_page()
            if self._read.count and announced > self._before + 1 and not self._may_grow:
                if not self._is_vouched_for(announced):
                    return self.notices.made_up(self.lines)
                self._read_next(self._next_page(announced))
                continue
            lines, before = self.lines, self._before
            number = self._next_page(1 if self._is_count_wrong else announced)
            beyond = self._pages.look(number)
            self._read_page()
            if self._top is not None or self._is_given_up:
                return None
            if self.lines > lines or self._before != before:  # pages beyond it may be newer
                rounds += 1
                if rounds == _MOST_ROUNDS // 10 and self._pages.are_made_up():
                    return self.notices.made_up(self.lines)
                if rounds == _MOST_ROUNDS:
                    return self.notices.growing(self.lines)
                continue
            if beyond is None or not beyond.has_lines:
                other = self._behind_empty_pages(number, announced)
                if other is None:
                    return None
                number = other
            elif self._is_shown_again(number, beyond):
                if announced < self._announced and refreshed < _FEW:  # the log grew while it was examined
                    announced = self._announced
                    refreshed += 1
                    continue
                if not self._before + 1 < announced >= self._announced or self._is_count_wrong:
                    return None
                self.notices.equal_pages()
            if not self._is_vouched_for(announced):
                return self.notices.made_up(self.lines)
            self._turn_to(number)

    def _is_vouched_for(self, announced: int) -> bool:
        """Whether the next page is worth reading, because it is announced or has lines. Call this once for each
        page."""
        self._turns += 1
        if self._before + 1 >= announced:
            self._doubtful += 1
            return self._doubtful <= _MOST_DOUBTFUL and not (is_due(self._doubtful) and self._pages.are_made_up())
        is_growing = self._announced > announced and self._turns > _FEW
        is_time = self._turns == _MOST_DOUBTFUL or (is_growing and is_due(self._turns))
        return not (is_time and self._pages.are_made_up())

    def _behind_empty_pages(self, number: int, announced: int) -> int | None:
        """The number of the next page with lines; None if all further announced pages are empty."""
        missing = announced - self._before - 1
        for other in range(number + 1, number + min(missing, _MOST_EMPTY + 1)):
            look = self._pages.look(other)
            if look is not None and look.has_lines and not self._is_shown_again(other, look):
                return other
        if missing > _MOST_EMPTY:
            self.notices.empty_pages(announced, self._before + 1)
        return None

    def _is_shown_again(self, number: int, beyond: PageDigest) -> bool:
        """Whether this page number does not exist and the server shows a known page instead."""
        if beyond.digest not in (self._read.digest, self._seen, self._first.digest):
            return False
        if self._pages.shows_instead(number, beyond):
            return True
        self.notices.equal_pages()
        return False
