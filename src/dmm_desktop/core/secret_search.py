"""Finds secrets in a text, also where their characters are escaped.

The time depends on the length of the text and hardly on the secrets, because an attacker who received the secrets may
have written the text: all secrets are searched for together, and the text is searched a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import groupby, islice, product
from typing import TypeAlias

from .escapes import LONGEST_ESCAPE, Escaping, ends_of, escapes_of, escapings, text_pattern

#: Where texts begin and end, in ascending order.
_Spans: TypeAlias = Sequence[tuple[int, int]]

#: A character of base64 that may be escaped.
_BASE64 = f"(?:{'|'.join(escapes_of(one, Escaping.MIXED) for one in '+/-_')}|[A-Za-z0-9+/_-])"
_LAST_BASE64, _NEXT_BASE64 = re.compile(rf"{_BASE64}\Z"), re.compile(_BASE64)
#: What precedes a credential: a name and its separator, or a scheme of HTTP authentication. The group may also be the
#: beginning of the value.
_INTRODUCTION = re.compile(
    r"(?:(?:pass(?:word|wd|phrase)?|pwd|secret|token|otp|api[-_ ]?key|credentials?|authorization)"
    r"(?:\\*['\"])?\s*[:=,>]|\b(?:basic|bearer)\s)(\s*(?:b?\\*['\"])?)",
    re.IGNORECASE,
)
#: Where a word begins. An escape before the word may end with a letter or digit.
_WORD_START = (
    r"(?:(?<!\w)|(?<=\\[0abfnrtv])|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\U[0-9A-Fa-f]{8})|(?<=\\x[0-9A-Fa-f]{2})"
    r"|(?<=%[0-9A-Fa-f]{2}))"
)
_BEGINS_WORD = re.compile(_WORD_START)
_WORD_END = r"(?!\w)"
#: What follows the password in an address.
_SIGN_IN_END = r"(?:@|%40)"
#: How deeply the patterns of many texts may be nested: Python compiles them recursively.
_DEEPEST = 40
#: How many characters of a truncated secret are compared, so that a long one takes no more time.
_COMPARED = 100


class Reach(Enum):
    """Where a form is hidden."""

    EVERYWHERE = auto()
    WORDS = auto()  #: as a separate word
    CREDENTIALS = auto()  #: where it is clearly a credential


@dataclass(frozen=True)
class SecretForm:
    """One way to write a secret.

    In a larger base64 text, the characters ``before`` and after it (0 or 1) represent bits of the secret too.
    """

    written: str
    reach: Reach
    before: int = 0
    after: int = 0

    @cached_property
    def word(self) -> str:
        """The longest part that is never escaped."""
        return max(re.findall(r"[A-Za-z0-9]+", self.written), key=len, default="")

    @cached_property
    def spellings(self) -> set[str]:
        """How the form reads once escapes are decoded: addresses escape bytes, and may write a space as a plus."""
        plain = {self.written, self.written.replace(" ", "+")}
        return plain | {one.encode("utf-8", "replace").decode("latin-1") for one in plain}


@dataclass(frozen=True)
class _Patterns:
    """Patterns of secrets in texts that escape characters in one way; without ``escaping`` they are not escaped.

    Each match is empty, and its group holds the secret, so that overlapping secrets are found. Compiling takes far
    longer than searching, so there is one pattern for texts that escape in any way. Only secrets that look escaped
    themselves, such as ``a%25b/``, need one for each way: JSON writes ``a%25b\\/``, an address ``a%2525b%2F``.
    """

    forms: Sequence[SecretForm]
    escaping: Escaping | None

    def everywhere_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the forms are that are hidden everywhere."""
        for before, after, pattern in self._everywhere:
            spans = (match.span(1) for match in pattern.finditer(text))
            if before:
                spans = ((_before_base64(text, start), end) for start, end in spans)
            if after:
                spans = ((start, _after_base64(text, end)) for start, end in spans)
            yield from _joined(spans)

    def words_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the forms are that are hidden as separate words."""
        if self._separate is not None:
            yield from _joined(match.span(1) for match in self._separate.finditer(text))

    def credentials_in(self, text: str, introductions: _Spans) -> Iterator[tuple[int, int]]:
        """Where the forms are that are hidden as credentials."""
        if self._signing_in is None or self._introduced is None:
            return
        yield from _joined(match.span(1) for match in self._signing_in.finditer(text))
        for first, last in introductions:
            for start in range(first, last + 1):
                if found := self._introduced.match(text, start):
                    yield found.span()

    @cached_property
    def _everywhere(self) -> list[tuple[int, int, re.Pattern[str]]]:
        """The patterns of the forms that are hidden everywhere, with whether the characters before and after them
        belong to them."""
        patterns = []
        for before, after in product((0, 1), repeat=2):
            forms = [form for form in self.forms if form.reach is Reach.EVERYWHERE]
            any_form = self._any_of(form for form in forms if (form.before, form.after) == (before, after))
            if any_form:
                patterns.append((before, after, re.compile(f"(?=({any_form}))")))
        return patterns

    @cached_property
    def _separate(self) -> re.Pattern[str] | None:
        any_form = self._any_of(form for form in self.forms if form.reach is Reach.WORDS)
        return re.compile(f"(?=({any_form}){_WORD_END}){_WORD_START}") if any_form else None

    @cached_property
    def _signing_in(self) -> re.Pattern[str] | None:
        return re.compile(f"(?<=:)(?=({self._any_credential}){_SIGN_IN_END})") if self._any_credential else None

    @cached_property
    def _introduced(self) -> re.Pattern[str] | None:
        return re.compile(self._any_credential + _WORD_END) if self._any_credential else None

    @cached_property
    def _any_credential(self) -> str:
        return self._any_of(form for form in self.forms if form.reach is Reach.CREDENTIALS)

    def _any_of(self, forms: Iterable[SecretForm]) -> str:
        """A pattern of all spellings of these forms that may be escaped in this way, the longest first; "" if there are
        none."""
        spellings = {spelling for form in forms for spelling in form.spellings}
        escaping = self.escaping
        if escaping is not None:
            spellings = {one for one in spellings if any(escapes_of(character, escaping) for character in one)}
        if escaping not in (None, Escaping.MIXED):
            spellings = {one for one in spellings if Escaping.MIXED.any_escape.search(one)}
        return _alternatives(sorted(spellings), escaping) if spellings else ""


class SecretSearch:
    """Searches texts for forms of secrets."""

    def __init__(self, forms: Iterable[SecretForm] = ()) -> None:
        self._forms = tuple(forms)
        self._words = {form.word for form in self._forms}
        self._patterns = {one: _Patterns(self._forms, one) for one in (None, *Escaping)}

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the secrets in a text begin and end, in ascending order; the places do not overlap."""
        if not any(word in text for word in self._words):  # only a few lines get further
            return []
        introductions = [match.span(1) for match in _INTRODUCTION.finditer(text)] if self._has_credentials else []
        found: list[tuple[int, int]] = []
        for escaping in (None, *escapings(text)):
            one = self._patterns[escaping]
            found += [*one.everywhere_in(text), *one.words_in(text), *one.credentials_in(text, introductions)]
        return list(_joined(sorted(found)))

    def start_of_cut(self, text: str) -> int | None:
        """Where a truncated secret at the end of the text starts, if at least half of a form is there. Of a long form
        only the first characters are compared."""
        if not self._beginnings:
            return None
        longest = max(len(spelling) for spelling, _ in self._beginnings)
        firsts = {spelling[0] for spelling, _ in self._beginnings}
        starts = (
            start
            for place, size, content in ends_of(text, longest, _COMPARED)
            if content[0] in firsts and size <= longest
            for start in self._starts_at(text, place, size, content)
        )
        return min(starts, default=None)

    def _starts_at(self, text: str, place: int, size: int, content: str) -> Iterator[int]:
        """Where a form of a secret starts that has ``content`` at ``place`` and is cut off by the end of the text."""
        first = bisect_left(self._beginnings, content, key=lambda one: one[0])
        for spelling, form in islice(self._beginnings, first, None):
            if not spelling.startswith(content):
                return
            if (len(spelling) + 1) // 2 <= size <= len(spelling):
                start = _before_base64(text, place) if form.before else place
                if form.reach is Reach.EVERYWHERE or _BEGINS_WORD.match(text, start):
                    yield start

    @cached_property
    def _beginnings(self) -> list[tuple[str, SecretForm]]:
        """What a truncated secret may be the beginning of, in ascending order."""
        forms = [form for form in self._forms if form.reach is not Reach.CREDENTIALS]
        return sorted(((one, form) for form in forms for one in form.spellings), key=lambda one: one[0])

    @cached_property
    def _has_credentials(self) -> bool:
        return any(form.reach is Reach.CREDENTIALS for form in self._forms)


def _alternatives(texts: Sequence[str], escaping: Escaping | None, depth: int = 0) -> str:
    """A pattern of these texts, which are in ascending order. Common beginnings are shared, so that the number of texts
    hardly matters."""
    if depth == _DEEPEST:
        return "(?:" + "|".join(text_pattern(one, escaping) for one in reversed(texts)) + ")"
    parts = []
    for _, group in groupby(filter(None, texts), key=lambda one: one[0]):
        same = [*group]
        shared = _shared(same[0], same[-1])
        rest = [one[shared:] for one in same]
        parts.append(text_pattern(same[0][:shared], escaping))
        parts[-1] += _alternatives(rest, escaping, depth + 1) if len(rest) > 1 else ""
    return "(?:" + "|".join([*parts, *(() if all(texts) else ("",))]) + ")"


def _shared(first: str, last: str) -> int:
    """The length of the common beginning."""
    return next(
        (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first)
    )


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in ascending order of their starts, with overlapping ones merged."""
    first = last = -1
    for start, end in spans:
        if start >= last:
            if last >= 0:
                yield first, last
            first, last = start, end
        elif end > last:
            last = end
    if last >= 0:
        yield first, last


def _before_base64(text: str, start: int) -> int:
    """Where the base64 character before this place starts."""
    found = _LAST_BASE64.search(text, max(0, start - LONGEST_ESCAPE), start)
    return found.start() if found else start


def _after_base64(text: str, end: int) -> int:
    """Where the base64 character after this place ends."""
    found = _NEXT_BASE64.match(text, end)
    return found.end() if found else end
