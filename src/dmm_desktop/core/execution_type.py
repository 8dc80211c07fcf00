"""The types of executions and their traits: one table with a row per type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from .text import Text, text

_T = TypeVar("_T")


class ExecutionType(StrEnum):
    """``Type`` of StartExecution [documented]. The values are sent, and stored in the database."""

    IMPORT = "Import"
    EXPORT = "Export"

    @property
    def noun(self) -> str:
        """What an execution of this type is called within an English sentence: import or export."""
        return self.lower()


@dataclass(frozen=True, slots=True)
class TypeTraits:
    """The traits of a type. ``takes_zip``: a zip is sent with the request. ``leaves_zip``: the outputs may have a zip
    to save. ``title`` returns the title of a run with this connection: the destination, or the source."""

    takes_zip: bool
    leaves_zip: bool
    title: Callable[[Text], Text]


def _import_title(place: Text) -> Text:
    return text("Import to {place}", place=place)


def _export_title(place: Text) -> Text:
    return text("Export from {place}", place=place)


TRAITS = {
    ExecutionType.IMPORT: TypeTraits(takes_zip=True, leaves_zip=False, title=_import_title),
    ExecutionType.EXPORT: TypeTraits(takes_zip=False, leaves_zip=True, title=_export_title),
}


def by_type(kind: ExecutionType, *, for_import: _T, for_export: _T) -> _T:
    """The value for a type. A new type gets an argument here and in :func:`by_known_type`: mypy then reports each place
    that lacks its value, such as a sentence."""
    return {ExecutionType.IMPORT: for_import, ExecutionType.EXPORT: for_export}[kind]


def by_known_type(kind: ExecutionType | None, *, for_import: _T, for_export: _T, for_execution: _T) -> _T:
    """The same for :attr:`.Run.known_type`: ``for_execution`` if the type is not known."""
    return for_execution if kind is None else by_type(kind, for_import=for_import, for_export=for_export)
