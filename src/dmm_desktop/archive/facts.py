"""The facts about a zip that the rules check, and structures with similar names."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

from ..core.text import Text, text
from .contents.facts import DataFacts
from .contents.structure import Attribute
from .directory import Damage
from .layout import DATA, STRUCTURE, Layout, display_name, path_of


@dataclass(frozen=True)
class Contents:
    """The contents of the files: ``data`` by the names of the data files, ``attributes`` by the names of the
    structures that could be read. ``keep_ids``: whether ids will be kept; ``is_whole``: whether everything was
    read."""

    data: Mapping[str, DataFacts] = field(default_factory=dict)
    attributes: Mapping[str, tuple[Attribute, ...]] = field(default_factory=dict)
    keep_ids: bool = False
    is_whole: bool = False


@dataclass(frozen=True)
class Facts:
    """What one reading of a zip reveals. ``size`` in bytes; ``layout`` is empty if its directory could not be read;
    ``with_records`` are the names of the data files with content below the header, ``records`` the number of records in
    each, if known. Neither includes files that the check ignores."""

    size: int
    layout: Layout
    damage: tuple[Damage, ...] = ()
    with_records: frozenset[str] = frozenset()
    records: Mapping[str, int] = field(default_factory=dict)
    contents: Contents = field(default_factory=Contents)

    @cached_property
    def lookalikes(self) -> Mapping[str, tuple[str, Text]]:
        """For the stem of each data file without a structure: a structure whose name looks the same, and the
        difference."""
        return lookalikes(self.layout)

    @property
    def is_hopeless(self) -> bool:
        """Whether the zip cannot be imported: not a zip, or an incomplete one."""
        return any(not damage.file and not damage.only_here for damage in self.damage)


@dataclass(frozen=True)
class Occurrence:
    """Where a rule is broken: an entry's name as in the zip ("" for the whole zip), the place in a data file and what
    is wrong there, how often if more than once, and values for the sentence: the rule's, or its own."""

    file: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    column: str = ""
    excerpt: str = ""
    count: int = 1
    sentence: Text | None = None


_IS_UTF_8 = 0x800
#: Encodings that programs use for names without declaring them, in addition to the prescribed CP437.
_ENCODINGS = ("utf-8", "windows-1252")
_LONGEST = 255  # characters


def lookalikes(layout: Layout) -> dict[str, tuple[str, Text]]:
    """For the stem of each data file without a structure: a structure whose name looks the same, and the difference."""
    if layout.data.keys() <= layout.structures.keys():
        return {}
    structures: dict[str, tuple[str, str]] = {}
    for entry in layout.files:
        if entry.orig_filename.endswith(STRUCTURE):
            for name in _readings(entry):
                structures.setdefault(_look(path_of(name).removesuffix(STRUCTURE)), (entry.orig_filename, name))
    found = {}
    for stem, entry in layout.data.items():
        if stem not in layout.structures:
            for name in _readings(entry):
                reading = path_of(name).removesuffix(DATA)
                if twin := structures.get(_look(reading)):
                    found[stem] = display_name(twin[1]), _difference(reading, path_of(twin[1]).removesuffix(STRUCTURE))
                    break
    return found


def _readings(entry: zipfile.ZipInfo) -> Iterator[str]:
    """The name as read here, and as other programs may read it if the zip does not mark it as UTF-8."""
    name = entry.orig_filename
    yield name
    if not entry.flag_bits & _IS_UTF_8 and not name.isascii():
        written = name.encode("cp437")  # how zipfile decodes such a name
        for encoding in _ENCODINGS:
            yield written.decode(encoding, "replace")


def _look(name: str) -> str:
    """The form of a name that is equal for names that look the same, ignoring case and character width.

    Names longer than file systems allow are returned unchanged: normalizing can take quadratic time.
    """
    return unicodedata.normalize("NFKC", name).casefold() if len(name) <= _LONGEST else name


def _difference(name: str, other: str) -> Text:
    """The difference between two names that look the same."""
    if name == other:
        return text("Both can be read as {name}, but they are encoded differently in the zip.", name=display_name(name))
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other):
        return text("Accents are part of the letters in one name and separate characters in the other.")
    if name.lower() == other.lower():
        return text("They differ only in case.")
    one, two = next((ord(one), ord(two)) for one, two in zip_longest(name, other, fillvalue="\0") if one != two)
    return text("One has {one} where the other has {two}.", one=f"U+{one:04X}", two=f"U+{two:04X}")
