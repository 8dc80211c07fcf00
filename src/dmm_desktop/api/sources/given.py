"""Recognises a source by its content: a description, a Postman collection, a HAR file or curl commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ...core.errors import WrongInput
from ...core.exact_json import TooManyValues, read
from ...core.job import CancelToken
from ...core.text import Text, text
from ..described import DescribedOperation
from . import curl, har, postman
from .description import base_path, operations_of
from .recorded import RecordedRequest, bounded
from .schemas import word_of
from .yaml_text import NotYaml, read_yaml

#: Largest source that is read, in bytes of a file or characters of a text: a recorded browser session also contains
#: what is not needed.
MAX_SOURCE = 64 * 1024 * 1024
_REMEDY = text("Use Swagger 2.0, OpenAPI 3, a Postman collection 2.1, a HAR file or curl commands.")
_POWERSHELL = re.compile(r"\b(?:Invoke-WebRequest|Invoke-RestMethod)\b", re.IGNORECASE)
_FETCH = re.compile(r"^\s*(?:await\s+)?fetch\(")


class SourceKind(StrEnum):
    """The form of a source."""

    SWAGGER = "Swagger 2.0"
    OPENAPI = "OpenAPI 3"
    POSTMAN = "Postman collection"
    HAR = "HAR"
    CURL = "curl"


@dataclass(frozen=True, slots=True)
class Given:
    """The content of a source: the operations that it describes with the path of their API, or the requests recorded in
    it. ``ignored`` are the options of curl commands that are not used."""

    kind: SourceKind
    described: tuple[DescribedOperation, ...] = ()
    base: str = ""
    requests: tuple[RecordedRequest, ...] = ()
    ignored: tuple[str, ...] = ()


def read_given(content: str, name: str, cancel: CancelToken | None = None) -> Given:
    """Read the source called ``name``; pasted text has none (""). Nothing that it names is opened, fetched or carried
    out. Raises WrongInput and Cancelled."""
    if len(content) > MAX_SOURCE:
        raise _unusable(name, text("Text longer than {limit} characters is not read.", limit=MAX_SOURCE))
    cancel = cancel or CancelToken()
    content = content.removeprefix("\ufeff")
    beginning = content.lstrip()[:1]
    try:
        if beginning in ("{", "["):
            return _document(read(content), name, cancel)
        if curl.is_curl(content):
            return _curl(content, cancel)
        return _document(_yaml(content, name, cancel), name, cancel)
    except TooManyValues as error:
        raise _unusable(name, text("It has more than {limit} values.", limit=error.most)) from error
    except (ValueError, RecursionError) as error:
        if curl.is_curl(content):  # JSON may precede it
            return _curl(content, cancel)
        raise _unusable(name, text("It is not valid JSON.")) from error


def _unusable(name: str, reason: Text) -> WrongInput:
    title = text("{name} cannot be used.", name=name) if name else text("The pasted text cannot be used.")
    return WrongInput(title, reason, _REMEDY)


def _document(document: Any, name: str, cancel: CancelToken) -> Given:
    if har.is_har(document):
        return _recorded(SourceKind.HAR, har.har_requests(document), name, cancel)
    if postman.is_postman(document):
        return _recorded(SourceKind.POSTMAN, postman.postman_requests(document), name, cancel)
    if isinstance(document, dict) and "openapi" in document:
        return Given(SourceKind.OPENAPI, operations_of(document), base_path(document))
    if isinstance(document, dict) and word_of(document.get("swagger")) is not None:
        return Given(SourceKind.SWAGGER, operations_of(document))
    if isinstance(document, dict) and "requests" in document and "folders_order" in document:
        raise _unusable(name, text("It is a Postman collection of version 1. Export it as version 2.1."))
    raise _unusable(name, text("It is neither an API description nor a record of requests."))


def _recorded(kind: SourceKind, requests: Iterable[RecordedRequest], name: str, cancel: CancelToken) -> Given:
    found = tuple(bounded(requests, cancel))
    if not found:
        raise _unusable(name, text("It contains no request."))
    return Given(kind, requests=found)


def _curl(content: str, cancel: CancelToken) -> Given:
    ignored: dict[str, None] = {}

    def requests() -> Iterator[RecordedRequest]:
        for one in curl.curl_requests(content, cancel):
            ignored.update(dict.fromkeys(one.ignored[: curl.MOST_IGNORED - len(ignored)]))
            yield one.request

    found = tuple(bounded(requests(), cancel))
    return Given(SourceKind.CURL, requests=found, ignored=tuple(ignored))


def _yaml(content: str, name: str, cancel: CancelToken) -> Any:
    if _POWERSHELL.search(content) or _FETCH.match(content):
        raise _unusable(name, text("It is a script. In the browser, use Copy as cURL."))
    try:
        found = read_yaml(content, cancel)
    except NotYaml as error:
        where = str(error)
        reason = text("It is not valid YAML: {where}.", where=where) if where else text("It is not valid YAML.")
        raise _unusable(name, reason) from error
    if not isinstance(found, dict):
        raise _unusable(name, text("It is neither an API description nor a record of requests."))
    return found
