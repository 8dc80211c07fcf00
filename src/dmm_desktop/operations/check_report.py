"""The result of a check of a zip as JSON, for scripts and for files that the user saves. It quotes the data."""

from __future__ import annotations

from typing import Any

from ..archive.findings import CheckedZip, EntityFiles, Finding
from ..archive.references import Reference
from .check_rows import structure_word
from .check_zip import total_rows


def check_report(checked: CheckedZip) -> dict[str, Any]:
    """The members ``sha256``, ``complete``, ``rows`` of all data files, ``findings``, ``notes`` and ``entities``.

    ``complete`` is false if a data file was not read to its end. ``rows`` is null if the number is unknown;
    ``separator`` is null if it is unclear, and "" for a single column; ``empty`` is the number of values that are NULL
    or empty. ``structure`` is "read", "opaque", or "missing": data without a structure is an entity too. Anything
    unknown, such as the facts about missing data, is null.
    """
    return {
        "sha256": checked.sha256 or None,
        "complete": checked.is_complete,
        "rows": total_rows(checked),
        "findings": [finding_report(finding) for finding in checked.findings],
        "notes": [str(note) for note in checked.notes],
        "entities": [_entity(entity) for entity in checked.entities],
    }


def finding_report(finding: Finding) -> dict[str, Any]:
    """One finding. ``line``, ``column`` and ``text`` are null if they do not apply. ``count`` is how often the problem
    occurs: more than 1 if occurrences are counted rather than listed."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "file": finding.file or None,
        "line": finding.line,
        "column": finding.column or None,
        "text": finding.excerpt or None,
        "count": finding.count,
        "message": str(finding.sentence),
    }


def reference_report(reference: Reference) -> dict[str, Any]:
    """One reference. ``ids`` and ``missing`` are null where they are not counted; ``listed`` has ids that are not in
    the zip, whole numbers as ranges; ``unlisted`` is how many are not in the list."""
    return {
        "file": reference.file,
        "column": reference.column,
        "target": reference.target,
        "users": reference.to_users,
        "ids": reference.ids,
        "missing": reference.missing,
        "listed": [{"first": ids.first, "last": ids.last} for ids in reference.listed],
        "unlisted": reference.unlisted,
    }


def _entity(entity: EntityFiles) -> dict[str, Any]:
    facts = entity.facts
    dialect = facts.dialect if facts else None
    return {
        "name": entity.name,
        "file": entity.data,
        "structure": structure_word(entity, str),
        "rows": None if entity.data is None else entity.records,
        "bytes": entity.data_size,
        "sha256": (facts.sha256 if facts else "") or None,
        "separator": dialect.separator if dialect else None,
        "encoding": dialect.encoding if dialect else None,
        "columns": [{"name": column.name, "empty": column.empty} for column in (facts.columns if facts else ())],
    }
