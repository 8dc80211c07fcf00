"""What a 2xx answer to StartExecution means: docs/dmm-api.md (What an answer to StartExecution means)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..core.errors import NotDmmAnswer, RefusedByServer, UnreadableAnswer
from ..core.exact_json import Number
from ..core.redaction import Redaction
from ..core.text import escape_controls, text
from ..core.text_encoding import decoded
from ..core.tracker_ids import TRACKER_ID_NAMES, is_null_id, is_tracker_id, is_word, names_tracker_id
from .answer_body import BEGINNING, is_page
from .answer_object import AnswerObject, UnreadableValue, answer_members, parsed
from .answers import KNOWN_NAMES, message_of, refusal
from .contract import ValueKind
from .request import is_of
from .transport import HttpAnswer

#: Largest answer that is read, in bytes. There are no files in it.
MAX_START_ANSWER = 32 * 1024 * 1024


def started_id(answer: HttpAnswer, host: str, kind: ValueKind, *, key_accepted: bool) -> str:
    """Return the tracker id. An id counts even next to an error: a run that may exist must not get lost.

    ``kind`` is the type that the API description gives it; a value of another type is not a tracker id. Raises
    NotDmmAnswer for a web page, RefusedByServer, TokenRefused or OneTimeTokenRefused for an error without an id,
    UnreadableAnswer for an answer that tells neither, for an id that cannot be one and for a page that names one, and
    what the transport raises while reading.
    """
    body = _body(answer, host)
    if is_page(body[:BEGINNING].encode(), answer.headers.get("Content-Type", "")):
        details = f"status {answer.status}, HTML"
        if names_tracker_id(body[:BEGINNING]):
            raise UnreadableAnswer(host, "it is a web page that names a tracker id", details)
        raise NotDmmAnswer(host, text("It sent a web page, perhaps one to sign in."), details)
    try:
        value = _value(body)
        if isinstance(value, str):
            return _required(kind, _bare_id(value, answer))
        members = answer_members(value, KNOWN_NAMES, answer.shown)
        tracker_id = _id_among(members)
        if tracker_id:
            return _required(kind, tracker_id)
        error = refusal(members, answer, host, key_accepted=key_accepted)
        message = message_of(members)
    except UnreadableValue as problem:
        raise UnreadableAnswer(host, str(problem), f"status {answer.status}") from problem
    if error is not None:
        raise error
    if message:
        raise RefusedByServer(host, message)
    raise UnreadableAnswer(host, "it has neither a tracker id nor an error", f"status {answer.status}")


def _body(answer: HttpAnswer, host: str) -> str:
    """The text without white space around it. What is wrong with its encoding must not hide an id: it is replaced."""
    body = bytearray()
    for piece in answer.pieces:
        body += piece
        if len(body) > MAX_START_ANSWER:
            raise UnreadableAnswer(host, f"it is larger than {MAX_START_ANSWER // 1024 // 1024} MiB")
    return body.decode(json.detect_encoding(body), "replace").removeprefix("\ufeff").strip()


def _value(body: str) -> Any:
    """The JSON value; the text itself if it is not JSON and does not begin like it. Numbers are the text that they
    were written as. Raises Unreadable."""
    if not body:
        raise UnreadableValue("it is empty")
    try:
        value = parsed(body)
        return str(value) if isinstance(value, Number) else value
    except ValueError as error:
        if body[:1] in "{[":
            raise UnreadableValue(f"it is not JSON ({error})") from error
    return body


def _bare_id(value: str, answer: HttpAnswer) -> str:
    """A text with a token in it is not an id: a server may repeat what it was sent."""
    word = value.strip()
    for quote in "\"'":  # a text that was made JSON twice, or written in quotes
        if len(word) > 1 and word[0] == word[-1] == quote:
            word = word[1:-1].strip()
    if not is_tracker_id(word) or answer.shown(word) != word:
        raise UnreadableValue("its value is not a tracker id")
    return word


def _required(kind: ValueKind, tracker_id: str) -> str:
    """The id, if it is of the type. Raises Unreadable."""
    if not is_of(kind, tracker_id):
        raise UnreadableValue(f"its tracker id is not of type {kind}, which the API description requires")
    return tracker_id


def _id_among(members: AnswerObject) -> str:
    """The id at one of the documented names, "" if there is none. A token in it is no reason to lose it."""
    for name in TRACKER_ID_NAMES:
        word = members.exact(name).strip()
        if len(word) > MAX_ID:
            raise UnreadableValue(f"its tracker id has more than {MAX_ID:,} characters")
        if is_word(word) and not is_null_id(word):
            return word
    return ""


#: Longest tracker id that is used, in characters: it goes into the database and into every request.
MAX_ID = 1000
#: How much is kept of the status line with the headers, in characters, and of the body, in bytes.
MAX_KEPT = 4096
_CUT = "…"


class Received:
    """The beginning of an answer. Read :attr:`answer` instead of the answer given: what is read from it is kept."""

    def __init__(self, answer: HttpAnswer, shown: Redaction) -> None:
        self._head = _head(answer)
        self._shown = shown
        self._beginning = b""
        self._is_whole = answer.size == 0  # then it need not be read
        self.answer = replace(answer, pieces=self._copied(answer.pieces))

    def __str__(self) -> str:
        """Status line, headers, an empty line and the beginning of the body, with "…" where more came or should have
        come. Tokens and the values of cookies are hidden, control and direction characters spelled out."""
        head, body = self._part(self._head[:MAX_KEPT], len(self._head) <= MAX_KEPT), ""
        if self._beginning or not self._is_whole:
            is_whole = self._is_whole and len(self._beginning) <= MAX_KEPT
            body = self._part(decoded(self._beginning[:MAX_KEPT], is_whole=is_whole), is_whole)
        return f"{head}\n\n{body}" if body else head

    def _part(self, text: str, is_whole: bool) -> str:
        text = self._shown(text) if is_whole else self._shown.of_beginning(text) + _CUT
        return escape_controls(text.replace("\r\n", "\n"), keep="\n\t")

    def _copied(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._beginning += piece[: MAX_KEPT + 1 - len(self._beginning)]
            yield piece
        self._is_whole = True


def _head(answer: HttpAnswer) -> str:
    lines = [answer.status_line]
    for name, value in answer.headers.items():
        is_secret = name.lower() in ("set-cookie", "set-cookie2")  # it may carry a session
        lines.append(f"{name}: {'(hidden)' if is_secret else ' '.join(value.split())}")
    return "\n".join(lines)
