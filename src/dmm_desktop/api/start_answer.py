"""Interprets a 2xx answer to StartExecution: docs/dmm-api.md (What an answer to StartExecution means)."""

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
from .answer_body import BEGINNING, is_page, is_sign_in
from .answer_object import AnswerObject, UnreadableValue, answer_members, parsed
from .answers import KNOWN_NAMES, message_of, refusal
from .contract import ValueKind
from .request import is_of
from .transport import HttpAnswer

#: Largest answer that is read, in bytes. It contains no files.
MAX_START_ANSWER = 32 * 1024 * 1024


def started_id(answer: HttpAnswer, host: str, kind: ValueKind, *, key_accepted: bool) -> str:
    """Return the tracker id. An id counts even beside an error: a run that may exist must not be lost.

    ``kind`` is the type of tracker ids in the API description; a value of another type is not a tracker id.

    Raises NotDmmAnswer for a sign-in page, RefusedByServer, TokenRefused or OneTimeTokenRefused for an error without an
    id, UnreadableAnswer for an answer with neither, for an impossible id, for an id that contains a secret and for any
    other web page, and the transport's errors while reading.
    """
    body = _body(answer, host)
    if is_page(body[:BEGINNING].encode(), answer.headers.get("Content-Type", "")):
        details = f"status {answer.status}, HTML"
        if names_tracker_id(body[:BEGINNING]):
            raise UnreadableAnswer(host, text("it is a web page that names a tracker id"), details)
        if not is_sign_in(body[:BEGINNING]):
            raise UnreadableAnswer(host, text("it is a web page, and does not ask to sign in"), details)
        raise NotDmmAnswer(host, text("It returned a web page that asks to sign in."), details)
    try:
        value = _value(body)
        if isinstance(value, str):
            return _required(kind, _bare_id(value, answer), answer)
        members = answer_members(value, KNOWN_NAMES, answer.shown)
        tracker_id = _id_among(members)
        if tracker_id:
            return _required(kind, tracker_id, answer)
        refused = refusal(members, answer, host, key_accepted=key_accepted)
        message = message_of(members)
    except UnreadableValue as error:
        raise UnreadableAnswer(host, error.problem, f"status {answer.status}") from error
    if refused is not None:
        raise refused
    if message:
        raise RefusedByServer(host, message)
    raise UnreadableAnswer(host, text("it has neither a tracker id nor an error"), f"status {answer.status}")


def _body(answer: HttpAnswer, host: str) -> str:
    """The text without surrounding white space. Invalid bytes are replaced, so that they do not hide an id."""
    body = bytearray()
    for piece in answer.pieces:
        body += piece
        if len(body) > MAX_START_ANSWER:
            raise UnreadableAnswer(host, text("it is larger than {n} MiB", n=MAX_START_ANSWER // 1024 // 1024))
    return body.decode(json.detect_encoding(body), "replace").removeprefix("\ufeff").strip()


def _value(body: str) -> Any:
    """The JSON value, or the text itself if it is not JSON and does not begin like an object or list. Numbers become
    text with their original digits. Raises UnreadableValue."""
    if not body:
        raise UnreadableValue(text("it is empty"))
    try:
        value = parsed(body)
        return str(value) if isinstance(value, Number) else value
    except ValueError as error:
        if body[:1] in "{[":
            raise UnreadableValue(text("it is not JSON ({error})", error=str(error))) from error
    return body


def _bare_id(value: str, answer: HttpAnswer) -> str:
    """A text that contains a token is not an id: servers may repeat what was sent to them."""
    word = value.strip()
    for quote in "\"'":  # a text that was encoded as JSON twice, or quoted
        if len(word) > 1 and word[0] == word[-1] == quote:
            word = word[1:-1].strip()
    if not is_tracker_id(word) or answer.shown(word) != word:
        raise UnreadableValue(text("its value is not a tracker id"))
    return word


def _required(kind: ValueKind, tracker_id: str, answer: HttpAnswer) -> str:
    """Return the id if it is of the type and may be stored and shown. Raises UnreadableValue.

    An id that contains a secret may not. A secret that is hidden only in texts of this connection, such as a one-time
    token of four digits, may be part of an id by chance.
    """
    if answer.shown.register(tracker_id) != tracker_id:
        raise UnreadableValue(text("its tracker id contains a token or password that was sent to it"))
    if not is_of(kind, tracker_id):
        problem = text("its tracker id is not of type {kind}, which the API description requires", kind=str(kind))
        raise UnreadableValue(problem)
    return tracker_id


def _id_among(members: AnswerObject) -> str:
    """The id under one of the documented names, "" if there is none."""
    for name in TRACKER_ID_NAMES:
        word = members.exact(name).strip()
        if len(word) > MAX_ID:
            raise UnreadableValue(text("its tracker id has more than {n} characters", n=MAX_ID))
        if is_word(word) and not is_null_id(word):
            return word
    return ""


#: Longest tracker id accepted, in characters: it is stored in the database and sent in every request.
MAX_ID = 1000
#: How much of the status line and headers is kept, in characters, and of the body, in bytes.
MAX_KEPT = 4096
_CUT = "…"


class Received:
    """Records the beginning of an answer. Read from :attr:`answer` instead of the original: what is read is
    recorded."""

    def __init__(self, answer: HttpAnswer, shown: Redaction) -> None:
        self._head = _head(answer)
        self._shown = shown
        self._beginning = b""
        self._is_whole = answer.size == 0  # an empty body need not be read
        self.answer = replace(answer, pieces=self._copied(answer.pieces))

    def __str__(self) -> str:
        """Status line, headers, an empty line and the beginning of the body, with "…" where more came or should have
        come. Tokens and cookie values are hidden; control and direction characters are spelled out."""
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
