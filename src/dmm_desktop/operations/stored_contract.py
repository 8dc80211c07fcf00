"""The API description stored with an environment, ready to use, and that of a run in words."""

from __future__ import annotations

from functools import lru_cache

from ..api.binding import bind, undocumented_values
from ..api.contract import BoundOperation, Contract, Source
from ..api.sources.description import read_description
from ..core.environment import Environment
from ..core.errors import WrongInput
from ..core.text import Text, text

#: The name of a description that the user loaded.
LOADED = "a file loaded for this environment"


def stored_contract(environment: Environment) -> Contract | None:
    """The description found by the last check, or loaded by the user; None if there is none. Fast enough to be called
    repeatedly. Raises WrongInput for a description that does not describe the DMM API."""
    if environment.description is None:
        return None
    if environment.description_is_loaded:
        return _bound(environment.description, Source.FILE, LOADED)
    return _bound(environment.description, Source.ENVIRONMENT, f"{environment.root}/swagger.json")


def contract_in_words(named: str) -> Text | str:
    """What :attr:`Run.contract` names, as a sentence that can be translated; as it is if an earlier version named it
    otherwise."""
    source, _, rest = named.partition(" (")
    origin = rest.removesuffix(")")
    if origin == LOADED:
        return text("description from a file loaded for this environment")
    sentences: dict[str, Text] = {
        Source.BUILT_IN: text("built-in description ({origin})", origin=origin),
        Source.ENVIRONMENT: text("environment's description ({origin})", origin=origin),
        Source.FILE: text("description from a file ({origin})", origin=origin),
        Source.REQUESTS: text("description learned from requests ({origin})", origin=origin),
    }
    return sentences.get(source, named)


def constants_in(environment: Environment) -> tuple[str, ...]:
    """The values that the learned description always sends: "StopExecution, Reason = tidy-up"."""
    try:
        contract = stored_contract(environment) if environment.description_is_loaded else None
    except WrongInput:
        contract = None
    return tuple(
        f"{bound.operation}, {field.name} = {field.enum[0]}"
        for bound in (contract.operations.values() if contract is not None else ())
        for field in (bound.constants if isinstance(bound, BoundOperation) else ())
    )


def values_left_out(environment: Environment) -> tuple[str, ...]:
    """The values that files for others contain only if the user includes them: constants, and other single values
    without a documented meaning, also of operations that cannot be used."""
    try:
        described = read_description(environment.description or "") if environment.description_is_loaded else ()
    except WrongInput:
        described = ()
    found = (f"{operation}, {field.name} = {field.enum[0]}" for operation, _, field in undocumented_values(described))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=16)
def _bound(description: str, source: Source, origin: str) -> Contract:
    return bind(description, source, origin)
