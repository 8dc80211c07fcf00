"""Splits command lines into commands and words as POSIX shells, cmd and PowerShell do, without running anything.

Variables, command substitutions and wildcards stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from ...core.exact_json import TooManyValues
from ...core.job import CancelToken

#: How many words, quotations, escaped characters and operators a text may have.
MAX_TOKENS = 1_000_000

_ANSI = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}
_ANSI |= {char: char for char in "\\'\"?"}
_ANSI_ESCAPE = re.compile(
    r"\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|(.))", re.DOTALL
)
_POWERSHELL = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\n": ""}


class Shell(Enum):
    """The shell for which a command line is written."""

    POSIX = auto()
    CMD = auto()
    POWERSHELL = auto()


def shell_of(text: str) -> Shell:
    """The shell that a text is most likely written for: by the character that continues its lines and escapes its
    quotes."""
    if re.search(r"\^(?:\r?\n|\^?\\?\^?\")", text):
        return Shell.CMD
    if re.search(r"`\r?\n", text) or re.search(r"(?m)^[ \t]*(?:PS [^>\n]*>[ \t]*)?curl\.exe\s[^\n]*(?:'|`\")", text):
        return Shell.POWERSHELL
    return Shell.POSIX


def commands(text: str, shell: Shell | None = None, cancel: CancelToken | None = None) -> Iterator[list[str]]:
    """The words of each command. A quotation without its end ends with the text. Raises TooManyValues beyond
    :data:`MAX_TOKENS`, and Cancelled."""
    split = {Shell.POSIX: _posix, Shell.CMD: _cmd, Shell.POWERSHELL: _powershell}[shell or shell_of(text)]
    return split(text.replace("\r\n", "\n"), _Count(cancel or CancelToken()))


class _Count:
    """Counts the tokens of a text."""

    def __init__(self, cancel: CancelToken) -> None:
        self._cancel = cancel
        self._left = MAX_TOKENS

    def one_more(self) -> None:
        """Raise TooManyValues beyond the limit, and Cancelled."""
        self._cancel.check()
        self._left -= 1
        if self._left < 0:
            raise TooManyValues(MAX_TOKENS)

    def counted(self, word: str) -> str:
        """Return the word, which :meth:`one_more` counts."""
        self.one_more()
        return word


class _Words:
    """The words of a command under construction."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._pieces: list[str] | None = None

    def add(self, piece: str) -> None:
        """Begin or continue a word; an empty piece can make an empty word."""
        if self._pieces is None:
            self._pieces = []
        self._pieces.append(piece)

    def end_word(self) -> None:
        if self._pieces is not None:
            self._words.append("".join(self._pieces))
        self._pieces = None

    def end(self) -> list[str]:
        """The words of the command that ends here, for which a new one begins."""
        self.end_word()
        words, self._words = self._words, []
        return words


#: The tokens of bash [documented]: plain characters, quotations, an escaped character, a comment, blanks, an operator.
_POSIX_TOKEN = re.compile(
    r"""(?P<plain>[^\s'"\\;&|<>()#$]+|[$#])
    |(?P<continued>\\\n)
    |\\(?P<escaped>.?)
    |'(?P<single>[^']*)'?
    |"(?P<double>(?>[^"\\]++|\\.)*+)\\?"?
    |(?P<blank>[^\S\n]+)
    |(?P<end>[\n;&|<>()])
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_ANSI_QUOTATION = re.compile(r"\$'((?>[^'\\]++|\\.)*+)\\?'?", re.DOTALL)
_COMMENT = re.compile(r"#[^\n]*")
_DOUBLE_ESCAPE = re.compile(r'\\([\n"\\$`])')


def _posix(text: str, count: _Count) -> Iterator[list[str]]:
    words = _Words()
    at, begins = 0, True
    while at < len(text):
        count.one_more()
        if match := _ANSI_QUOTATION.match(text, at):
            words.add(_ansi(match[1], count))
        elif begins and (match := _COMMENT.match(text, at)):
            pass
        else:
            match = _POSIX_TOKEN.match(text, at)
            assert match is not None
            match match.lastgroup:
                case "blank":
                    words.end_word()
                case "end":
                    if found := words.end():
                        yield found
                case "continued":
                    pass
                case "double":
                    words.add(_DOUBLE_ESCAPE.sub(lambda one: count.counted(one[1]).strip("\n"), match["double"]))
                case kind:
                    words.add(match[kind or 0])
        begins = match.lastgroup in ("blank", "end") or match.re is _COMMENT
        at = match.end()
    if found := words.end():
        yield found


def _ansi(quotation: str, count: _Count) -> str:
    """The value of $'…'. Pairs of surrogates, as browsers write them, become the characters that they mean."""

    def value(match: re.Match[str]) -> str:
        count.one_more()
        digits = match[1] or match[2] or match[3]
        if digits or match[4]:
            number = int(digits, 16) if digits else int(match[4], 8) & 0xFF
            return chr(number) if number <= 0x10FFFF else "\ufffd"
        return _ANSI.get(match[5], match[0])

    found = _ANSI_ESCAPE.sub(value, quotation)
    if any("\ud800" <= char <= "\udfff" for char in found):
        return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return found


_CMD_TOKEN = re.compile(
    r"""(?P<plain>[^\^"\n;&|<>]+)
    |\^(?P<newline>\n\n)
    |(?P<continued>\^\n)
    |\^(?P<escaped>.?)
    |(?P<quoted>"[^"\n]*"?)
    |(?P<end>[\n&|<>])
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)


def _cmd(text: str, count: _Count) -> Iterator[list[str]]:
    """First cmd's carets and operators, then the quotes of the program itself [documented].

    A caret before an empty line makes a line end in a value."""
    line: list[str] = []
    for match in _CMD_TOKEN.finditer(text):
        count.one_more()
        match match.lastgroup:
            case "continued":
                line.append(" ")
            case "newline":
                line.append("\n")
            case "end":
                if words := _arguments("".join(line), count):
                    yield words
                line = []
            case kind:
                line.append(match[kind or 0])
    if words := _arguments("".join(line), count):
        yield words


_ARGUMENT_TOKEN = re.compile(
    r"""(?P<slashes>\\+)(?P<quote>"?)|(?P<twice>"")|(?P<mark>")|(?P<blank>\s)|(?P<plain>[^\\"\s]+)""", re.VERBOSE
)


def _arguments(line: str, counted: _Count) -> list[str]:
    """The arguments of a program on Windows: 2n backslashes and a quote are n backslashes and the quote's effect, 2n+1
    are n backslashes and a quote; two quotes in a quotation are one [documented]."""
    words = _Words()
    is_quoted = False
    for match in _ARGUMENT_TOKEN.finditer(line):
        counted.one_more()
        if match["slashes"]:
            count = len(match["slashes"])
            words.add("\\" * (count // 2 if match["quote"] else count))
            if match["quote"] and count % 2:
                words.add('"')
            elif match["quote"]:
                is_quoted = not is_quoted
        elif match["twice"]:
            words.add('"' if is_quoted else "")
        elif match["mark"]:
            is_quoted = not is_quoted
            words.add("")
        elif match["blank"] and not is_quoted:
            words.end_word()
        else:
            words.add(match[0])
    return words.end()


_POWERSHELL_TOKEN = re.compile(
    r"""(?P<plain>[^\s'"`;&|#]+)
    |(?P<continued>`\n)
    |`(?P<escaped>.?)
    |'(?P<single>(?>[^']++|'')*+)'?
    |"(?P<double>(?>[^"`]++|""|`.)*+)`?"?
    |(?P<blank>[^\S\n]+)
    |(?P<end>[\n;&|])
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)


_BACKTICKS = re.compile(r'""|`.', re.DOTALL)


def _powershell(text: str, count: _Count) -> Iterator[list[str]]:
    """Single quotes, double quotes and backticks as in PowerShell [documented]."""
    words = _Words()
    at, begins = 0, True
    while at < len(text):
        count.one_more()
        match = (_COMMENT.match(text, at) if begins else None) or _POWERSHELL_TOKEN.match(text, at)
        assert match is not None
        match match.lastgroup:
            case None | "continued":
                pass
            case "blank":
                words.end_word()
            case "end":
                if found := words.end():
                    yield [_unescaped_for_program(one) for one in found]
            case "single":
                words.add(match["single"].replace("''", "'"))
            case "double":
                words.add(_BACKTICKS.sub(lambda one: _backtick(count.counted(one[0])), match["double"]))
            case kind:
                words.add(match[kind])
        begins = match.lastgroup in ("blank", "end", None)
        at = match.end()
    if found := words.end():
        yield [_unescaped_for_program(one) for one in found]


def _backtick(word: str) -> str:
    return '"' if word == '""' else _POWERSHELL.get(word[1], word[1])


def _unescaped_for_program(word: str) -> str:
    """Before version 7.3, quotes in a value had to be written as backslash and quote [documented]; a value in which all
    are is taken for one."""
    if '"' not in word or re.search(r'(?<!\\)(?:\\\\)*"', word):
        return word
    return re.sub(r'(?<!\\)(\\++)"', lambda match: "\\" * (len(match[1]) // 2) + '"', word)
