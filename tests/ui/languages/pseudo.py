"""A language in which every sentence of ours is half as long again and has accents and brackets."""

import re

from PySide6.QtCore import QTranslator

from tools.translations import PORTUGUESE, read

_ACCENTS = str.maketrans("aeiounycsAEIOUNCS", "åéîöüñÿçšÅÉÎÖÜÑÇŠ")
#: What has to stay as it is: places for values, numbers, keys of menus, and the patterns of file dialogs.
_FIXED = re.compile(r"(\{\w+\}|&\w|\([^)]*\*[^)]*\)|;;)")
_PADDING = "öñé tŵö þŕéé ƒöüŕ ƒîvé šîx šévéñ éîğĥt ñîñé téñ "


def lengthened(source: str) -> str:
    """The sentence in that language."""
    letters = sum(len(part) for part in _FIXED.split(source)[::2])
    more = max(0, letters // 2 - 2)  # and the brackets
    padding = (_PADDING * (more // len(_PADDING) + 1))[:more].strip()
    words = "".join(part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(_FIXED.split(source)))
    if ";;" in words or words.endswith(")"):
        return words  # a file dialog reads the end of it
    edge = re.match(r"\s*", words)
    assert edge is not None
    ellipsis = "…" if words.endswith("…") else ""
    return f"{edge.group()}[{words.strip().removesuffix('…')} {padding}]{ellipsis}"


class Pseudo(QTranslator):
    """Translates what the application says; Qt's own words stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._known = {(one.context, one.source) for one in read(PORTUGUESE) if not one.is_vanished}

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str | None:
        """Called by Qt; the comment of a sentence with a number is its form for all but 1."""
        if (context, source) not in self._known:
            return None
        return lengthened(comment if comment and n != 1 else source)

    def isEmpty(self) -> bool:
        """Called by Qt, which leaves an empty one out."""
        return False
