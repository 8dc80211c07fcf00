"""Does something right before a system call, as another process may: Python tells of each by an audit event."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_Wanted = tuple[str, Callable[[tuple[Any, ...]], bool], Callable[[], object]]
_wanted: list[_Wanted] = []


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _wanted and event == _wanted[0][0] and _wanted[0][1](arguments):
        _wanted.pop()[2]()


@contextmanager
def right_before(event: str, is_it: Callable[[tuple[Any, ...]], bool], act: Callable[[], object]) -> Iterator[None]:
    """Within, ``act`` before the first call with such an event and arguments; there has to be one."""
    if not _hooked:
        sys.addaudithook(_heard)  # it cannot be taken away again
        _hooked.append(True)
    _wanted.append((event, is_it, act))
    try:
        yield
        assert not _wanted, f"no {event}"
    finally:
        _wanted.clear()


_hooked: list[bool] = []
