"""The tests of the rules that look inside the files, for the table in :mod:`.rules`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from ..core.text import counted
from .contents.facts import DataFacts, Fault
from .contents.tally import excerpt
from .facts import Facts, Occurrence
from .layout import DATA, STRUCTURE, display_name, folder_of, path_of

#: Above both limits an entry looks as if it was made to exhaust a computer [assumed]: its size in bytes, and as a
#: multiple of its size in the zip. The data of an export is compressed 3 to 20 times.
SUSPICIOUS_SIZE, SUSPICIOUS_RATIO = 100 << 20, 200
#: The same for all entries of a zip together, in bytes.
SUSPICIOUS_TOTAL = 16 << 30

_SYSTEM = "ossys_"


def has_fault(fault: Fault) -> Callable[[Facts], Iterator[Occurrence]]:
    """A test for data files with this fault: some occurrences in each file are listed, the others counted."""

    def test(facts: Facts) -> Iterator[Occurrence]:
        for data in facts.contents.data.values():
            examples = [example for example in data.examples if example.fault is fault]
            for example in examples:
                values = {"line": example.line, "column": example.column, **example.numbers}
                yield Occurrence(data.file, values, example.line, example.column, example.excerpt)
            if more := data.counts.get(fault, 0) - len(examples):
                sentence = counted(
                    "{file}: one more row has this problem.", "{file}: {n} more rows have this problem.", more
                )
                yield Occurrence(data.file, {"n": more}, count=more, sentence=sentence)

    return test


def is_not_wrapped(facts: Facts) -> Iterator[Occurrence]:
    """Texts without N'…' in a zip that also has texts with it."""
    return has_fault(Fault.NOT_WRAPPED)(facts) if _has_text(facts) else iter(())


def is_a_plain_export(facts: Facts) -> Iterator[Occurrence]:
    """The zip has texts, but none is written N'…'."""
    if facts.contents.is_whole and not _has_text(facts):
        count = sum(data.counts.get(Fault.NOT_WRAPPED, 0) for data in facts.contents.data.values())
        if count:
            yield Occurrence(count=count)


def keeps_ids(test: Callable[[Facts], Iterator[Occurrence]]) -> Callable[[Facts], Iterator[Occurrence]]:
    """The test, applied only if ids are kept."""
    return lambda facts: test(facts) if facts.contents.keep_ids else iter(())


def lacks_columns(facts: Facts) -> Iterator[Occurrence]:
    """Data files that lack a column of their structure."""
    for data, names, expected in _compared(facts):
        present = set(names)
        for name in expected:
            if name not in present:
                yield Occurrence(data.file, {"column": name, "structure": _structure(data)}, column=name)


def has_unknown_columns(facts: Facts) -> Iterator[Occurrence]:
    """Data files with a column that is not in their structure."""
    for data, names, expected in _compared(facts):
        known = set(expected)
        for name in names:
            if name not in known:
                yield Occurrence(data.file, {"column": name, "structure": _structure(data)}, 1, name, name)


def has_columns_in_another_order(facts: Facts) -> Iterator[Occurrence]:
    """Data files with the columns of their structure in a different order, or repeated; names the first that
    differs."""
    for data, names, expected in _compared(facts):
        if names != expected and set(names) == set(expected):
            name, other = next((one, two) for one, two in zip_longest(names, expected, fillvalue="") if one != two)
            yield Occurrence(data.file, {"column": name, "expected": other or names[-1]}, 1, name, name)


def is_without_data(facts: Facts) -> Iterator[Occurrence]:
    """Structures without a data file."""
    if facts.layout.data:
        for stem, structure in facts.layout.structures.items():
            if stem not in facts.layout.data:
                yield Occurrence(structure, {"data": display_name(stem + DATA)})


def lacks_system_tables(facts: Facts) -> Iterator[Occurrence]:
    """The zip has structures, but none of a system table."""
    if facts.layout.structures:
        stems = (stem.removeprefix(folder_of(stem)) for stem in facts.layout.structures)
        if not any(stem.lower().startswith(_SYSTEM) for stem in stems):
            yield Occurrence()


def is_suspiciously_large(facts: Facts) -> Iterator[Occurrence]:
    """Entries that unpack to much more than exports do."""
    for entry in facts.layout.entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > SUSPICIOUS_SIZE and ratio > SUSPICIOUS_RATIO:
            yield Occurrence(entry.orig_filename, {"size": entry.file_size >> 20, "ratio": int(ratio)})


def is_suspiciously_large_in_all(facts: Facts) -> Iterator[Occurrence]:
    """All entries together unpack to more than exports do."""
    total = sum(entry.file_size for entry in facts.layout.entries)
    if total > SUSPICIOUS_TOTAL:
        yield Occurrence(values={"size": total / (1 << 30)})


def _has_text(facts: Facts) -> bool:
    return any(data.has_text for data in facts.contents.data.values())


def _structure(data: DataFacts) -> str:
    return display_name(path_of(data.file).removesuffix(DATA) + STRUCTURE)


def _compared(facts: Facts) -> Iterator[tuple[DataFacts, list[str], list[str]]]:
    """Data files with their columns and those of their structures, if both are certain.

    If fewer than half of a structure's names are in the header, the structure was probably misread.
    """
    for stem, entry in facts.layout.data.items():
        data = facts.contents.data.get(entry.orig_filename)
        attributes = facts.contents.attributes.get(facts.layout.structures.get(stem, ""), ())
        if data is None or not attributes or not data.columns or data.counts.get(Fault.DATA_AS_HEADER):
            continue
        names = [column.name for column in data.columns]
        expected = [excerpt(attribute.name.encode("utf-8", "replace")) for attribute in attributes]
        if 2 * len(set(expected) & set(names)) >= len(expected):
            yield data, names, expected
