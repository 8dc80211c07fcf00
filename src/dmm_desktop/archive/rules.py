"""The rules of the pre-flight check: one table, a row per sentence, under the numbers of docs/import-zip.md (Rules).

A row's test yields the places where its rule is broken; the sentence names problem, cause and remedy and is filled in
with what the place gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from dmm_desktop.core.text import Text, counted, text

from . import rule_tests as test
from .facts import Facts, Place
from .findings import Finding, Severity
from .names import shown

MAX_PLACES = 20  # findings per row; the rest is counted


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. ``sentence`` has places for the values that the test gives; ``{file}`` is always one."""

    id: int
    severity: Severity
    test: Callable[[Facts], Iterator[Place]]
    sentence: Text


def find(facts: Facts) -> tuple[Finding, ...]:
    """Everything that the rules say about a zip, in the order of the table."""
    return tuple(finding for rule in RULES for finding in _apply(rule, facts))


def _apply(rule: Rule, facts: Facts) -> Iterator[Finding]:
    places = rule.test(facts)
    for place in islice(places, MAX_PLACES):
        file = shown(place.file)
        sentence = replace(rule.sentence, values=(("file", file), *place.values.items()))
        yield Finding(rule.id, rule.severity, sentence, file)
    if more := sum(1 for _ in places):
        sentence = counted("One more file has this problem.", "{n} more files have this problem.", more)
        yield Finding(rule.id, rule.severity, sentence)


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES = (
    Rule(1, _ERROR, test.damaged, text("{problem} {remedy}")),
    Rule(
        1,
        _ERROR,
        test.is_empty,
        text("The zip holds no files, so there is nothing to import. Choose another one, or export again."),
    ),
    Rule(
        2,
        _ERROR,
        test.has_common_folder,
        text(
            "All files are inside the folder {folder}, but DMM looks for them at the root of the zip. Zip the files "
            "instead of the folder that holds them."
        ),
    ),
    Rule(
        2,
        _ERROR,
        test.has_several_folders,
        text(
            "The files are in several folders, among them {file}, but DMM looks for them at the root of the zip. "
            "Zip the files of one export without any folder."
        ),
    ),
    Rule(
        3,
        _ERROR,
        test.has_no_structure,
        text(
            "The zip has no entity structure, a file whose name ends in _Struct.dmm, spelled exactly so. "
            "Choose the zip that DMM exported."
        ),
    ),
    Rule(
        4,
        _ERROR,
        test.lacks_structure,
        text(
            "{file} has no structure: the file {structure}, spelled exactly so, is missing. Add it from the same "
            "export, or remove the data."
        ),
    ),
    Rule(
        4,
        _ERROR,
        test.has_similar_structure,
        text(
            "{file} has no structure of exactly its name, but there is {structure}. {difference} Give both files the "
            "same name, or make the zip again with another program."
        ),
    ),
    Rule(
        7,
        _ERROR,
        test.is_repeated,
        text("{file} is in the zip {n} times, and nobody can say which one counts. Remove all but one."),
    ),
    Rule(
        7,
        _ERROR,
        test.differs_by_case,
        text(
            "{file} and {other} differ only by upper and lower case, and one would replace the other on Windows. "
            "Rename or remove one."
        ),
    ),
    Rule(
        7,
        _ERROR,
        test.leads_out(r"^/"),
        text("{file} has an absolute path, which leads out of the zip. Make the zip again without paths."),
    ),
    Rule(
        7,
        _ERROR,
        test.leads_out(r"(^|[/\\])\.\.([/\\]|$)"),
        text("{file} has .. in its path, which leads out of the zip. Make the zip again without paths."),
    ),
    Rule(
        7,
        _ERROR,
        test.leads_out(r"^[A-Za-z]:"),
        text("{file} begins with a drive letter, which leads out of the zip. Make the zip again without paths."),
    ),
    Rule(
        7,
        _ERROR,
        test.has_backslashes,
        text(
            "{file} has a backslash in its name, which some old programs write for a folder. Make the zip again with "
            "another program."
        ),
    ),
    Rule(
        7,
        _ERROR,
        test.has_control_characters,
        text("{file} has control characters in its name. Rename the file and make the zip again."),
    ),
    Rule(
        13,
        _WARNING,
        test.is_large,
        text(
            "The zip has {size} MiB. Servers often refuse imports above {limit} MiB, unless the administrator of the "
            "environment has raised the request limit. If it is refused, have the limit raised or split the export."
        ),
    ),
    Rule(
        14,
        _WARNING,
        test.has_no_rows,
        text(
            "No entity has data: there is nothing below the headers to import. Fill the CSV files, or export again "
            "with data."
        ),
    ),
)
