"""Environments and their connections as saved on this workstation, and how a server identifies itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from .address import Address
from .environment_names import name_key
from .execution_type import ExecutionType, by_type
from .network import SYSTEM_NETWORK, Network
from .presets import ImportPreset
from .stage import Stage, strictest_of
from .text import Text, text

#: The connection that every DMM has: the environment itself [documented].
RUNTIME_CONNECTION = "Runtime Connection"


class KeyVerdict(StrEnum):
    """What a check found out about the REST API key."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    NOT_CHECKED = "not checked"


class CheckProblem(StrEnum):
    """Why a test of an environment failed."""

    NO_RESPONSE = "no response"
    KEY_STORE = "key store"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FailedTest:
    """A test that failed: when (UTC), and why."""

    at: datetime
    problem: CheckProblem


@dataclass(frozen=True, slots=True)
class Environment:
    """A saved environment.

    ``key_id`` and ``proxy_id`` are the ids of its key and of its proxy's password in the key store; the secrets
    themselves are never stored here. The ids follow from ``id`` until :meth:`succeeding` renews them: an object that
    still has the earlier address has the earlier id, too, and so cannot lead to the new secret.

    ``root`` is where the API was last found, ``description`` the description found there or loaded by the user (then
    ``description_is_loaded``); both are None before the first check. Times are UTC. ``network`` is how to reach it.
    ``known_as`` is the server's identity that the user last accepted, ``answers_as`` the one at the last check; None
    before that. ``failed_test`` is the last test if it failed. ``accepted_at``: when the server first accepted the key
    outside of tests after the last one (UTC). ``strict_check``: warnings about the content of a zip block an import
    like errors.
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
    strict_check: bool = False
    key_id: str = ""
    proxy_id: str = ""
    failed_test: FailedTest | None = None
    accepted_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "key_id", self.key_id or self.id)
        object.__setattr__(self, "proxy_id", self.proxy_id or f"{self.id}-proxy")

    @property
    def tested_at(self) -> datetime | None:
        """When it was last tested, successfully or not; None if it never was."""
        failed_at = self.failed_test.at if self.failed_test is not None else None
        return max((at for at in (self.checked_at, failed_at) if at is not None), default=None)

    @property
    def secret_ids(self) -> tuple[str, str]:
        """The ids of its key and of its proxy's password in the key store."""
        return self.key_id, self.proxy_id

    def succeeding(self, before: Environment) -> Environment:
        """This environment in place of ``before``, with new ids for the secrets that were saved for another host, or
        for another proxy or user."""
        key_id, proxy_id = self.secret_ids
        if key_id == before.key_id and self.address.origin != before.address.origin:
            key_id = str(uuid.uuid4())
        if proxy_id == before.proxy_id and self.network.signs_in_as != before.network.signs_in_as:
            proxy_id = str(uuid.uuid4())
        return replace(self, key_id=key_id, proxy_id=proxy_id)

    def may_be(self, other: Environment) -> bool:
        """Whether both may be the same server. If only the host is known, the API may be at any of its paths."""
        return self.has_root(other.root or other.address) or other.has_root(self.root or self.address)

    def has_root(self, root: Address) -> bool:
        """Whether an API with this root may belong to this environment."""
        if self.address.origin != root.origin:
            return False
        own = (self.root or self.address).path.casefold()
        return not own or root.is_bare or own == root.path.casefold() or root.path.casefold().startswith(f"{own}/")

    @property
    def unchecked(self) -> Environment:
        """This environment without the results of checks; a description loaded by the user is kept."""
        loaded = {name: getattr(self, name) for name in _DESCRIPTION} if self.description_is_loaded else {}
        return replace(self, **(_NOT_CHECKED | loaded))

    def duplicate(self, name: str) -> Environment:
        """A new environment with these settings. It has an id of its own, and so no key or password."""
        return replace(self.unchecked, id=str(uuid.uuid4()), name=name, key_id="", proxy_id="")

    def is_checked_like(self, other: Environment) -> bool:
        """Whether a check of the other environment is one of this, too."""
        return all(getattr(self, name) == getattr(other, name) for name in _CHECKED_WITH)

    @property
    def differences(self) -> tuple[Text, ...]:
        """The differences between the server now and the one the user last accepted."""
        return self.known_as.differences(self.answers_as) if self.known_as and self.answers_as else ()


_DESCRIPTION = ("description", "description_is_loaded")
#: The fields of an environment that a check fills in.
CHECKED = ("root", *_DESCRIPTION, "checked_at", "key_verdict", "known_as", "answers_as", "failed_test")
#: The fields from which a check begins.
_CHECKED_WITH = ("address", "key_id", "network", "proxy_id", "known_as", *_DESCRIPTION)
_NOT_CHECKED: dict[str, Any] = {
    field.name: field.default for field in fields(Environment) if field.name in (*CHECKED, "accepted_at")
}


@dataclass(frozen=True, slots=True)
class Connection:
    """A DMM connection in an environment.

    ``kind`` is ``DataDestination``, ``DataSource``, or "" if the connection was added by name. ``stage`` is the stage
    of the database behind it; None if it is the same as the environment's: Production may be a Data Destination of a
    development environment.
    """

    environment_id: str
    name: str
    kind: str = ""
    stage: Stage | None = None

    @property
    def receives(self) -> bool:
        """Whether the connection can receive records: a Data Source only supplies them [documented]."""
        return self.kind != "DataSource"

    def copied_to(self, environment: Environment) -> Connection:
        """This connection in a copy of its environment. It keeps a stage of its own only if that is stricter than the
        stage of the copy: the database behind it may be another one there."""
        is_stricter = self.stage is not None and strictest_of((self.stage, environment.stage)) is not environment.stage
        return replace(self, environment_id=environment.id, stage=self.stage if is_stricter else None)

    def serves(self, type: ExecutionType) -> bool:
        """Whether the connection can be used for executions of a type: a Data Destination only receives records
        [documented]."""
        return by_type(type, for_import=self.receives, for_export=self.kind != "DataDestination")


@dataclass(frozen=True)
class SavedEnvironment:
    """An environment with its known connections, except the Runtime Connection, and its presets of imports."""

    environment: Environment
    connections: tuple[Connection, ...]
    presets: tuple[ImportPreset, ...] = ()

    @property
    def less_strict(self) -> tuple[Connection, ...]:
        """The connections with a stage of their own that is less strict than that of the environment."""
        given = self.environment.stage
        return tuple(one for one in self.connections if one.stage and strictest_of([one.stage, given]) is not one.stage)

    def connection(self, name: str) -> Connection | None:
        """The connection with this name, including the Runtime Connection; None if it is unknown."""
        return self._by_name.get(name)

    def spelled_otherwise(self, name: str) -> tuple[Connection, ...]:
        """The connections, including the Runtime Connection, whose names differ from this one only as names of
        environments may not: in case, width or spaces. DMM may take them for the same [assumed]."""
        return tuple(one for one in self._by_key.get(name_key(name), ()) if one.name != name)

    def stage_in_any_spelling(self, name: str) -> Stage | None:
        """The strictest stage of the connections with this name, in whatever spelling; None if there are none."""
        return self._stage_by_key.get(name_key(name))

    # A file can bring a thousand connections, and a list compares each with all others: they are looked up.
    @cached_property
    def _by_name(self) -> dict[str, Connection]:
        runtime = Connection(self.environment.id, RUNTIME_CONNECTION)
        return {one.name: one for one in (*reversed(self.connections), runtime)}

    @cached_property
    def _by_key(self) -> dict[str, list[Connection]]:
        found: dict[str, list[Connection]] = {}
        for one in (Connection(self.environment.id, RUNTIME_CONNECTION), *self.connections):
            found.setdefault(name_key(one.name), []).append(one)
        return found

    @cached_property
    def _stage_by_key(self) -> dict[str, Stage]:
        own = self.environment.stage
        return {key: strictest_of(one.stage or own for one in found) for key, found in self._by_key.items()}


@dataclass(frozen=True, slots=True)
class Destination:
    """The connection of an environment that an import writes to or an export reads from."""

    environment: Environment
    connection: Connection

    @property
    def stage(self) -> Stage:
        """The connection's own stage if it has one, otherwise the environment's."""
        return self.connection.stage or self.environment.stage

    @property
    def changed_name(self) -> str:
        """The name of what an import changes: the environment for its Runtime Connection, otherwise the connection."""
        is_runtime = self.connection.name == RUNTIME_CONNECTION
        return self.environment.name if is_runtime else self.connection.name

    def name_to_confirm(self, saved: Iterable[SavedEnvironment]) -> str:
        """:attr:`changed_name`, preceded by the environment's if it does not identify the connection: another saved
        environment has a connection of this name, or has this name itself."""
        name = self.connection.name
        others = [one for one in saved if one.environment.id != self.environment.id]
        is_shared = any(one.connection(name) is not None or one.environment.name == name for one in others)
        if name == RUNTIME_CONNECTION or not is_shared:
            return self.changed_name
        return f"{self.environment.name} / {name}"

    def twins(self, saved: Iterable[SavedEnvironment]) -> tuple[Destination, ...]:
        """What this destination is in the other environments that may be the same server. An environment that does not
        know the connection is ignored if this one knows its stage."""
        found = []
        for one in saved:
            if one.environment.id != self.environment.id and self.environment.may_be(one.environment):
                known = one.connection(self.connection.name)
                if known is not None or self.connection.stage is None:
                    connection = known or replace(self.connection, environment_id=one.environment.id)
                    found.append(Destination(one.environment, connection))
        return tuple(found)

    def spelled_otherwise(self, saved: Iterable[SavedEnvironment]) -> tuple[Destination, ...]:
        """The connections of its own environment, and of those that may be the same server, that may be this one under
        another spelling."""
        return tuple(
            Destination(one.environment, connection)
            for one in _at_server_of(self.environment, saved)
            for connection in one.spelled_otherwise(self.connection.name)
        )

    def strictest(self, saved: Sequence[SavedEnvironment]) -> Destination:
        """This destination with the strictest stage that it has in any of the saved environments, of which several may
        be the same server, or under another spelling of its name."""
        stages = [self.stage, *(twin.stage for twin in self.twins(saved))]
        for one in _at_server_of(self.environment, saved):
            stages.append(one.stage_in_any_spelling(self.connection.name) or self.stage)
        stage = strictest_of(stages)
        return self if stage is self.stage else replace(self, connection=replace(self.connection, stage=stage))


def strictest_stage(environment: Environment, saved: Iterable[SavedEnvironment]) -> Stage:
    """The strictest stage of anything that an execution on an unknown connection of this environment may change: the
    environment, the saved environments that may be the same server, and all their connections."""
    stages = [environment.stage]
    for one in _at_server_of(environment, saved):
        stages += [one.environment.stage, *(connection.stage for connection in one.connections if connection.stage)]
    return strictest_of(stages)


def _at_server_of(environment: Environment, saved: Iterable[SavedEnvironment]) -> Iterator[SavedEnvironment]:
    """The environment as it is saved, and the others that may be the same server."""
    return (one for one in saved if one.environment.id == environment.id or environment.may_be(one.environment))


def environment_at(address: Address, environments: Iterable[Environment]) -> Environment | None:
    """The environment with this address or API root, otherwise the only one to which an API there may belong; None if
    there is none, or if there are several. Only one whose own address has this origin: its key is sent nowhere else."""
    saved = [one for one in environments if one.address.origin == address.origin]
    exact = [one for one in saved if address in (one.address, one.root)]
    if exact:
        return exact[0]
    wanted = Environment("", "", address)
    near = [one for one in saved if one.may_be(wanted)]
    return near[0] if len(near) == 1 else None


def with_address(address: Address, environments: Iterable[Environment]) -> list[Environment]:
    """The environments with exactly this address, as :meth:`Address.parse` reads it."""
    return [one for one in environments if one.address == address]


def at_host_of(address: Address, environments: Iterable[Environment]) -> list[Environment]:
    """The environments whose host and port an address has, which may be that of any page there."""
    return [one for one in environments if one.address.host_and_port == address.host_and_port]


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
