"""The common model of all sources: an operation with the places of its values, as described or recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..core.address import segments_of
from ..core.text import Text
from .contract import Parameter, ValueKind

_PARAMETER = re.compile(r"{[^{}]*}")


def without_names(path: str) -> str:
    """The path with ``{}`` in place of each parameter."""
    return _PARAMETER.sub("{}", path)


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
        """The segments of the path without parameters, as servers read them."""
        return tuple(part for part in segments_of(without_names(self.path)) if "{" not in part)

    @property
    def last_segment(self) -> str:
        """The last literal segment of the path, "" if there is none."""
        return self.literals[-1] if self.literals else ""
