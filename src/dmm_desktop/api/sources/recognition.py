"""Recognises the operation that a recorded request calls: by its name, or by what it sends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...core.names import normal
from ...core.text import Text, text
from ...core.tracker_ids import TRACKER_ID_NAMES
from ..contract import Operation, operation_at
from ..inputs import has_words
from .recorded import RecordedRequest, variable_name
from .schemas import MAX_NAME
from .sent_values import Sent, configuration_kind, is_id, is_type, is_zip, values_of

_CONNECTION = ("connectionname", "connectiontype", "connectionstring", "databasetype")
_ONLY_OUTPUTS = ("includefiles", "includeerrorreport")
_ONLY_STATUS = ("logrecords", "logpage")
_OPERATIONS = {normal(operation): operation for operation in Operation}
_TRACKER = tuple(map(normal, TRACKER_ID_NAMES))


@dataclass(frozen=True, slots=True)
class Recognised:
    """An operation, and why a request is taken for it."""

    operation: Operation
    basis: Text


def recognise(request: RecordedRequest) -> Recognised | None:
    """The operation of a request; None if it is not evident, or if its path is longer than a description may have."""
    if len(request.path) > MAX_NAME:
        return None
    if (by_path := operation_at(request.path)) is not None:
        return Recognised(by_path, text("its path"))
    words = re.sub(r"[\W_]", "", request.name).lower()
    by_name = [one for name, one in _OPERATIONS.items() if name in words]
    if len(by_name) == 1:
        return Recognised(by_name[0], text("the name of the request"))
    return _by_content(request) or _by_words(request)


def _by_content(request: RecordedRequest) -> Recognised | None:
    sent = values_of([request], 0)
    names = {normal(one.name) for one in sent}
    has_import = any(
        is_zip(one.values[0]) or configuration_kind(one.values[0]) is not None for one in sent
    ) or not names.isdisjoint(("configuration", "configurationjson", "jsonconfiguration", "zipfile"))
    if request.header("x-dmm-token-otp") and has_import:
        return Recognised(Operation.START_EXECUTION, text("it sends X-DMM-Token-OTP"))
    if has_import and any(is_type(one.values[0]) for one in sent):
        return Recognised(Operation.START_EXECUTION, text("it sends a type of execution"))
    if sum(name in names for name in _CONNECTION) > 1:
        return Recognised(Operation.CREATE_CONNECTION, text("it sends the fields of a connection"))
    if any(map(_may_be_tracker, sent)):
        if not names.isdisjoint(_ONLY_OUTPUTS):
            return Recognised(
                Operation.GET_EXECUTION_OUTPUTS, text("it sends a tracker id and asks for files or errors")
            )
        if not names.isdisjoint(_ONLY_STATUS):
            return Recognised(Operation.GET_EXECUTION_STATUS, text("it sends a tracker id and the page of a log"))
    return None


def _may_be_tracker(sent: Sent) -> bool:
    return normal(sent.name) in _TRACKER or sent.segment >= 0


def _by_words(request: RecordedRequest) -> Recognised | None:
    """By the words of an operation's name in the path, with the method: POST …/executions/{id}/stop."""
    literals = [one for one in request.segments if one and not is_id(one) and variable_name(one) is None]
    for count in (1, 2, 3):
        path = "".join(literals[-count:])
        found = [one for one in Operation if has_words(path, one) or has_words(request.method + path, one)]
        if len(found) == 1:
            return Recognised(found[0], text("the words of its path"))
    return None
