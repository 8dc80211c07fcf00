"""The requests of a run as curl commands, for whoever looks into a problem. Known secrets are hidden in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ..api.calls import outputs_request, start_request, status_request, stop_request
from ..api.contract import Contract, Operation, Source
from ..api.curl_command import KEY_VARIABLE, ONE_TIME_VARIABLE, ZIP_VARIABLE, curl_command, with_hidden_constants
from ..api.request import HttpRequest
from ..core.errors import ContractIncomplete, WrongInput
from ..core.execution_type import TRAITS, by_type
from ..core.job import CancelToken, OnProgress
from ..core.network import DIRECT, SYSTEM, Network
from ..core.redaction import Redaction
from ..core.runs import Run
from ..core.text import Text, Words, joined, text
from .context import SavedContext, unread_secrets
from .endpoint import Endpoint
from .reported_run import hidden_configuration

#: Builds a request by a contract; the function hides secrets.
_Request: TypeAlias = Callable[[Contract, Callable[[str], str]], HttpRequest]
#: Descriptions whose constants may be values of one user, such as the code that an address ends with.
_BY_USER = (Source.FILE, Source.REQUESTS)
#: The variables of the shell that the user fills in.
_NAMES = {"key": KEY_VARIABLE, "token": ONE_TIME_VARIABLE, "zip": ZIP_VARIABLE}


@dataclass(frozen=True, slots=True)
class RequestCommand:
    """A request of a run, by the documented name of its operation: the command, and what to know before it is run.
    ``reason`` says why there is no command; None if there is one."""

    name: str
    command: str = ""
    notices: tuple[Text, ...] = ()
    reason: Text | None = None

    def as_text(self, words: Words) -> str:
        """The command below its notices, which are comments."""
        comments = (" ".join(words(notice).split()) for notice in self.notices)
        return "\n".join([*(f"# {comment}" for comment in comments), self.command])


def request_commands(
    context: SavedContext, run: Run, cancel: CancelToken, report: OnProgress
) -> tuple[RequestCommand, ...]:
    """The requests that start, watch and stop the run and fetch its results, as the API's contract defines them.

    Where no description is stored for the address of the run, the server is asked for it. Raises the errors of
    :meth:`SavedContext.api`.
    """
    unread = unread_secrets(context, run)
    endpoint = context.api(run, cancel)
    has_zip = TRAITS[run.type].takes_zip

    def start(contract: Contract, shown: Callable[[str], str]) -> HttpRequest:
        configuration = hidden_configuration(run.configuration, shown)  # before the request encodes it
        return start_request(contract, run.type, configuration, has_zip=has_zip)

    def asked(request: Callable[[Contract, str], HttpRequest]) -> _Request:
        return lambda contract, _: request(contract, run.tracker_id)

    found = [
        _command(endpoint, context.secrets, Operation.START_EXECUTION, start, start_notices(run), unread)
        if run.configuration
        else _none(Operation.START_EXECUTION, text("The configuration of this execution is not known here."))
    ]
    for operation, request in (
        (Operation.GET_EXECUTION_STATUS, status_request),
        (Operation.STOP_EXECUTION, stop_request),
        (Operation.GET_EXECUTION_OUTPUTS, outputs_request),
    ):
        if not run.tracker_id:
            found.append(_none(operation, text("The tracker id of this execution is not known here.")))
            continue
        before: tuple[Text, ...] = (_fill_in(text("Set {key} to the REST API key.", key=KEY_VARIABLE)),)
        if operation is Operation.STOP_EXECUTION:
            before = (*before, text("It stops the execution."))
        found.append(_command(endpoint, context.secrets, operation, asked(request), before, unread))
    return tuple(found)


def _fill_in(what: Text) -> Text:
    return joined(text("For bash."), what)


def start_notices(run: Run) -> tuple[Text, ...]:
    """What to know before the request that started the run is sent again."""
    with_zip = text(
        "Set {key} to the REST API key, {token} to a new one-time token, and {zip} to the path of the zip.", **_NAMES
    )
    return by_type(
        run.type,
        for_import=(_fill_in(with_zip), text("It starts another import.")),
        for_export=(
            _fill_in(text("Set {key} to the REST API key, and {token} to a new one-time token.", **_NAMES)),
            text("It starts another export."),
        ),
    )


def _none(operation: Operation, reason: Text) -> RequestCommand:
    return RequestCommand(operation.value, reason=reason)


def _command(
    endpoint: Endpoint,
    secrets: Redaction,
    operation: Operation,
    request: _Request,
    before: tuple[Text, ...],
    unread: Text | None,
) -> RequestCommand:
    """The command of a request; ``before`` are the notices that depend on the operation, ``unread`` that about secrets
    that could not be read."""
    contract, hidden = with_hidden_constants(endpoint.contract), list[bool]()

    def shown(words: str) -> str:
        without = secrets(words)
        hidden.append(without != words)
        return without

    try:
        is_start = operation is Operation.START_EXECUTION
        command = curl_command(request(contract, shown), endpoint.root, shown, is_start=is_start)
    except (ContractIncomplete, WrongInput) as error:
        return _none(operation, error.sentences)
    notices = [*before]
    if any(hidden) or contract.operations[operation] != endpoint.contract.operations[operation]:
        notices.append(text("Secrets in it were replaced by “(hidden)”."))
    if unread is not None:
        notices.append(unread)
    sent, original = contract.bound(operation).constants, endpoint.contract.bound(operation).constants
    if endpoint.contract.source in _BY_USER and any(one in original for one in sent):
        notices.append(
            text(
                "It has values that the API description always sends. They may be confidential: read it before you "
                "pass it on."
            )
        )
    if endpoint.contract.source is Source.BUILT_IN:
        notices.append(text("It follows the built-in API description, parts of which are assumed."))
    return RequestCommand(operation.value, command, (*notices, *_about(endpoint.network)))


def _about(network: Network) -> list[Text]:
    """What the command lacks for reaching the environment."""
    said = []
    if network.proxy not in (DIRECT, SYSTEM):
        said.append(text("The proxy of this environment is not in it: add --proxy if you need one."))
    if network.authorities:
        said.append(text("The trusted certificates of this environment are not in it: add --cacert if you need them."))
    return said
