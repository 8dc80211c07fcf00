"""The API description stored with an environment, ready to use."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ..api.binding import bind
from ..api.contract import BoundOperation, Contract, Source
from ..core.environment import Environment
from ..core.errors import WrongInput

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


def constants_in(environments: Iterable[Environment]) -> tuple[str, ...]:
    """The values that learned descriptions always send: "DEV-1: StopExecution, Reason = tidy-up"."""
    found = []
    for one in environments:
        try:
            contract = stored_contract(one) if one.description_is_loaded else None
        except WrongInput:
            contract = None
        for bound in contract.operations.values() if contract is not None else ():
            for field in bound.constants if isinstance(bound, BoundOperation) else ():
                found.append(f"{one.name}: {bound.operation}, {field.name} = {field.enum[0]}")
    return tuple(found)


@lru_cache(maxsize=16)
def _bound(description: str, source: Source, origin: str) -> Contract:
    return bind(description, source, origin)
