"""The fingerprint of an import zip: its data files with their rows, hashes, and NULL or empty values.

Every figure can be recomputed from the zip: docs/import-zip.md (The fingerprint) says how.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

#: What is kept of a zip, so that one with thousands of entries does not bloat the database: files, columns in all
#: files, and characters of a name.
MOST_FILES = 300
MOST_COLUMNS = 3_000
MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class ColumnFingerprint:
    """A column, and how many of its values are NULL or empty."""

    name: str
    empty: int


@dataclass(frozen=True, slots=True)
class FileFingerprint:
    """A data file: its name in the zip and the name of its entity, both safe to show; its rows without the header, None
    if they could not be counted; the SHA-256 of its unpacked content."""

    file: str
    entity: str
    rows: int | None
    sha256: str
    columns: tuple[ColumnFingerprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``rows`` are those of all data files, None if one could not be counted. ``more_files`` and ``more_columns`` are
    the numbers of those that are not kept."""

    rows: int | None
    files: tuple[FileFingerprint, ...] = ()
    more_files: int = 0
    more_columns: int = 0

    def rows_by_entity(self) -> dict[str, int | None]:
        """The rows of each entity, by :func:`entity_key` of its name; None if several entities have the same."""
        found: dict[str, int | None] = {}
        for file in self.files:
            key = entity_key(file.entity)
            found[key] = None if key in found else file.rows
        return found


def entity_key(name: str) -> str:
    """The name of an entity in the form in which names are compared: servers may write it in a different case
    [assumed]."""
    return name.strip().casefold()


def fingerprint_of(files: Iterable[FileFingerprint]) -> Fingerprint:
    """The fingerprint of a zip with these data files, bounded in size."""
    every = tuple(files)
    rows = [file.rows for file in every]
    room, kept, left_out = MOST_COLUMNS, [], 0
    for file in every[:MOST_FILES]:
        columns = tuple(replace(column, name=_cut(column.name)) for column in file.columns[:room])
        room -= len(columns)
        kept.append(replace(file, file=_cut(file.file), entity=_cut(file.entity), columns=columns))
        left_out += len(file.columns) - len(columns)
    left_out += sum(len(file.columns) for file in every[MOST_FILES:])
    total = None if None in rows else sum(count for count in rows if count is not None)
    return Fingerprint(total, tuple(kept), len(every) - len(kept), left_out)


def fingerprint_text(fingerprint: Fingerprint) -> str:
    """The fingerprint as it is stored with a run."""
    files = [
        [file.file, file.entity, file.rows, file.sha256, [[column.name, column.empty] for column in file.columns]]
        for file in fingerprint.files
    ]
    return json.dumps(
        [fingerprint.rows, files, fingerprint.more_files, fingerprint.more_columns], separators=(",", ":")
    )


@functools.lru_cache(maxsize=64)
def read_fingerprint(stored: str) -> Fingerprint | None:
    """The inverse of :func:`fingerprint_text`; None for a text that is not a fingerprint, such as ""."""
    try:
        rows, files, more_files, more_columns = json.loads(stored)
        return Fingerprint(_count(rows), tuple(_file(*file) for file in files), int(more_files), int(more_columns))
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None


def _file(file: Any, entity: Any, rows: Any, sha256: Any, columns: Any) -> FileFingerprint:
    return FileFingerprint(
        str(file),
        str(entity),
        _count(rows),
        str(sha256),
        tuple(ColumnFingerprint(str(name), int(empty)) for name, empty in columns),
    )


def _count(value: Any) -> int | None:
    return None if value is None else int(value)


def _cut(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1] + "…"
