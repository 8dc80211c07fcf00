"""Reads a description, Swagger 2.0 or OpenAPI 3.0 and 3.1, into operations.

Nothing here knows DMM: :mod:`..binding` gives the operations their meaning. A part that cannot be read affects only the
operations that need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...core.errors import WrongInput
from ...core.exact_json import MAX_VALUES, TooManyValues, read
from ...core.names import normal
from ...core.text import Text, on_one_line, shortened, text
from ..contract import Parameter, ValueKind
from ..described import DescribedOperation
from . import openapi, swagger
from .schemas import (
    JSON,
    MAX_NAME,
    Document,
    Unusable,
    is_described_object,
    kind_of,
    properties_of,
    require_short,
    text_in,
    with_path_fields,
    word_of,
)

#: How many operations a description may have. Large APIs have hundreds, the DMM API five.
MAX_OPERATIONS = 5_000
#: The extension of an operation that says why it cannot be used; found only in descriptions that we have written.
PROBLEM = "x-dmm-problem"
#: The methods that can be used for a call; gateways add ``options`` for browsers to every path.
_METHODS = ("get", "post", "put", "patch", "delete")
_REMEDY = text("Use the description of the DMM API, in Swagger 2.0 or OpenAPI 3.")


def read_description(content: str) -> tuple[DescribedOperation, ...]:
    """The operations of a description in JSON. Raises WrongInput for any other document."""
    return operations_of(read_document(content))


def read_document(content: str) -> object:
    """Parse JSON. Raises WrongInput."""
    try:
        return read(content)
    except TooManyValues as error:
        raise unusable_description(text("It has more than {limit} values.", limit=MAX_VALUES)) from error
    except (ValueError, RecursionError) as error:
        title = text("The API description cannot be read.")
        raise WrongInput(title, text("It is not JSON."), _REMEDY) from error


def operations_of(document: object) -> tuple[DescribedOperation, ...]:
    """The operations of a parsed description. Raises WrongInput if it is not Swagger 2.0, OpenAPI 3.0 or 3.1."""
    if isinstance(document, dict) and "openapi" in document:
        version = word_of(document["openapi"]) or ""
        if version.split(".", 2)[:2] not in (["3", "0"], ["3", "1"]):
            raise unusable_description(text("It is OpenAPI {version}.", version=version[:20]))
    elif not isinstance(document, dict) or word_of(document.get("swagger")) != "2.0":
        raise unusable_description(text("It is neither Swagger 2.0 nor OpenAPI 3."))
    return tuple(_operations(Document(document), Document(document)))


def base_path(document: object) -> str:
    """The path of the API on its host, if an OpenAPI document names a path without a host; otherwise ""."""
    return openapi.server_path(document) if isinstance(document, dict) and "openapi" in document else ""


def unusable_description(what: Text) -> WrongInput:
    """The error for a description that is of no use; ``what`` is the reason."""
    return WrongInput(text("The API description cannot be used."), on_one_line(what), _REMEDY)


def _operations(document: Document, answers: Document) -> Iterator[DescribedOperation]:
    """``answers`` is the same document, with a size limit of its own, so that answers do not count towards the limit
    for requests."""
    count = 0
    paths = document.content.get("paths")
    for path, item in (paths if isinstance(paths, dict) else {}).items():
        if not isinstance(item, dict):
            continue
        for method, operation in item.items():
            if method.lower() in _METHODS and isinstance(operation, dict):
                count += 1
                if count > MAX_OPERATIONS:
                    raise unusable_description(text("It has more than {limit} operations.", limit=MAX_OPERATIONS))
                yield _operation(document, answers, path, item, method.upper(), operation)


def _operation(
    document: Document,
    answers: Document,
    path: str,
    item: Mapping[str, Any],
    method: str,
    operation: Mapping[str, Any],
) -> DescribedOperation:
    is_openapi = "openapi" in document.content
    request_fields = openapi.openapi_fields if is_openapi else swagger.swagger_fields
    identity = text_in(operation.get("operationId"))
    if max(len(path), len(identity)) > MAX_NAME:
        raise unusable_description(
            text("One of its operations has a path or an operationId of more than {limit} characters.", limit=MAX_NAME)
        )
    fields: list[Parameter] = []
    content_type = JSON
    problem: Text | None = None
    try:
        document.look_at(1 + path.count("{"))
        document.count_decoded(path + identity)
        fields, content_type = request_fields(document, item, operation)
        fields = with_path_fields(path, fields)
        if told := text_in(operation.get(PROBLEM)):
            problem = text("{reason}", reason=shortened(told))
    except Unusable as error:
        problem = error.reason
    return DescribedOperation(
        identity, method, path, tuple(fields), content_type, _outputs(answers, operation), problem
    )


def _outputs(document: Document, operation: Mapping[str, Any]) -> dict[str, ValueKind]:
    """The types of the outputs; empty if the description of the answer cannot be read."""
    try:
        answer = openapi.openapi_answer if "openapi" in document.content else swagger.swagger_answer
        schema = answer(document, operation)
        if not is_described_object(schema):
            return {"": kind_of(schema)}
        found: dict[str, ValueKind] = {}
        for name, member in properties_of(schema).items():
            require_short(name)
            resolved = document.resolve(member)
            found[normal(name)] = kind_of(resolved)
            inner = properties_of(resolved) if is_described_object(resolved) else {}
            for inner_name, value in inner.items():
                require_short(inner_name)
                found.setdefault(normal(inner_name), kind_of(document.resolve(value)))
    except Unusable:
        return {}
    return found
