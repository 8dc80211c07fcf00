"""The common model of all sources: an operation with the places of its values, as described or recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..core.text import Text
from .contract import Parameter, ValueKind


@dataclass(frozen=True)
class DescribedOperation:
    """An operation of the document; ``problem`` says why it cannot be used; None if it can.

    ``outputs`` maps the names of the values in its successful answer, including those one object deeper, to their
    types; an answer that is a single value has the name "". ``basis`` says why this is a documented operation, if that
    is not evident from its name.
    """

    operation_id: str
    method: str
    path: str
    fields: tuple[Parameter, ...]
    content_type: str
    outputs: Mapping[str, ValueKind]
    problem: Text | None = None
    basis: Text | None = None

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """The segments of the path without parameters."""
        return tuple(part for part in self.path.split("/") if part and "{" not in part)

    @property
    def last_segment(self) -> str:
        """The last literal segment of the path, "" if there is none."""
        return self.literals[-1] if self.literals else ""
