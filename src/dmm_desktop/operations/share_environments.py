"""Exports environments to a file for a colleague, with names, addresses, connections and presets but no secrets, and
imports such a file."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from ..archive.part_file import PartFile
from ..core.address import Address, page_address, page_place
from ..core.configuration import parsed_configuration
from ..core.environment import RUNTIME_CONNECTION, Connection, Destination, Environment, SavedEnvironment
from ..core.environment_names import MAX_NAME, name_key, tidy_name, unique_name
from ..core.errors import WrongInput
from ..core.exact_json import MAX_VALUES, TooManyValues, read
from ..core.job import CancelToken, OnProgress
from ..core.local_files import read_text
from ..core.presets import MAX_PRESET, MAX_PRESETS, ImportPreset
from ..core.redaction import Redaction
from ..core.stage import Stage
from ..core.text import Text, joined, text, visible
from .context import OperationContext

_FORMAT = "dmm-desktop-environments"
_VERSION = 1
_LARGEST = 10_000_000  # bytes, including all descriptions; as many characters for these with references resolved
_MOST_ENVIRONMENTS = 200
_MOST_CONNECTIONS = 1000  # of one environment
_MOST_LESS_STRICT = 1000  # connections in a file, as each of them is named before it is added
_LONGEST_CONSTANTS = 100_000  # characters of all constants in a file, as each of them is shown before it is added


@dataclass(frozen=True, slots=True)
class SharedEnvironment:
    """An environment read from a file, with its connections and what the user must know before adding it.

    ``other_page`` is the token page in the file if it is on a different host, and None otherwise; such a page is not
    added. ``known`` is the environment that already has this address, saved or earlier in the file; of several, the one
    of the same name, if there is one. Then this one is not added. ``given_name`` is the name in the file if it was
    taken and had to be changed; otherwise "". ``has_other_description``: the file has an API description that the known
    environment does not have, apart from its constants, which are usually not exported. ``constants`` are those that
    the description of an environment to add always sends. ``twins`` are the environments, saved or earlier in the file,
    that may be the same server as an environment to add.
    """

    saved: SavedEnvironment
    other_page: str | None = None
    known: SavedEnvironment | None = None
    given_name: str = ""
    has_other_description: bool = False
    constants: tuple[str, ...] = ()
    twins: tuple[Environment, ...] = ()

    @property
    def has_other_token_page(self) -> bool:
        """Whether the file has a token page, and it is not that of the known environment."""
        given = self.other_page or self.saved.environment.token_page
        return self.known is not None and given is not None and given != self.known.environment.token_page

    @property
    def is_stricter(self) -> bool:
        """Whether the known environment checks zips less strictly than the one in the file."""
        return (
            self.known is not None and self.saved.environment.strict_check and not self.known.environment.strict_check
        )

    @property
    def missing_connections(self) -> tuple[Connection, ...]:
        """The connections in the file that the known environment does not have."""
        known = self.known
        return () if known is None else tuple(one for one in self.saved.connections if not known.connection(one.name))

    @property
    def other_presets(self) -> tuple[ImportPreset, ...]:
        """The presets in the file that the known environment does not have, or has with other choices, as they would
        be added to it."""
        if self.known is None:
            return ()
        given = (replace(one, environment_id=self.known.environment.id) for one in self.saved.presets)
        return tuple(one for one in given if one not in self.known.presets)

    @property
    def other_stages(self) -> tuple[tuple[Destination, Destination], ...]:
        """The destinations of both that have a different stage: first in the file, then in the known environment."""
        if self.known is None:
            return ()
        pairs = [
            (Destination(self.saved.environment, one), Destination(self.known.environment, here))
            for one in (Connection("", RUNTIME_CONNECTION), *self.saved.connections)
            if (here := self.known.connection(one.name)) is not None
        ]
        return tuple((given, here) for given, here in pairs if given.stage is not here.stage)


def export_environments(
    context: OperationContext,
    environments: Sequence[SavedEnvironment],
    target: Path,
    cancel: CancelToken,
    report: OnProgress,
    *,
    with_constants: bool = False,
) -> Path:
    """Write the file, replacing an existing one. Values without a documented meaning in descriptions are left out
    unless ``with_constants``. Raises WrongInput if a known secret would be in it, SecretStoreError if the keys of the
    environments cannot be read, and LocalError; then the old file remains."""
    context.know_secrets(one.environment for one in environments)
    shared = [_shared(one, with_constants) for one in environments]
    for one in shared:
        cancel.check()
        _require_no_secrets(context.secrets, one)
    content = {"format": _FORMAT, "version": _VERSION, "environments": shared}
    with PartFile(target) as part:
        part.write(json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n")
        return part.commit(cancel)


def read_environments(
    context: OperationContext, source: Path, cancel: CancelToken, report: OnProgress
) -> tuple[SharedEnvironment, ...]:
    """Read the environments in a file, in its order, without adding them. Invisible characters in names are removed.

    Raises WrongInput if DMM Desktop did not export the file or an environment in it cannot be used, and LocalError if
    the file or the database cannot be read.
    """
    from .stored_contract import constants_in

    with context.workspace.store() as store:
        known = store.saved_environments()
    taken = [one.environment.name for one in known]
    found, less_strict, length, described = [], 0, 0, 0
    for place, given in enumerate(_content(source), 1):
        cancel.check()
        name = _name_of(given, place, source)
        saved, other_page = _environment(given, name, source)
        described += len(saved.environment.description or "")
        if described > _LARGEST:
            reason = text(
                "With all references resolved, its API descriptions have more than {limit} characters.", limit=_LARGEST
            )
            raise _unusable(source, reason)
        less_strict += len(saved.less_strict)
        if less_strict > _MOST_LESS_STRICT:
            reason = text(
                "More than {limit} connections in it have a stage that is less strict than that of their environment.",
                limit=_MOST_LESS_STRICT,
            )
            raise _unusable(source, reason)
        here = _counterpart(saved.environment, known)
        if here is not None:
            is_other = saved.environment.description is not None and _plain(saved) != _plain(here)
            found.append(SharedEnvironment(saved, other_page, here, has_other_description=is_other))
            continue
        named = unique_name(name, taken)
        taken.append(named)
        saved = _called(saved, named)
        twins = tuple(one.environment for one in known if one.environment.may_be(saved.environment))
        known.append(saved)
        constants = constants_in(saved.environment)
        length += sum(map(len, constants))
        if length > _LONGEST_CONSTANTS:
            reason = text(
                "The values that its API descriptions always send have more than {limit} characters.",
                limit=_LONGEST_CONSTANTS,
            )
            raise _unusable(source, reason)
        given_name = name if named != name else ""
        found.append(SharedEnvironment(saved, other_page, given_name=given_name, constants=constants, twins=twins))
    return tuple(found)


def add_environments(
    context: OperationContext,
    environments: Sequence[SavedEnvironment],
    cancel: CancelToken,
    report: OnProgress,
    *,
    presets: Sequence[ImportPreset] = (),
) -> tuple[Environment, ...]:
    """Add environments with their connections and presets, and return the environments added. ``presets`` are added to
    environments that are saved already.

    An environment whose address is already saved is skipped; an environment or preset whose name is taken gets a
    different name. Raises LocalError if the database cannot be used, and TooManyPresets; then nothing is added.
    """
    added: list[Environment] = []
    cancel.commit()
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
            for preset in one.presets:
                store.presets.save(preset)
            added.append(one.environment)
        for preset in presets:
            taken = [here.name for here in store.presets.list(preset.environment_id)]
            store.presets.save(replace(preset, name=unique_name(preset.name, taken)))
    return tuple(added)


def _counterpart(environment: Environment, known: Sequence[SavedEnvironment]) -> SavedEnvironment | None:
    """The known environment with the same address; if there are several, the one of the same name, or the first."""
    there = [one for one in known if one.environment.address == environment.address]
    namesakes = (one for one in there if name_key(one.environment.name) == name_key(environment.name))
    return next(chain(namesakes, there), None)


def _called(saved: SavedEnvironment, name: str) -> SavedEnvironment:
    return replace(saved, environment=replace(saved.environment, name=name))


def _plain(saved: SavedEnvironment) -> str:
    """The API description that the user loaded, without constants; "" if there is none."""
    from ..api.learned import plain_description

    one = saved.environment
    return plain_description(one.description or "", with_constants=False) if one.description_is_loaded else ""


def _shared(saved: SavedEnvironment, with_constants: bool) -> dict[str, Any]:
    from ..api.learned import plain_description

    one = saved.environment
    return {
        "name": one.name,
        "address": str(one.address),
        "stage": one.stage,
        "token_page": one.token_page,
        "strict_check": one.strict_check,
        "description": plain_description(one.description, with_constants=with_constants) or None
        if one.description_is_loaded and one.description
        else None,
        "connections": [
            {"name": connection.name, "kind": connection.kind, "stage": connection.stage}
            for connection in saved.connections
        ],
        "presets": [
            {"name": preset.name, "configuration": preset.configuration, "address": str(preset.address)}
            for preset in saved.presets
        ],
    }


def _require_no_secrets(secrets: Redaction, shared: Mapping[str, Any]) -> None:
    """Raise WrongInput if a text that is to be written for an environment contains a secret, which may have become
    known after the text was saved."""
    from ..api.discovery import known_words

    for part, content in shared.items():
        words = known_words() if part == "description" else frozenset[str]()
        for one in content if isinstance(content, list) else [content]:
            given = one.values() if isinstance(one, dict) else [one]
            texts = [each for each in given if isinstance(each, str) and not isinstance(each, Stage)]
            if any(secrets.with_words_kept(each, words) != each for each in texts):
                name = secrets(one["name"]) if isinstance(one, dict) else ""
                where, remedy = _place_and_remedy(part, secrets(shared["name"]), name)
                raise WrongInput(text("The environments were not exported."), where, remedy)


def _place_and_remedy(part: str, environment: str, name: str) -> tuple[Text, Text]:
    """Where in the environment a secret is, and what to do. ``name`` is that of the connection or preset."""
    edit = text("Remove it with Edit environment.")
    match part:
        case "presets":
            place = text(
                "There is a key, token or password in the preset “{preset}” of {name}.", preset=name, name=environment
            )
            return place, text("Remove that preset, or save it without the secret.")
        case "connections":
            place = text(
                "There is a key, token or password in the connection “{connection}” of {name}.",
                connection=name,
                name=environment,
            )
            return place, text("Remove that connection.")
        case "description":
            place = text("There is a key, token or password in the API description of {name}.", name=environment)
            remedy = text(
                "Use an API description without it. If it is in a value that is always sent, export without such "
                "values."
            )
            return place, remedy
        case "address":
            return text("There is a key, token or password in the address of {name}.", name=environment), edit
        case "token_page":
            return text("There is a key, token or password in the token page of {name}.", name=environment), edit
        case _:
            return text("There is a key, token or password in the name of {name}.", name=environment), edit


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
        raise _unusable(source, text("It contains no environments."))
    if len(environments) > _MOST_ENVIRONMENTS:
        raise _unusable(source, text("It contains more than {limit} environments.", limit=_MOST_ENVIRONMENTS))
    return environments


def _environment(given: Any, name: str, source: Path) -> tuple[SavedEnvironment, str | None]:
    """The environment, and its token page if that is on another host."""
    try:
        address, stage = Address.parse(_text(given["address"])), Stage(given["stage"])
        token_page = None if given.get("token_page") is None else page_address(_text(given["token_page"]))
        description = None if given.get("description") is None else _text(given["description"])
        strict_check = given.get("strict_check", False)  # files of earlier versions do not contain it
        if not isinstance(strict_check, bool):
            raise TypeError
        connections, stage = _connections(given["connections"], stage)
        presets = _presets(given.get("presets", []), address)  # files of earlier versions contain none
        if description is not None:
            description = _checked_description(description, name)
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
        strict_check=strict_check,
    )
    own = tuple(replace(one, environment_id=environment.id) for one in connections)
    choices = tuple(replace(one, environment_id=environment.id) for one in presets)
    return SavedEnvironment(environment, own, choices), token_page if is_elsewhere else None


def _name_of(given: Any, place: int, source: Path) -> str:
    """The name as it is shown and typed."""
    try:
        name = tidy_name(_text(given["name"]))
    except (KeyError, TypeError, ValueError):
        name = ""
    if not name:
        raise _unusable(source, text("Environment {place} in it has no name.", place=place))
    return name


def _connection(given: Any) -> Connection:
    """A connection of an environment without an id yet. Files of earlier versions contain no stage."""
    stage = None if given.get("stage") is None else Stage(given["stage"])
    return Connection("", _connection_name(given["name"]), visible(_text(given["kind"])[:MAX_NAME]), stage)


def _connections(given: list[Any], stage: Stage) -> tuple[list[Connection], Stage]:
    """The connections, and the stage of the environment. Of connections with the same name, the strictest counts, and
    the environment is at least as strict as its Runtime Connection in the file."""
    order = list(Stage).index
    found: dict[str, Connection] = {}
    for one in map(_connection, given):
        if _is_runtime(one.name):
            stage = max(stage, one.stage or stage, key=order)
        elif one.name not in found or order(one.stage or stage) > order(found[one.name].stage or stage):
            found[one.name] = one
    return list(found.values()), stage


def _is_runtime(name: str) -> bool:
    """Whether this is the name of the connection that every environment has. A file could contain a second connection
    with this name and a lower stage, although an import into it would change the environment itself."""
    return name_key(name) == name_key(RUNTIME_CONNECTION)


def _connection_name(given: Any) -> str:
    """The connection's name in the environment, without invisible characters. Never shortened, because DMM must
    recognize it."""
    name = visible(_text(given)).strip()
    if not 0 < len(name) <= MAX_NAME:
        raise WrongInput(
            text("One of its connections has no name, or one of more than {limit} characters.", limit=MAX_NAME)
        )
    return name


def _presets(given: list[Any], address: Address) -> list[ImportPreset]:
    """The presets, each under a name of its own. Files of earlier versions do not contain their addresses: ``address``,
    that of the environment, is assumed. Raises WrongInput if one of them could not be used as it is."""
    if not isinstance(given, list):
        raise TypeError
    if len(given) > MAX_PRESETS:
        raise WrongInput(text("It has more than {limit} presets.", limit=MAX_PRESETS))
    found: list[ImportPreset] = []
    for place, one in enumerate(given, 1):
        name = tidy_name(_text(one["name"]))
        if not name:
            raise WrongInput(text("Its preset {place} has no name.", place=place))
        name = unique_name(name, [other.name for other in found])
        configuration = _text(one["configuration"])
        try:
            if len(configuration) > MAX_PRESET:
                raise WrongInput(text("It has more than {limit} characters.", limit=MAX_PRESET))
            chosen = parsed_configuration(configuration).complete()
            connection = _connection_name(chosen.connection)
            own = address if one.get("address") is None else Address.parse(_text(one["address"]))
            found.append(ImportPreset("", name, connection, chosen.append, configuration, own))
        except WrongInput as error:
            raise WrongInput(text("Its preset “{name}” cannot be used.", name=name), error.title) from error
    return found


def _checked_description(description: str, name: str) -> str:
    """The description as it is stored. Raises WrongInput."""
    from ..api.learned import MAX_LEARNED, plain_description
    from .endpoint import check_description

    unusable = text("Its API description cannot be used.")
    if len(description) > MAX_LEARNED:
        raise WrongInput(unusable, text("It has more than {limit} characters.", limit=MAX_LEARNED))
    try:
        check_description(description, name)
        return plain_description(description, with_constants=True, most=MAX_LEARNED)
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
