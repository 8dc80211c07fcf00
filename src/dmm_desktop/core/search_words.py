"""How filters find words: without regard to case and accents."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

from .text import visible


def search_key(text: str) -> str:
    """A text as filters compare it, so that “fabrica” is found in “Fábrica”: on one line, without case, accents and
    invisible characters."""
    if text.isascii() and text.isprintable():
        return text.casefold()
    return "".join(map(_without_accents, visible(text))).casefold()


def occurrences(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place where a text contains another one, compared by :func:`search_key`; none overlap."""
    key = search_key(wanted)
    if not key or key not in search_key(text):
        return
    letters = [(one, place) for place, letter in enumerate(text) for one in search_key(letter)]
    compared = "".join(one for one, _ in letters)
    at = compared.find(key)
    while at >= 0:
        after = at + len(key)
        end = letters[after - 1][1] + 1
        yield letters[at][1], end
        while after < len(letters) and letters[after][1] < end:  # a letter such as ß is compared as several
            after += 1
        at = compared.find(key, after)


@functools.lru_cache(maxsize=4096)
def _without_accents(letter: str) -> str:
    """One letter at a time: normalizing a long text can take quadratic time."""
    return "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))


def searched_words(typed: str) -> tuple[str, ...]:
    """The words to look for, in any order, in a text made by :func:`search_key`."""
    return tuple(search_key(typed).split())


def has_all_words(text: str, words: tuple[str, ...]) -> bool:
    """Whether all words are in a text made by :func:`search_key`."""
    return all(word in text for word in words)
