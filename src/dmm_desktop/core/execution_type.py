"""The types of executions and their traits: one table with a row per type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .text import Text, text


class ExecutionType(StrEnum):
    """``Type`` of StartExecution [documented]. The values are sent, and stored in the database."""

    IMPORT = "Import"


@dataclass(frozen=True, slots=True)
class TypeTraits:
    """The traits of a type. ``is_guarded``: the user must type the name of a Production environment before starting.
    ``title`` returns the title of a run with this destination."""

    is_guarded: bool
    title: Callable[[Text], Text]


def _import_title(place: Text) -> Text:
    return text("Import to {place}", place=place)


TRAITS = {
    ExecutionType.IMPORT: TypeTraits(is_guarded=True, title=_import_title),
}
