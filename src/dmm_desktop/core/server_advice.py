"""Our advice on server messages that are recognized by their wording.

DMM does not document these messages. The patterns follow the wording of databases, web servers and licence checks, so
the advice only says what the message looks like [assumed].
"""

from __future__ import annotations

import functools
import re
from typing import Final

from .text import Text, text

#: How many characters of a message are examined.
_READ = 4_000

_DENIED = (
    r"\b(?:permission|access|privileges?)\b.{0,80}\bdenied\b|\bnot authori[sz]ed\b|\bORA-01031\b"
    r"|\b(?:insufficient|no|lacks?|missing) (?:privileges?|permissions?|rights)\b"
)
_DATABASE = r"\b(?:table|object|relation|view|schema|database|insert|update|delete|select|alter)\b|\bORA-01031\b"

#: The patterns that must all occur in a message, and the advice on it; the first match counts.
_KNOWN: Final = (
    (
        (_DENIED, r"\bossys_?user\b"),
        text(
            "This looks like a missing permission on the table of users (ossys_User). Have DMM's database user given "
            "access to it in the destination, or import without users."
        ),
    ),
    (
        (_DENIED, _DATABASE),
        text(
            "This looks like a missing permission in the destination's database. Have DMM's database user given "
            "access to this table, then import again."
        ),
    ),
    (
        (
            r"\b(?:limit|maximum|quota|exceed\w*|too many)\b",
            r"\b(?:records?|rows?)\b",
            r"\b(?:plan|licen[cs]e|subscription|edition|trial)\b",
        ),
        text("This looks like the record limit of the DMM plan. Have the limit raised, or import fewer records."),
    ),
    (
        (
            r"\bmaximum request length\b|\b404\.13\b"
            r"|\b(?:request|payload|content)(?: entity| body| content)?(?: is)? too large\b",
        ),
        text(
            "This looks like the environment's limit on the size of a request. Import the data in several files, or "
            "have the limit raised."
        ),
    ),
)


@functools.lru_cache(maxsize=256)
def advice_on(message: str) -> Text | None:
    """The advice on a server message; None if its wording is not recognized."""
    beginning = message[:_READ]
    for patterns, advice in _KNOWN:
        if all(re.search(pattern, beginning, re.IGNORECASE | re.DOTALL) for pattern in patterns):
            return advice
    return None
