"""What a server means by the words of a message, where its status does not tell [assumed]."""

from __future__ import annotations

import re

_ONE_TIME = re.compile(r"\botp\b|one[- ]?time|authentication token", re.IGNORECASE)
_LICENCE = re.compile(r"\blicen[cs]e", re.IGNORECASE)

_GIVEN = r"(?:given|provided|supplied|specified|sent|found|set|present)"
_WRONG = (
    r"(?:missing|wrong|invalid|incorrect|unknown|expired|revoked|required|empty|absent|refused|rejected|unauthori[sz]ed"
    rf"|not (?:valid|correct|known|accepted|allowed|authori[sz]ed|recogni[sz]ed|{_GIVEN}))"
)
_WRONGS = rf"{_WRONG}(?:(?:,| or| and)+ {_WRONG})*"
_KEY = r"(?:(?:DMM|REST|access|auth|security) )*(?:API[- ]?key|(?:API[- ]?)?token)(?: header| value)?"
#: Sentences that say that the key is wrong and nothing else. Other things are called tokens too, in JSON for example.
_KEY_IS_WRONG = re.compile(
    rf"(?:(?:the |your |an? )?(?:{_WRONGS} {_KEY}|{_KEY} (?:(?:is|was|has|been) )*{_WRONGS})"
    rf"|no {_KEY}(?: (?:is|was))?(?: {_GIVEN})?)",
    re.IGNORECASE,
)
_KEY_HEADER = re.compile(r"\bX-DMM-Token\b(?!-)", re.IGNORECASE)
_IS_WRONG = re.compile(rf"\b(?:{_WRONG}|no|without)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!\n]+(?:\s+|$)")
_CLAUSE_END = re.compile(r"[.;!\n:]+(?:\s+|$)")

_REFUSED = re.compile(
    r"\b(?:error|fail(?:ed|ure|s)?|exception|invalid|denied|refused|rejected|forbidden|unauthori[sz]ed|unable|cannot"
    r"|can't|could not|not (?:found|valid|allowed|possible|supported|known))\b",
    re.IGNORECASE,
)
_NO_ERROR = re.compile(r"\b(?:no|0|without(?: any)?) (?:errors?|failures?)\b", re.IGNORECASE)


def names_one_time_token(message: str) -> bool:
    """Whether it is about the one-time token."""
    return bool(_ONE_TIME.search(message))


def names_licence(message: str) -> bool:
    """Whether it is about the licence of DMM."""
    return bool(_LICENCE.search(message))


def names_key_header(message: str) -> bool:
    """Whether it says that ``X-DMM-Token`` is missing or wrong."""
    return any(_KEY_HEADER.search(sentence) and _IS_WRONG.search(sentence) for sentence in _SENTENCE_END.split(message))


def refuses_a_token(message: str) -> bool:
    """Whether one of its sentences says that a key or token is missing or wrong, and nothing else. It may be the
    one-time token that is meant, where one was sent."""
    return any(_KEY_IS_WRONG.fullmatch(clause.strip()) for clause in _CLAUSE_END.split(message))


def refuses(bare: str) -> bool:
    """Whether an answer that is this value alone says that the request was refused."""
    word = bare.strip().lower()
    return word == "false" or bool(_REFUSED.search(_NO_ERROR.sub("", word)))
