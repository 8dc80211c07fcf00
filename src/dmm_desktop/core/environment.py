"""Environments and connections as this workstation knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .address import Address

#: The connection that every installation of DMM has: the environment itself [documented].
RUNTIME_CONNECTION = "Runtime Connection"


class Stage(StrEnum):
    """What an environment is for; decides how loudly it is marked."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class KeyVerdict(StrEnum):
    """What is known about the REST API key after a check."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Environment:
    """A saved environment. ``id`` also names its key in the key store; the key itself is never here.

    ``root`` is where the API was found last, ``description`` the Swagger text found there or loaded by hand (then
    ``description_is_loaded``); both None before the first check. Times are UTC.
    """

    id: str
    name: str
    address: Address
    stage: Stage = Stage.DEVELOPMENT
    root: Address | None = None
    description: str | None = None
    description_is_loaded: bool = False
    token_page: str | None = None
    checked_at: datetime | None = None
    key_verdict: KeyVerdict = KeyVerdict.NOT_CHECKED


@dataclass(frozen=True, slots=True)
class Connection:
    """A DMM connection inside an environment.

    ``kind`` is ``DataDestination``, ``DataSource``, or "" where it was added by name.
    """

    environment_id: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SavedEnvironment:
    """An environment and the connections in it that are known here, besides the Runtime Connection."""

    environment: Environment
    connections: tuple[Connection, ...]
