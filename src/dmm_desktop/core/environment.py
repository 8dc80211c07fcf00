"""Environments and their connections as saved on this workstation, and how a server identifies itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .address import Address
from .network import SYSTEM_NETWORK, Network
from .text import Text, text

#: The connection that every DMM has: the environment itself [documented].
RUNTIME_CONNECTION = "Runtime Connection"


class Stage(StrEnum):
    """The purpose of an environment; determines how prominently it is marked."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class KeyVerdict(StrEnum):
    """What a check found out about the REST API key."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Environment:
    """A saved environment. ``id`` also identifies its key in the key store; the key itself is never stored here.

    ``root`` is where the API was last found, ``description`` the Swagger text found there or loaded by the user (then
    ``description_is_loaded``); both are None before the first check. Times are UTC. ``network`` is how to reach it; the
    proxy's password is in the key store under :attr:`proxy_id`. ``known_as`` is the server's identity that the user
    last accepted, ``answers_as`` the one at the last check; None before that.
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
    network: Network = SYSTEM_NETWORK
    known_as: ServerIdentity | None = None
    answers_as: ServerIdentity | None = None

    @property
    def proxy_id(self) -> str:
        """The id of the proxy's password in the key store."""
        return f"{self.id}-proxy"

    @property
    def differences(self) -> tuple[Text, ...]:
        """The differences between the server now and the one the user last accepted."""
        return self.known_as.differences(self.answers_as) if self.known_as and self.answers_as else ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A DMM connection in an environment.

    ``kind`` is ``DataDestination``, ``DataSource``, or "" where it was added by name. ``stage`` is that of the database
    behind it, None if it is the environment's: Production may be a Data Destination of a development environment.
    """

    environment_id: str
    name: str
    kind: str = ""
    stage: Stage | None = None

    @property
    def receives(self) -> bool:
        """Whether records can go there: a Data Source only gives them [documented]."""
        return self.kind != "DataSource"


@dataclass(frozen=True, slots=True)
class SavedEnvironment:
    """An environment with its connections known here, except the Runtime Connection."""

    environment: Environment
    connections: tuple[Connection, ...]

    def connection(self, name: str) -> Connection | None:
        """The connection of this name, the Runtime Connection included; None if it is not known here."""
        if name == RUNTIME_CONNECTION:
            return Connection(self.environment.id, RUNTIME_CONNECTION)
        return next((one for one in self.connections if one.name == name), None)

    @property
    def destinations(self) -> tuple[Connection, ...]:
        """The connections that can receive records, the Runtime Connection first."""
        runtime = Connection(self.environment.id, RUNTIME_CONNECTION)
        return (runtime, *(one for one in self.connections if one.receives))


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an import goes: a connection of an environment."""

    environment: Environment
    connection: Connection

    @property
    def stage(self) -> Stage:
        """The stage of the connection, where it has one of its own, else of the environment."""
        return self.connection.stage or self.environment.stage

    @property
    def changed_name(self) -> str:
        """The name of what is changed: the environment for its Runtime Connection, else the connection."""
        is_runtime = self.connection.name == RUNTIME_CONNECTION
        return self.environment.name if is_runtime else self.connection.name


@dataclass(frozen=True, slots=True)
class ServerIdentity:
    """How a server identifies itself: ``host`` in its API description, ``issuer`` of its certificate, ``api`` title and
    address of its API. Unknown values are "" and never count as different."""

    host: str = ""
    issuer: str = ""
    api: str = ""

    def completed(self, now: ServerIdentity) -> ServerIdentity:
        """This identity, with unknown values taken from ``now``."""
        return ServerIdentity(self.host or now.host, self.issuer or now.issuer, self.api or now.api)

    def differences(self, now: ServerIdentity) -> tuple[Text, ...]:
        """The differences between this identity and ``now``."""
        pairs = (
            (
                self.host,
                now.host,
                text("It calls itself {now}; before, it was {before}.", now=now.host, before=self.host),
            ),
            (
                self.issuer,
                now.issuer,
                text("Its certificate was issued by {now}; before, by {before}.", now=now.issuer, before=self.issuer),
            ),
            (self.api, now.api, text("Its API is {now}; before, it was {before}.", now=now.api, before=self.api)),
        )
        return tuple(sentence for before, after, sentence in pairs if before and after and before != after)


#: An unknown server.
UNKNOWN = ServerIdentity()
