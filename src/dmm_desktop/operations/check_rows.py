"""What a check of a zip found, as rows of cells: the one source of the HTML page and of the CSV files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..archive.contents.facts import Dialect
from ..archive.findings import CheckedZip, EntityFiles, Finding, Severity
from ..archive.references import Reference
from ..core.text import Words, counted, text

#: The titles of :func:`finding_row`.
FINDING_TITLES = (
    text("Rule"),
    text("Severity"),
    text("File"),
    text("Line"),
    text("Column"),
    text("Found"),
    text("Count"),
    text("Problem"),
)
#: The titles of :func:`entity_row`.
ENTITY_TITLES = (
    text("Entity"),
    text("Structure"),
    text("Rows"),
    text("Bytes"),
    text("Written with"),
    text("Columns"),
    text("Names of the columns"),
    text("NULL or empty values"),
    text("SHA-256"),
)
#: The titles of :func:`reference_row`.
REFERENCE_TITLES = (
    text("File"),
    text("Column"),
    text("Points to"),
    text("Different ids"),
    text("Not in the zip"),
)
#: The titles of what :func:`missing_rows` adds to :func:`reference_row`.
MISSING_TITLES = (text("First id that is not in the zip"), text("Last id that is not in the zip"))


def finding_row(finding: Finding, words: Words) -> tuple[str, ...]:
    """The cells of a finding."""
    is_error = finding.severity is Severity.ERROR
    return (
        str(finding.rule),
        words(text("Error") if is_error else text("Warning")),
        finding.file,
        "" if finding.line is None else str(finding.line),
        finding.column,
        finding.excerpt,
        str(finding.count),
        words(finding.sentence),
    )


def written(dialect: Dialect, words: Words) -> tuple[str, ...]:
    """How a data file is written: separator, encoding, line ends, quoting. What is usual or unknown is left out."""
    separators = {
        None: words(text("separator unclear")),
        "": words(text("one column")),
        "\t": words(text("separated by tabs")),
    }
    line_ends = {"\r\n": "CR LF", "\n": "LF", "\r": "CR", "mixed": words(text("mixed line ends"))}
    said = (
        separators.get(dialect.separator) or words(text("separated by “{separator}”", separator=dialect.separator)),
        dialect.encoding,
        line_ends.get(dialect.line_end, ""),
        words(text("in double quotes")) if dialect.quotes else "",
    )
    return tuple(filter(None, said))


def structure_word(entity: EntityFiles, words: Words) -> str:
    """Whether the attributes of an entity could be read."""
    if not entity.structure:
        return words(text("missing"))
    return words(text("read") if entity.attributes else text("opaque"))


def entity_rows(entity: EntityFiles, words: Words) -> str:
    """The number of rows, or that they are not counted; "" where there is no data."""
    if entity.data is None:
        return ""
    return words(text("not counted")) if entity.records is None else str(entity.records)


def entity_row(entity: EntityFiles, words: Words, separator: str = "\n") -> tuple[str, ...]:
    """The cells of an entity; ``separator`` is between the parts of a cell."""
    facts = entity.facts
    columns = facts.columns if facts else ()
    return (
        entity.name,
        structure_word(entity, words),
        entity_rows(entity, words),
        str(entity.data_size),
        separator.join(written(facts.dialect, words) if facts and facts.dialect else ()),
        str(len(columns)),
        ", ".join(column.name for column in columns),
        separator.join(f"{column.name}: {column.empty}" for column in columns if column.empty),
        facts.sha256 if facts else "",
    )


def note_rows(checked: CheckedZip, words: Words) -> Iterator[tuple[str, ...]]:
    """What could not be determined, as rows of the table of findings."""
    for note in checked.notes:
        yield "", words(text("Note")), "", "", "", "", "", words(note)


def reference_row(reference: Reference, words: Words) -> tuple[str, ...]:
    """The cells of a reference."""

    def number(ids: int | None) -> str:
        return words(text("not counted")) if ids is None else str(ids)

    return (
        reference.file,
        reference.column,
        words(text("users")) if reference.to_users else reference.target,
        number(reference.ids),
        "" if reference.to_users and reference.missing is None else number(reference.missing),
    )


def missing_rows(references: Iterable[Reference], words: Words) -> Iterator[tuple[str, ...]]:
    """A row for each id, or range of ids, that is not in the zip, and one for each reference without any."""
    for reference in references:
        row = reference_row(reference, words)
        for ids in reference.listed:
            yield (*row, ids.first, ids.last)
        if reference.unlisted:
            yield (*row, words(counted("1 more id", "{n} more ids", reference.unlisted)), "")
        elif not reference.listed:
            yield (*row, "", "")
