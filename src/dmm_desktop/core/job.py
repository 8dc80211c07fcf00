"""The form of everything that takes time: a function that a worker thread or the command line calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from .cancel import CancelToken

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """Base of what a job tells while it works. Only the last value counts: a receiver may skip any but the last."""


@dataclass(frozen=True, slots=True)
class BytesProgress(Progress):
    """A file or answer on its way; both in bytes, ``total`` None where nobody has said it."""

    done: int
    total: int | None


Report: TypeAlias = Callable[[Progress], None]

#: Returns on success, raises DmmError if it failed and Cancelled if it was cancelled; anything else is a bug.
Job: TypeAlias = Callable[[CancelToken, Report], T]


def nobody(_: Progress) -> None:
    """A Report for jobs that nobody watches."""
