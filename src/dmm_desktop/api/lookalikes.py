"""What a description names instead of the documented operations.

``Execution_Start`` and ``get-executions-status`` have the words of a documented name in another order or number. They
may mean the same, or start something in an API that is not DMM's: they are told, and never used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, permutations

from ..core.legible import legible
from ..core.text import Text, text
from .contract import Operation
from .swagger import DescribedOperation

#: How many names are told, and how much of each, in characters; longer ones look like no documented one.
_MOST, _LONGEST = 5, 60
_SUBJECTS = re.compile("execution|connection", re.IGNORECASE)


def lookalikes(operation: Operation, described: Sequence[DescribedOperation]) -> list[Text]:
    """A sentence for each of the first few that have the words of the operation's name."""
    alike = islice(filter(None, (_alike(operation, one) for one in described)), _MOST)
    return [text("{name} looks like {operation}.", name=_shown(name), operation=operation) for name in alike]


def listed(described: Sequence[DescribedOperation]) -> list[Text]:
    """A sentence that tells the first few names, those about executions and connections before others; none if there
    are none."""
    names = [one.operation_id or _way(one) for one in described]
    names.sort(key=lambda name: _SUBJECTS.search(name) is None)
    first, more = ", ".join(map(_shown, names[:_MOST])), len(names) - _MOST
    if more > 0:
        return [text("It names {names} and {more} more.", names=first, more=more)]
    return [text("It names {names}.", names=first)] if names else []


def _alike(operation: Operation, described: DescribedOperation) -> str:
    """The operation's id if that has the words, else its method and path if those have them, else "". In an API of
    resources the method may be the verb: GET /executions/{Id}/status."""
    path = "".join(described.literals)
    if _has_words(described.operation_id, operation):
        return described.operation_id
    if _has_words(path, operation) or _has_words(described.method + path, operation):
        return _way(described)
    return ""


def _has_words(name: str, operation: Operation) -> bool:
    return len(name) <= _LONGEST and _pattern(operation).fullmatch(re.sub(r"[\W_]", "", name)) is not None


@cache
def _pattern(operation: Operation) -> re.Pattern[str]:
    """The words of a name in every order, each in the singular or the plural. So it does not matter where a word of the
    other name ends, which in lower case cannot be told."""
    words = [word.removesuffix("s") + "(?:s?es|s)?" for word in re.findall("[A-Z][a-z]*", operation)]
    return re.compile("|".join("".join(order) for order in permutations(words)), re.IGNORECASE)


def _way(described: DescribedOperation) -> str:
    return f"{described.method} {described.path}"


def _shown(name: str) -> str:
    return legible(name) if len(name) <= _LONGEST else legible(name[:_LONGEST]) + "…"
