"""Whether an answer confirms a request without outputs, such as StopExecution and CreateConnection: docs/dmm-api.md
(Whether a stop or a connection was accepted)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..core.errors import UnclearAnswer
from ..core.text import shortened
from ..core.tracker_ids import is_null_id
from .answers import Content, names_key_header, refusal, refusal_in, refuses_a_token
from .transport import HttpAnswer

#: Single words that mean yes: the platform's boolean [platform], and words that an API's author may use instead
#: [assumed].
_YES = frozenset({"true", "ok", "success"})
_ID = re.compile(r"[0-9]{1,20}|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
#: Any of these members decides whether an object is a refusal.
_DECIDING = ("Success", "ErrorMessage", "Errors")


def is_new_id(word: str) -> bool:
    """Whether the word is a number or GUID, which an API may return as the identifier of what it created [platform]."""
    return bool(_ID.fullmatch(word)) and not is_null_id(word)


def require_confirmed(content: Content, answer: HttpAnswer, host: str, confirms: Callable[[str], bool]) -> None:
    """Return if the answer, which has status 2xx, says that the request was carried out, or is empty.

    ``confirms`` returns whether a text is a possible confirmation, such as the name of what was created.

    Raises RefusedByServer and TokenRefused for a refusal, UnclearAnswer for a text that is neither, and UnreadableValue
    if a deciding member cannot be read.
    """
    members = content.members
    said = content.beginning if content.bare is None else answer.shown(content.bare)
    if any(members.has(name) for name in _DECIDING):
        refused = refusal(members, answer, host)
        if refused is not None:
            raise refused
        if members.flag("Success"):
            return
    texts = [content.bare] if content.bare is not None else [*_texts(members.raw(name) for name in members)]
    for words in filter(None, map(str.strip, texts)):
        if words.lower() in _YES or confirms(words):
            continue
        if words.lower() == "false" or names_key_header(words) or refuses_a_token(words):
            raise refusal_in(shortened(answer.shown(words)), answer, host)
        raise UnclearAnswer(host, shortened(said), f"status {answer.status}\n{content.beginning}")


def _texts(values: Iterator[object]) -> Iterator[str]:
    """All texts among the values. Numbers, booleans and names are ignored."""
    for value in values:
        if isinstance(value, dict):
            yield from _texts(iter(value.values()))
        elif isinstance(value, list):
            yield from _texts(iter(value))
        elif type(value) is str:
            yield value
