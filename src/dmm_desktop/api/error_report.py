"""Reads an error report object by object, so that only a small part of it is in memory at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..core.exact_json import Number, TooManyValues, object_end
from ..core.models import FailingEntity
from ..core.names import normal
from ..core.text import MAX_MESSAGE, shortened, text
from ..core.text_encoding import decoded_blocks
from .answer_object import LENIENT, AnswerObject, UnreadableValue

#: Largest error report that is read, in bytes.
MAX_ERROR_REPORT = 64 * 1024 * 1024
#: How many failing entities are kept, and how many are counted. No environment has as many [assumed].
MAX_KEPT = 10_000
MAX_COUNTED = 1_000_000
#: Maximum length of an entity's name and of each of its other texts, in characters; and of the latter once all texts
#: together have reached the last value, so that the entities behind a few long ones are still named.
MAX_ENTITY_NAME, MAX_ENTITY_TEXT, SHORT_ENTITY_TEXT, MANY_TEXTS = MAX_MESSAGE, 64 * 1024, 200, 4 * 1024 * 1024
#: Largest object that is read (one failing entity with its stack trace), in characters, give or take one piece; and the
#: maximum number of values in it, of which six are documented.
_LARGEST, _MOST_VALUES = 16 * 1024 * 1024, 10_000

#: The prefix of the names of a failing entity's members.
_ENTITY_NAMES = normal("FinalReport")
_NO_LIST, _NO_JSON = text("the error report is not a list of objects"), text("the error report is not JSON")
_TOO_LARGE = text("an entity in the error report is too large")
_BLANKS = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_int=Number, parse_float=Number, **LENIENT)


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """The first :data:`MAX_KEPT` failing entities, and the number of ``more``."""

    entities: tuple[FailingEntity, ...] = ()
    more: int = 0


def read_error_report(blocks: Iterable[bytes], shown: Callable[[str], str], check: Callable[[], None]) -> ErrorReport:
    """Read the decoded ``ErrorReport``: a JSON array with an object per failing entity [documented], a single such
    object without an array, or nothing at all.

    ``shown`` as for AnswerObject; ``check`` is called often, and any exception it raises ends the reading. Raises
    UnreadableValue.
    """
    entities: list[FailingEntity] = []
    count = characters = 0
    for count, item in enumerate(_Objects(blocks, check), start=1):
        if count > MAX_COUNTED:
            raise UnreadableValue(text("the error report has more than {n} entities", n=MAX_COUNTED))
        if count <= MAX_KEPT:
            longest = MAX_ENTITY_TEXT if characters < MANY_TEXTS else SHORT_ENTITY_TEXT
            entity = _failing_entity(AnswerObject(item, shown), longest)
            characters += sum(map(len, entity.texts))
            entities.append(entity)
    return ErrorReport(tuple(entities), count - len(entities))


class _Objects:
    """The objects of a JSON array that arrives in blocks, or a single object without an array. Raises
    UnreadableValue."""

    def __init__(self, blocks: Iterable[bytes], check: Callable[[], None]) -> None:
        self._texts = decoded_blocks(blocks)
        self._check = check
        self._held = ""
        self._at = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        first = self._mark()
        if first == "[":
            self._at += 1
            yield from self._items()
        elif first == "{":
            yield self._only_object()
        elif first:
            raise UnreadableValue(_NO_LIST)
        if self._mark():
            raise UnreadableValue(_NO_JSON)

    def _only_object(self) -> dict[str, Any]:
        item = self._object()
        if not any(normal(name).startswith(_ENTITY_NAMES) for name in item):
            raise UnreadableValue(_NO_LIST)
        return item

    def _items(self) -> Iterator[dict[str, Any]]:
        if self._mark() == "]":
            self._at += 1
            return
        mark = ","
        while mark == ",":
            if self._mark() not in ("{", ""):
                raise UnreadableValue(_NO_LIST)
            yield self._object()
            mark = self._mark()
            self._at += 1
        if mark != "]":
            raise UnreadableValue(_NO_JSON)

    def _mark(self) -> str:
        """The next non-blank character, "" if there is none."""
        while True:
            blanks = _BLANKS.match(self._held, self._at)
            assert blanks is not None
            self._at = blanks.end()
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._read_on():
                return ""

    def _object(self) -> dict[str, Any]:
        """The object that begins here. It is decoded only once it has arrived completely and is small enough."""
        self._require_whole()
        try:
            value: dict[str, Any]
            value, self._at = _DECODER.raw_decode(self._held, self._at)
        except RecursionError as error:
            raise UnreadableValue(text("the error report is nested too deeply")) from error
        except ValueError as error:
            raise UnreadableValue(_NO_JSON) from error
        return value

    def _require_whole(self) -> None:
        """Read to the end of the object that begins here."""
        try:
            while object_end(self._held, self._at, _MOST_VALUES) is None:
                if len(self._held) - self._at >= _LARGEST:
                    raise UnreadableValue(_TOO_LARGE)
                if not self._read_on():
                    raise UnreadableValue(_NO_JSON)
        except TooManyValues as error:
            raise UnreadableValue(_TOO_LARGE) from error

    def _read_on(self) -> bool:
        """Discard what was read, and load twice as much as before; False if there is no more."""
        self._check()
        pieces = [self._held[self._at :]]
        size = before = len(pieces[0])
        wanted = min(2 * size + 1, _LARGEST)
        for piece in self._texts:
            pieces.append(piece)
            size += len(piece)
            if size >= wanted:
                break
        self._held, self._at = "".join(pieces), 0
        return size > before


def _failing_entity(members: AnswerObject, longest: int) -> FailingEntity:
    sent = FailingEntity(
        entity=members.whole("FinalReportEntity"),
        error=members.whole("FinalReportError"),
        tip=members.whole("FinalReportTip"),
        stack_trace=members.whole("FinalReportStacktrace"),
        first_seen=members.moment("FinalReportMoment"),
        count=members.count("Count") or None,  # decoding has failed at least once
    )
    kept = replace(
        sent,
        entity=shortened(sent.entity, min(longest, MAX_ENTITY_NAME)),
        error=shortened(sent.error, longest),
        tip=shortened(sent.tip, longest),
        stack_trace=shortened(sent.stack_trace, longest),
    )
    return kept if kept == sent else replace(kept, is_cut=True)
