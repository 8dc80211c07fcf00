"""A pseudo-language in which every sentence is half as long again, with accents and brackets."""

import re

from PySide6.QtCore import QTranslator

from tools.translations import PORTUGUESE, read

_ACCENTS = str.maketrans("aeiounycsAEIOUNCS", "åéîöüñÿçšÅÉÎÖÜÑÇŠ")
#: Parts that must stay unchanged: placeholders, numbers, menu keys, and the patterns of file dialogs.
_FIXED = re.compile(r"(\{\w+\}|&\w|\([^)]*\*[^)]*\)|;;)")
_PADDING = "öñé tŵö þŕéé ƒöüŕ ƒîvé šîx šévéñ éîğĥt ñîñé téñ "


def lengthened(source: str) -> str:
    """The sentence in the pseudo-language."""
    letters = sum(len(part) for part in _FIXED.split(source)[::2])
    more = max(0, letters // 2 - 2)  # and the brackets
    padding = (_PADDING * (more // len(_PADDING) + 1))[:more].strip()
    words = "".join(part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(_FIXED.split(source)))
    if ";;" in words or words.endswith(")"):
        return words  # a file dialog parses the end
    edge = re.match(r"\s*", words)
    assert edge is not None
    ellipsis = "…" if words.endswith("…") else ""
    return f"{edge.group()}[{words.strip().removesuffix('…')} {padding}]{ellipsis}"


class Pseudo(QTranslator):
    """Translates the application's sentences; Qt's own stay unchanged."""

    def __init__(self) -> None:
        super().__init__()
        self._known = {(one.context, one.source) for one in read(PORTUGUESE) if not one.is_vanished}

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str | None:
        """Called by Qt; the comment of a sentence with a number is its form for all except 1."""
        if (context, source) not in self._known:
            return None
        return lengthened(comment if comment and n != 1 else source)

    def isEmpty(self) -> bool:
        """Called by Qt, which ignores empty translators."""
        return False
