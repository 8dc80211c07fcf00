"""Hand environments to a colleague: a file with names, addresses and connections, and without any secret."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..archive.part_file import PartFile
from ..core.address import Address, page_address
from ..core.cancel import CancelToken
from ..core.environment import Connection, Environment, SavedEnvironment, Stage
from ..core.errors import WrongInput
from ..core.job import Job, Report
from ..core.local_files import read_text
from ..core.text import Text, text
from .workspace import Workspace

_FORMAT = "dmm-desktop-environments"
_VERSION = 1
_LARGEST = 10_000_000  # bytes; thousands of environments


def export_environments(environments: Sequence[SavedEnvironment], target: Path) -> Job[Path]:
    """Write the file, replacing what is there. Fails with LocalError; then the old file is still there."""

    def job(cancel: CancelToken, report: Report) -> Path:
        content = {"format": _FORMAT, "version": _VERSION, "environments": [_shared(one) for one in environments]}
        with PartFile(target) as part:
            part.write(json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n")
            return part.commit(cancel)

    return job


def import_environments(workspace: Workspace, source: Path) -> Job[tuple[Environment, ...]]:
    """Add the environments of such a file and return those that were added.

    One whose address is known already is left as it is. All are added or none is: it fails with WrongInput if the file
    is none of ours or one of its environments cannot be used, and LocalError if it or the database cannot be used.
    """

    def job(cancel: CancelToken, report: Report) -> tuple[Environment, ...]:
        read = [_environment(one, source) for one in _content(source)]
        added: list[Environment] = []
        with workspace.store() as store, store.transaction():
            known = {one.address for one in store.environments.list()}
            for environment, connections in read:
                if environment.address in known:
                    continue
                known.add(environment.address)
                store.environments.add(environment)
                for connection in connections:
                    store.connections.add(connection)
                added.append(environment)
        return tuple(added)

    return job


def _shared(saved: SavedEnvironment) -> dict[str, Any]:
    one = saved.environment
    return {
        "name": one.name,
        "address": str(one.address),
        "stage": one.stage,
        "token_page": one.token_page,
        "description": one.description if one.description_is_loaded else None,
        "connections": [{"name": connection.name, "kind": connection.kind} for connection in saved.connections],
    }


def _content(source: Path) -> list[Any]:
    given = read_text(source, _LARGEST)
    try:
        content = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise _unusable(source, text("It is not JSON.")) from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _unusable(source, text("It was not exported by DMM Desktop."))
    if content.get("version") != _VERSION:
        raise _unusable(source, text("Another version of DMM Desktop exported it."))
    environments = content.get("environments")
    if not isinstance(environments, list):
        raise _unusable(source, text("It holds no environments."))
    return environments


def _environment(given: Any, source: Path) -> tuple[Environment, list[Connection]]:
    try:
        description = given.get("description")
        environment = Environment(
            id=str(uuid.uuid4()),
            name=_name(given["name"]),
            address=Address.parse(_text(given["address"])),
            stage=Stage(given["stage"]),
            description=None if description is None else _text(description),
            description_is_loaded=description is not None,
            token_page=None if given.get("token_page") is None else page_address(_text(given["token_page"])),
        )
        connections = [Connection(environment.id, _name(c["name"]), _text(c["kind"])) for c in given["connections"]]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _unusable(source, text("One of its environments is incomplete.")) from error
    return environment, connections


def _name(value: Any) -> str:
    name = _text(value).strip()
    if not name:
        raise ValueError
    return name


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half of a surrogate pair cannot be stored: UnicodeEncodeError, a ValueError
    return value


def _unusable(source: Path, reason: Text) -> WrongInput:
    return WrongInput(
        text("{name} cannot be used.", name=source.name),
        reason,
        text("Choose a file that was made with Export environments. Nothing was added."),
    )
