"""How texts escape characters: as patterns of single characters, and as ends of texts whose escapes are decoded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cache, cached_property, lru_cache
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
    """How a text escapes characters other than letters and digits; the value is a pattern of any such escape.

    ``SLASH`` is what PHP escapes in addition, ``BACKSLASH`` that of JSON and Python, ``PERCENT`` that of addresses.
    ``MIXED`` is for texts that contain several of them.
    """

    SLASH = r"\\(?P<itself>/)"
    BACKSLASH = _BACKSLASH
    PERCENT = _PERCENT
    HTML = _HTML
    MIXED = f"{_BACKSLASH}|{_PERCENT}|{_HTML}"

    @cached_property
    def any_escape(self) -> re.Pattern[str]:
        """The pattern, compiled on first use: most processes never see an escape beside a secret."""
        return re.compile(self.value)


def escapings(text: str) -> list[Escaping]:
    """How characters may be escaped in this text."""
    found = []
    if "\\" in text:
        found += [Escaping.SLASH] if "\\/" in text else []
        found.append(Escaping.BACKSLASH)
    found += [Escaping.PERCENT] if "%" in text else []
    found += [Escaping.HTML] if "&" in text else []
    return [*found, Escaping.MIXED] if found else []


@lru_cache(maxsize=4096)
def escapes_of(character: str, escaping: Escaping) -> str:
    """A pattern that matches the escapes of a character; "" if it has none.

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
    """A pattern of a text whose characters may be escaped."""
    if escaping is None:
        return re.escape(text)
    return "".join(_character(one, escaping) for one in text)


@lru_cache(maxsize=4096)
def _character(character: str, escaping: Escaping) -> str:
    """A pattern of a character that may be escaped. It is atomic: what may be an escape of the character is nothing
    else, so that a text can be read in one way only."""
    itself = re.escape(character)
    forms = escapes_of(character, escaping)
    return f"(?>{forms}|{itself})" if forms else itself


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


@cache
def _cut_escape() -> re.Pattern[str]:
    """An incomplete escape at the end of a text."""
    return re.compile(
        rf"(?:\\u{_FIRST_OF_TWO}(?:\\(?:u{_HEX}{{0,3}})?)?"
        rf"|\\(?:u{_HEX}{{0,3}}|U{_HEX}{{0,7}}|x{_HEX}?)?|%{_HEX}?|&#?\w{{0,8}})\Z"
    )


def ends_of(text: str, size: int, kept: int) -> Iterator[tuple[int, int, str]]:
    """The ends of a text that may have up to ``size`` characters once their escapes are decoded, from the shortest on:
    where each begins, its number of decoded characters, and the first of them, up to ``kept``.

    Each way to escape characters is tried, each with and without an incomplete escape at the end of the text. An end
    may begin inside an escape: the first part of one may belong to what precedes it, such as a backslash before an
    escaped character. Takes time in proportion to ``size``, whatever is in the text.
    """
    start = max(0, len(text) - (size + 1) * LONGEST_ESCAPE)
    cut = _cut_escape().search(text, start)
    for end in {len(text), cut.start()} if cut else {len(text)}:
        for escaping in (None, *escapings(text[start:end])):
            yield from _ends(text, max(start, end - size) if escaping is None else start, end, escaping, kept)


def _ends(text: str, start: int, end: int, escaping: Escaping | None, kept: int) -> Iterator[tuple[int, int, str]]:
    sizes, contents = [0] * (end - start + 1), [""] * (end - start + 1)
    for place in range(end - 1, start - 1, -1):
        character = text[place]
        following = place + 1
        if escaping and character in "\\%&" and (match := escaping.any_escape.match(text, place, end)):
            character = _decoded(match)
            following = match.end()
        sizes[place - start] = size = sizes[following - start] + 1
        contents[place - start] = content = (character + contents[following - start])[:kept]
        yield place, size, content


def _decoded(match: re.Match[str]) -> str:
    kind = match.lastgroup
    assert kind is not None
    return _DECODED[kind](match[kind])
