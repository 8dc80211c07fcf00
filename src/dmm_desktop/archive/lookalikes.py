"""Structures whose names only look like that of a data file, and in what they differ.

They do not make a pair: DMM runs on .NET, which compares names character by character [assumed], and in which encoding
it reads a name that the zip does not mark as UTF-8 depends on its version [platform].
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import zip_longest

from dmm_desktop.core.text import Text, text

from .layout import DATA, STRUCTURE, Layout
from .names import shown

_IS_UTF_8 = 0x800
#: What programs write names in without saying so, beside CP437, which the format prescribes.
_ENCODINGS = ("utf-8", "windows-1252")
_LONGEST = 255  # characters


def lookalikes(layout: Layout) -> dict[str, tuple[str, Text]]:
    """For the stems of data files without a structure: the name of one that looks right, and the difference."""
    if layout.data.keys() <= layout.structures.keys():
        return {}
    structures: dict[str, tuple[str, str]] = {}
    for entry in layout.files:
        if entry.orig_filename.endswith(STRUCTURE):
            for name in _readings(entry):
                structures.setdefault(_look(name.removesuffix(STRUCTURE)), (entry.orig_filename, name))
    found = {}
    for stem, entry in layout.data.items():
        if stem not in layout.structures:
            for name in _readings(entry):
                reading = name.removesuffix(DATA)
                if twin := structures.get(_look(reading)):
                    found[stem] = shown(twin[1]), _difference(reading, twin[1].removesuffix(STRUCTURE))
                    break
    return found


def _readings(entry: zipfile.ZipInfo) -> Iterator[str]:
    """The name as it is read here, and how others may read it where the zip does not say that it is UTF-8."""
    name = entry.orig_filename
    yield name
    if not entry.flag_bits & _IS_UTF_8 and not name.isascii():
        written = name.encode("cp437")  # what zipfile reads such a name as
        for encoding in _ENCODINGS:
            yield written.decode(encoding, "replace")


def _look(name: str) -> str:
    """Equal for names that look the same, but for upper and lower case and the width of characters.

    No file is called more than 255 characters; normalizing takes a time that can grow with the square of the length.
    """
    return unicodedata.normalize("NFKC", name).casefold() if len(name) <= _LONGEST else name


def _difference(name: str, other: str) -> Text:
    """In what two readings of names with the same look differ."""
    if name == other:
        return text("Both can be read as {name}, but they are encoded differently in the zip.", name=shown(name))
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other):
        return text("Accents are parts of the letters in one name and characters of their own in the other.")
    if name.lower() == other.lower():
        return text("They differ by upper and lower case.")
    one, two = next((ord(one), ord(two)) for one, two in zip_longest(name, other, fillvalue="\0") if one != two)
    return text("One has {one} where the other has {two}.", one=f"U+{one:04X}", two=f"U+{two:04X}")
