"""Collects the faults of a data file: counts all, and keeps some as examples."""

from __future__ import annotations

from collections import Counter

from ...core.text import escape_controls
from .encoding import as_text
from .facts import Example, Fault

#: Examples of each fault that are kept for a file.
EXAMPLES = 5
_SHOWN = 80  # characters
_LONGEST = 4 * _SHOWN  # bytes


def excerpt(value: bytes) -> str:
    """The beginning of a value, safe to show."""
    content = as_text(value[:_LONGEST])
    is_cut = len(value) > _LONGEST or len(content) > _SHOWN
    return escape_controls(content[:_SHOWN]) + ("…" if is_cut else "")


class Tally:
    """Collects the faults of one file."""

    def __init__(self) -> None:
        self.counts: Counter[Fault] = Counter()
        self.examples: list[Example] = []

    def wants(self, fault: Fault) -> bool:
        """Count a fault. Returns whether another example of it is wanted, because making one takes time."""
        self.counts[fault] += 1
        return self.counts[fault] <= EXAMPLES

    def has_enough(self, fault: Fault) -> bool:
        """Whether no more examples of a fault are wanted."""
        return self.counts[fault] >= EXAMPLES

    def count(self, fault: Fault, more: int) -> None:
        """Count faults of which no examples are wanted."""
        if more:
            self.counts[fault] += more

    def keep(self, fault: Fault, line: int, column: str = "", value: bytes = b"", **numbers: int) -> None:
        """Keep an example."""
        self.examples.append(Example(fault, line, column, excerpt(value), numbers))
