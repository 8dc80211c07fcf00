"""The rules of the check, numbered as in docs/import-zip.md: a table, and the function that applies them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ..core.text import Text, counted, text
from .content_rules import (
    has_columns_in_another_order,
    has_fault,
    has_unknown_columns,
    is_a_plain_export,
    is_not_wrapped,
    is_suspiciously_large,
    is_suspiciously_large_in_all,
    is_without_data,
    keeps_ids,
    lacks_columns,
    lacks_system_tables,
)
from .contents.facts import Fault, Note
from .facts import Facts, Occurrence
from .findings import STRICT_RULES, Finding, Severity
from .layout import STRUCTURE, display_name, folder_of, path_of

WARN_ABOVE = 20 << 20  # bytes; in base64 this is close to 30,000,000, the usual request limit of servers [platform]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]").search


def damaged(facts: Facts) -> Iterator[Occurrence]:
    """The zip, or an entry in it, cannot be read."""
    for damage in facts.damage:
        yield Occurrence(damage.file, {"problem": damage.problem, "remedy": damage.remedy})


def is_empty(facts: Facts) -> Iterator[Occurrence]:
    """The zip contains no files, or only ignored ones."""
    if not facts.layout.files and not facts.damage:
        yield Occurrence()


def has_common_folder(facts: Facts) -> Iterator[Occurrence]:
    """Every file is in the same folder."""
    if facts.layout.common_folder:
        yield Occurrence(values={"folder": display_name(facts.layout.common_folder)})


def has_several_folders(facts: Facts) -> Iterator[Occurrence]:
    """The files are in several folders; the occurrence is one that is not at the root."""
    if len(facts.layout.folders) > 1:
        yield Occurrence(next(name for name in facts.layout.names if folder_of(path_of(name))))


def has_no_structure(facts: Facts) -> Iterator[Occurrence]:
    """There are files, but no structure of an entity."""
    if facts.layout.files and not facts.layout.structures:
        yield Occurrence()


def lacks_structure(facts: Facts) -> Iterator[Occurrence]:
    """Data files without a structure file of the same name or of one that looks the same."""
    for stem, entry in facts.layout.data.items():
        if stem not in facts.layout.structures and stem not in facts.lookalikes:
            yield Occurrence(entry.orig_filename, {"structure": display_name(stem + STRUCTURE)})


def has_similar_structure(facts: Facts) -> Iterator[Occurrence]:
    """Data files whose structure file has a name that only looks the same."""
    for stem, (structure, difference) in facts.lookalikes.items():
        yield Occurrence(facts.layout.data[stem].orig_filename, {"structure": structure, "difference": difference})


def has_backslashes(facts: Facts) -> Iterator[Occurrence]:
    """Names with a backslash, unless it belongs to the common folder that repacking removes."""
    if not facts.layout.common_folder:
        yield from (Occurrence(name) for name in facts.layout.names if "\\" in name)


def is_repeated(facts: Facts) -> Iterator[Occurrence]:
    """Names that occur more than once in the directory."""
    paths = Counter(map(path_of, facts.layout.names))
    for name, path in _by_path(facts.layout.names).values():
        if paths[path] > 1:
            yield Occurrence(name, {"n": paths[path]})


def differs_by_case(facts: Facts) -> Iterator[Occurrence]:
    """Names that equal an earlier one when case is ignored."""
    first: dict[str, str] = {}
    for name, path in _by_path(facts.layout.names).values():
        other = first.setdefault(path.casefold(), name)
        if other != name:
            yield Occurrence(name, {"other": display_name(other)})


def _by_path(names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The first name with each path, and the path."""
    found: dict[str, tuple[str, str]] = {}
    for name in names:
        found.setdefault(path_of(name), (name, path_of(name)))
    return found


def leads_out(pattern: str) -> Callable[[Facts], Iterator[Occurrence]]:
    """A test for names that match the pattern, including those of ignored entries."""
    search = re.compile(pattern).search

    def test(facts: Facts) -> Iterator[Occurrence]:
        return (Occurrence(entry.orig_filename) for entry in facts.layout.entries if search(entry.orig_filename))

    return test


def has_control_characters(facts: Facts) -> Iterator[Occurrence]:
    """Names with control characters."""
    yield from (Occurrence(name) for name in facts.layout.names if _CONTROL(name))


def is_large(facts: Facts) -> Iterator[Occurrence]:
    """The zip may exceed the server's request limit."""
    if facts.layout.entries and facts.size > WARN_ABOVE:
        yield Occurrence(values={"size": facts.size / (1 << 20), "limit": WARN_ABOVE >> 20})


def has_no_records(facts: Facts) -> Iterator[Occurrence]:
    """There are entities, all readable, but none has content below its header."""
    if facts.layout.structures and not facts.with_records and not facts.damage:
        yield Occurrence()


MAX_PLACES = 20  # findings per rule; the rest is counted
MAX_EXAMPLES = 1000  # the same for rules that look inside the data


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. ``sentence`` has placeholders for the test's values, and ``{file}``; at most ``limit``
    findings are listed."""

    id: int
    severity: Severity
    test: Callable[[Facts], Iterator[Occurrence]]
    sentence: Text
    limit: int = MAX_PLACES

    @property
    def is_strict(self) -> bool:
        """Whether its warnings become errors on request."""
        return self.id in STRICT_RULES


def find(facts: Facts, *, strictly: bool = False) -> tuple[Finding, ...]:
    """All findings about a zip, in the order of the table."""
    return tuple(finding for rule in RULES for finding in _apply(rule, facts, strictly))


def _apply(rule: Rule, facts: Facts, strictly: bool) -> Iterator[Finding]:
    severity = Severity.ERROR if strictly and rule.is_strict else rule.severity
    places = rule.test(facts)
    for place in islice(places, rule.limit):
        file = display_name(place.file)
        sentence = replace(place.sentence or rule.sentence, values=(("file", file), *place.values.items()))
        entries = (place.file,) if place.file else ()
        yield Finding(rule.id, severity, sentence, file, place.line, entries, place.column, place.excerpt, place.count)
    if more := list(places):
        files = tuple(dict.fromkeys(place.file for place in more))
        sentence = counted("One more file has this problem.", "{n} more files have this problem.", len(files))
        yield Finding(rule.id, severity, sentence, entries=files, count=sum(place.count for place in more))


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES = (
    Rule(1, _ERROR, damaged, text("{problem} {remedy}")),
    Rule(
        1,
        _ERROR,
        is_empty,
        text("The zip contains no files, so there is nothing to import. Choose another one, or export again."),
    ),
    Rule(
        2,
        _ERROR,
        has_common_folder,
        text(
            "All files are inside the folder {folder}, but DMM looks for them at the root of the zip. Zip the files "
            "instead of the folder that holds them."
        ),
    ),
    Rule(
        2,
        _ERROR,
        has_several_folders,
        text(
            "The files are in several folders, among them {file}, but DMM looks for them at the root of the zip. "
            "Zip the files of one export without any folder."
        ),
    ),
    Rule(
        3,
        _ERROR,
        has_no_structure,
        text(
            "The zip has no entity structure: a file whose name ends in exactly _Struct.dmm. Choose the zip that DMM "
            "exported."
        ),
    ),
    Rule(
        4,
        _ERROR,
        lacks_structure,
        text(
            "{file} has no structure: the file {structure} (exact spelling) is missing. Add it from the same export, "
            "or remove the data."
        ),
    ),
    Rule(
        4,
        _ERROR,
        has_similar_structure,
        text(
            "{file} has no structure with exactly the same name, but there is {structure}. {difference} Give both "
            "files the same name, or recreate the zip with another program."
        ),
    ),
    Rule(
        5,
        _ERROR,
        has_fault(Fault.NO_HEADER),
        text(
            "{file} is empty: it does not even have a header. Export the entity again, or write the names of the "
            "columns in its first line."
        ),
    ),
    Rule(
        5,
        _ERROR,
        has_fault(Fault.DATA_AS_HEADER),
        text(
            "{file} has no header: its first line is data. Insert a line with the names of the columns, in the order of"
            " the structure."
        ),
    ),
    Rule(
        5,
        _ERROR,
        has_fault(Fault.FIELD_COUNT),
        text(
            "{file}, line {line}: the number of values is {found}, but the header has {expected} columns. Look for a "
            "missing value or separator, or a separator outside N'…'."
        ),
        MAX_EXAMPLES,
    ),
    Rule(
        6,
        _ERROR,
        lacks_columns,
        text("{file} lacks the column {column} of {structure}. Add it, in the order of the structure."),
    ),
    Rule(
        6,
        _ERROR,
        has_unknown_columns,
        text("{file} has the column {column}, which is not in {structure}. Remove it, or correct its name."),
    ),
    Rule(
        6,
        _ERROR,
        has_columns_in_another_order,
        text(
            "{file} has its columns in a different order from its structure: {column} is where {expected} should be. "
            "Use the order of the structure."
        ),
    ),
    Rule(
        7,
        _ERROR,
        is_repeated,
        text("{file} is in the zip {n} times, so it is unclear which one counts. Remove all but one."),
    ),
    Rule(
        7,
        _ERROR,
        differs_by_case,
        text(
            "{file} and {other} differ only in case, and one would replace the other on Windows. Rename or remove one."
        ),
    ),
    Rule(
        7,
        _ERROR,
        leads_out(r"^(?:\./+)*/"),
        text("{file} has an absolute path, which points outside the zip. Recreate the zip without paths."),
    ),
    Rule(
        7,
        _ERROR,
        leads_out(r"(^|[/\\])\.\.([/\\]|$)"),
        text("{file} has .. in its path, which points outside the zip. Recreate the zip without paths."),
    ),
    Rule(
        7,
        _ERROR,
        leads_out(r"^(?:\./+)*[A-Za-z]:"),
        text("{file} begins with a drive letter, which points outside the zip. Recreate the zip without paths."),
    ),
    Rule(
        7,
        _ERROR,
        has_backslashes,
        text(
            "{file} has a backslash in its name, which some old programs use as a folder separator. Recreate the zip "
            "with another program."
        ),
    ),
    Rule(
        7,
        _ERROR,
        has_control_characters,
        text("{file} has control characters in its name. Rename the file and recreate the zip."),
    ),
    Rule(
        8,
        _WARNING,
        is_not_wrapped,
        text(
            "{file}, line {line}: the text in {column} is not written N'…'. Write N' before it and ' after it, and "
            "double every quote in it."
        ),
        MAX_EXAMPLES,
    ),
    Rule(
        8,
        _WARNING,
        has_fault(Fault.NOT_CLOSED),
        text(
            "{file}, line {line}: the text in {column} begins with a quote, but does not end with one. Add the quote "
            "that is missing, and double every quote inside the text."
        ),
        MAX_EXAMPLES,
    ),
    Rule(
        8,
        _WARNING,
        is_a_plain_export,
        text(
            "No text in the zip is written N'…', so it looks like a plain export, made for Excel. DMM probably cannot "
            "import it. Choose the zip of a normal export."
        ),
        MAX_EXAMPLES,
    ),
    Rule(
        9,
        _WARNING,
        has_fault(Fault.NOT_A_DATE),
        text(
            "{file}, line {line}: the date in {column} is not in the format yyyy-MM-ddTHH:mm:ss. Write it like this: "
            "2026-03-28T14:30:00."
        ),
        MAX_EXAMPLES,
    ),
    Rule(
        9,
        _WARNING,
        has_fault(Fault.IMPOSSIBLE_DATE),
        text("{file}, line {line}: the date in {column} does not exist. Correct it."),
        MAX_EXAMPLES,
    ),
    Rule(
        10,
        _WARNING,
        keeps_ids(has_fault(Fault.REPEATED_ID)),
        text(
            "{file}, line {line}: the id is the same as in the row before. If ids are kept, each id must occur only "
            "once."
        ),
        MAX_EXAMPLES,
    ),
    Rule(
        10,
        _WARNING,
        keeps_ids(has_fault(Fault.DESCENDING_ID)),
        text(
            "{file}, line {line}: the id is lower than in the row before. If ids are kept, rows must be in the order "
            "of their ids."
        ),
        MAX_EXAMPLES,
    ),
    Rule(
        13,
        _WARNING,
        is_large,
        text(
            "The zip is {size} MiB. Servers often refuse imports above {limit} MiB, unless the administrator of the "
            "environment has raised the request limit. If it is refused, have the limit raised or split the export."
        ),
    ),
    Rule(
        14,
        _WARNING,
        has_no_records,
        text(
            "No entity has data: there is nothing to import below the headers. Add data to the CSV files, or export "
            "again with data."
        ),
    ),
    Rule(
        15,
        _WARNING,
        is_without_data,
        text(
            "{file} has no data: the file {data} is missing. Add it, or ignore this if the entity has no records to "
            "import."
        ),
    ),
    Rule(
        15,
        _WARNING,
        lacks_system_tables,
        text(
            "The zip has no system table (a file whose name begins with ossys_). Exports have some: check that none was"
            " left out."
        ),
    ),
    Rule(
        16,
        _WARNING,
        is_suspiciously_large,
        text(
            "{file} unpacks to {size} MiB, {ratio} times its size in the zip. Data is rarely compressed that much: make"
            " sure that you know where the zip comes from."
        ),
    ),
    Rule(
        16,
        _WARNING,
        is_suspiciously_large_in_all,
        text(
            "The zip unpacks to {size} GiB. Make sure that you know where it comes from, and consider splitting the "
            "export."
        ),
    ),
)

#: What could not be determined about a data file. An unreadable structure is reported with its entity.
NOTES = {
    Note.SEPARATOR: text("The separator of {file} is unclear, so its rows were not checked."),
    Note.COLUMNS: text("{file} has too many columns, so its rows were not checked."),
    Note.ALL_COLUMNS: text("The data files have too many columns in all, so the rows of {file} were not checked."),
    Note.GIVEN_UP: text(
        "The rows of {file} were not read to the end, because too many of its texts have no closing quote."
    ),
}


def notes(facts: Facts) -> tuple[Text, ...]:
    """What could not be determined about a zip."""
    return tuple(
        replace(NOTES[note], values=(("file", display_name(data.file)),))
        for data in facts.contents.data.values()
        for note in data.notes
    )
