"""The API description that is stored with an environment, ready to be used."""

from __future__ import annotations

from functools import lru_cache

from ..api.binding import bind
from ..api.contract import Contract, Source
from ..core.environment import Environment

#: What a description is called that the user loaded.
LOADED = "a file loaded for this environment"


def stored_contract(environment: Environment) -> Contract | None:
    """The description that the last check found, or that the user loaded; None if there is none. Fast: may be called
    again and again. Raises WrongInput for one that does not describe the DMM API."""
    if environment.description is None:
        return None
    if environment.description_is_loaded:
        return _bound(environment.description, Source.FILE, LOADED)
    return _bound(environment.description, Source.ENVIRONMENT, f"{environment.root}/swagger.json")


@lru_cache(maxsize=16)
def _bound(description: str, source: Source, origin: str) -> Contract:
    return bind(description, source, origin)
