"""How values are written in a data file: patterns of bytes, and the form of a single value.

Texts are written ``N'…'`` and dates ``yyyy-MM-ddTHH:mm:ss`` [documented]; a quote in a text is doubled, and NULL is
``NULL`` or nothing [assumed]. Other notations for NULL, booleans and binary values are never faults.
"""

from __future__ import annotations

import re
from enum import Enum, auto


class Form(Enum):
    """The form of a value, judged by the value alone."""

    EMPTY = auto()
    TEXT = auto()  # N'…'
    UNCLOSED = auto()  # begins like a text, but does not end like one
    DATE = auto()
    IMPOSSIBLE_DATE = auto()  # well-formed, but not in any calendar
    OTHER_DATE = auto()  # a date in another notation
    INTEGER = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    SIGNS = auto()  # no letters, such as a time or an amount in another notation
    OPAQUE = auto()  # may be binary: hexadecimal, base64, control characters
    WORDS = auto()  # certainly text, but without N'…'


#: The contents of a text, up to its closing quote. Possessive, like everything here, so that it never backtracks.
TEXT_REST = rb"[^']*+(?>''[^']*+)*+"
TEXT = b"N'" + TEXT_REST + b"'"
#: A text in double quotes, which are doubled inside.
_QUOTED_TEXT = rb"""N'[^'"]*+(?>(?>(?:''|"")[^'"]*+)++)?'"""
_YEAR = rb"(?:[1-9]\d|0(?!000)\d)\d\d"
_LEAP_DAY = rb"(?>\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_DAY = _YEAR + rb"-(?:0[13578]|1[02]|(?:0[469]|11)(?!-31)|02(?!-29|-3))-(?:0[1-9]|[12]\d|3[01])"
_DATE = b"(?>" + _DAY + b"|(?!0000)" + _LEAP_DAY + rb")T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
_BOOLEAN = rb"(?i:true|false|yes|no|on|off|[ynft])"
#: Base64 and hexadecimal in all their variants, and GUIDs; numbers are recognized earlier.
_TOKEN = rb"\{?+[A-Za-z0-9+/_-]++=*+\}?+"
#: The words among them that mean NULL.
_NO_NULL = rb"(?!(?i:null|nil|none)(?![A-Za-z0-9+/_={}-]))"


def number_pattern(separator: bytes = b"") -> bytes:
    """The pattern of a number in a row with this separator, which then cannot be the decimal point."""
    point = rb"\." if separator == b"," else b"[.,]"
    return rb"[+-]?+(?>\d++(?>" + point + rb"\d++)?+|" + point + rb"\d++)(?>[eE][+-]?+\d++)?+"


#: The patterns of values that can be expected in a column, the most frequent first.
PATTERNS: dict[Form, bytes] = {
    Form.TEXT: TEXT,
    Form.INTEGER: rb"-?+\d++",
    Form.DATE: _DATE,
    Form.NUMBER: number_pattern(),
    Form.BOOLEAN: _BOOLEAN,
    Form.OPAQUE: _NO_NULL + _TOKEN,
}
QUOTED_PATTERNS = PATTERNS | {Form.TEXT: _QUOTED_TEXT}

#: What programs write for NULL.
_NULL = re.compile(rb"(?i:null|\\N|\(null\)|<null>|nil|none)?")
_DATE_SHAPE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_OTHER_DATE = re.compile(
    rb"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d\d))"
    rb"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:[.,]\d*)?)?(?: ?[AaPp]\.?[Mm]\.?)?)?(?:Z|[+-]\d\d:?\d\d)?"
)
#: A single word that no binary value looks like: regular letters, some of which are not hexadecimal digits.
_WORD = re.compile(rb"(?=[A-Za-z]*[G-Zg-z])(?:[A-Za-z][a-z]{2,}|[A-Z]{3,})")
_HAS_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
_HAS_CONTROLS = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_EXPECTED = tuple((form, re.compile(pattern)) for form, pattern in PATTERNS.items() if form is not Form.OPAQUE)
_OPAQUE = re.compile(_TOKEN)


def is_quoted(value: bytes) -> bool:
    """Whether the value is enclosed in double quotes."""
    return len(value) > 1 and value[:1] == value[-1:] == b'"'


def unquoted(value: bytes) -> bytes:
    """The value without the double quotes that enclose it."""
    return value[1:-1].replace(b'""', b'"') if is_quoted(value) else value


def form_of(value: bytes) -> Form:
    """The form of a value, given up to the next separator or the row's end."""
    value = unquoted(value).strip(b" ")
    if _NULL.fullmatch(value):
        return Form.EMPTY
    for form, pattern in _EXPECTED:
        if pattern.fullmatch(value):
            return form
    if value.startswith(b"N'"):
        return Form.UNCLOSED
    if _DATE_SHAPE.fullmatch(value):
        return Form.IMPOSSIBLE_DATE
    if _OTHER_DATE.fullmatch(value):
        return Form.OTHER_DATE
    if not _HAS_LETTERS.search(value):
        return Form.SIGNS
    is_opaque = _HAS_CONTROLS.search(value) or (_OPAQUE.fullmatch(value) and not _WORD.fullmatch(value))
    return Form.OPAQUE if is_opaque else Form.WORDS
