"""When two environments have the same name for a user, and the names that are given to the second one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from .errors import WrongInput
from .text import text, visible

_MOST_COMPARED = 1000  # characters: normalising takes time with the square of its length


class NameTaken(WrongInput):
    """Another environment has this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            text("Another environment is called “{name}” already.", name=name),
            text("Capitals and spaces at the ends make no difference."),
            text("Choose another name."),
        )


def name_key(name: str) -> str:
    """What is compared: names that differ in case, in spaces, in invisible characters or in the composition of their
    letters are the same."""
    plain = visible(unicodedata.normalize("NFKC", name[:_MOST_COMPARED])).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def unique_name(name: str, taken: Iterable[str]) -> str:
    """The name, or *Name (2)*, *Name (3)* … if one of ``taken`` is the same."""
    keys = {name_key(one) for one in taken}
    found, number = name, 1
    while name_key(found) in keys:
        number += 1
        found = f"{name.strip()} ({number})".strip()
    return found
