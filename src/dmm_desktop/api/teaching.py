"""What a refusal says about the API description: a method or a media type that the server accepts. The user decides
whether to change the description; nothing is tried."""

from __future__ import annotations

import re

from ..core.text import Text, joined, shortened, text, whole
from .transport import HttpAnswer

_TOKEN = r"[A-Za-z0-9!#$&^_.+-]{1,60}"
_METHODS = re.compile(rf"{_TOKEN}(?:\s*,\s*{_TOKEN}){{0,9}}")
_MEDIA = re.compile(
    r"\b(?:application/(?:json|octet-stream|zip|x-zip-compressed|x-www-form-urlencoded)|multipart/form-data)\b",
    re.IGNORECASE,
)
#: Headers in which a 415 names what is accepted (RFC 9110, RFC 7694 and Linked Data Platform).
_HEADERS = ("Accept", "Accept-Post", "Accept-Patch")


def taught_by(answer: HttpAnswer, message: str) -> tuple[Text, Text] | None:
    """Cause and remedy if the answer says which method (405) or media type (415) the server accepts; otherwise None."""
    said = (text("The server says: {message}", message=whole(message)),) if message else ()
    if answer.status == 405 and (allowed := _METHODS.fullmatch(answer.headers.get("Allow", "").strip())):
        reason = text("This address accepts only the method {methods}.", methods=allowed[0])
        advice = text("In the API description, change the method of this operation to {methods}.", methods=allowed[0])
        return joined(reason, *said), advice
    if answer.status == 415:
        named = ", ".join(answer.headers.get(name, "") for name in _HEADERS) + " " + message
        accepted = shortened(", ".join(dict.fromkeys(found.lower() for found in _MEDIA.findall(named))))
        if accepted:
            reason = text("The server does not accept a body of the type sent. It names {types}.", types=accepted)
            advice = text("In the API description, change the body of this operation to {types}.", types=accepted)
            return joined(reason, *said), advice
    return None
