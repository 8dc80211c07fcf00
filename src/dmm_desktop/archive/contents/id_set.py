"""Sets of ids that stay small: whole numbers as ranges, others up to a limit, and all sets together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

#: Limits for ids that are not whole numbers, and for ranges; more are not counted.
MOST = 1_000_000

_LATER = 100_000  # number of ids collected before they are merged into the ranges

#: Bytes that all sets of a zip may take together, and roughly what an id takes besides its characters.
MOST_MEMORY, _OF_ONE = 512 << 20, 128


class IdMemory:
    """What the sets of a zip take together, in bytes: a small zip can have many columns of many ids."""

    def __init__(self) -> None:
        self.taken = 0


class IdSet:
    """The ids of one column. They can be iterated over and compared while ``is_counted`` is true."""

    def __init__(self, memory: IdMemory) -> None:
        self.is_counted = True
        self._memory = memory
        self._taken = 0  # of the memory
        self._characters = 0  # of the texts
        self._ranges: list[
            tuple[int, int]
        ] = []  # first and last of each range, ascending, with gaps between the ranges
        self._later: set[int] = set()
        self._texts: set[bytes] = set()

    def __len__(self) -> int:
        self._merge()
        return sum(last - first + 1 for first, last in self._ranges) + len(self._texts)

    def add(self, ids: Iterable[bytes]) -> None:
        """Add ids as written, without quotes."""
        if not self.is_counted:
            return
        for id_ in ids:
            if id_.isdigit() and len(id_) <= 18:
                self._later.add(int(id_))
            elif id_ not in self._texts:
                self._texts.add(id_)
                self._characters += len(id_)
        if len(self._later) > _LATER:
            self._merge()
        self._take()
        if len(self._texts) > MOST or len(self._ranges) > MOST or self._memory.taken > MOST_MEMORY:
            self.is_counted = False
            self._ranges, self._later, self._texts, self._characters = [], set(), set(), 0
            self._take()

    def _take(self) -> None:
        """Take as much of the memory as the ids need now."""
        needed = (len(self._ranges) + len(self._later) + len(self._texts)) * _OF_ONE + self._characters
        self._memory.taken += needed - self._taken
        self._taken = needed

    def without(self, others: IdSet) -> list[tuple[int, int] | bytes]:
        """The ids that are not in the other set, whole numbers as ranges with their first and last."""
        self._merge()
        others._merge()
        return [*_difference(self._ranges, others._ranges), *sorted(self._texts - others._texts)]

    def _merge(self) -> None:
        if not self._later:
            return
        added = list(_ranges(sorted(self._later)))
        self._later = set()
        joined: list[tuple[int, int]] = []
        for first, last in sorted(self._ranges + added):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        self._ranges = joined


def _ranges(numbers: list[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number > last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _difference(ranges: list[tuple[int, int]], others: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The difference between two ascending lists of ranges."""
    at = 0
    for first, last in ranges:
        while at < len(others) and others[at][1] < first:
            at += 1
        place = at
        while place < len(others) and others[place][0] <= last:
            if first < others[place][0]:
                yield first, others[place][0] - 1
            first = others[place][1] + 1
            place += 1
        if first <= last:
            yield first, last
