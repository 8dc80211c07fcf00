"""The tests of the rules: each yields the places in a zip where its rule is broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from .facts import Facts, Place
from .layout import STRUCTURE
from .names import folder_of, shown

WARN_ABOVE = 20 << 20  # bytes: as base64 close to 30,000,000, the usual limit of the server's requests [platform]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]").search


def damaged(facts: Facts) -> Iterator[Place]:
    """The zip, or an entry in it, cannot be read."""
    for damage in facts.damage:
        yield Place(damage.file, {"problem": damage.problem, "remedy": damage.remedy})


def is_empty(facts: Facts) -> Iterator[Place]:
    """Nothing is in the zip, or nothing that counts."""
    if not facts.layout.files and not facts.damage:
        yield Place()


def has_common_folder(facts: Facts) -> Iterator[Place]:
    """Every file is in the same folder."""
    if facts.layout.common_folder:
        yield Place(values={"folder": shown(facts.layout.common_folder)})


def has_several_folders(facts: Facts) -> Iterator[Place]:
    """The files are not all in the same folder; the place is one that is not at the root."""
    if len(facts.layout.folders) > 1:
        yield Place(next(name for name in facts.layout.names if folder_of(name)))


def has_no_structure(facts: Facts) -> Iterator[Place]:
    """There are files, and no structure of an entity is among them."""
    if facts.layout.files and not facts.layout.structures:
        yield Place()


def lacks_structure(facts: Facts) -> Iterator[Place]:
    """Data files without the structure file of the same name, nor one whose name looks the same."""
    for stem, entry in facts.layout.data.items():
        if stem not in facts.layout.structures and stem not in facts.lookalikes:
            yield Place(entry.orig_filename, {"structure": shown(stem + STRUCTURE)})


def has_similar_structure(facts: Facts) -> Iterator[Place]:
    """Data files beside a structure file whose name only looks the same."""
    for stem, (structure, difference) in facts.lookalikes.items():
        yield Place(facts.layout.data[stem].orig_filename, {"structure": structure, "difference": difference})


def has_backslashes(facts: Facts) -> Iterator[Place]:
    """Names of files with a backslash, unless it belongs to the common folder that repacking removes."""
    if not facts.layout.common_folder:
        yield from (Place(name) for name in facts.layout.names if "\\" in name)


def is_repeated(facts: Facts) -> Iterator[Place]:
    """Names of files that stand in the directory more than once."""
    names = Counter(facts.layout.names)
    yield from (Place(name, {"n": n}) for name, n in names.items() if n > 1)


def differs_by_case(facts: Facts) -> Iterator[Place]:
    """Names of files that equal an earlier one when case is ignored."""
    first: dict[str, str] = {}
    for name in dict.fromkeys(facts.layout.names):
        other = first.setdefault(name.casefold(), name)
        if other != name:
            yield Place(name, {"other": shown(other)})


def leads_out(pattern: str) -> Callable[[Facts], Iterator[Place]]:
    """A test for names in which the pattern occurs, those of entries that do not count among them."""
    search = re.compile(pattern).search

    def test(facts: Facts) -> Iterator[Place]:
        return (Place(entry.orig_filename) for entry in facts.layout.entries if search(entry.orig_filename))

    return test


def has_control_characters(facts: Facts) -> Iterator[Place]:
    """Names of files with invisible characters."""
    yield from (Place(name) for name in facts.layout.names if _CONTROL(name))


def is_large(facts: Facts) -> Iterator[Place]:
    """The zip may exceed the server's request limit."""
    if facts.layout.entries and facts.size > WARN_ABOVE:
        yield Place(values={"size": facts.size / (1 << 20), "limit": WARN_ABOVE >> 20})


def has_no_rows(facts: Facts) -> Iterator[Place]:
    """There are entities, all could be read, and none has anything below its header."""
    if facts.layout.structures and not facts.with_rows and not facts.damage:
        yield Place()
