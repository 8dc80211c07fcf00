"""Recognizes the application's own English sentences."""

import re
from functools import cache

from tools.translations import PORTUGUESE, QT_PORTUGUESE, read

_PLACE = re.compile(r"(\{\w+\}|%n|%\d)")
#: This many words in a row count as one of our sentences.
_SENTENCE = 3


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    whole, part = [], []
    for path in (PORTUGUESE, QT_PORTUGUESE):
        for source, form in (
            pair for one in read(path) for pair in ((one.source, one.forms[0]), (one.many, one.forms[-1]))
        ):
            source = source.replace("&", "").strip()
            pieces = _PLACE.split(source)
            fixed = " ".join(pieces[::2])
            if form.replace("&", "").strip() == source or len(re.findall(r"[A-Za-z]", fixed)) < 3:
                continue
            pattern = "".join(".+" if place % 2 else re.escape(piece) for place, piece in enumerate(pieces))
            whole.append(pattern)
            part += [re.escape(piece.strip(" .…:")) for piece in pieces[::2] if len(piece.split()) >= _SENTENCE]
    return re.compile("|".join(f"(?:{one})" for one in whole)), re.compile("|".join(rf"\b{one}" for one in part))


def is_english(text: str) -> bool:
    """Whether a text is, or contains, one of our English sentences."""
    whole, part = _patterns()
    plain = text.replace("&", "").removesuffix(".")
    return bool(whole.fullmatch(plain) or whole.fullmatch(f"{plain}.") or part.search(plain))
