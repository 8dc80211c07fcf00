"""When two environment names count as the same, how the second one is renamed, and how names are sorted."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from .errors import WrongInput
from .search_words import search_key
from .text import text, visible

MAX_NAME = 100  # characters
_MOST_COMPARED = 1000  # characters: normalizing can take quadratic time


class NameTaken(WrongInput):
    """Another environment has this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            text("Another environment is called “{name}” already.", name=name),
            text("Capitals and spaces at the ends make no difference."),
            text("Choose another name."),
        )


def name_key(name: str) -> str:
    """The key for comparing names: it is the same for names that differ only in case, spaces, invisible characters or
    the composition of their letters."""
    return _key(name[:_MOST_COMPARED])


@functools.lru_cache(maxsize=4096)  # every name is compared whenever one is saved
def _key(name: str) -> str:
    plain = visible(unicodedata.normalize("NFKC", name)).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())


@functools.lru_cache(maxsize=4096)
def name_order(name: str) -> tuple[list[tuple[str, int]], str]:
    """The key for sorting names: numbers in them by value, so that *TEST-2* is before *TEST-10*, and letters regardless
    of case and accents."""
    plain = search_key(name_key(name))
    return [(words, int(digits or -1)) for words, digits in re.findall(r"(\D*)(\d*)", plain)], name


def tidy_name(given: str) -> str:
    """A name from elsewhere with spaces and composed letters normalized, so that it can be typed, without invisible
    characters, and shortened to :data:`MAX_NAME`; "" if nothing is left."""
    name = " ".join(visible(unicodedata.normalize("NFC", given[:_MOST_COMPARED])).split())
    return name[:MAX_NAME].rstrip()


def unique_name(name: str, taken: Iterable[str]) -> str:
    """The name, or *Name (2)*, *Name (3)* … if it is among ``taken``."""
    keys = {name_key(one) for one in taken}
    found, number = name, 1
    while name_key(found) in keys:
        number += 1
        found = f"{name.strip()} ({number})".strip()
    return found
