"""How texts escape characters: as patterns of single characters, and as readings of texts whose escapes are decoded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from html.entities import name2codepoint

#: The names that all programs know, in any case, and those of HTML 4.
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAMED_IN_HTML = {name: chr(code) for name, code in name2codepoint.items()}
_NAME = f"(?i:{'|'.join(_NAMED)})|{'|'.join(_NAMED_IN_HTML)}"
_NAMES = {character: name for name, character in _NAMED_IN_HTML.items()}
_NAMES |= {character: f"(?i:{name})" for name, character in _NAMED.items()}
_HEX = "[0-9A-Fa-f]"
_FIRST_OF_TWO = rf"[Dd][89ABab]{_HEX}{{2}}"  # UTF-16
_BACKSLASH = (
    rf"\\(?:u(?P<utf_16>{_FIRST_OF_TWO}\\u[Dd][C-Fc-f]{_HEX}{{2}}|{_HEX}{{4}})"
    rf"|U(?P<utf_32>{_HEX}{{8}})|x(?P<hex_byte>{_HEX}{{2}})"
    r"|(?P<control>[abfnrtv])|(?P<itself>[^0-9A-Za-z]))"
)
_PERCENT = rf"%(?P<byte>{_HEX}{{2}})"
_HTML = rf"&(?:#0*(?P<decimal>[0-9]{{1,7}})|#[xX]0*(?P<hexadecimal>{_HEX}{{1,6}})|(?P<name>{_NAME}));"
_CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CONTROL_LETTERS = {control: letter for letter, control in _CONTROLS.items()}


class Escaping(Enum):
    """How a text escapes characters other than letters and digits; the value matches any such escape.

    ``SLASH`` is what PHP escapes in addition, ``BACKSLASH`` that of JSON and Python, ``PERCENT`` that of addresses.
    ``MIXED`` is for texts that contain several of them.
    """

    SLASH = re.compile(r"\\(?P<itself>/)")
    BACKSLASH = re.compile(_BACKSLASH)
    PERCENT = re.compile(_PERCENT)
    HTML = re.compile(_HTML)
    MIXED = re.compile(f"{_BACKSLASH}|{_PERCENT}|{_HTML}")


def escapings(text: str) -> list[Escaping]:
    """How characters may be escaped in this text."""
    found = []
    if "\\" in text:
        found += [Escaping.SLASH] if "\\/" in text else []
        found.append(Escaping.BACKSLASH)
    found += [Escaping.PERCENT] if "%" in text else []
    found += [Escaping.HTML] if "&" in text else []
    kinds = len({*found} - {Escaping.SLASH})
    return [*found, Escaping.MIXED] if kinds > 1 else found


@lru_cache(maxsize=4096)
def escapes_of(character: str, escaping: Escaping) -> str:
    """A pattern of the escapes of a character; "" if it has none.

    Letters and digits of ASCII are never escaped.
    """
    if character.isascii() and character.isalnum():
        return ""
    code = ord(character)
    forms = []
    if escaping is Escaping.SLASH:
        forms += [r"\\/"] if character == "/" else []
    if escaping in (Escaping.BACKSLASH, Escaping.MIXED):
        forms.append(rf"\\(?:{'|'.join(_after_backslash(character, code))})")
    if escaping in (Escaping.PERCENT, Escaping.MIXED) and code < 0x100:
        forms.append(f"%{_digits(code, 2)}")
    if escaping in (Escaping.HTML, Escaping.MIXED):
        named = [_NAMES[character]] if character in _NAMES else []
        forms.append(f"&(?:{'|'.join([*named, f'#0*{code}', f'#[xX]0*{_digits(code, 0)}'])});")
    return "|".join(forms)


def text_pattern(text: str, escaping: Escaping | None) -> str:
    """A pattern of a text whose characters may be escaped. What would begin an escape does not stand for itself."""
    if escaping is None:
        return re.escape(text)
    return "".join(_character(one, escaping) for one in text)


@lru_cache(maxsize=4096)
def _character(character: str, escaping: Escaping) -> str:
    itself = re.escape(character)
    forms = escapes_of(character, escaping)
    if not forms:
        return itself
    if character in "\\%&":
        itself = f"(?!{_without_names(escaping)}){itself}"
    return f"(?:{itself}|{forms})"


def _without_names(escaping: Escaping) -> str:
    return re.sub(r"\?P<\w+>", "?:", escaping.value.pattern)


def _after_backslash(character: str, code: int) -> Iterator[str]:
    yield re.escape(character)
    if code < 0x10000:
        yield f"u{_digits(code, 4)}"
    else:
        first, second = 0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF)  # UTF-16
        yield rf"u{_digits(first, 4)}\\u{_digits(second, 4)}"
    yield f"U{_digits(code, 8)}"
    if code < 0x100:
        yield f"x{_digits(code, 2)}"
    if letter := _CONTROL_LETTERS.get(character):
        yield letter


def _digits(code: int, width: int) -> str:
    """A pattern of a number in hexadecimal digits of both cases."""
    return re.sub("[A-F]", lambda one: f"[{one[0]}{one[0].lower()}]", f"{code:0{width}X}")


def _coded(code: int) -> str:
    return chr(code) if code < 0x110000 else "\ufffd"


def _of_utf_16(units: Sequence[str]) -> str:
    return b"".join(int(unit, 16).to_bytes(2, "big") for unit in units).decode("utf-16-be", "surrogatepass")


#: The characters that the groups in these patterns represent.
_DECODED: dict[str, Callable[[str], str]] = {
    "itself": str,
    "control": lambda letter: _CONTROLS[letter],
    "utf_16": lambda digits: _of_utf_16(digits.split("\\u")),
    "utf_32": lambda digits: _coded(int(digits, 16)),
    "hex_byte": lambda digits: _coded(int(digits, 16)),
    "byte": lambda digits: _coded(int(digits, 16)),
    "decimal": lambda digits: _coded(int(digits)),
    "hexadecimal": lambda digits: _coded(int(digits, 16)),
    "name": lambda name: _NAMED_IN_HTML.get(name) or _NAMED[name.lower()],
}
#: The longest escape of one character, in characters: two of UTF-16.
LONGEST_ESCAPE = 12
#: An incomplete escape at the end of a text.
_CUT_ESCAPE = re.compile(
    rf"(?:\\u{_FIRST_OF_TWO}(?:\\(?:u{_HEX}{{0,3}})?)?"
    rf"|\\(?:u{_HEX}{{0,3}}|U{_HEX}{{0,7}}|x{_HEX}?)?|%{_HEX}?|&#?\w{{0,8}})\Z"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The end of a text with its escapes decoded. ``here`` and ``there`` are the positions after each escape, in
    ``content`` and in the original text, ``starts`` those before each escape in the latter."""

    content: str
    here: list[int]
    there: list[int]
    starts: list[int]

    def place(self, index: int) -> int:
        """The position in the original text."""
        last = bisect_right(self.here, index) - 1
        return self.there[last] + index - self.here[last]

    def beginnings(self, text: str, escaping: Escaping, size: int) -> Iterator[tuple[int, str]]:
        """The positions inside escapes, and what a text that begins there contains, up to ``size`` characters: the
        first part of an escape may belong to what precedes a text, such as a backslash before an escaped character."""
        for first, last in zip(self.starts, self.there[1:], strict=True):
            for start in range(first + 1, last):
                content = self._from(start, text, escaping, size)
                if len(content) <= size:
                    yield start, content

    def _from(self, start: int, text: str, escaping: Escaping, size: int) -> str:
        """What the text contains from a position inside an escape on; more than ``size`` characters if it is longer."""
        content, index = "", self._index(start)
        while index is None and len(content) <= size:
            match = escaping.value.match(text, start)
            content += _decoded(match) if match else text[start]
            start = match.end() if match else start + 1
            index = self._index(start)
        return content if index is None else content + self.content[index : index + size + 1]

    def _index(self, place: int) -> int | None:
        """The position in ``content``; None inside an escape."""
        last = bisect_right(self.there, place) - 1
        is_inside = last < len(self.starts) and place > self.starts[last]
        return None if is_inside else self.here[last] + place - self.there[last]


def readings_of_end(text: str, size: int) -> Iterator[tuple[Reading, Escaping | None]]:
    """The end of a text that may contain ``size`` decoded characters, as it is and with its escapes decoded, also
    without an incomplete escape."""
    start = max(0, len(text) - (size + 1) * LONGEST_ESCAPE)
    cut = _CUT_ESCAPE.search(text, start)
    for end in {len(text), cut.start()} if cut else {len(text)}:
        yield Reading(text[start:end], [0], [start], []), None
        for escaping in escapings(text[start:end]):
            yield _reading(text, start, end, escaping), escaping


def _reading(text: str, start: int, end: int, escaping: Escaping) -> Reading:
    pieces, here, there, starts, size = [], [0], [start], [], 0
    for match in escaping.value.finditer(text, start, end):
        pieces += [text[there[-1] : match.start()], _decoded(match)]
        size += match.start() - there[-1] + 1
        here.append(size)
        there.append(match.end())
        starts.append(match.start())
    return Reading("".join([*pieces, text[there[-1] : end]]), here, there, starts)


def _decoded(match: re.Match[str]) -> str:
    kind = match.lastgroup
    assert kind is not None
    return _DECODED[kind](match[kind])
