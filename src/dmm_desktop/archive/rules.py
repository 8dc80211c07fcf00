"""The rules of the check, numbered as in docs/import-zip.md: a table, and the function that applies them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ..core.text import Text, counted, text
from .facts import Facts, Occurrence
from .findings import Finding, Severity
from .layout import STRUCTURE, display_name, folder_of

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
        yield Occurrence(next(name for name in facts.layout.names if folder_of(name)))


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
    names = Counter(facts.layout.names)
    yield from (Occurrence(name, {"n": n}) for name, n in names.items() if n > 1)


def differs_by_case(facts: Facts) -> Iterator[Occurrence]:
    """Names that equal an earlier one when case is ignored."""
    first: dict[str, str] = {}
    for name in dict.fromkeys(facts.layout.names):
        other = first.setdefault(name.casefold(), name)
        if other != name:
            yield Occurrence(name, {"other": display_name(other)})


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


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. ``sentence`` has placeholders for the test's values, and ``{file}``."""

    id: int
    severity: Severity
    test: Callable[[Facts], Iterator[Occurrence]]
    sentence: Text


def find(facts: Facts) -> tuple[Finding, ...]:
    """All findings about a zip, in the order of the table."""
    return tuple(finding for rule in RULES for finding in _apply(rule, facts))


def _apply(rule: Rule, facts: Facts) -> Iterator[Finding]:
    places = rule.test(facts)
    for place in islice(places, MAX_PLACES):
        file = display_name(place.file)
        sentence = replace(rule.sentence, values=(("file", file), *place.values.items()))
        yield Finding(rule.id, rule.severity, sentence, file, entries=(place.file,) if place.file else ())
    if more := tuple(place.file for place in places):
        sentence = counted("One more file has this problem.", "{n} more files have this problem.", len(more))
        yield Finding(rule.id, rule.severity, sentence, entries=more)


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES = (
    Rule(1, _ERROR, damaged, text("{problem} {remedy}")),
    Rule(
        1,
        _ERROR,
        is_empty,
        text("The zip holds no files, so there is nothing to import. Choose another one, or export again."),
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
            "{file} and {other} differ only in upper and lower case, and one would replace the other on Windows. "
            "Rename or remove one."
        ),
    ),
    Rule(
        7,
        _ERROR,
        leads_out(r"^/"),
        text("{file} has an absolute path, which leads out of the zip. Recreate the zip without paths."),
    ),
    Rule(
        7,
        _ERROR,
        leads_out(r"(^|[/\\])\.\.([/\\]|$)"),
        text("{file} has .. in its path, which leads out of the zip. Recreate the zip without paths."),
    ),
    Rule(
        7,
        _ERROR,
        leads_out(r"^[A-Za-z]:"),
        text("{file} begins with a drive letter, which leads out of the zip. Recreate the zip without paths."),
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
            "No entity has data: there is nothing to import below the headers. Fill the CSV files, or export again "
            "with data."
        ),
    ),
)
