"""Finds secrets in a text, also where their characters are escaped.

The time depends on the length of the text and hardly on the secrets, because an attacker who received the secrets may
have written the text: all secrets are searched for together, and the text is read only once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import groupby, product
from typing import TypeAlias

#: Where texts begin and end, in ascending order.
_Spans: TypeAlias = Sequence[tuple[int, int]]

_BASE64 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_")
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
_ENDS_WORD = re.compile(_WORD_END)
#: What follows the password in an address.
_SIGN_IN_END = r"(?:@|%40)"
_ENDS_SIGN_IN = re.compile(_SIGN_IN_END)
#: An incomplete escape at the end of a text.
_CUT_ESCAPE = re.compile(r"(?:\\(?:u[0-9A-Fa-f]{0,3}|U[0-9A-Fa-f]{0,7}|x[0-9A-Fa-f]?)?|%[0-9A-Fa-f]?|&#?\w{0,6})\Z")
#: How deeply the patterns of many texts may be nested: Python compiles them recursively.
_DEEPEST = 40

_BACKSLASH = (
    r"(?-i:\\(?:u(?P<utf_16>[0-9A-Fa-f]{4})|U(?P<utf_32>[0-9A-Fa-f]{8})|x(?P<hex_byte>[0-9A-Fa-f]{2})"
    r"|(?P<control>[abfnrtv])|(?P<itself>[^0-9A-Za-z])))"
)
_PERCENT = r"%(?P<byte>[0-9A-Fa-f]{2})"
_HTML = r"&(?:#0*(?P<decimal>[0-9]{1,7})|#x0*(?P<hexadecimal>[0-9A-Fa-f]{1,6})|(?P<name>amp|lt|gt|quot|apos));"
#: The escapes for characters other than letters and digits: those of PHP, of JSON and Python, addresses, and HTML; then
#: all of them, for texts that mix them.
_ESCAPES = [
    re.compile(escape, re.IGNORECASE)
    for escape in (r"\\(?P<itself>/)", _BACKSLASH, _PERCENT, _HTML, f"{_BACKSLASH}|{_PERCENT}|{_HTML}")
]
_ANY_ESCAPE = _ESCAPES[-1]
_CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def _coded(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"


#: The characters that the groups in these patterns represent.
_DECODED: dict[str, Callable[[str], str]] = {
    "itself": str,
    "control": lambda letter: _CONTROLS[letter],
    "utf_16": lambda digits: _coded(int(digits, 16)),
    "utf_32": lambda digits: _coded(int(digits, 16)),
    "hex_byte": lambda digits: _coded(int(digits, 16)),
    "byte": lambda digits: _coded(int(digits, 16)),
    "decimal": lambda digits: _coded(int(digits)),
    "hexadecimal": lambda digits: _coded(int(digits, 16)),
    "name": lambda name: _NAMED[name.lower()],
}


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its escapes decoded. ``here`` and ``there`` are the positions after each escape, in the decoded and
    in the original text."""

    content: str
    here: list[int]
    there: list[int]

    def place(self, index: int) -> int:
        """The position in the original text."""
        last = bisect_right(self.here, index) - 1
        return self.there[last] + index - self.here[last]

    def around_escapes(self, spelling: str) -> Iterator[int]:
        """Where this spelling begins, if it has an escaped character."""
        at = 0
        for after in self.here[1:]:
            at = max(at, after - len(spelling))
            while (found := self.content.find(spelling, at, after - 1 + len(spelling))) >= 0:
                yield found
                at = found + 1


class SecretSearch:
    """Searches texts for forms of secrets."""

    def __init__(self, forms: Iterable[SecretForm] = ()) -> None:
        self._forms = tuple(forms)
        self._words = {form.word for form in self._forms}

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the secrets in a text begin and end, in ascending order; the places do not overlap."""
        if not any(word in text for word in self._words):  # only a few lines get further
            return []
        plain, *decoded = _readings(text)
        introductions = [match.span(1) for match in _INTRODUCTION.finditer(text)] if self._signing_in else []
        found = [*self._everywhere_in(plain), *self._words_in(text), *self._credentials_in(text, introductions)]
        for reading in decoded:
            found += [(reading.place(start), reading.place(end)) for start, end in self._everywhere_in(reading)]
            found += self._escaped_in(text, reading, introductions)
        return list(_joined(sorted(found)))

    def start_of_cut(self, text: str) -> int | None:
        """Where a truncated secret at the end of the text starts, if at least half of a form is there."""
        if not self._forms:
            return None
        cut = _CUT_ESCAPE.search(text)
        readings = [*_readings(text), *(_readings(text[: cut.start()]) if cut else ())]
        starts = (
            start for form in self._forms for reading in readings for start in _starts_of_cut(form, reading, text)
        )
        return min(starts, default=None)

    def _everywhere_in(self, reading: _Reading) -> Iterator[tuple[int, int]]:
        for before, pattern in self._everywhere:
            spans = (match.span(1) for match in pattern.finditer(reading.content))
            if before:
                spans = ((_with_neighbour(reading.content, start), end) for start, end in spans)
            yield from _joined(spans)

    def _words_in(self, text: str) -> Iterator[tuple[int, int]]:
        if self._separate is not None:
            yield from _joined(match.span(1) for match in self._separate.finditer(text))

    def _credentials_in(self, text: str, introductions: _Spans) -> Iterator[tuple[int, int]]:
        if self._signing_in is None or self._introduced is None:
            return
        yield from _joined(match.span(1) for match in self._signing_in.finditer(text))
        for first, last in introductions:
            for start in range(first, last + 1):
                if found := self._introduced.match(text, start):
                    yield found.span()

    def _escaped_in(self, text: str, reading: _Reading, introductions: _Spans) -> Iterator[tuple[int, int]]:
        """Where a form with an escaped character is a separate word or a credential; forms without escapes are found in
        the text itself."""
        for form in self._forms:
            for spelling in form.spellings if form.reach is not Reach.EVERYWHERE else ():
                for found in reading.around_escapes(spelling):
                    start, end = reading.place(found), reading.place(found + len(spelling))
                    if not _ENDS_WORD.match(text, end):
                        continue
                    if form.reach is Reach.WORDS:
                        is_there = _begins_word(text, start)
                    else:
                        is_there = _is_credential(text, start, end, introductions)
                    if is_there:
                        yield start, end

    @cached_property
    def _everywhere(self) -> list[tuple[int, re.Pattern[str]]]:
        """The patterns of the forms that are hidden everywhere, with whether the character before them belongs to them.
        The group of each is empty in the pattern's match, so that forms that overlap are found."""
        patterns = []
        for before, after in product((0, 1), repeat=2):
            forms = [form for form in self._forms if form.reach is Reach.EVERYWHERE]
            any_form = _any_of(form for form in forms if (form.before, form.after) == (before, after))
            if any_form:
                patterns.append((before, re.compile(f"(?=({any_form}{'[A-Za-z0-9+/_-]?' if after else ''}))")))
        return patterns

    @cached_property
    def _separate(self) -> re.Pattern[str] | None:
        any_form = _any_of(form for form in self._forms if form.reach is Reach.WORDS)
        return re.compile(f"(?=({any_form}){_WORD_END}){_WORD_START}") if any_form else None

    @cached_property
    def _signing_in(self) -> re.Pattern[str] | None:
        return re.compile(f"(?<=:)(?=({self._any_credential}){_SIGN_IN_END})") if self._any_credential else None

    @cached_property
    def _introduced(self) -> re.Pattern[str] | None:
        return re.compile(self._any_credential + _WORD_END) if self._any_credential else None

    @cached_property
    def _any_credential(self) -> str:
        return _any_of(form for form in self._forms if form.reach is Reach.CREDENTIALS)


def _any_of(forms: Iterable[SecretForm]) -> str:
    """A pattern of all spellings of these forms, the longest first; "" if there are none."""
    spellings = sorted({spelling for form in forms for spelling in form.spellings})
    return _alternatives(spellings) if spellings else ""


def _alternatives(texts: Sequence[str], depth: int = 0) -> str:
    """A pattern of these texts, which are in ascending order. Common beginnings are shared, so that the number of texts
    hardly matters."""
    if depth == _DEEPEST:
        return "(?:" + "|".join(map(re.escape, reversed(texts))) + ")"
    parts = []
    for _, group in groupby(filter(None, texts), key=lambda one: one[0]):
        same = [*group]
        shared = _shared(same[0], same[-1])
        rest = [one[shared:] for one in same]
        parts.append(re.escape(same[0][:shared]) + (_alternatives(rest, depth + 1) if len(rest) > 1 else ""))
    return "(?:" + "|".join([*parts, *(() if all(texts) else ("",))]) + ")"


def _shared(first: str, last: str) -> int:
    """The length of the common beginning."""
    return next(
        (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first)
    )


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in ascending order of their starts, those that overlap as one."""
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


def _with_neighbour(content: str, start: int) -> int:
    return start - 1 if start and content[start - 1] in _BASE64 else start


def _starts_of_cut(form: SecretForm, reading: _Reading, text: str) -> Iterator[int]:
    if form.reach is Reach.CREDENTIALS:
        return
    end = len(reading.content)
    for spelling in form.spellings:
        for length in range(len(spelling), (len(spelling) - 1) // 2, -1):
            if reading.content.endswith(spelling[:length]):
                start = end - length
                start = reading.place(_with_neighbour(reading.content, start) if form.before else start)
                if form.reach is Reach.EVERYWHERE or _begins_word(text, start):
                    yield start


def _begins_word(text: str, start: int) -> bool:
    return _BEGINS_WORD.match(text, start) is not None


def _is_credential(text: str, start: int, end: int, introductions: _Spans) -> bool:
    if text[start - 1 : start] == ":" and _ENDS_SIGN_IN.match(text, end):
        return True
    last = bisect_right(introductions, start, key=lambda one: one[0]) - 1
    return last >= 0 and start <= introductions[last][1]


def _readings(text: str) -> Iterator[_Reading]:
    """The text as it is, and with each kind of escape that it contains decoded."""
    yield _Reading(text, [0], [0])
    kinds = 0
    for escape in _ESCAPES:
        if escape is _ANY_ESCAPE and kinds < 2:
            return
        pieces, here, there, size = [], [0], [0], 0
        for match in escape.finditer(text):
            kind = match.lastgroup
            assert kind is not None
            pieces += [text[there[-1] : match.start()], _DECODED[kind](match[kind])]
            size += match.start() - there[-1] + 1
            here.append(size)
            there.append(match.end())
        if pieces:
            kinds += 1
            yield _Reading("".join([*pieces, text[there[-1] :]]), here, there)
