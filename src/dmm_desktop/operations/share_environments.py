"""Hand environments to a colleague: a file with names, addresses and connections, and without any secret."""

from __future__ import annotations

import json
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..archive.part_file import PartFile
from ..core.address import Address, page_address, page_place
from ..core.environment import Connection, Environment, SavedEnvironment, Stage
from ..core.environment_names import unique_name
from ..core.errors import WrongInput
from ..core.exact_json import MAX_VALUES, TooManyValues, read
from ..core.job import CancelToken, OnProgress
from ..core.local_files import read_text
from ..core.text import Text, joined, text, visible
from .context import OperationContext

_FORMAT = "dmm-desktop-environments"
_VERSION = 1
_LARGEST = 10_000_000  # bytes, with all descriptions in it
_MOST_ENVIRONMENTS = 200
_MOST_CONNECTIONS = 1000  # of one environment
_LONGEST_NAME = 100  # characters
_MOST_READ = 1000  # characters of a name: normalising takes time with the square of its length
_LONGEST_DESCRIPTION = 1_000_000  # characters; binding a hostile one of that length takes two seconds


@dataclass(frozen=True, slots=True)
class SharedEnvironment:
    """An environment that a file brings, with its connections, and what the user has to know before it is added.

    ``other_page`` is its token page where that is on another host than the environment, which has none then.
    ``known_as`` is the name of the environment that has this address already, here or further up in the file.
    ``given_name`` is its name in the file where another environment has that already, so that it gets another one; else
    "".
    """

    saved: SavedEnvironment
    other_page: str | None = None
    known_as: str | None = None
    given_name: str = ""


def export_environments(
    environments: Sequence[SavedEnvironment], target: Path, cancel: CancelToken, report: OnProgress
) -> Path:
    """Write the file, replacing what is there. Raises LocalError; then the old file is still there."""
    content = {"format": _FORMAT, "version": _VERSION, "environments": [_shared(one) for one in environments]}
    with PartFile(target) as part:
        part.write(json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n")
        return part.commit(cancel)


def read_environments(
    context: OperationContext, source: Path, cancel: CancelToken, report: OnProgress
) -> tuple[SharedEnvironment, ...]:
    """What such a file brings, in its order; nothing is added. Names are without characters that cannot be seen.

    Raises WrongInput if the file is not one of ours or one of its environments cannot be used, and LocalError if it
    or the database cannot be used.
    """
    with context.workspace.store() as store:
        known = {one.address: one.name for one in store.environments.list()}
    taken = [*known.values()]
    found = []
    for place, given in enumerate(_content(source), 1):
        cancel.check()
        name = _name_of(given, place, source)
        saved, other_page = _environment(given, name, source)
        known_as = known.get(saved.environment.address)
        if known_as is not None:
            found.append(SharedEnvironment(saved, other_page, known_as))
            continue
        named = unique_name(name, taken)
        taken.append(named)
        known[saved.environment.address] = named
        found.append(SharedEnvironment(_called(saved, named), other_page, given_name=name if named != name else ""))
    return tuple(found)


def add_environments(
    context: OperationContext, environments: Sequence[SavedEnvironment], cancel: CancelToken, report: OnProgress
) -> tuple[Environment, ...]:
    """Add environments with their connections; returns those that were added.

    One whose address is known already is left as it is, one whose name is taken by now gets another. All are added or
    none is: it raises LocalError if the database cannot be used.
    """
    added: list[Environment] = []
    with context.workspace.store() as store, store.transaction():
        known = {one.address: one.name for one in store.environments.list()}
        for given in environments:
            if given.environment.address in known:
                continue
            one = _called(given, unique_name(given.environment.name, known.values()))
            known[one.environment.address] = one.environment.name
            store.environments.add(one.environment)
            for connection in one.connections:
                store.connections.add(connection)
            added.append(one.environment)
    return tuple(added)


def _called(saved: SavedEnvironment, name: str) -> SavedEnvironment:
    return replace(saved, environment=replace(saved.environment, name=name))


def _shared(saved: SavedEnvironment) -> dict[str, Any]:
    one = saved.environment
    return {
        "name": one.name,
        "address": str(one.address),
        "stage": one.stage,
        "token_page": one.token_page,
        "description": one.description if one.description_is_loaded else None,
        "connections": [
            {"name": connection.name, "kind": connection.kind, "stage": connection.stage}
            for connection in saved.connections
        ],
    }


def _content(source: Path) -> list[Any]:
    given = read_text(source, _LARGEST)
    try:
        content = read(given, parse_int=int, parse_float=float)
    except TooManyValues as error:
        raise _unusable(source, text("It has more than {limit} values.", limit=MAX_VALUES)) from error
    except (ValueError, RecursionError) as error:
        raise _unusable(source, text("It is not JSON.")) from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _unusable(source, text("It was not exported by DMM Desktop."))
    if content.get("version") != _VERSION:
        raise _unusable(source, text("Another version of DMM Desktop exported it."))
    environments = content.get("environments")
    if not isinstance(environments, list) or not environments:
        raise _unusable(source, text("It holds no environments."))
    if len(environments) > _MOST_ENVIRONMENTS:
        raise _unusable(source, text("It holds more than {limit} environments.", limit=_MOST_ENVIRONMENTS))
    return environments


def _environment(given: Any, name: str, source: Path) -> tuple[SavedEnvironment, str | None]:
    """The environment, and its token page if that is on another host."""
    try:
        address, stage = Address.parse(_text(given["address"])), Stage(given["stage"])
        token_page = None if given.get("token_page") is None else page_address(_text(given["token_page"]))
        description = None if given.get("description") is None else _text(given["description"])
        connections = {(connection := _connection(one)).name: connection for one in given["connections"]}
        if description is not None:
            _check_description(description, name)
    except WrongInput as error:
        raise _refused(source, name, error.title, error.reason) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _refused(source, name, text("It is incomplete, or a value is not of the expected kind.")) from error
    if len(given["connections"]) > _MOST_CONNECTIONS:
        raise _refused(source, name, text("It has more than {limit} connections.", limit=_MOST_CONNECTIONS))
    is_elsewhere = token_page is not None and page_place(token_page).host != address.host
    environment = Environment(
        id=str(uuid.uuid4()),
        name=name,
        address=address,
        stage=stage,
        description=description,
        description_is_loaded=description is not None,
        token_page=None if is_elsewhere else token_page,
    )
    own = tuple(replace(one, environment_id=environment.id) for one in connections.values())
    return SavedEnvironment(environment, own), token_page if is_elsewhere else None


def _name_of(given: Any, place: int, source: Path) -> str:
    """The name as it can be typed: spaces and composed letters are always the same. Too long a one is cut."""
    try:
        name = " ".join(visible(unicodedata.normalize("NFC", _text(given["name"])[:_MOST_READ])).split())
    except (KeyError, TypeError, ValueError):
        name = ""
    if not name:
        raise _unusable(source, text("Environment {place} in it has no name.", place=place))
    return name[:_LONGEST_NAME].rstrip()


def _connection(given: Any) -> Connection:
    """A connection of an environment that has no id yet. Files of earlier versions name no stage."""
    stage = None if given.get("stage") is None else Stage(given["stage"])
    return Connection("", _connection_name(given["name"]), visible(_text(given["kind"])[:_LONGEST_NAME]), stage)


def _connection_name(given: Any) -> str:
    """The name under which the environment knows the connection: it is cleaned, but never cut."""
    name = visible(_text(given)).strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        raise WrongInput(
            text("One of its connections has no name, or one of more than {limit} characters.", limit=_LONGEST_NAME)
        )
    return name


def _check_description(description: str, name: str) -> None:
    from .endpoint import check_description

    unusable = text("Its API description cannot be used.")
    if len(description) > _LONGEST_DESCRIPTION:
        raise WrongInput(unusable, text("It has more than {limit} characters.", limit=_LONGEST_DESCRIPTION))
    try:
        check_description(description, name)
    except WrongInput as error:
        raise WrongInput(unusable, error.reason) from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half of a surrogate pair cannot be stored: UnicodeEncodeError, a ValueError
    return value


def _refused(source: Path, name: str, *reasons: Text | None) -> WrongInput:
    refused = text("The environment {name} in it is refused.", name=name)
    return _unusable(source, joined(refused, *(reason for reason in reasons if reason is not None)))


def _unusable(source: Path, reason: Text) -> WrongInput:
    return WrongInput(
        text("{name} cannot be used.", name=source.name),
        reason,
        text("Choose a file that was made with Export environments. Nothing was added."),
    )
