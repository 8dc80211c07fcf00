"""What the tests of the rules see, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dmm_desktop.core.text import Text

from .directory import Damage
from .layout import Layout
from .lookalikes import lookalikes


@dataclass(frozen=True)
class Facts:
    """What is known about a zip when it has been read once. ``size`` in bytes; ``layout`` is empty if its directory
    could not be read; ``with_rows`` are the names of the data files with anything below the header."""

    size: int
    layout: Layout
    damage: tuple[Damage, ...] = ()
    with_rows: frozenset[str] = frozenset()

    @cached_property
    def lookalikes(self) -> Mapping[str, tuple[str, Text]]:
        """By stem of each data file without a structure: a structure whose name looks the same, and the difference."""
        return lookalikes(self.layout)

    @property
    def is_hopeless(self) -> bool:
        """Whether nobody can import it: it is no zip, or not a whole one."""
        return any(not damage.file and not damage.only_here for damage in self.damage)


@dataclass(frozen=True)
class Place:
    """Where a rule is broken: an entry's name as written in the zip ("" for the zip), and values for the sentence."""

    file: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
